// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/docker_options.h"

namespace envdeck::sandbox {

namespace {

struct Known {
    QString name;
    QString letter;
    bool valued = false;
};

QList<Known> knownOf(const QStringList &known)
{
    QList<Known> list;
    for (QString each : known) {
        const bool valued = each.endsWith(QLatin1Char('='));
        if (valued)
            each.chop(1);
        list.append({each.section(QLatin1Char('|'), 0, 0), each.section(QLatin1Char('|'), 1), valued});
    }
    return list;
}

} // namespace

DockerOptions dockerOptions(const QStringList &arguments, const QStringList &known)
{
    const QList<Known> list = knownOf(known);
    DockerOptions options;
    QStringList left = arguments;
    const auto take = [&](const Known &option, const QString &given, bool isGiven) {
        if (!option.valued)
            options.values.insert(option.name, QStringLiteral("true"));
        else if (isGiven)
            options.values.insert(option.name, given);
        else if (!left.isEmpty())
            options.values.insert(option.name, left.takeFirst());
        else
            options.unknown = QStringLiteral("flag needs an argument: --") + option.name;
    };
    const auto find = [&](const QString &word, bool isLetter) -> const Known * {
        for (const Known &option : list) {
            if (!word.isEmpty() && word == (isLetter ? option.letter : option.name))
                return &option;
        }
        if (options.unknown.isEmpty())
            options.unknown = (isLetter ? QStringLiteral("unknown shorthand flag: -")
                                        : QStringLiteral("unknown flag: --")) +
                              word;
        return nullptr;
    };
    while (!left.isEmpty() && options.unknown.isEmpty()) {
        const QString word = left.takeFirst();
        if (word == QLatin1String("--")) {
            options.words += left;
            break;
        }
        if (word.startsWith(QLatin1String("--"))) {
            if (const Known *option = find(word.mid(2).section(QLatin1Char('='), 0, 0), false))
                take(*option, word.section(QLatin1Char('='), 1), word.contains(QLatin1Char('=')));
        } else if (word.size() > 1 && word.startsWith(QLatin1Char('-'))) {
            for (qsizetype i = 1; i < word.size() && options.unknown.isEmpty(); ++i) {
                const Known *option = find(word.mid(i, 1), true);
                if (option && option->valued) { // the rest of the word is its value
                    take(*option, word.mid(i + 1), i + 1 < word.size());
                    break;
                }
                if (option)
                    take(*option, {}, false);
            }
        } else {
            options.words.append(word);
        }
    }
    return options;
}

} // namespace envdeck::sandbox
