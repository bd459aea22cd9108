// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/secret_key.h"
#include "core/terraform/program.h"
#include "tests/real/git/git_world.h"
#include "tests/real/state/state_server.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSet>
#include <QThread>
#include <QUrl>
#include <sys/stat.h>
#include <thread>

namespace envdeck {
namespace {

using namespace std::chrono_literals;

const QByteArray canaryWorkspace = R"(envdeck: 1
name: acme
git: { host: none, branch: main }
layout:
  terraform: terraform/environments/{environment}
  apps: deploy-config/{environment}/apps/{app}.compose.yml
environments:
  dev:
    kind: dev
    order: 1
)";

// With characters that look different wherever somebody quotes them.
const QByteArray providerToken = "CANARY1/hcloud+\"token\"4711";
const QByteArray variable = "CANARY2/db+\"pass word\"4711";
const QByteArray backendPassword = "CANARY3/state+\"pass\"4711";

QByteArrayList formsOf(const QByteArray &secret)
{
    const QByteArray quoted = QJsonDocument(QJsonObject{{QStringLiteral("x"), QString::fromUtf8(secret)}})
                                  .toJson(QJsonDocument::Compact)
                                  .mid(6)
                                  .chopped(2);
    return {secret, QUrl::toPercentEncoding(QString::fromUtf8(secret)), secret.toBase64(), quoted};
}

QByteArrayList allForms()
{
    return formsOf(providerToken) + formsOf(variable) + formsOf(backendPassword);
}

bool holdsOne(const QByteArray &text, const QByteArrayList &forms)
{
    return std::any_of(forms.cbegin(), forms.cend(),
                       [&](const QByteArray &form) { return text.contains(form); });
}

// Looks at all processes of the machine every 5 ms: which arguments hold a canary, and who has one in its
// environment.
class Sampler {
public:
    Sampler() : m_thread([this](const std::stop_token &stop) { sample(stop); }) {}
    void stop()
    {
        m_thread.request_stop();
        m_thread.join();
    }

    QSet<QByteArray> arguments;  // that hold one
    QSet<QByteArray> programs;   // names of those with one in the environment
    QSet<QByteArray> terraforms; // first words that terraform was seen with
    int rounds = 0;

private:
    static QByteArray content(const QString &pid, const char *name)
    {
        QFile file(QStringLiteral("/proc/%1/%2").arg(pid, QLatin1String(name)));
        return file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) ? file.readAll() : QByteArray();
    }
    void sample(const std::stop_token &stop)
    {
        const QByteArrayList forms = allForms();
        const QString own = QString::number(QCoreApplication::applicationPid());
        for (; !stop.stop_requested(); ++rounds, QThread::msleep(5)) {
            QStringList pids = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
            pids.removeIf([&](const QString &pid) { return !pid.at(0).isDigit() || pid == own; });
            for (const QString &pid : pids) {
                const QByteArray words = content(pid, "cmdline");
                if (m_seen.value(pid) == words)
                    continue; // its environment is that of its start
                m_seen.insert(pid, words);
                if (holdsOne(words, forms))
                    arguments.insert(words);
                const QByteArrayList parts = words.split('\0');
                if (parts.value(0).endsWith("terraform-real"))
                    terraforms.insert(parts.value(1));
                if (holdsOne(content(pid, "environ"), forms))
                    programs.insert(content(pid, "comm").trimmed());
            }
        }
    }

    QHash<QString, QByteArray> m_seen; // by process
    std::jthread m_thread;
};

// The real envdeckctl, runner and terraform under a umask that hides nothing, with three secrets: of a
// provider, of a variable, of the backend. (No provider can be installed here: the code names one, and is
// without it while terraform reads it.)
class Canaries : public git::GitWorld {
protected:
    void SetUp() override
    {
        const auto program = git::await(terraform::findProgram(terraform::WantedProgram::Auto));
        if (!program)
            GTEST_SKIP() << "no terraform or tofu in PATH";
        QDir().mkpath(path(QStringLiteral("bin")));
        QFile::link(program.value().path, path(QStringLiteral("bin/terraform-real")));
        const QByteArray here = path(QStringLiteral("bin")).toUtf8();
        script(path(QStringLiteral("bin/terraform")),
               "exec 9>\"$0.lock\"; flock 9\n[ -e providers.tf ] && mv providers.tf providers.off\n'" + here +
                   "/terraform-real' \"$@\"; s=$?\n[ -e providers.off ] && mv providers.off "
                   "providers.tf\nexit $s\n");
        write(checkoutPath() + QStringLiteral("/envdeck.yaml"), canaryWorkspace);
        pushed(QStringLiteral("terraform/environments/dev/providers.tf"),
               "terraform {\n  required_providers {\n    hcloud = { source = \"hetznercloud/hcloud\" }\n  "
               "}\n}\n",
               QStringLiteral("Name a provider"));
        pushed(QStringLiteral("terraform/environments/dev/main.tf"),
               "terraform {\n  " + server.backend() +
                   "\n}\nvariable \"db_password\" {\n  type = string\n  sensitive = true\n}\n"
                   "resource \"terraform_data\" \"app\" { input = sha256(var.db_password) }\n"
                   "output \"made\" {\n  value = var.db_password\n  sensitive = true\n}\n",
               QStringLiteral("Add dev"));
        const QString origin = secrets::repositoryOrigin(remotePath());
        QJsonObject keys;
        const auto keep = [&](const char *name, const QByteArray &value) {
            keys.insert(QStringLiteral("terraform/dev/") + QString::fromLatin1(name),
                        QJsonObject{{QStringLiteral("value"), QString::fromUtf8(value)},
                                    {QStringLiteral("origin"), origin}});
        };
        keep("HCLOUD_TOKEN", providerToken);
        keep("TF_VAR_db_password", variable);
        keep("TF_HTTP_USERNAME", "envdeck");
        keep("TF_HTTP_PASSWORD", backendPassword);
        write(keysFile(), QJsonDocument(keys).toJson());
        QFile::setPermissions(keysFile(), QFile::ReadOwner | QFile::WriteOwner);
    }
    QString keysFile() const { return path(QStringLiteral("keys.json")); }

    // Its exit code; what it printed goes to `said`.
    int run(const QStringList &words)
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("PATH"), path(QStringLiteral("bin")) + QLatin1Char(':') +
                                                       environment.value(QStringLiteral("PATH")));
        environment.insert(QStringLiteral("ENVDECK_SECRETS_FILE"), keysFile());
        for (const char *place : {"XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME",
                                  "XDG_RUNTIME_DIR", "TMPDIR"}) {
            const QString folder = path(QStringLiteral("operator/") + QString::fromLatin1(place));
            QDir().mkpath(folder);
            environment.insert(QString::fromLatin1(place), folder);
        }
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.setChildProcessModifier([] { ::umask(0); });
        process.start(QStringLiteral(ENVDECK_BINARY_DIR "/app/ctl/envdeckctl"),
                      words + QStringList{QStringLiteral("--env"), QStringLiteral("dev"),
                                          QStringLiteral("--workspace"), checkoutPath()});
        EXPECT_TRUE(testing::eventually([&] { return process.state() == QProcess::NotRunning; }, 240s));
        const QByteArray printed = process.readAll();
        said += printed;
        EXPECT_EQ(process.exitStatus(), QProcess::NormalExit);
        return process.exitCode();
    }
    QStringList files() const
    {
        QStringList found;
        QDirIterator all(path(QStringLiteral("operator")),
                         QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                         QDirIterator::Subdirectories);
        while (all.hasNext())
            found.append(all.next());
        return found;
    }
    // Of ours: what stands in the folders that the user's session has is another's.
    void expectPrivate(const char *when) const
    {
        constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                                QFile::WriteOther | QFile::ExeOther;
        const QStringList top =
            QDir(path(QStringLiteral("operator"))).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        int looked = 0;
        for (const QString &file : files()) {
            const QFileInfo info(file);
            if (top.contains(info.fileName()) || info.isSymLink())
                continue;
            ++looked;
            EXPECT_FALSE(info.permissions() & others) << when << ' ' << file.toStdString();
        }
        EXPECT_GT(looked, 20);
    }
    void expectNoCanary(const char *when) const
    {
        const QByteArrayList forms = allForms();
        for (const QString &file : files()) {
            const QFileInfo info(file);
            if (!info.isFile() || info.fileName() == QLatin1String("plan")) // a zip of all values
                continue;
            EXPECT_FALSE(holdsOne(read(file), forms)) << when << ' ' << file.toStdString();
        }
    }

    testing::StateServer server;
    QByteArray said;
};

TEST_F(Canaries, ReachTerraformAndStandInNoArgumentLogJournalRunFolderOrTemporaryFile)
{
    Sampler sampler;
    EXPECT_EQ(run({QStringLiteral("plan")}), 0) << said.constData();
    expectPrivate("after the plan");
    expectNoCanary("after the plan");
    EXPECT_EQ(run({QStringLiteral("apply"), QStringLiteral("--reason"), QStringLiteral("canaries")}), 0)
        << said.constData();
    expectPrivate("after the apply");
    expectNoCanary("after the apply");
    EXPECT_EQ(run({QStringLiteral("outputs")}), 0) << said.constData();
    expectNoCanary("after the outputs");
    sampler.stop();

    EXPECT_FALSE(holdsOne(said, allForms())) << said.constData();
    EXPECT_TRUE(
        server.state.contains(QCryptographicHash::hash(variable, QCryptographicHash::Sha256).toHex()));
    EXPECT_TRUE(server.passwords.contains(backendPassword));
    EXPECT_EQ(sampler.arguments, QSet<QByteArray>());
    // Terraform, the script around it, and what it starts itself; never the runner, git or envdeckctl.
    QSet<QByteArray> expected{"terraform", "terraform-real", "flock", "mv"};
    EXPECT_EQ(sampler.programs - expected, QSet<QByteArray>());
    EXPECT_TRUE(sampler.programs.contains("terraform-real")) << "or the rest of this says nothing";
    for (const char *command : {"init", "plan", "apply"})
        EXPECT_TRUE(sampler.terraforms.contains(command)) << command << " in " << sampler.rounds << " rounds";
}

} // namespace
} // namespace envdeck
