// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/action_jobs.h"

#include "core/hosts/remote_text.h"

#include <QObject>
#include <QRegularExpression>
#include <QTimer>

namespace envdeck::hosts {

namespace {

using namespace std::chrono_literals;

// `docker`, as the user may call it. Every value below is of a strict grammar, so that quoting is all it
// takes.
constexpr auto prologue = "set -u\n"
                          "PATH=$PATH:/usr/local/bin:/usr/sbin:/sbin\n"
                          "D=docker\n"
                          "docker info >/dev/null 2>&1 || { sudo -n docker info >/dev/null 2>&1 && "
                          "D='sudo -n docker'; }\n";

bool isName(const QString &text)
{
    static const QRegularExpression grammar(QStringLiteral("^[A-Za-z0-9][A-Za-z0-9_.-]{0,254}$"));
    return grammar.match(text).hasMatch();
}

// A name of an image or its id, as prunePlan() gives it.
bool isReference(const QString &text)
{
    static const QRegularExpression grammar(QStringLiteral("^[a-z0-9][A-Za-z0-9_./:@-]{0,300}$"));
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

// Runs it, writes what was said to the log, and answers an error for an exit that is not zero.
Async<platform::ShellOutput> told(platform::Shell &shell, const HostId &host, const QByteArray &text,
                                  const jobs::Context &context, QObject *home,
                                  std::chrono::milliseconds deadline = 2min)
{
    return andThen(shell.run(host, text, {deadline}, context.stop), home,
                   [context, host](const platform::ShellOutput &output) {
                       for (const QByteArray &line : (output.out + output.err).split('\n')) {
                           if (!line.trimmed().isEmpty())
                               context.log->write(remoteText(QByteArrayView(line), 2000));
                       }
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

// Asks again and again until it answers with another boot id.
class Return : public QObject {
public:
    Return(platform::Shell &shell, HostId host, QString before, jobs::Context context)
        : m_shell(shell), m_host(std::move(host)), m_before(std::move(before)), m_context(std::move(context))
    {
        m_promise.start();
        m_timer.setSingleShot(true);
        m_timer.setInterval(5s);
        connect(&m_timer, &QTimer::timeout, this, &Return::ask);
        m_timer.start();
    }
    Async<void> answer() { return m_promise.future(); }

private:
    void ask()
    {
        const auto asked = m_shell.run(m_host, "cat /proc/sys/kernel/random/boot_id\n", {8s}, m_context.stop);
        whenDone(asked, this, [this](const Result<platform::ShellOutput> &output) {
            const bool stopped = m_context.stop.stop_requested();
            const bool back = output && !output.value().out.trimmed().isEmpty() &&
                              QString::fromLatin1(output.value().out.trimmed()) != m_before;
            if (!back && !stopped)
                return m_timer.start();
            m_promise.addResult(back ? Result<void>()
                                     : Result<void>(Error{ErrorCode::Canceled, m_host.path(), {}, 0}));
            m_promise.finish();
            deleteLater();
        });
    }

    platform::Shell &m_shell;
    HostId m_host;
    QString m_before;
    jobs::Context m_context;
    QTimer m_timer;
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
                 return done(told(shell, host, text, context, home.get(), 25s), home.get());
             }),
        step("restart", true, 3min,
             [&shell, host, id, home](const jobs::Context &context) {
                 return done(
                     told(shell, host, script("$D restart '" + id.toLatin1() + "'\n"), context, home.get()),
                     home.get());
             }),
        step("settle", false, 2min, [&shell, host, id, home](const jobs::Context &context) {
            // Ten seconds of running without another restart: a program that ends at once is not well.
            const QByteArray text =
                script("s() { $D inspect --type container --format "
                       "'{{.State.Running}} {{.RestartCount}} {{.State.ExitCode}}' '" +
                       id.toLatin1() +
                       "'; }\na=$(s) || exit\nsleep 10\nb=$(s) || exit\necho \"$b\"\n[ \"$a\" = \"$b\" ] && "
                       "case $b in true*) exit 0 ;; esac\nexit 4\n");
            const auto output = shell.run(host, text, {60s}, context.stop);
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
                 context, home.get(), 9min),
            home.get());
    })};
    return job;
}

jobs::Job pruneJob(platform::Shell &shell, const HostId &host, const PrunePlan &plan)
{
    jobs::Job job = on("prune-images", host, Risk::R2, QString::number(plan.references.size()));
    const auto home = homeOf();
    job.steps = {step("prune", true, 10min, [&shell, host, plan, home](const jobs::Context &context) {
        QByteArray text = "k=0\n";
        for (const QString &reference : plan.references) {
            if (!isReference(reference))
                return refused(host, QStringLiteral("image"));
            text += "$D image rm '" + reference.toLatin1() + "' >/dev/null && k=$((k + 1))\n";
        }
        text += "echo \"removed $k\"\n";
        return andThen(told(shell, host, script(text), context, home.get(), 9min), home.get(),
                       [context](const platform::ShellOutput &output) {
                           const qsizetype at = output.out.lastIndexOf("removed ");
                           context.note(QString::fromLatin1(output.out.mid(at + 8).trimmed()));
                           return ready<void>({});
                       });
    })};
    return job;
}

jobs::Job rebootJob(platform::Shell &shell, const HostId &host, const QString &bootId, const QString &reason)
{
    jobs::Job job = on("reboot", host, Risk::R3, {});
    job.reason = reason;
    const auto home = homeOf();
    job.steps = {
        step("reboot", true, 1min,
             [&shell, host, home](const jobs::Context &context) {
                 // A moment later, so that this answer still gets through.
                 const QByteArray text =
                     "PATH=$PATH:/usr/sbin:/sbin\nS=\n[ \"$(id -u)\" = 0 ] || S='sudo -n'\n"
                     "$S true || exit\nnohup sh -c \"sleep 2; $S reboot\" >/dev/null 2>&1 </dev/null &\n";
                 return done(told(shell, host, text, context, home.get(), 30s), home.get());
             }),
        step("return", false, 10min, [&shell, host, bootId](const jobs::Context &context) {
            return (new Return(shell, host, bootId, context))->answer();
        })};
    return job;
}

} // namespace envdeck::hosts
