// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/bootstrap/scripted_host.h"

#include "tests/support/fixtures.h"

#include <QCryptographicHash>
#include <QDir>
#include <QStandardPaths>

namespace envdeck::testing {

namespace {

using namespace std::chrono_literals;

// What a host has beside what is scripted; docker is not among them until the installer brings it.
const QStringList tools{s("awk"),  s("base64"),  s("bash"),  s("cat"),       s("cp"),    s("cut"),
                        s("date"), s("dd"),      s("flock"), s("find"),      s("grep"),  s("head"),
                        s("ln"),   s("ls"),      s("mkdir"), s("mv"),        s("nohup"), s("rm"),
                        s("sed"),  s("setsid"),  s("sh"),    s("sha256sum"), s("sleep"), s("sort"),
                        s("tail"), s("timeout"), s("touch"), s("tr"),        s("true")};
const QStringList scripted{s("apt-get"),
                           s("curl"),
                           s("df"),
                           s("dpkg"),
                           s("fallocate"),
                           s("free"),
                           s("id"),
                           s("mkswap"),
                           s("ss"),
                           s("sudo"),
                           s("swapon"),
                           s("sysctl"),
                           s("systemd-detect-virt"),
                           s("ufw"),
                           s("uname")};

void write(const QString &path, const QByteArray &content, QFile::Permissions more = {})
{
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | more);
}

} // namespace

void ScriptedHost::SetUp()
{
    if (const QString why = Sshd::missing(); !why.isEmpty())
        GTEST_SKIP() << qPrintable(why);
    const QString programs = root.filePath(s("sbin"));
    QDir(root.path()).mkpath(s("sbin"));
    QDir(root.path()).mkpath(s("state"));
    QDir(root.path()).mkpath(s("home"));
    write(programs + s("/program.sh"), testData(s("bootstrap/program.sh")), QFile::ExeOwner);
    for (const QString &name : scripted)
        QFile::link(s("program.sh"), programs + QLatin1Char('/') + name);
    for (const QString &name : tools)
        QFile::link(QStandardPaths::findExecutable(name), programs + QLatin1Char('/') + name);
    const QByteArray path = programs.toUtf8();
    sshd = std::make_unique<Sshd>(
        Sshd::Options{"ed25519",
                      "SetEnv \"PATH=" + path + "\" \"ENVDECK_HOST_PROGRAMS=" + path +
                          "\" \"ENVDECK_HOST_STATE=" + root.filePath(s("state")).toUtf8() + "\"\n",
                      {}});
    settings = settingsFor(*sshd);

    Environment environment;
    environment.name = host.environment;
    environment.kind = EnvironmentKind::Test;
    environment.ports = {80, 443};
    environment.dokploy = DokployRef{QUrl(s("https://dokploy.test.example.com")), s("acme"), s("test")};
    HostSpec spec;
    spec.name = host.name;
    spec.user = Sshd::user();
    spec.port = sshd->port();
    environment.hosts = {spec};
    workspace.name = s("acme");
    workspace.root = root.path();
    workspace.environments = {environment};
    workspace.registries = {{s("ghcr.io"), s("ghcr")}};

    web = std::make_unique<HttpServer>();
    installer = testData(s("bootstrap/install.sh"));
    serve(installer);
    standins::dokploy::DokployOptions options;
    options.stateFile = root.filePath(s("dokploy.json"));
    panel = std::make_unique<standins::Dokploy>(options, engine, clock);
    ASSERT_TRUE(panel->start());
    ASSERT_TRUE(panel->begin());
    vault = std::make_unique<secrets::Vault>(std::make_unique<secrets::MemoryStore>());
    ASSERT_TRUE(
        answerOf(vault->write(secrets::registryKey(workspace, s("ghcr.io")), Secret("bo:hub-canary"))));
    QDir(root.path()).mkpath(s("journal"));
    journal = std::make_unique<journal::Journal>(
        journal::Journal::Options{root.filePath(s("journal")), s("desk"), {}}, clock);
    pace.poll = pace.health = pace.certificate = 50ms;
    pace.firewallDoubt = 60s;
    pace.healthFor = pace.certificateFor = 60s;
    beginProcess();
}

void ScriptedHost::TearDown()
{
    center.reset();
    service.reset();
    shell.reset();
    http.reset();
}

void ScriptedHost::beginProcess()
{
    TearDown();
    http = std::make_unique<http::Client>();
    shell = std::make_unique<platform::SshShell>(platform::SshShell::Outside{
        workspace,
        settings.knownHostsFile,
        [](const platform::HostId &) { return ready<QString>(s("127.0.0.1")); },
        [this](const platform::HostId &) { return ready<ssh::Login>(settings.login); },
        {}});
    const auto tunnel = tunnelThrough(*shell);
    bootstrap::Places places;
    places.folder = root.filePath(s("home/envdeck"));
    places.swapFile = root.filePath(s("home/swapfile"));
    places.fstab = root.filePath(s("home/fstab"));
    places.remains = {root.filePath(s("state/remains"))};
    // The stand-in stands for what the host publishes at its port 3000, and for the panel's own address.
    service = std::make_unique<bootstrap::Service>(
        bootstrap::Outside{workspace, s("git@github.com:acme/infra.git"), *shell, *http, *vault, clock,
                           [this, tunnel](const platform::HostId &id, quint16 port) {
                               EXPECT_EQ(port, 3000);
                               return tunnel(id, panel->port());
                           },
                           [this](const platform::HostId &id) { shell->retry(id); },
                           [this](const QUrl &, std::stop_token) { return ready<void>(panelSays()); },
                           root.filePath(s("installers")), web->url(s("/install.sh")), places, pace});
    jobs::JobCenter::Options options;
    options.folder = root.filePath(s("journal"));
    options.actor = s("bo");
    center = std::make_unique<jobs::JobCenter>(*journal, clock, options);
    service->registerRebuild(*center);
    ASSERT_TRUE(answerOf(center->recover()));
}

bootstrap::Ask ScriptedHost::ask() const
{
    bootstrap::Ask ask;
    ask.mail = s("ada@example.com");
    ask.installer =
        QString::fromLatin1(QCryptographicHash::hash(installer, QCryptographicHash::Sha256).toHex());
    return ask;
}

Result<bootstrap::Review> ScriptedHost::review(bootstrap::Ask wished)
{
    return answerOf(service->review(host, wished, {}), 60s);
}

JobStatus ScriptedHost::ran(const bootstrap::Review &reviewed)
{
    const auto job = service->job(reviewed);
    EXPECT_TRUE(job);
    const auto operation = job ? center->start(job.value()) : Result<QString>(job.error());
    EXPECT_TRUE(operation);
    return operation ? ended(operation.value()) : JobStatus();
}

JobStatus ScriptedHost::ended(const QString &operation)
{
    EXPECT_TRUE(eventually([&] { return center->job(operation) && center->job(operation)->isOver(); }, 3min));
    return center->job(operation).value_or(JobStatus());
}

QString ScriptedHost::has(const char *file) const
{
    const QString path = root.filePath(s("state/") + QString::fromLatin1(file));
    if (!QFile::exists(path))
        return {};
    const QString text = QString::fromUtf8(fileContent(path)).trimmed();
    return text.isEmpty() ? s("") : text;
}

void ScriptedHost::put(const char *file, const QByteArray &content)
{
    write(root.filePath(s("state/") + QString::fromLatin1(file)), content);
}

void ScriptedHost::serve(const QByteArray &text)
{
    ScriptedReply reply;
    reply.type = "application/x-sh";
    reply.body = text;
    web->on("GET /install.sh", {reply});
}

QString ScriptedHost::noteOf(const JobStatus &status, const char *step) const
{
    for (const StepStatus &each : status.steps) {
        if (each.id == QLatin1String(step))
            return each.note;
    }
    return {};
}

Error ScriptedHost::failure(const JobStatus &status) const
{
    return status.error.value_or(Error{ErrorCode::Internal, {}, s("it did not fail"), 0});
}

} // namespace envdeck::testing
