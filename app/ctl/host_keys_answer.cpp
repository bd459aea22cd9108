// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command_line.h"
#include "app/ctl/hosts_answer.h"
#include "ui/text/error_text.h"
#include "ui/text/host_text.h"
#include "ui/text/number_text.h"

namespace envdeck::ctl {

using platform::HostId;
using platform::HostIdentity;

namespace {

QString verdictText(HostIdentity::Verdict verdict)
{
    switch (verdict) {
    case HostIdentity::Verdict::Known: return QStringLiteral("the confirmed key");
    case HostIdentity::Verdict::Unknown: return QStringLiteral("not confirmed yet");
    case HostIdentity::Verdict::Changed: return QStringLiteral("ANOTHER KEY than the confirmed one");
    case HostIdentity::Verdict::Revoked: return QStringLiteral("revoked: never to be trusted again");
    case HostIdentity::Verdict::Unreadable: return QStringLiteral("the list of confirmed keys does not read");
    }
    Q_UNREACHABLE();
}

QString keyCommand(const HostId &host, const QStringList &words, const Arguments &arguments)
{
    return commandLine(QStringList{QStringLiteral("hosts"), words.first(), host.name, QStringLiteral("--env"),
                                   host.environment} +
                           words.mid(1),
                       arguments);
}

QString nextFor(const HostId &host, const HostIdentity &identity, const Arguments &arguments)
{
    const QStringList fingerprint{QStringLiteral("--fingerprint"), identity.fingerprint};
    if (identity.verdict == HostIdentity::Verdict::Unknown)
        return keyCommand(host, QStringList{QStringLiteral("trust")} + fingerprint, arguments);
    if (identity.verdict == HostIdentity::Verdict::Changed)
        return keyCommand(host, QStringList{QStringLiteral("replace-key")} + fingerprint, arguments);
    return {};
}

QString keptWord(hosts::KeepWhy why)
{
    switch (why) {
    case hosts::KeepWhy::Container: return QStringLiteral("container");
    case hosts::KeepWhy::Service: return QStringLiteral("service");
    case hosts::KeepWhy::Deployment: return QStringLiteral("deployment");
    case hosts::KeepWhy::MovedTag: return QStringLiteral("moved-tag");
    }
    Q_UNREACHABLE();
}

QJsonArray imagesJson(const QList<hosts::PruneImage> &images)
{
    QJsonArray rows;
    for (const hosts::PruneImage &image : images) {
        QJsonArray kept;
        for (const auto &[why, who] : image.kept)
            kept.append(QJsonObject{{QStringLiteral("why"), keptWord(why)}, {QStringLiteral("who"), who}});
        rows.append(QJsonObject{{QStringLiteral("id"), image.id},
                                {QStringLiteral("names"), QJsonArray::fromStringList(image.names)},
                                {QStringLiteral("sizeBytes"), image.sizeBytes},
                                {QStringLiteral("created"), timeJson(image.created)},
                                {QStringLiteral("kept"), kept}});
    }
    return rows;
}

QString nameOf(const hosts::PruneImage &image)
{
    return image.names.isEmpty() ? image.id.mid(7, 12) : image.names.first();
}

} // namespace

QString identityName(HostIdentity::Verdict verdict)
{
    switch (verdict) {
    case HostIdentity::Verdict::Known: return QStringLiteral("known");
    case HostIdentity::Verdict::Unknown: return QStringLiteral("unknown");
    case HostIdentity::Verdict::Changed: return QStringLiteral("changed");
    case HostIdentity::Verdict::Revoked: return QStringLiteral("revoked");
    case HostIdentity::Verdict::Unreadable: return QStringLiteral("unreadable");
    }
    Q_UNREACHABLE();
}

Answer identityAnswer(const HostId &host, const HostIdentity &identity, const Arguments &arguments)
{
    Answer answer;
    QJsonArray confirmed;
    QList<QStringList> rows{
        {QStringLiteral("host"), QStringLiteral("%1 at %2").arg(host.path(), identity.address)},
        {QStringLiteral("shows"), QStringLiteral("%1 %2").arg(identity.type, identity.fingerprint)},
        {QString(), identity.grouped},
        {QStringLiteral("which is"), verdictText(identity.verdict)}};
    for (const platform::ConfirmedKey &key : identity.confirmed) {
        confirmed.append(
            QJsonObject{{QStringLiteral("type"), key.type},
                        {QStringLiteral("fingerprint"), key.fingerprint},
                        {QStringLiteral("by"), key.who.isEmpty() ? QJsonValue() : QJsonValue(key.who)},
                        {QStringLiteral("at"), timeJson(key.at)},
                        {QStringLiteral("compared"), key.compared}});
        rows.append({QStringLiteral("confirmed"),
                     QStringLiteral("%1 %2 by %3 %4, %5")
                         .arg(key.type, key.fingerprint,
                              key.who.isEmpty() ? QStringLiteral("somebody") : key.who, timeText(key.at),
                              key.compared ? QStringLiteral("compared with the provider's")
                                           : QStringLiteral("on first sight"))});
    }
    answer.lines = aligned(rows);
    if (const QString next = nextFor(host, identity, arguments); !next.isEmpty())
        answer.lines += {QStringLiteral("compare it with what the provider's console shows, then:"),
                         QStringLiteral("  ") + next};
    answer.data = {{QStringLiteral("host"), host.name},
                   {QStringLiteral("environment"), host.environment},
                   {QStringLiteral("address"), identity.address},
                   {QStringLiteral("verdict"), identityName(identity.verdict)},
                   {QStringLiteral("type"), identity.type},
                   {QStringLiteral("fingerprint"), identity.fingerprint},
                   {QStringLiteral("confirmed"), confirmed}};
    return answer;
}

Problem hostProblem(const Error &error, const HostId &host, const Arguments &arguments)
{
    const bool isUnknown = error.detail == QLatin1String("host-key-unknown");
    const bool changed = !isUnknown && error.detail.startsWith(QLatin1String("host-key-"));
    if (!changed && !isUnknown) {
        Problem problem = problemOf(error);
        problem.text = sentenceOf(error);
        if (!problem.text.contains(host.path()))
            problem.text.prepend(host.path() + QStringLiteral(": "));
        return problem;
    }
    return {errorCodeName(error.code), host.path(), error.detail,
            keyCommand(host, {QStringLiteral("key")}, arguments),
            changed
                ? QStringLiteral("%1 does not show the confirmed key (%2): it may be another machine, and "
                                 "nothing was sent to it")
                      .arg(host.path(), ui::causeText(error))
                : QStringLiteral("nobody confirmed the key of %1 yet, and nothing was sent to it")
                      .arg(host.path())};
}

std::optional<Problem> keyRefused(const HostId &host, const HostIdentity &identity, bool replaces,
                                  const Arguments &arguments)
{
    const QString see = keyCommand(host, {QStringLiteral("key")}, arguments);
    const auto refused = [&](const QString &code, const QString &text, const QString &next) {
        return Problem{code, host.path(), text, next, QStringLiteral("%1: %2").arg(host.path(), text)};
    };
    if (identity.verdict == HostIdentity::Verdict::Revoked ||
        identity.verdict == HostIdentity::Verdict::Unreadable)
        return refused(QStringLiteral("forbidden"), verdictText(identity.verdict), see);
    if (arguments.fingerprint.isEmpty())
        return refused(QStringLiteral("usage"),
                       QStringLiteral("--fingerprint is not given: which key is it that you looked at?"),
                       see);
    if (identity.fingerprint != arguments.fingerprint)
        return refused(QStringLiteral("conflict"),
                       QStringLiteral("it shows %1 and not %2; nothing was confirmed")
                           .arg(identity.fingerprint, arguments.fingerprint),
                       see);
    const bool changed = identity.verdict == HostIdentity::Verdict::Changed;
    if (!replaces && changed)
        return refused(
            QStringLiteral("conflict"),
            QStringLiteral("another key is confirmed for it; to replace that is a decision of its own"),
            nextFor(host, identity, arguments));
    if (replaces && !changed)
        return refused(QStringLiteral("conflict"),
                       identity.verdict == HostIdentity::Verdict::Known
                           ? QStringLiteral("that key is the confirmed one already")
                           : QStringLiteral("no key is confirmed for it, so there is none to replace"),
                       identity.verdict == HostIdentity::Verdict::Known ? see
                                                                        : nextFor(host, identity, arguments));
    if (replaces && arguments.reason.trimmed().isEmpty())
        return refused(
            QStringLiteral("forbidden"), QStringLiteral("another key takes a reason"),
            sameCommand(arguments, {QStringLiteral("--reason"), QStringLiteral("why it changed")}));
    return std::nullopt;
}

QJsonObject toJson(const hosts::PrunePlan &plan)
{
    return {{QStringLiteral("remove"), imagesJson(plan.remove)},
            {QStringLiteral("keep"), imagesJson(plan.keep)},
            {QStringLiteral("atMostBytes"), plan.atMostBytes}};
}

QStringList pruneLines(const hosts::PrunePlan &plan)
{
    QList<QStringList> rows;
    for (const hosts::PruneImage &image : plan.remove)
        rows.append({QStringLiteral("remove"), nameOf(image), ui::sizeText(image.sizeBytes), QString()});
    for (const hosts::PruneImage &image : plan.keep) {
        QStringList why;
        for (const auto &[reason, who] : image.kept)
            why.append(QStringLiteral("%1 %2").arg(keptWord(reason), who));
        rows.append({QStringLiteral("keep"), nameOf(image), ui::sizeText(image.sizeBytes),
                     why.join(QStringLiteral(", "))});
    }
    QStringList lines = rows.isEmpty() ? QStringList() : aligned(rows);
    lines.append(plan.remove.isEmpty() ? QStringLiteral("no image may go")
                                       : QStringLiteral("%1 images may go, at most %2")
                                             .arg(plan.remove.size())
                                             .arg(ui::sizeText(plan.atMostBytes)));
    return lines;
}

} // namespace envdeck::ctl
