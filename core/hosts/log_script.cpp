// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/log_script.h"

#include "core/hosts/remote_text.h"

#include <QRegularExpression>

namespace envdeck::hosts {

bool isLogSince(const QByteArray &text)
{
    static const QRegularExpression grammar(
        QStringLiteral("\\A(([0-9]{1,6}h)?([0-9]{1,6}m)?([0-9]{1,8}s)?|"
                       "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z)\\z"));
    return !text.isEmpty() && grammar.match(QString::fromLatin1(text)).hasMatch();
}

QByteArray dockerLogScript(const QString &id, const LogWish &wish)
{
    if (!isDockerId(id) || (!wish.since.isEmpty() && !isLogSince(wish.since)))
        return {};
    QByteArray options = " --timestamps";
    if (wish.follow)
        options += " --follow";
    if (wish.tail >= 0)
        options += " --tail " + QByteArray::number(wish.tail);
    if (!wish.since.isEmpty())
        options += " --since '" + wish.since + '\'';
    const QByteArray quoted = '\'' + id.toLatin1() + '\'';
    // In the background, so that the shell hears the signal that ends the stream and passes it on; sudo takes
    // one from root alone.
    return "set -u\n"
           "PATH=$PATH:/usr/local/bin:/usr/sbin:/sbin\n"
           "D=docker\n"
           "docker info >/dev/null 2>&1 || { sudo -n docker info >/dev/null 2>&1 && D='sudo -n docker'; }\n"
           "echo '" +
           QByteArray(logsOpen) +
           "'\n"
           "$D logs" +
           options + ' ' + quoted +
           " 2>&1 </dev/null &\n"
           "p=$!\n"
           "trap 'kill $p 2>/dev/null || sudo -n kill $p 2>/dev/null; exit 143' HUP INT TERM\n"
           "wait $p\n"
           "c=$?\n" +
           (wish.follow
                ? "[ \"$c\" = 0 ] && [ \"$($D inspect --type container --format "
                  "'{{.State.Running}}' " +
                      quoted + " 2>/dev/null)\" = true ] && exit " + QByteArray::number(logsBroke) + "\n"
                : QByteArray()) +
           "exit \"$c\"\n";
}

} // namespace envdeck::hosts
