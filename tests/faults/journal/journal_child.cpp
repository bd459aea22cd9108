// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A process to be killed. Says on stdout what it was told is on the disk, a line each, before it goes on.
//   write FOLDER COUNT TAG [BYTES]   appends COUNT rows: "ack N"; BYTES limits the size of its files
//   job FOLDER COUNT FATAL           runs a job of COUNT outside steps: "step N"; dies within step FATAL
//   hold FOLDER ENVIRONMENT          runs a change that never ends: "holding"
#include "core/base/clock.h"
#include "core/base/ids.h"
#include "core/jobs/job_center.h"

#include <QCoreApplication>
#include <QPromise>
#include <csignal>
#include <sys/resource.h>
#include <unistd.h>

namespace {

using namespace envdeck;

void say(const QString &line)
{
    const QByteArray bytes = line.toUtf8() + '\n';
    if (::write(STDOUT_FILENO, bytes.constData(), size_t(bytes.size())) != bytes.size())
        ::_exit(3);
}

void limitFiles(rlim_t bytes)
{
    std::signal(SIGXFSZ, SIG_IGN); // then write(2) fails instead
    const rlimit limit{bytes, bytes};
    ::setrlimit(RLIMIT_FSIZE, &limit);
}

class Writer : public QObject {
public:
    Writer(const QString &folder, int count, const QString &tag)
        : m_journal({folder, {}, {}, std::chrono::seconds(30)}, m_clock), m_count(count), m_tag(tag)
    {
    }

    void next(int number)
    {
        if (number > m_count)
            return QCoreApplication::exit(0);
        journal::Entry entry;
        entry.operation = newOperationId(m_clock.now());
        entry.action = QStringLiteral("deploy");
        entry.environment = QStringLiteral("prod");
        entry.subject = m_tag;
        entry.detail = QString::number(number);
        whenDone(m_journal.append(entry), this, [this, number](const Result<qint64> &result) {
            if (result) {
                say(QStringLiteral("ack %1").arg(number));
                return next(number + 1);
            }
            say(QStringLiteral("error %1 %2")
                    .arg(errorCodeName(result.error().code))
                    .arg(result.error().status));
            QCoreApplication::exit(2);
        });
    }

private:
    SystemClock m_clock;
    journal::Journal m_journal;
    const int m_count;
    const QString m_tag;
};

class Changer : public QObject {
public:
    explicit Changer(const QString &folder)
        : m_journal({folder, {}, {}, std::chrono::seconds(30)}, m_clock),
          m_center(m_journal, m_clock, options(folder))
    {
        connect(&m_center, &jobs::JobCenter::jobChanged, this, [](const JobStatus &status) {
            if (status.isOver()) {
                say(QStringLiteral("over %1 %2").arg(jobStateName(status.state), status.operation));
                QCoreApplication::exit(0);
            }
        });
    }

    void start(const QString &environment, const QString &subject, const QList<jobs::Step> &steps)
    {
        jobs::Job job;
        job.kind = QStringLiteral("deploy");
        job.environment = environment;
        job.subject = subject;
        job.risk = Risk::R2;
        job.payload = {{QStringLiteral("to"), QStringLiteral("v1")}};
        job.steps = steps;
        const auto operation = m_center.start(job);
        say(operation ? QStringLiteral("operation ") + operation.value() : QStringLiteral("refused"));
    }

private:
    static jobs::JobCenter::Options options(const QString &folder)
    {
        jobs::JobCenter::Options options;
        options.folder = folder;
        options.actor = QStringLiteral("anna");
        options.machine = QStringLiteral("laptop");
        options.lockPoll = std::chrono::milliseconds(20);
        return options;
    }

    SystemClock m_clock;
    journal::Journal m_journal;
    jobs::JobCenter m_center;
};

QList<jobs::Step> fatalSteps(int count, int fatal)
{
    QList<jobs::Step> steps;
    for (int number = 1; number <= count; ++number) {
        steps.append(
            {QString::number(number), true, std::chrono::minutes(1), [number, fatal](const jobs::Context &) {
                 say(QStringLiteral("step %1").arg(number));
                 if (number == fatal)
                     ::kill(::getpid(), SIGKILL);
                 return ready<void>({});
             }});
    }
    return steps;
}

jobs::Step endlessStep()
{
    return {QStringLiteral("push"), true, std::chrono::hours(1), [](const jobs::Context &) {
                say(QStringLiteral("holding"));
                static QPromise<Result<void>> never;
                never.start();
                return never.future();
            }};
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    const QString mode = arguments.value(1), folder = arguments.value(2);
    if (mode == QLatin1String("write")) {
        if (arguments.size() > 5)
            limitFiles(arguments.at(5).toULongLong());
        Writer writer(folder, arguments.value(3).toInt(), arguments.value(4));
        writer.next(1);
        return app.exec();
    }
    Changer changer(folder);
    if (mode == QLatin1String("job"))
        changer.start(QStringLiteral("prod"), QStringLiteral("prod/app") + arguments.value(4),
                      fatalSteps(arguments.value(3).toInt(), arguments.value(4).toInt()));
    else
        changer.start(arguments.value(3), arguments.value(3) + QStringLiteral("/api"), {endlessStep()});
    return app.exec();
}
