// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/redactor.h"

#include <QMutex>
#include <QObject>
#include <QStringList>
#include <memory>

namespace envdeck {
class Worker;
}

namespace envdeck::jobs {

// Where the steps of one job write what happens: redacted, shown live, and kept in a 0600 file up to a cap.
// Spoken to from any thread; shared, so that a late line finds it alive.
class JobLog final : public QObject {
    Q_OBJECT

public:
    static constexpr qint64 fileCap = 4 * 1024 * 1024; // ten times what a loud terraform run writes

    // `files` writes the file; an empty path keeps none.
    static std::shared_ptr<JobLog> make(const QString &path, const Redactor &redactor,
                                        std::shared_ptr<Worker> files);

    // One line, or several.
    void write(const QString &text);
    // From here on this secret is hidden as well.
    void learn(const Secret &secret);

Q_SIGNALS:
    void written(const QString &line); // emitted in the writer's thread

private:
    JobLog(const QString &path, const Redactor &redactor, std::shared_ptr<Worker> files);
    void keep(QByteArray text);

    const QString m_path;
    const std::shared_ptr<Worker> m_files;
    QMutex m_mutex; // guards what follows: steps write from their workers
    Redactor m_redactor;
    qint64 m_kept = 0;
};

// The last lines of a job's file; empty when there is none. Blocks.
QStringList readLogTail(const QString &path, qsizetype lines);

} // namespace envdeck::jobs
