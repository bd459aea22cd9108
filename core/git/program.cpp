// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/git/program.h"

#include "core/git/run.h"

namespace envdeck::git {

namespace {

// Before every command. Hooks, monitors and prompts of whatever configuration is read are off; what is
// printed is for us and not for a terminal.
const QStringList &safety()
{
    static const QStringList arguments = [] {
        QStringList list{QStringLiteral("--no-pager")};
        for (const char *setting :
             {"core.hooksPath=/dev/null", "core.fsmonitor=false", "core.quotePath=false",
              "core.askPass=", "color.ui=false", "log.showSignature=false", "i18n.logOutputEncoding=UTF-8",
              "gc.autoDetach=false", "maintenance.autoDetach=false", "submodule.recurse=false",
              "fetch.recurseSubmodules=false", "push.recurseSubmodules=no", "credential.interactive=never"}) {
            list += QStringLiteral("-c");
            list += QLatin1String(setting);
        }
        return list;
    }();
    return arguments;
}

process::Spec baseSpec(const Program &program, const QString &folder)
{
    process::Spec spec;
    spec.program = program.path;
    spec.workingFolder = folder;
    spec.arguments = safety();
    spec.inherit = {QStringLiteral("XDG_CONFIG_HOME")}; // the user's configuration may live there
    spec.environment = {
        {QStringLiteral("LC_ALL"), QStringLiteral("C")},
        {QStringLiteral("GIT_TERMINAL_PROMPT"), QStringLiteral("0")},
        {QStringLiteral("GIT_ASKPASS"), QString()},
        {QStringLiteral("SSH_ASKPASS_REQUIRE"), QStringLiteral("never")},
        {QStringLiteral("GIT_LITERAL_PATHSPECS"), QStringLiteral("1")},
        {QStringLiteral("GIT_OPTIONAL_LOCKS"), QStringLiteral("0")},
        {QStringLiteral("GIT_NO_REPLACE_OBJECTS"), QStringLiteral("1")},
        {QStringLiteral("GIT_ALLOW_PROTOCOL"), QStringLiteral("none")},
    };
    return spec;
}

} // namespace

process::Spec bareSpec(const Program &program, const QString &gitFolder, const QStringList &arguments)
{
    process::Spec spec = baseSpec(program, gitFolder);
    spec.arguments += QStringLiteral("--git-dir=") + gitFolder;
    spec.arguments += arguments;
    return spec;
}

process::Spec checkoutSpec(const Program &program, const QString &folder, const QStringList &arguments)
{
    process::Spec spec = baseSpec(program, folder);
    spec.arguments += arguments;
    return spec;
}

void allowRemote(process::Spec *spec, const Program &program, const Remote &remote,
                 const std::optional<HttpsCredential> &credential)
{
    spec->inherit += {QStringLiteral("SSH_AUTH_SOCK"),
                      QStringLiteral("XDG_RUNTIME_DIR"),
                      QStringLiteral("DBUS_SESSION_BUS_ADDRESS"),
                      QStringLiteral("https_proxy"),
                      QStringLiteral("HTTPS_PROXY"),
                      QStringLiteral("ALL_PROXY"),
                      QStringLiteral("no_proxy"),
                      QStringLiteral("NO_PROXY"),
                      QStringLiteral("SSL_CERT_FILE"),
                      QStringLiteral("GIT_SSL_CAINFO")};
    spec->environment[QStringLiteral("GIT_ALLOW_PROTOCOL")] =
        remote.kind() == Remote::Kind::Local ? QStringLiteral("file") : QStringLiteral("https:ssh");
    spec->environment[QStringLiteral("GIT_SSH_VARIANT")] = QStringLiteral("ssh");
    spec->environment[QStringLiteral("GIT_SSH_COMMAND")] =
        program.ssh + QStringLiteral(" -oBatchMode=yes -oConnectTimeout=15");
    if (remote.kind() != Remote::Kind::Https || !credential || credential->origin != remote.origin())
        return;
    // By header and environment instead of an askpass program: bound to the origin by git itself, and git
    // hands what it was told by askpass to every helper of the user, to be kept. A redirect would carry the
    // header along, so none is followed. Settings for the whole address win over the user's shorter ones.
    const QString whole = remote.text();
    const std::pair<QString, QString> settings[] = {
        {QStringLiteral("http.%1.followRedirects").arg(whole), QStringLiteral("false")},
        {QStringLiteral("http.%1.sslVerify").arg(whole), QStringLiteral("true")},
        {QStringLiteral("credential.helper"), QString()},
        {QStringLiteral("credential.%1.helper").arg(whole), QString()},
    };
    int count = 0;
    for (const auto &[key, value] : settings) {
        spec->environment[QStringLiteral("GIT_CONFIG_KEY_%1").arg(count)] = key;
        spec->environment[QStringLiteral("GIT_CONFIG_VALUE_%1").arg(count)] = value;
        ++count;
    }
    const QByteArray token = credential->token.reveal().toByteArray();
    const QByteArray pair = token.contains(':') ? token : credential->user.toUtf8() + ':' + token;
    spec->environment[QStringLiteral("GIT_CONFIG_KEY_%1").arg(count)] =
        QStringLiteral("http.%1/.extraHeader").arg(remote.origin());
    spec->secrets[QStringLiteral("GIT_CONFIG_VALUE_%1").arg(count)] =
        Secret("Authorization: Basic " + pair.toBase64());
    spec->environment[QStringLiteral("GIT_CONFIG_COUNT")] = QString::number(count + 1);
}

Async<Identity> readIdentity(const Program &program, QObject *context, std::stop_token stop)
{
    const QString folder = program.identityFolder.isEmpty() ? QStringLiteral("/") : program.identityFolder;
    Run run;
    run.spec = checkoutSpec(program, folder,
                            {QStringLiteral("config"), QStringLiteral("-z"), QStringLiteral("--get-regexp"),
                             QStringLiteral("^user\\.(name|email)$")});
    run.subject = QStringLiteral("git config user.name, user.email");
    run.alsoFine = 1; // neither is set
    return andThen(runGit(run, context, stop), context, [run](const QByteArray &out) {
        Identity identity;
        for (const QByteArray &entry : out.split('\0')) { // "user.name\nAnna"; the last one counts
            const QString value = QString::fromUtf8(entry.mid(entry.indexOf('\n') + 1)).simplified();
            if (entry.startsWith("user.name\n"))
                identity.name = value;
            else if (entry.startsWith("user.email\n"))
                identity.email = value;
        }
        if (identity.name.isEmpty() || identity.email.isEmpty())
            return ready<Identity>(
                Error{ErrorCode::BadConfig, run.subject, QStringLiteral("no-identity"), 0});
        return ready<Identity>(identity);
    });
}

} // namespace envdeck::git
