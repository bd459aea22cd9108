// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/code_check_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace envdeck::ui {

struct CodeCheckWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::CodeCheckWords)
};

namespace {

using terraform::Diagnostic;

int countOf(const QList<Diagnostic> &diagnostics, terraform::Severity severity)
{
    return int(std::count_if(diagnostics.cbegin(), diagnostics.cend(),
                             [severity](const Diagnostic &each) { return each.severity == severity; }));
}

// The lines of a log do not wrap, and the program writes whole paragraphs into one.
QString wrapped(const QString &text)
{
    constexpr int width = 84;
    QStringList lines;
    const QStringList paragraphs = text.split(QLatin1Char('\n'));
    for (const QString &paragraph : paragraphs) {
        QString rest = paragraph;
        while (rest.size() > width) {
            const qsizetype space = rest.lastIndexOf(QLatin1Char(' '), width);
            if (space <= 0)
                break; // an address in one piece
            lines.append(rest.left(space));
            rest = rest.mid(space + 1);
        }
        lines.append(rest);
    }
    return lines.join(QLatin1Char('\n'));
}

QString indented(const QString &text)
{
    return QStringLiteral("  ") + QString(text).replace(QLatin1Char('\n'), QStringLiteral("\n  "));
}

QString linesOf(const Diagnostic &diagnostic)
{
    const QString kind = diagnostic.severity == terraform::Severity::Error ? CodeCheckWords::tr("Error")
                                                                           : CodeCheckWords::tr("Warning");
    QStringList lines{QStringLiteral("%1: %2").arg(kind, diagnostic.summary)};
    if (!diagnostic.file.isEmpty())
        lines.append(QStringLiteral("  %1:%2").arg(diagnostic.file).arg(diagnostic.line));
    if (!diagnostic.code.isEmpty())
        lines.append(indented(diagnostic.code));
    if (!diagnostic.detail.isEmpty())
        lines.append(indented(wrapped(diagnostic.detail)));
    return lines.join(QLatin1Char('\n'));
}

} // namespace

CodeCheckText formatText(const infrastructure::FormatCheck &check, const QString &environment)
{
    CodeCheckText text;
    const QStringList &files = check.found.files;
    text.title = CodeCheckWords::tr("Layout of the code of %1").arg(environment);
    text.severity = files.isEmpty() ? Severity::Ok : Severity::Warning;
    text.result = files.isEmpty() ? CodeCheckWords::tr("In order")
                                  : CodeCheckWords::tr("%n file(s) differ", nullptr, int(files.size()));
    text.facts =
        files.isEmpty()
            ? CodeCheckWords::tr("Every file at %1 is laid out as terraform fmt does.")
                  .arg(check.commit.left(7))
            : CodeCheckWords::tr("What terraform fmt would write differently at %1. Nothing was changed.")
                  .arg(check.commit.left(7));
    text.action = check.written.isEmpty() ? QString() : CodeCheckWords::tr("Format\u2026");
    text.lines = check.found.diff.isEmpty() ? files.join(QLatin1Char('\n')) : check.found.diff;
    return text;
}

CodeCheckText validateText(const infrastructure::CodeCheck &check, const QString &environment)
{
    CodeCheckText text;
    const int errors = countOf(check.diagnostics, terraform::Severity::Error);
    const int warnings = int(check.diagnostics.size()) - errors;
    text.title = CodeCheckWords::tr("Code of %1").arg(environment);
    text.severity = errors > 0 ? Severity::Critical : warnings > 0 ? Severity::Warning : Severity::Ok;
    text.result = errors > 0     ? CodeCheckWords::tr("%n error(s)", nullptr, errors)
                  : warnings > 0 ? CodeCheckWords::tr("%n warning(s)", nullptr, warnings)
                                 : CodeCheckWords::tr("Valid");
    text.facts =
        CodeCheckWords::tr("%1 looked at the code at %2. No provider was asked, so only a plan tells "
                           "whether it can be applied.")
            .arg(check.program, check.commit.left(7));
    QStringList all;
    for (const Diagnostic &diagnostic : check.diagnostics)
        all.append(linesOf(diagnostic));
    text.lines = all.join(QStringLiteral("\n\n"));
    return text;
}

} // namespace envdeck::ui
