// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/worker.h"

#include <QList>
#include <QObject>
#include <stop_token>

namespace envdeck::ui {

// What Envdeck keeps on this machine of one kind.
struct DataPlace {
    QString id;                  // "clone", "runs": worded by the page
    QStringList paths;           // files and folders; those that are not there count as empty
    std::optional<qint64> bytes; // nothing until it was measured
    friend bool operator==(const DataPlace &, const DataPlace &) = default;
};

// How much Envdeck keeps on this machine. Measured on a thread of its own; links are not followed.
class DataPresenter final : public QObject {
    Q_OBJECT

public:
    explicit DataPresenter(const QList<DataPlace> &places, QObject *parent = nullptr);
    ~DataPresenter() override;

    const QList<DataPlace> &places() const { return m_places; }
    void refresh(); // what was measured stays until the new answer

Q_SIGNALS:
    void changed();

private:
    QList<DataPlace> m_places;
    std::stop_source m_stop; // a large folder must not hold up the end
    Worker m_disk{QStringLiteral("data-sizes")};
};

} // namespace envdeck::ui
