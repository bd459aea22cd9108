// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/action_jobs.h"

#include "core/hosts/remote_text.h"

#include <QDeadlineTimer>
#include <QObject>
#include <QRegularExpression>
#include <QTimer>

namespace envdeck::hosts {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds returnsWithin = 10min; // from the order to restart

// `docker`, as the user may call it. Every value below is of a strict grammar, so that quoting is all it
// takes.
constexpr auto prologue = "set -u\n"
                          "PATH=$PATH:/usr/local/bin:/usr/sbin:/sbin\n"
                          "D=docker\n"
                          "docker info >/dev/null 2>&1 || { sudo -n docker info >/dev/null 2>&1 && "
                          "D='sudo -n docker'; }\n";

bool isName(const QString &text)
{
    static const QRegularExpression grammar(QStringLiteral("\\A[A-Za-z0-9][A-Za-z0-9_.-]{0,254}\\z"));
    return grammar.match(text).hasMatch();
}

// A name of an image or its id, as prunePlan() gives it.
bool isReference(const QString &text)
{
    static const QRegularExpression grammar(QStringLiteral("\\A[A-Za-z0-9][A-Za-z0-9_./:@-]{0,300}\\z"));
    return grammar.match(text).hasMatch();
}

QByteArray script(const QByteArray &body)
{
    return prologue + body;
}

Async<void> refused(const HostId &host, const QString &what)
{
    return ready<void>(Error{ErrorCode::BadInput, host.path(), what, 0});
}

constexpr qint64 saidAtMost = 1024 * 1024; // bytes

// Runs it, writes what was said to the log, and answers an error for an exit that is not zero.
Async<platform::ShellOutput> told(platform::Shell &shell, const HostId &host, const QByteArray &text,
                                  const jobs::Context &context, QObject *home,
                                  const platform::ShellLimits &limits)
{
    return andThen(shell.run(host, text, limits, context.stop), home,
                   [context, host](const platform::ShellOutput &output) {
                       if (const QString said = remoteLines(output.out + output.err); !said.isEmpty())
                           context.log->write(said);
                       if (output.exitCode != 0)
                           return ready<platform::ShellOutput>(
                               Error{ErrorCode::ToolFailed, host.path(),
                                     remoteText(QByteArrayView(output.err.trimmed()), 500), output.exitCode});
                       return ready<platform::ShellOutput>(output);
                   });
}

Async<void> done(const Async<platform::ShellOutput> &output, QObject *home)
{
    return andThen(output, home, [](const platform::ShellOutput &) { return ready<void>({}); });
}

// Ten seconds of running without another restart (a program that ends at once is not well), and what the
// container's own health check says, where it has one and once it says it: two minutes at most.
QByteArray settleScript(const QByteArray &id)
{
    return "s() { $D inspect --type container --format "
           "'{{.State.Running}} {{.RestartCount}} {{.State.ExitCode}}' '" +
           id +
           "'; }\n"
           "h() { $D inspect --type container --format '{{with .State.Health}}{{.Status}}{{end}}' '" +
           id +
           "'; }\n"
           "a=$(s) || exit\nsleep 10\nw=$(h) || exit\ni=0\n"
           "while [ \"$w\" = starting ] && [ $i -lt 22 ]; do sleep 5; i=$((i + 1)); w=$(h) || exit; done\n"
           "b=$(s) || exit\necho \"$b $w\"\n[ \"$a\" = \"$b\" ] || exit 4\n"
           "case $b in true*) ;; *) exit 4 ;; esac\ncase $w in ''|healthy) exit 0 ;; esac\nexit 4\n";
}

jobs::Job on(const char *kind, const HostId &host, Risk risk, const QString &detail)
{
    jobs::Job job;
    job.kind = QString::fromLatin1(kind);
    job.environment = host.environment;
    job.subject = host.path();
    job.risk = risk;
    job.detail = detail;
    job.payload = {{QStringLiteral("host"), host.name}};
    return job;
}

jobs::Step step(const char *id, bool outside, std::chrono::milliseconds deadline,
                std::function<Async<void>(const jobs::Context &)> run)
{
    return {QString::fromLatin1(id), outside, deadline, std::move(run)};
}

// Continuations of a job live in an object of its own, which goes with the last step that holds it.
std::shared_ptr<QObject> homeOf()
{
    return {new QObject, [](QObject *home) { home->deleteLater(); }};
}

constexpr auto printBootId = "cat /proc/sys/kernel/random/boot_id\n";

// Empty when that is none.
QByteArray bootIdIn(const Result<platform::ShellOutput> &output)
{
    static const QRegularExpression grammar(
        QStringLiteral("\\A[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\z"));
    const QByteArray said =
        output && output.value().exitCode == 0 ? output.value().out.trimmed() : QByteArray();
    return grammar.match(QString::fromLatin1(said)).hasMatch() ? said : QByteArray();
}

// It is back, and is not to be spoken to: somebody else answers, or lets nobody in.
bool isFinal(const Error &error)
{
    return error.code == ErrorCode::Unauthorized || error.detail.startsWith(QLatin1String("host-key-"));
}

// Asks again and again until it answers with another boot id, for as long as its parent lives.
class Return : public QObject {
public:
    Return(platform::Shell &shell, HostId host, QByteArray before, jobs::Context context, QObject *parent)
        : QObject(parent), m_shell(shell), m_host(std::move(host)), m_before(std::move(before)),
          m_context(std::move(context))
    {
        m_promise.start();
        m_timer.setSingleShot(true);
        m_timer.setInterval(2s);
        connect(&m_timer, &QTimer::timeout, this, &Return::ask);
        m_timer.start();
    }
    Async<void> answer() { return m_promise.future(); }

private:
    void ask()
    {
        if (m_context.stop.stop_requested())
            return finish(Error{ErrorCode::Canceled, m_host.path(), {}, 0});
        if (m_until.hasExpired())
            return finish(Error{ErrorCode::Timeout, m_host.path(), {}, 0});
        const auto asked = m_shell.run(m_host, printBootId, {8s}, m_context.stop);
        whenDone(asked, this, [this](const Result<platform::ShellOutput> &output) {
            if (!output && isFinal(output.error()))
                return finish(output.error());
            const QByteArray now = bootIdIn(output);
            if (!now.isEmpty() && now != m_before)
                return finish({});
            m_timer.start();
        });
    }
    void finish(const Result<void> &result)
    {
        m_promise.addResult(result);
        m_promise.finish();
        deleteLater();
    }

    platform::Shell &m_shell;
    HostId m_host;
    QByteArray m_before;
    jobs::Context m_context;
    QTimer m_timer;
    QDeadlineTimer m_until{returnsWithin};
    QPromise<Result<void>> m_promise;
};

} // namespace

jobs::Job restartContainerJob(platform::Shell &shell, const HostId &host, const QString &id,
                              const QString &name)
{
    jobs::Job job = on("restart-container", host, Risk::R2, name);
    const auto home = homeOf();
    const bool good = isDockerId(id) && isName(name);
    job.steps = {
        step("check", false, 30s,
             [&shell, host, id, name, good, home](const jobs::Context &context) {
                 if (!good)
                     return refused(host, QStringLiteral("container"));
                 const QByteArray text =
                     script("n=$($D inspect --type container --format '{{.Name}}' '" + id.toLatin1() +
                            "') || exit\n[ \"$n\" = '/" + name.toLatin1() +
                            "' ] || { echo \"it is called $n now\" >&2; exit 3; }\n");
                 return done(told(shell, host, text, context, home.get(), {25s, saidAtMost, false}),
                             home.get());
             }),
        step("restart", true, 3min,
             [&shell, host, id, home](const jobs::Context &context) {
                 return done(told(shell, host, script("$D restart '" + id.toLatin1() + "'\n"), context,
                                  home.get(), {2min, saidAtMost, true}),
                             home.get());
             }),
        step("settle", false, 4min, [&shell, host, id, home](const jobs::Context &context) {
            const auto output = shell.run(host, script(settleScript(id.toLatin1())), {3min}, context.stop);
            return andThen(output, home.get(), [host](const platform::ShellOutput &said) {
                if (said.exitCode != 0)
                    return ready<void>(Error{ErrorCode::Unhealthy, host.path(),
                                             remoteText(QByteArrayView(said.out + said.err)), said.exitCode});
                return ready<void>({});
            });
        })};
    return job;
}

jobs::Job restartServiceJob(platform::Shell &shell, const HostId &host, const QString &name)
{
    jobs::Job job = on("restart-service", host, Risk::R2, name);
    const auto home = homeOf();
    job.steps = {step("restart", true, 10min, [&shell, host, name, home](const jobs::Context &context) {
        if (!isName(name))
            return refused(host, QStringLiteral("service"));
        return done(
            told(shell, host,
                 script("$D service update --force --detach=false --quiet '" + name.toLatin1() + "'\n"),
                 context, home.get(), {9min, saidAtMost, true}),
            home.get());
    })};
    return job;
}

jobs::Job pruneJob(platform::Shell &shell, const HostId &host, const PrunePlan &plan)
{
    jobs::Job job = on("prune-images", host, Risk::R2, QString::number(plan.references.size()));
    const auto home = homeOf();
    job.steps = {step("prune", true, 10min, [&shell, host, plan, home](const jobs::Context &context) {
        // A name may point at another image by now: only what was reviewed goes.
        QByteArray text = "k=0\nr() {\n"
                          "  [ \"$($D image inspect --format '{{.Id}}' \"$1\")\" = \"$2\" ] || "
                          "{ echo \"$1 is another image now, or gone\" >&2; return; }\n"
                          "  $D image rm \"$1\" >/dev/null && k=$((k + 1))\n}\n";
        for (const PruneImage &image : plan.remove) {
            for (const QString &name : image.names.isEmpty() ? QStringList{image.id} : image.names) {
                if (!isReference(name) || !isReference(image.id))
                    return refused(host, QStringLiteral("image"));
                text += "r '" + name.toLatin1() + "' '" + image.id.toLatin1() + "'\n";
            }
        }
        text += "echo \"removed $k\"\n[ \"$k\" -gt 0 ]\n";
        const platform::ShellLimits limits{9min, saidAtMost, true};
        return andThen(told(shell, host, script(text), context, home.get(), limits), home.get(),
                       [context](const platform::ShellOutput &output) {
                           const qsizetype at = output.out.lastIndexOf("removed ");
                           context.note(QString::fromLatin1(output.out.mid(at + 8).trimmed()));
                           return ready<void>({});
                       });
    })};
    return job;
}

jobs::Job rebootJob(platform::Shell &shell, const HostId &host, const QString &reason)
{
    jobs::Job job = on("reboot", host, Risk::R3, {});
    job.reason = reason;
    const auto home = homeOf();
    const auto before = std::make_shared<QByteArray>();
    job.steps = {
        step("look", false, 30s,
             [&shell, host, home, before](const jobs::Context &context) {
                 return andThen(shell.run(host, printBootId, {25s}, context.stop), home.get(),
                                [host, before](const platform::ShellOutput &output) {
                                    *before = bootIdIn(output);
                                    return before->isEmpty() ? refused(host, QStringLiteral("boot-id"))
                                                             : ready<void>({});
                                });
             }),
        step("reboot", true, 1min,
             [&shell, host, home](const jobs::Context &context) {
                 // A moment later, so that this answer still gets through.
                 const QByteArray text =
                     "PATH=$PATH:/usr/sbin:/sbin\nS=\n[ \"$(id -u)\" = 0 ] || S='sudo -n'\n"
                     "$S true || exit\nnohup sh -c \"sleep 2; $S reboot\" >/dev/null 2>&1 </dev/null &\n";
                 return done(told(shell, host, text, context, home.get(), {30s, saidAtMost, true}),
                             home.get());
             }),
        step("return", false, returnsWithin + 1min,
             [&shell, host, before, home](const jobs::Context &context) {
                 return (new Return(shell, host, *before, context, home.get()))->answer();
             })};
    return job;
}

} // namespace envdeck::hosts
