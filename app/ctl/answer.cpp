// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/answer.h"

#include "core/base/hidden.h"
#include "ui/text/cause_words.h"
#include "ui/text/error_text.h"

#include <QJsonDocument>
#include <cstdio>

namespace envdeck::ctl {

namespace {

QString withoutHidden(QString line)
{
    for (QChar &character : line) {
        if (isHidden(character) && character != QLatin1Char('\t'))
            character = QLatin1Char('?');
    }
    return line;
}

void write(FILE *where, const QString &line)
{
    const QByteArray bytes = line.toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), where);
    std::fflush(where);
}

QString textOf(const Problem &problem)
{
    if (!problem.text.isEmpty())
        return problem.text;
    return problem.subject.isEmpty() ? problem.detail
                                     : problem.subject + QStringLiteral(": ") + problem.detail;
}

} // namespace

Problem problemOf(const Error &error, const QString &next)
{
    return {errorCodeName(error.code), error.subject, error.detail, next, sentenceOf(error)};
}

QString sentenceOf(const Error &error)
{
    const QString cause = ui::causeText(error);
    QString sentence = error.subject.isEmpty() || cause.contains(error.subject)
                           ? cause
                           : error.subject + QStringLiteral(": ") + cause;
    if (ui::knownCause(error).isEmpty() && !error.detail.isEmpty())
        sentence += QStringLiteral(" (%1)").arg(error.detail);
    return sentence;
}

Answer answerOf(const Error &error, const QString &next)
{
    Answer answer;
    answer.code = exitCodeOf(error);
    answer.problems.append(problemOf(error, next));
    return answer;
}

QJsonObject toJson(const Answer &answer, const Arguments &arguments, const QString &workspace)
{
    QJsonArray problems;
    for (const Problem &problem : answer.problems) {
        QJsonObject json{{QStringLiteral("code"), problem.code},
                         {QStringLiteral("subject"), problem.subject},
                         {QStringLiteral("detail"), problem.detail},
                         {QStringLiteral("text"), textOf(problem)}};
        json.insert(QStringLiteral("next"), problem.next.isEmpty() ? QJsonValue() : QJsonValue(problem.next));
        problems.append(json);
    }
    return {{QStringLiteral("envdeck"), 1},
            {QStringLiteral("command"), arguments.verb},
            {QStringLiteral("workspace"), workspace.isEmpty() ? QJsonValue() : QJsonValue(workspace)},
            {QStringLiteral("environment"),
             arguments.environment.isEmpty() ? QJsonValue() : QJsonValue(arguments.environment)},
            {QStringLiteral("ok"), answer.isOk()},
            {QStringLiteral("data"), answer.data},
            {QStringLiteral("problems"), problems}};
}

void print(const Answer &answer, const Arguments &arguments, const QString &workspace)
{
    if (arguments.json) {
        write(stdout,
              QString::fromUtf8(
                  QJsonDocument(toJson(answer, arguments, workspace)).toJson(QJsonDocument::Compact)));
        return;
    }
    for (const QString &line : answer.lines)
        printLine(line);
    for (const Problem &problem : answer.problems) {
        for (const QString &line :
             (QStringLiteral("envdeckctl: ") + textOf(problem)).split(QLatin1Char('\n')))
            printNote(line);
        if (!problem.next.isEmpty())
            printNote(QStringLiteral("  next: ") + problem.next);
    }
}

void printEvent(const QJsonObject &event)
{
    write(stdout, QString::fromUtf8(QJsonDocument(event).toJson(QJsonDocument::Compact)));
}

void printLine(const QString &line)
{
    write(stdout, withoutHidden(line));
}

void printNote(const QString &line)
{
    write(stderr, withoutHidden(line));
}

QString timeText(const QDateTime &at)
{
    return at.isValid() ? at.toUTC().toString(Qt::ISODate) : QString();
}

QJsonValue timeJson(const QDateTime &at)
{
    return at.isValid() ? QJsonValue(at.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

QStringList aligned(const QList<QStringList> &rows)
{
    QList<qsizetype> widths;
    for (const QStringList &row : rows) {
        for (qsizetype i = 0; i < row.size(); ++i) {
            if (i >= widths.size())
                widths.append(0);
            widths[i] = std::max(widths.at(i), row.at(i).size());
        }
    }
    QStringList lines;
    for (const QStringList &row : rows) {
        QString line;
        for (qsizetype i = 0; i < row.size(); ++i)
            line += i + 1 < row.size() ? row.at(i).leftJustified(widths.at(i) + 2) : row.at(i);
        while (line.endsWith(QLatin1Char(' ')))
            line.chop(1);
        lines.append(line);
    }
    return lines;
}

} // namespace envdeck::ctl
