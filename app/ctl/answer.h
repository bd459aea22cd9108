// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/arguments.h"
#include "app/ctl/exit_code.h"
#include "core/domain/observed.h"

#include <QJsonArray>
#include <QJsonObject>

namespace envdeck::ctl {

struct Problem {
    QString code;
    QString subject;
    QString detail;
    QString next;      // a command to type, or what else to do; empty for nothing
    QString text = {}; // all of it as a sentence for people; made of the others when it is empty
};

// What a command came to. `lines` is the text form; without --json problems are printed below it.
struct Answer {
    int code = exitOk;
    QJsonObject data;
    QStringList lines;
    QList<Problem> problems;

    bool isOk() const { return code == exitOk || code == exitSomethingToDo; }
};

Answer answerOf(const Error &error, const QString &next = {});
Problem problemOf(const Error &error, const QString &next = {});
// "prod/api: the new version crashed with exit code 1": subject, cause, and the other side's own words.
QString sentenceOf(const Error &error);

// {"envdeck":1,"command":…,"ok":…,"data":{…},"problems":[…]}
QJsonObject toJson(const Answer &answer, const Arguments &arguments, const QString &workspace);
void print(const Answer &answer, const Arguments &arguments, const QString &workspace);
void printEvent(const QJsonObject &event); // one line on stdout
// Text of others may be in it: control characters are shown as "?", so that nobody steers the terminal.
void printLine(const QString &line); // on stdout
void printNote(const QString &line); // on stderr

QString timeText(const QDateTime &at); // RFC 3339 UTC, empty for null
QJsonValue timeJson(const QDateTime &at);

// Rows as aligned columns, two spaces between; the last column is not padded.
QStringList aligned(const QList<QStringList> &rows);

// {"value","source","at","stale"}; an absent value is null with "why".
template <typename T, typename Fn>
QJsonObject observedJson(const Observed<T> &what, const QDateTime &now, std::chrono::milliseconds interval,
                         Fn toValue)
{
    QJsonObject json{{QStringLiteral("value"), what.value ? QJsonValue(toValue(*what.value)) : QJsonValue()},
                     {QStringLiteral("source"), what.source},
                     {QStringLiteral("at"), timeJson(what.at)},
                     {QStringLiteral("stale"), freshness(what, now, interval) != Freshness::Fresh}};
    if (what.error)
        json.insert(QStringLiteral("why"), errorCodeName(what.error->code));
    else if (!what.value)
        json.insert(QStringLiteral("why"), QStringLiteral("not-asked"));
    return json;
}

} // namespace envdeck::ctl
