// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/redactor.h"

#include <QMutex>
#include <QObject>

namespace envdeck {
class Worker;
}

namespace envdeck::jobs {

// Where the steps of one job write what happens. From any thread; shared, so a late line finds it alive.
// Lines are redacted before anybody sees them, and kept in a 0600 file up to a cap.
class JobLog final : public QObject {
    Q_OBJECT

public:
    static constexpr qint64 fileCap = 4 * 1024 * 1024; // terraform's loudest plans stay below a tenth of it

    // `files` must outlive it. An empty path keeps no file.
    JobLog(const QString &path, const Redactor &redactor, std::shared_ptr<Worker> files);

    // One line, or several.
    void write(const QString &text);
    // From here on this secret is hidden as well.
    void learn(const Secret &secret);

Q_SIGNALS:
    void written(const QString &line); // emitted in the writer's thread

private:
    void keep(const QStringList &lines);

    const QString m_path;
    std::shared_ptr<Worker> m_files;
    QMutex m_mutex; // guards what follows: steps write from their workers
    Redactor m_redactor;
    qint64 m_kept = 0;
};

} // namespace envdeck::jobs
