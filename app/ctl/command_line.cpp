// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command_line.h"

#include <QRegularExpression>

#include <algorithm>

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
    return QLatin1Char('\'') + QString(word).replace(QLatin1Char('\''), QLatin1String("'\\''")) +
           QLatin1Char('\'');
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

QString sameCommandWith(const Arguments &arguments, QString Arguments::*value, const QString &right)
{
    const QString wrong = arguments.*value;
    for (qsizetype i = 0; i < arguments.words.size(); ++i) {
        QStringList words = arguments.words;
        QString &word = words[i];
        if (word == wrong)
            word = right;
        else if (word.startsWith(QLatin1String("--")) && word.endsWith(QLatin1Char('=') + wrong))
            word = word.chopped(wrong.size()) + right;
        else
            continue;
        // Only the grammar knows what a word is: this one was the value when it is now the right one.
        const ParseResult read = parse(QStringList{QStringLiteral("envdeckctl")} + words);
        if (!read.leave && read.arguments.*value == right)
            return joinedWords(words);
    }
    return joinedWords(arguments.words);
}

QString sameCommandWithWord(const Arguments &arguments, const QString &wrong, const QString &right)
{
    QStringList words = arguments.words;
    const auto found = std::find_if(words.begin(), words.end(), [&wrong](const QString &word) {
        return word == wrong ||
               (wrong.startsWith(QLatin1Char('-')) && word.startsWith(wrong + QLatin1Char('=')));
    });
    if (found != words.end())
        *found = right + found->mid(wrong.size());
    return joinedWords(words);
}

} // namespace envdeck::ctl
