// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/cause_words.h"

#include "core/secrets/secret_key.h"

#include <QCoreApplication>
#include <QHash>

namespace envdeck::ui {

struct CauseWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::CauseWords)
};

namespace {

// By the whole detail.
QString wordedCause(const QString &detail)
{
    static const QHash<QString, const char *> words{
        {QStringLiteral("no-key"), QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "no key is stored for it")},
        {QStringLiteral("no-address"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "terraform has not made it yet, so it has no address")},
        {QStringLiteral("host-key-unknown"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "nobody has confirmed its key yet")},
        {QStringLiteral("host-key-changed"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords",
                           "it shows another key than the one that was confirmed")},
        {QStringLiteral("host-key-other-type"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords",
                           "it shows a key of another type than the one that was confirmed")},
        {QStringLiteral("host-key-revoked"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "it shows a key that was revoked")},
        {QStringLiteral("host-key-error"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "the confirmed keys cannot be read")},
        {QStringLiteral("shows-another"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords",
                           "it shows another key now than the one that was reviewed")},
        {QStringLiteral("too-many-streams"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "as many streams run there as one connection takes")},
        {QStringLiteral("agent-missing"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "no SSH agent runs and no key file was found")},
        {QStringLiteral("agent-empty"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "the SSH agent holds no key")},
        {QStringLiteral("agent-refused"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "it takes none of the keys of the SSH agent")},
        {QStringLiteral("key-refused"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "it does not take the SSH key")},
        {QStringLiteral("passphrase-needed"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords",
                           "the SSH key has a passphrase, and none was entered in Settings")},
        {QStringLiteral("passphrase-wrong"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "the passphrase of the SSH key is wrong")},
        {QStringLiteral("no-credentials"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "there is no SSH key to log in with")},
        {QStringLiteral("connection-lost"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "the connection was lost in the middle")},
        {QStringLiteral("no-sudo"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "the user may not become root without a password")},
        {QStringLiteral("this-computer"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "it is the computer that Envdeck runs on")},
        {QStringLiteral("in-swarm"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords",
                           "the host is in a swarm, which the installer would destroy")},
        {QStringLiteral("installer-runs"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "another installer runs on the host")},
        {QStringLiteral("remains-there"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords",
                           "something is left of a Docker that was there, and a swarm may sleep in it")},
        {QStringLiteral("goes-on"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords",
                           "what was begun on the host goes on there; resume to follow it")},
        {QStringLiteral("dokploy-there"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "Dokploy is there already")},
        {QStringLiteral("traefik-there"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "a Traefik is there already")},
        {QStringLiteral("docker-down"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "Docker does not answer")},
        {QStringLiteral("installer-changed"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords",
                           "the installer is another one now than the one that was read")},
        {QStringLiteral("not-an-installer"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "what came is not Dokploy's installer")},
        {QStringLiteral("truncated"), QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "what came is not whole")},
        {QStringLiteral("not-installed"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "the installer ended and Dokploy is not there")},
        {QStringLiteral("interrupted"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "it was ended on the way")},
        {QStringLiteral("admin-exists"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "somebody else made the first administrator: enter an "
                                                      "API key of theirs under Settings, Accounts")},
        {QStringLiteral("two-factor"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords",
                           "it asks for a second factor: enter an API key under Settings, Accounts")},
        {QStringLiteral("no-keychain"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "the secret could be kept nowhere")},
        {QStringLiteral("no-dns"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "the name leads nowhere yet")},
        {QStringLiteral("certificate-pending"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "the certificate is not there yet")},
        {QStringLiteral("panel-unreachable"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "the panel does not answer at its name")},
        {QStringLiteral("firewall-not-active"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "the firewall is not active afterwards")},
        {QStringLiteral("swap-not-on"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "the swap file is not in use afterwards")},
        {QStringLiteral("port-still-open"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "port 3000 is still open")},
        {QStringLiteral("curl-missing"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "curl is still missing")},
        {QStringLiteral("no-container"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "no container of it is on the hosts")},
        {QStringLiteral("already-current"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "this version is the current one already")},
        {QStringLiteral("line-changed"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords",
                           "somebody else changed the image in that line in the meantime")},
        {QStringLiteral("variables-changed"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords",
                           "the variables were changed by somebody else in the meantime")},
        {QStringLiteral("setup-changed"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords",
                           "it was changed in Dokploy by somebody else in the meantime")},
        {QStringLiteral("deploying"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "a deployment is in progress")},
        {QStringLiteral("not-written"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords",
                           "Dokploy answered nothing, and reading it back shows that nothing was written")},
        {QStringLiteral("not-as-written"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "Dokploy accepted it, and does not have it")},
        {QStringLiteral("rolls"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "its file says already that a stack would roll")},
        {QStringLiteral("built-from-source"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords",
                           "Dokploy builds it from a source: there is no image of it to set")},
        {QStringLiteral("backup-running"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "a backup of it is being made already")},
        {QStringLiteral("backup-failed"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords",
                           "Dokploy could not make the backup; its log there says why")},
        {QStringLiteral("no-file"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords",
                           "Dokploy says that it is made, and no new file is at the destination")},
        {QStringLiteral("no-plan"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "Dokploy has no schedule and no destination for it")},
        {QStringLiteral("file-changed"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "the file was changed in git in the meantime")},
        {QStringLiteral("not-raw"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords",
                           "Dokploy takes the file from git: there is no text of its own to adopt")},
        {QStringLiteral("not-configured"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "envdeck.yaml does not name it")},
        {QStringLiteral("no-remote"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "its git repository has no remote to push to")},
        {QStringLiteral("no-identity"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords",
                           "git does not know whose commits these are; set user.name and user.email")},
        {QStringLiteral("no-revision"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords",
                           "its image, or the one that runs, does not say which commit it is made of")},
        {QStringLiteral("version-not-seen"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords",
                           "it answers well, and nobody says that it is this version")},
        {QStringLiteral("checks-failed"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "a check stands against it")},
        {QStringLiteral("frozen"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "it is frozen, and going on takes a reason")},
        {QStringLiteral("reason-required"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "going past an environment takes a reason")},
        {QStringLiteral("never-deployed"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "it was never deployed here")},
        {QStringLiteral("not-pushed"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "the connection broke before the commit arrived")},
        {QStringLiteral("platform-busy"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "Dokploy is deploying it at this moment")},
        {QStringLiteral("pull-request"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords",
                           "its policy asks for a pull request, and envdeck.yaml names no code host")},
        {QStringLiteral("destroy-by-policy"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords",
                           "its policy wants every change merged by a pull request, and a plan to destroy "
                           "everything is in none; remove its code by one instead")},
        {QStringLiteral("destroy-by-policy"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords",
                           "its policy wants every change merged by a pull request, and a plan to destroy "
                           "everything is in none; remove its code by one instead")},
        {QStringLiteral("encryption-secret"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords",
                           "this secret variable is the key of its encryption block, and Envdeck reads plans "
                           "without any secret; let a key provider that asks for none (a KMS) hold the key")},
        {QStringLiteral("pull-request-closed"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "its pull request was closed without being merged")},
        {QStringLiteral("not-opened"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords",
                           "the connection broke before the pull request was opened")},
        {QStringLiteral("not-merged"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords",
                           "the connection broke before the pull request was merged")},
        {QStringLiteral("no-plan"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "there is no plan to apply")},
        {QStringLiteral("plan-applied"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "this plan was applied already, by another run")},
        {QStringLiteral("plan-expired"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "the plan is too old to be applied")},
        {QStringLiteral("unsaved-state"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords",
                           "an apply could not save its state, and the only copy lies on this machine")},
        {QStringLiteral("own-run-alive"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords",
                           "terraform is at work there for a run of this machine; let it end, or cancel it")},
        {QStringLiteral("lock-of-another"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords",
                           "another run holds the lock by now, not the one you read about; plan again to see "
                           "whose it is")},
        {QStringLiteral("lock-still-held"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "the state is locked all the same")},
        {QStringLiteral("errored-state-changed"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords",
                           "another unsaved state has taken the place of the one that you read about")},
        {QStringLiteral("no-errored-state"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "there is no unsaved state")},
        {QStringLiteral("state-not-there"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords", "what was written is not what the backend holds now")},
        {QStringLiteral("remote-execution"),
         QT_TRANSLATE_NOOP(
             "envdeck::ui::CauseWords",
             "its workspace in Terraform Cloud makes the plans there, where they cannot be held to "
             "what you reviewed; set its execution mode to local")},
        {QStringLiteral("no-terraform-folder"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords",
                           "its branch does not hold the folder of its terraform code")},
        {QStringLiteral("live-secret"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords",
                           "it holds a secret that is in use, and a secret is never committed")},
        {QStringLiteral("token-shape"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords",
                           "it holds what looks like a token, and a secret is never committed")},
        {QStringLiteral("secret-content"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords",
                           "it holds what looks like a key, and a secret is never committed")},
        {QStringLiteral("sensitive-variable"),
         QT_TRANSLATE_NOOP("envdeck::ui::CauseWords",
                           "it holds the value of a sensitive variable, and a secret is never committed")},
    };
    const char *found = words.value(detail);
    return found ? CauseWords::tr(found) : QString();
}

// What watching a new version came to: the word, then what was seen.
QString observedCause(const Error &error)
{
    const QString word = error.detail.section(QLatin1Char(' '), 0, 0);
    const QString answered =
        error.status > 0 ? CauseWords::tr("HTTP %1").arg(error.status) : CauseWords::tr("no answer");
    if (word == QLatin1String("crashed"))
        return error.status > 0
                   ? CauseWords::tr("the new version crashed with exit code %1").arg(error.status)
                   : CauseWords::tr("the new version crashed");
    if (word == QLatin1String("health"))
        return CauseWords::tr("the new version stopped answering well (%1)").arg(answered);
    if (word == QLatin1String("never-healthy"))
        return CauseWords::tr("the new version never answered well (%1)").arg(answered);
    if (word == QLatin1String("error-rate"))
        return CauseWords::tr("%1 % of the requests to the new version fail, more than the threshold allows")
            .arg(error.detail.section(QLatin1Char(' '), 1, 1));
    return {};
}

// Of what terraform is given; see infrastructure::TerraformSecrets.
QString secretCause(const Error &error)
{
    const QString name = secrets::variableIn(error.subject);
    if (name.isEmpty())
        return {};
    if (error.detail == QLatin1String("no-secret"))
        return CauseWords::tr("nothing gives %1 a value; set it under Variables, Secrets").arg(name);
    if (error.code == ErrorCode::OriginMoved)
        return CauseWords::tr(
                   "%1 was entered for another repository, and is not given to the code of this one")
            .arg(name);
    return error.detail.startsWith(QLatin1String("key-unreadable"))
               ? CauseWords::tr("%1 could not be read from where keys are kept").arg(name)
               : QString();
}

// What a scope of a classic token, or a permission of a fine-grained one, is needed for.
QString rightPurpose(const QString &right)
{
    if (right == QLatin1String("repo") || right == QLatin1String("public_repo"))
        return CauseWords::tr("branches, pull requests and their checks");
    if (right.startsWith(QLatin1String("contents")))
        return CauseWords::tr("pushing branches and merging");
    if (right.startsWith(QLatin1String("pull_requests")))
        return CauseWords::tr("opening and following pull requests");
    if (right.startsWith(QLatin1String("checks")))
        return CauseWords::tr("following check runs");
    if (right.startsWith(QLatin1String("statuses")))
        return CauseWords::tr("following commit statuses");
    return {};
}

// "contents=write (pushing branches and merging), checks=read (following check runs)"
QString rightsText(const QString &named)
{
    QStringList words;
    for (const QString &right : named.split(QStringLiteral(", "), Qt::SkipEmptyParts)) {
        const QString purpose = rightPurpose(right);
        words.append(
            purpose.isEmpty()
                ? right
                : CauseWords::tr("%1 (%2)", "a right of a key, what it is needed for").arg(right, purpose));
    }
    return words.join(QStringLiteral(", "));
}

// What a code host answered: the word, then what it named, then its own words.
QString hostCause(const QString &detail)
{
    const QString head = detail.section(QStringLiteral(": "), 0, 0);
    const QString word = head.section(QLatin1Char(' '), 0, 0);
    const QString named = head.section(QLatin1Char(' '), 1);
    if (word == QLatin1String("head-moved") && named == QLatin1String("merged"))
        return CauseWords::tr(
            "it was merged with other commits than those of this change: look at the branch");
    if (word == QLatin1String("head-moved") && named == QLatin1String("before-plan"))
        return CauseWords::tr("somebody pushed to that branch after you looked at it; look at it again");
    if (word == QLatin1String("head-moved") && named == QLatin1String("before-plan"))
        return CauseWords::tr("somebody pushed to that branch after you looked at it; look at it again");
    if (word == QLatin1String("head-moved"))
        return CauseWords::tr("somebody else pushed to the branch of the pull request");
    if (word == QLatin1String("not-mergeable"))
        return CauseWords::tr("the code host does not let it be merged yet");
    if (word == QLatin1String("rate-limit") || word == QLatin1String("secondary-limit"))
        return CauseWords::tr("the code host takes no more requests for %n second(s)", nullptr,
                              named.toInt());
    if (word == QLatin1String("sso-required"))
        return CauseWords::tr("the organisation wants the key authorised for single sign-on");
    if (word == QLatin1String("missing-scope") || word == QLatin1String("missing-permission") ||
        word == QLatin1String("missing-rights"))
        return CauseWords::tr("the key lacks a right that this takes: %1").arg(rightsText(named));
    return {};
}

} // namespace

QString knownCause(const Error &error)
{
    if (error.code == ErrorCode::Unhealthy)
        return observedCause(error);
    if (const QString secret = secretCause(error); !secret.isEmpty())
        return secret;
    if (error.detail.startsWith(QLatin1String("key-unreadable")))
        return CauseWords::tr("its key could not be read from where keys are kept");
    if (error.detail.startsWith(QLatin1String("plan-differs sensitive")))
        return CauseWords::tr(
            "it changes hidden values, which cannot be held against those that were reviewed");
    if (error.detail.startsWith(QLatin1String("not-by-pull-request")))
        return CauseWords::tr("its policy wants every change since the last apply merged by a pull request, "
                              "and %1 was not: it came to the branch another way",
                              "a commit")
            .arg(error.detail.section(QLatin1Char(' '), 1));
    if (error.detail.startsWith(QLatin1String("frozen ")))
        return CauseWords::tr("it is frozen (%1), and no reason to go on was given", "when the freeze is")
            .arg(error.detail.section(QLatin1Char(' '), 1));
    if (error.detail.startsWith(QLatin1String("frozen ")))
        return CauseWords::tr("it is frozen (%1), and no reason to go on was given", "when the freeze is")
            .arg(error.detail.section(QLatin1Char(' '), 1));
    if (error.detail.startsWith(QLatin1String("plan-differs code")))
        return CauseWords::tr("the code that was merged is not the code that was reviewed, and a plan does "
                              "not show all it does");
    if (error.detail.startsWith(QLatin1String("plan-differs")))
        return CauseWords::tr("the plan of the merged commit does not do what was reviewed");
    if (error.detail == QLatin1String("plan-branch "))
        return CauseWords::tr("the plan at hand is of the environment's own branch");
    if (error.detail.startsWith(QLatin1String("plan-branch ")))
        return CauseWords::tr("the plan at hand is of the branch %1")
            .arg(error.detail.section(QLatin1Char(' '), 1));
    if (error.detail.startsWith(QLatin1String("plan-moved")))
        return CauseWords::tr("what the plan was made from has changed since");
    const QString worded = wordedCause(error.detail);
    return worded.isEmpty() ? hostCause(error.detail) : worded;
}

} // namespace envdeck::ui
