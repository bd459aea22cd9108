// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/job_log.h"

#include "core/base/log.h"
#include "core/base/safe_file.h"
#include "core/base/worker.h"

#include <QFile>
#include <fcntl.h>
#include <unistd.h>

namespace envdeck::jobs {

namespace {

Result<void> appendTo(const QString &path, const QByteArray &text)
{
    constexpr int flags = O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC;
    const int fd = ::open(QFile::encodeName(path).constData(), flags, 0600);
    const bool written = fd >= 0 && ::write(fd, text.constData(), size_t(text.size())) == text.size();
    if (fd >= 0)
        ::close(fd);
    if (!written)
        qCWarning(lcJobs) << "job log not kept file=" << path;
    return {};
}

} // namespace

JobLog::JobLog(const QString &path, const Redactor &redactor, std::shared_ptr<Worker> files)
    : m_path(path), m_files(std::move(files)), m_redactor(redactor)
{
}

std::shared_ptr<JobLog> JobLog::make(const QString &path, const Redactor &redactor,
                                     std::shared_ptr<Worker> files)
{
    // The last copy may die in a worker's thread, even in that of `files`, which it could not wait for.
    return {new JobLog(path, redactor, std::move(files)), [](JobLog *log) { log->deleteLater(); }};
}

void JobLog::write(const QString &text)
{
    QStringList lines;
    {
        const QMutexLocker lock(&m_mutex);
        // before it is cut into lines: a private key spans several
        lines = m_redactor.redacted(text).split(QLatin1Char('\n'));
        if (lines.size() > 1 && lines.constLast().isEmpty())
            lines.removeLast();
        keep(lines.join(QLatin1Char('\n')).toUtf8() + '\n');
    }
    for (const QString &line : std::as_const(lines))
        Q_EMIT written(line);
}

void JobLog::learn(const Secret &secret)
{
    const QMutexLocker lock(&m_mutex);
    m_redactor.learn(secret);
}

void JobLog::keep(QByteArray text)
{
    if (m_path.isEmpty() || m_kept > fileCap)
        return;
    m_kept += text.size();
    if (m_kept > fileCap)
        text = "[cut: longer than " + QByteArray::number(fileCap) + " bytes]\n";
    m_files->run([path = m_path, text] { return appendTo(path, text); });
}

QStringList readLogTail(const QString &path, qsizetype lines)
{
    const auto content = readFile(path, 2 * JobLog::fileCap); // a job that was resumed wrote twice
    if (!content)
        return {};
    QStringList all = QString::fromUtf8(content.value()).split(QLatin1Char('\n'));
    if (all.constLast().isEmpty())
        all.removeLast();
    return all.mid(std::max<qsizetype>(0, all.size() - lines));
}

} // namespace envdeck::jobs
