// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command_line.h"

#include <QRegularExpression>

namespace envdeck::ctl {

namespace {

QString joinedWords(const QStringList &words)
{
    QStringList quoted{QStringLiteral("envdeckctl")};
    for (const QString &word : words)
        quoted.append(shellWord(word));
    return quoted.join(QLatin1Char(' '));
}

} // namespace

QString shellWord(const QString &word)
{
    static const QRegularExpression plain(QStringLiteral("\\A[A-Za-z0-9_@%+=:,./~-]+\\z"));
    if (plain.match(word).hasMatch())
        return word;
    return QLatin1Char('\'') + QString(word).replace(QLatin1Char('\''), QLatin1String("'\\''")) + QLatin1Char('\'');
}

QString commandLine(const QStringList &words, const Arguments &arguments)
{
    QStringList all = words;
    if (arguments.workspaceFolder != QLatin1String("."))
        all << QStringLiteral("--workspace") << arguments.workspaceFolder;
    return joinedWords(all);
}

QString sameCommand(const Arguments &arguments, const QStringList &added)
{
    return joinedWords(arguments.words + added);
}

QString sameCommandWith(const Arguments &arguments, const QString &wrong, const QString &right)
{
    QStringList words = arguments.words;
    for (QString &word : words) {
        if (word == wrong)
            word = right;
        else if (word.startsWith(QLatin1String("--")) && word.endsWith(QLatin1Char('=') + wrong))
            word = word.chopped(wrong.size()) + right;
    }
    return joinedWords(words);
}

} // namespace envdeck::ctl
