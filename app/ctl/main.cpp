// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/commands.h"
#include "app/ctl/guidance.h"
#include "app/ctl/interrupt.h"
#include "app/ctl/local.h"
#include "app/ctl/names.h"
#include "app/session/process_safety.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTimer>

namespace envdeck::ctl {
namespace {

using Command = Async<Answer> (*)(Session &, const Arguments &, std::stop_token);

Command commandOf(const QString &verb)
{
    static const QHash<QString, Command> commands{{QStringLiteral("status"), status},
                                                  {QStringLiteral("history"), history},
                                                  {QStringLiteral("audit"), audit},
                                                  {QStringLiteral("doctor"), doctor},
                                                  {QStringLiteral("runs"), runs},
                                                  {QStringLiteral("runs show"), showRun},
                                                  {QStringLiteral("outputs"), outputs},
                                                  {QStringLiteral("unlock"), unlock},
                                                  {QStringLiteral("push-state"), pushState},
                                                  {QStringLiteral("drift"), drift},
                                                  {QStringLiteral("logs"), logs},
                                                  {QStringLiteral("troubleshoot"), troubleshoot},
                                                  {QStringLiteral("plan"), plan},
                                                  {QStringLiteral("fmt"), checkFormat},
                                                  {QStringLiteral("validate"), checkCode},
                                                  {QStringLiteral("apply"), apply},
                                                  {QStringLiteral("deploy"), change},
                                                  {QStringLiteral("hold"), hold},
                                                  {QStringLiteral("promote"), change},
                                                  {QStringLiteral("rollback"), change},
                                                  {QStringLiteral("parity"), parity},
                                                  {QStringLiteral("variables"), variables},
                                                  {QStringLiteral("variables set"), setVariable},
                                                  {QStringLiteral("variables secret set"), setSecret},
                                                  {QStringLiteral("variables secret remove"), removeSecret},
                                                  {QStringLiteral("apps"), listApps},
                                                  {QStringLiteral("apps start"), switchApp},
                                                  {QStringLiteral("apps stop"), switchApp},
                                                  {QStringLiteral("apps draft-stack"), draftStack},
                                                  {QStringLiteral("backups"), listBackups},
                                                  {QStringLiteral("backups run"), runBackup},
                                                  {QStringLiteral("panel"), showPanel},
                                                  {QStringLiteral("vars list"), listAppVariables},
                                                  {QStringLiteral("vars set"), setAppVariable},
                                                  {QStringLiteral("vars unset"), unsetAppVariable},
                                                  {QStringLiteral("vars diff"), diffAppVariables},
                                                  {QStringLiteral("diff"), diffApp},
                                                  {QStringLiteral("hosts"), listHosts},
                                                  {QStringLiteral("hosts key"), showHostKey},
                                                  {QStringLiteral("hosts trust"), trustHost},
                                                  {QStringLiteral("hosts replace-key"), replaceHostKey},
                                                  {QStringLiteral("ps"), listContainers},
                                                  {QStringLiteral("exec"), readHost},
                                                  {QStringLiteral("restart-container"), restartContainer},
                                                  {QStringLiteral("reboot"), rebootHost},
                                                  {QStringLiteral("prune"), pruneHost},
                                                  {QStringLiteral("bootstrap"), bootstrapHost}};
    return commands.value(verb);
}

// From the command line to the exit code.
class Run final : public QObject {
public:
    explicit Run(const Arguments &arguments) : m_arguments(arguments) {}

    void start()
    {
        if (const LocalCommand command = localCommandOf(m_arguments)) {
            whenDone(command(this, m_arguments, m_interrupt.token()), this,
                     [this](const Result<LocalAnswer> &local) {
                         local ? finish(local.value().answer, local.value().workspace)
                               : finish(answerOf(local.error()), {});
                     });
            return;
        }
        whenDone(
            openWorkspace(m_arguments.workspaceFolder, this), this, [this](const Result<OpenResult> &opened) {
                if (!opened)
                    return finish(answerOf(opened.error()), {});
                const Command command = commandOf(m_arguments.verb);
                if (!command || !opened.value().opened)
                    return finish(workspaceAnswer(opened.value(), m_arguments),
                                  opened.value().opened ? opened.value().opened->workspace.name : QString());
                if (const auto wrong = misnamed(opened.value().opened->workspace, m_arguments))
                    return finish(*wrong, opened.value().opened->workspace.name);
                m_session = std::make_unique<Session>(*opened.value().opened, userOptions());
                whenDone(m_session->prepare(), this, [this, command](const Result<void> &) {
                    // A journal that cannot be read refuses changes by itself; reading goes on without it.
                    whenDone(command(*m_session, m_arguments, m_interrupt.token()), this,
                             [this](const Result<Answer> &answer) {
                                 finish(answer ? answer.value() : answerOf(answer.error()),
                                        m_session->workspace().name);
                             });
                });
            });
    }

private:
    void finish(const Answer &answer, const QString &workspace)
    {
        const auto keys = m_session ? m_session->keys() : QList<secrets::SecretKey>();
        print(withGuidance(answer, m_arguments, keys), m_arguments, workspace);
        QCoreApplication::exit(answer.code);
    }

    Arguments m_arguments;
    Interrupt m_interrupt;
    std::unique_ptr<Session> m_session;
};

// Help, or what is wrong with the command line.
void leave(const ParseResult &parsed)
{
    if (parsed.code != exitOk)
        return print(usageAnswer({QStringLiteral("usage"), {}, parsed.text, parsed.next, parsed.text}),
                     parsed.arguments, {});
    for (const QString &line : parsed.text.trimmed().split(QLatin1Char('\n')))
        printLine(line);
}

} // namespace
} // namespace envdeck::ctl

int main(int argc, char **argv)
{
    envdeck::makeProcessSafe();
    QCoreApplication application(argc, argv);
    QLocale::setDefault(QLocale::c()); // scripts read this
    const auto parsed = envdeck::ctl::parse(QCoreApplication::arguments());
    if (parsed.leave) {
        envdeck::ctl::leave(parsed);
        return parsed.code;
    }
    envdeck::ctl::Run run(parsed.arguments);
    QTimer::singleShot(0, &run, &envdeck::ctl::Run::start);
    return QCoreApplication::exec();
}
