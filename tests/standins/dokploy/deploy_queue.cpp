// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/dokploy/deployer.h"

#include "tests/standins/dokploy/rows.h"

namespace envdeck::standins::dokploy {

namespace {

constexpr int keptRows = 10;

} // namespace

Deployer::Deployer(Store &store, ContainerEngine &engine, const DokployOptions &options, const Clock &clock)
    : m_store(store), m_engine(engine), m_options(options), m_clock(clock)
{
    m_look.setInterval(500);
    connect(&m_look, &QTimer::timeout, this, &Deployer::look);
}

// Dokploy 0.25.4+ cancels the rows at its start and leaves the service's own status as it was.
void Deployer::recover()
{
    for (DeploymentRecord &record : m_store.state.deployments) {
        if (textOf(record.row, "status") == QLatin1String("running"))
            record.row.insert(QStringLiteral("status"), QStringLiteral("cancelled"));
    }
    QStringList known;
    for (const Container &container : std::as_const(m_store.state.containers))
        known.append(container.id);
    m_engine.keepOnly(known);
    for (Container &container : m_store.state.containers) {
        const bool gone = container.running && !m_engine.isRunning(container.process);
        // A machine that goes down ends its containers politely or not at all; what crashed stays as it is.
        if (container.restarting || (gone && m_engine.exitCode(container.id).value_or(0) == 0))
            launch(container);
    }
    look();
    m_store.save();
    m_look.start();
}

void Deployer::enqueue(const DeployRequest &request)
{
    Job job;
    job.request = request;
    job.number = ++m_lastNumber;
    job.queuedAt = m_clock.now().toMSecsSinceEpoch();
    m_waiting.append(job);
    if (!m_active)
        next();
}

void Deployer::next()
{
    m_active.reset();
    while (!m_waiting.isEmpty() && !m_active) {
        const Job job = m_waiting.takeFirst();
        if (m_store.service(job.request.idKey, job.request.serviceId))
            m_active = job;
    }
    if (!m_active)
        return;
    m_active->startedAt = m_clock.now().toMSecsSinceEpoch();
    const DeployRequest &request = m_active->request;
    QJsonObject &service = *m_store.service(request.idKey, request.serviceId);
    DeploymentRecord record;
    record.row = deploymentRow(request.title, request.description, request.idKey, request.serviceId,
                               textOf(service, "appName"), m_clock.now());
    m_active->deploymentId = textOf(record.row, "deploymentId");
    m_store.state.deployments.prepend(record);
    int kept = 0;
    m_store.state.deployments.removeIf([&](const DeploymentRecord &other) {
        return other.row.value(request.idKey).toString() == request.serviceId && ++kept > keptRows;
    });
    service.insert(statusKeyOf(service), QStringLiteral("running"));
    log(QStringLiteral("Initializing deployment"));
    m_store.save();
    QTimer::singleShot(m_options.timing.clone, this, &Deployer::fetch);
}

void Deployer::finish(const QString &status)
{
    if (DeploymentRecord *record = m_store.deployment(m_active->deploymentId)) {
        record->row.insert(QStringLiteral("status"), status);
        record->row.insert(QStringLiteral("finishedAt"), isoTime(m_clock.now()));
    }
    if (QJsonObject *service = m_store.service(m_active->request.idKey, m_active->request.serviceId))
        service->insert(statusKeyOf(*service), status);
    m_store.save();
    next();
}

void Deployer::failWith(const QString &words)
{
    log(words);
    log(QStringLiteral("\nError occurred ❌, check the logs for details."));
    finish(QStringLiteral("error"));
}

void Deployer::log(const QString &line)
{
    if (DeploymentRecord *record = m_store.deployment(m_active->deploymentId))
        record->log += line + QLatin1Char('\n');
}

void Deployer::retitle(const QString &title, const QString &description)
{
    if (DeploymentRecord *record = m_store.deployment(m_active->deploymentId)) {
        record->row.insert(QStringLiteral("title"), title);
        record->row.insert(QStringLiteral("description"), description);
    }
}

QJsonArray Deployer::queue() const
{
    QJsonArray jobs;
    const auto append = [&](const Job &job, const char *state) {
        const bool compose = job.request.idKey == QLatin1String("composeId");
        const QString kind = compose ? QStringLiteral("compose") : QStringLiteral("application");
        const QJsonObject *service = m_store.service(job.request.idKey, job.request.serviceId);
        const QJsonObject environment =
            service ? m_store.environment(textOf(*service, "environmentId")) : QJsonObject();
        QJsonObject data{{job.request.idKey, job.request.serviceId},
                         {QStringLiteral("titleLog"), job.request.title},
                         {QStringLiteral("descriptionLog"), job.request.description},
                         {QStringLiteral("type"), job.request.type == DeployType::Deploy
                                                      ? QStringLiteral("deploy")
                                                      : QStringLiteral("redeploy")},
                         {QStringLiteral("applicationType"), kind},
                         {QStringLiteral("server"), false}};
        QJsonObject entry{
            {QStringLiteral("id"), QStringLiteral("job-%1").arg(job.number)},
            {QStringLiteral("name"), QStringLiteral("deployments")},
            {QStringLiteral("data"), data},
            {QStringLiteral("timestamp"), job.queuedAt},
            {QStringLiteral("state"), QLatin1String(state)},
            {QStringLiteral("servicePath"),
             QJsonObject{{QStringLiteral("href"),
                          QStringLiteral("/dashboard/project/%1/environment/%2/services/%3/%4")
                              .arg(textOf(environment, "projectId"), textOf(environment, "environmentId"),
                                   kind, job.request.serviceId)},
                         {QStringLiteral("label"),
                          compose ? QStringLiteral("Compose") : QStringLiteral("Application")}}}};
        if (job.startedAt > 0)
            entry.insert(QStringLiteral("processedOn"), job.startedAt);
        jobs.append(entry);
    };
    for (auto it = m_waiting.crbegin(); it != m_waiting.crend(); ++it)
        append(*it, "waiting");
    if (m_active)
        append(*m_active, "active");
    return jobs;
}

} // namespace envdeck::standins::dokploy
