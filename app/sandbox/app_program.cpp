// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/app_program.h"

#include "app/sandbox/serve.h"
#include "tests/standins/base/quit_on_signals.h"
#include "tests/standins/dokploy/process_engine.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <cmath>
#include <cstdio>
#include <unistd.h>

namespace envdeck::sandbox {

namespace {

constexpr int keptSampleFiles = 24; // one an hour
constexpr int reportedLatencies = 6;
constexpr double warmUpMs = 4000; // a bad version is not bad at once
constexpr double calmErrorPercent = 0.1;
constexpr double medianShare = 0.45; // of the p95, as a log-normal of these services has it

void say(const QString &line)
{
    const QByteArray text = (QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs) + QLatin1Char(' ') +
                             line + QLatin1Char('\n'))
                                .toUtf8();
    std::fwrite(text.constData(), 1, size_t(text.size()), stdout);
    std::fflush(stdout);
}

} // namespace

AppProgram::AppProgram(const Folder &folder, const AppOptions &options, const Version &version)
    : m_folder(folder), m_options(options), m_version(version)
{
    m_version.errorPercent = errorPercentIn(version, options.environment);
    m_version.p95Ms = p95In(version, options.environment);
    connect(&m_second, &QTimer::timeout, this, &AppProgram::work);
}

void AppProgram::begin()
{
    say(QStringLiteral("INFO starting %1 %2 in %3")
            .arg(m_options.name, m_options.version, m_options.environment));
    QTimer::singleShot(m_version.startupMs, this, &AppProgram::serve);
    if (m_version.crashAfterMs > 0)
        QTimer::singleShot(m_version.crashAfterMs, this, &AppProgram::crash);
}

void AppProgram::serve()
{
    if (m_options.port > 0 && !start(quint16(m_options.port), QHostAddress(m_options.address))) {
        say(QStringLiteral("ERROR listen %1:%2: address already in use")
                .arg(m_options.address)
                .arg(m_options.port));
        return QCoreApplication::exit(1);
    }
    say(QStringLiteral("INFO listening on %1:%2").arg(m_options.address).arg(m_options.port));
    m_up.start();
    m_second.start(1000);
}

void AppProgram::crash()
{
    say(QStringLiteral("ERROR cannot read the order totals: relation \"order_totals\" does not exist"));
    say(QStringLiteral("FATAL giving up"));
    QCoreApplication::exit(m_version.crashCode);
}

void AppProgram::handle(const standins::Request &request, standins::Reply reply)
{
    const bool health = request.path == QLatin1String("/health");
    const bool failed = !health && fails();
    standins::Answer answer = standins::Answer::json(
        QJsonObject{{QStringLiteral("status"), failed ? QStringLiteral("error") : QStringLiteral("ok")},
                    {QStringLiteral("app"), m_options.name},
                    {QStringLiteral("version"), m_options.version},
                    {QStringLiteral("environment"), m_options.environment}},
        failed ? 500 : 200);
    answer.headers.append({"X-App-Version", m_options.version.toUtf8()});
    if (health)
        return reply.send(answer);
    const double took = latency();
    write(1, failed ? 1 : 0, {took});
    QTimer::singleShot(int(took), this, [reply, answer]() mutable { reply.send(answer); });
}

bool AppProgram::fails()
{
    const double share = std::min(1.0, double(m_up.elapsed()) / warmUpMs);
    const double percent = calmErrorPercent + (m_version.errorPercent - calmErrorPercent) * share;
    return m_random.bounded(100.0) < percent;
}

// Log-normal, so that 95 of 100 are below the version's p95.
double AppProgram::latency()
{
    const double median = m_version.p95Ms * medianShare;
    const double sigma = std::log(m_version.p95Ms / median) / 1.645;
    const double gauss = std::sqrt(-2.0 * std::log(1.0 - m_random.bounded(0.999999))) *
                         std::cos(2.0 * M_PI * m_random.bounded(1.0));
    return median * std::exp(sigma * gauss);
}

void AppProgram::work()
{
    m_owed += requestsPerSecond(m_options.name, m_options.environment) * (0.8 + m_random.bounded(0.4));
    const int requests = int(m_owed);
    m_owed -= requests;
    int errors = 0;
    QList<double> latencies;
    for (int i = 0; i < requests; ++i) {
        errors += fails() ? 1 : 0;
        if (i < reportedLatencies)
            latencies.append(latency());
    }
    write(requests, errors, latencies);
    if (errors > 0)
        say(QStringLiteral("ERROR %1 of %2 requests failed: order total does not match")
                .arg(errors)
                .arg(requests));
}

void AppProgram::write(int requests, int errors, const QList<double> &latencies)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    openSamples(now);
    QJsonArray measured;
    for (const double took : latencies)
        measured.append(std::round(took * 10) / 10);
    const QJsonObject line{{QStringLiteral("at"), now.toMSecsSinceEpoch()},
                           {QStringLiteral("service"), m_options.name},
                           {QStringLiteral("environment"), m_options.environment},
                           {QStringLiteral("version"), m_options.version},
                           {QStringLiteral("requests"), requests},
                           {QStringLiteral("errors"), errors},
                           {QStringLiteral("latency_ms"), measured}};
    m_samples.write(QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n');
    m_samples.flush();
}

// A file an hour, never renamed: its reader may follow it by name. The oldest go.
void AppProgram::openSamples(const QDateTime &now)
{
    const QString mine = QStringLiteral("%1-%2-").arg(m_options.environment, m_options.name);
    const QString file = QStringLiteral("%1/%2%3.jsonl")
                             .arg(m_folder.samples(), mine, now.toString(QStringLiteral("yyyyMMddHH")));
    if (m_samples.isOpen() && m_samples.fileName() == file)
        return;
    m_samples.close();
    m_samples.setFileName(file);
    if (!m_samples.open(QIODevice::WriteOnly | QIODevice::Append))
        say(QStringLiteral("WARN no samples: ") + m_samples.errorString());
    QStringList old = QDir(m_folder.samples()).entryList({mine + QLatin1Char('*')}, QDir::Files, QDir::Name);
    while (old.size() > keptSampleFiles)
        QFile::remove(m_folder.samples() + QLatin1Char('/') + old.takeFirst());
}

int runApp(const Folder &folder, const AppOptions &options)
{
    standins::quitOnSignals();
    endWithFolder(folder);
    if (!options.container.isEmpty())
        standins::dokploy::recordContainer(folder.dir, options.container, options.environment);
    const auto catalogue = readCatalogue(folder);
    AppProgram program(
        folder, options,
        versionOf(catalogue ? catalogue.value() : QList<Version>(), options.name, options.version));
    program.begin();
    const int code = QCoreApplication::exec();
    // Nobody waits for this process: its exit code is what it leaves here.
    if (!options.container.isEmpty()) {
        QFile record(QStringLiteral("%1/containers/%2.exit").arg(folder.dir, options.container));
        if (record.open(QIODevice::WriteOnly))
            record.write(QByteArray::number(code));
    }
    return code;
}

} // namespace envdeck::sandbox
