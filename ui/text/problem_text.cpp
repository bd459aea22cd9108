// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/problem_text.h"

#include <QCoreApplication>

namespace envdeck::ui {

struct ProblemWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::ProblemWords)
};

namespace {

using workspace::Problem;
using workspace::ProblemCode;

QString wholeFile(const Problem &problem)
{
    switch (problem.code) {
    case ProblemCode::TooLarge: return ProblemWords::tr("The file is larger than 1 MiB.");
    case ProblemCode::NotUtf8: return ProblemWords::tr("The file is not UTF-8 text.");
    case ProblemCode::Syntax: return ProblemWords::tr("This is not YAML: %1.").arg(problem.detail);
    case ProblemCode::TabIndent: return ProblemWords::tr("A tab stands where spaces must indent.");
    case ProblemCode::OpenQuote: return ProblemWords::tr("A quoted text begins here and never ends.");
    case ProblemCode::TooDeep: return ProblemWords::tr("The file is nested too deeply.");
    case ProblemCode::TooManyNodes: return ProblemWords::tr("The file holds too many values.");
    case ProblemCode::SelfReference: return ProblemWords::tr("An alias stands inside of what it names.");
    case ProblemCode::SeveralDocuments:
        return ProblemWords::tr("Only one YAML document may stand in the file.");
    case ProblemCode::Empty: return ProblemWords::tr("The file is empty.");
    case ProblemCode::UnsupportedVersion:
        return ProblemWords::tr("envdeck: %1 is a format that this version does not know.")
            .arg(problem.value);
    default: return {};
    }
}

QString keyOrReference(const Problem &problem)
{
    switch (problem.code) {
    case ProblemCode::UnknownKey: return ProblemWords::tr("There is no key %1 here.").arg(problem.path);
    case ProblemCode::DuplicateKey:
        return ProblemWords::tr("The key %1 stands here twice; the first is at %2.")
            .arg(problem.path, problem.detail);
    case ProblemCode::MissingKey: return ProblemWords::tr("The key %1 is missing.").arg(problem.path);
    case ProblemCode::MisplacedKey:
        return ProblemWords::tr("The key %1 is valid only together with %2.")
            .arg(problem.path, problem.detail);
    case ProblemCode::UnknownEnvironment:
        return ProblemWords::tr("%1 names the environment %2, which does not exist.")
            .arg(problem.path, problem.value);
    case ProblemCode::MissingBranch:
        return ProblemWords::tr("%1 is missing: in the flat layout every environment names its branch.")
            .arg(problem.path);
    case ProblemCode::SharedBranch:
        return ProblemWords::tr(
                   "The branch %1 belongs to %2 already; in the flat layout branches must differ.")
            .arg(problem.value, problem.detail);
    case ProblemCode::SharedFolder:
        return ProblemWords::tr("Two environments have the same terraform folder on one branch.");
    case ProblemCode::MissingDomain:
        return ProblemWords::tr("%1 uses {domain}, and %2 has none.").arg(problem.path, problem.value);
    case ProblemCode::FolderMissing:
        return ProblemWords::tr("The folder %1 is not in this checkout.").arg(problem.value);
    case ProblemCode::FileMissing:
        return ProblemWords::tr("The file %1 is not in this checkout.").arg(problem.value);
    default: return {};
    }
}

QString badValue(const Problem &problem)
{
    const QString expected = problem.expected.join(QLatin1String(", "));
    switch (problem.code) {
    case ProblemCode::WrongType: return ProblemWords::tr("%1 must be a %2.").arg(problem.path, expected);
    case ProblemCode::UnknownValue:
        return ProblemWords::tr("%1 cannot be %2; valid are: %3.").arg(problem.path, problem.value, expected);
    case ProblemCode::OutOfRange:
        return ProblemWords::tr("%1 is %2, outside of %3.")
            .arg(problem.path, problem.value, problem.expected.join(QStringLiteral(" \u2013 ")));
    case ProblemCode::MissingPlaceholder:
        return ProblemWords::tr("%1 must hold %2.").arg(problem.path, expected);
    case ProblemCode::BadPlaceholder:
        return ProblemWords::tr("%1 holds %2, which means nothing here.").arg(problem.path, problem.value);
    case ProblemCode::UrlWithUserInfo:
        return ProblemWords::tr("%1 holds a user or password; secrets belong into the keychain.")
            .arg(problem.path);
    case ProblemCode::UrlNotHttps:
        return ProblemWords::tr("%1 must be https; plain http is for this machine only.").arg(problem.path);
    case ProblemCode::UrlNotBare:
        return ProblemWords::tr("%1 may not have a query or fragment.").arg(problem.path);
    case ProblemCode::EmptyList: return ProblemWords::tr("%1 may not be empty.").arg(problem.path);
    case ProblemCode::DuplicateValue:
        return ProblemWords::tr("%1 names %2 twice.").arg(problem.path, problem.value);
    default: return ProblemWords::tr("%1 cannot be \u201c%2\u201d.").arg(problem.path, problem.value);
    }
}

} // namespace

QString problemText(const Problem &problem)
{
    QString text = wholeFile(problem);
    if (text.isEmpty())
        text = keyOrReference(problem);
    if (text.isEmpty())
        text = badValue(problem);
    if (!problem.suggestion.isEmpty())
        text += QLatin1Char(' ') + ProblemWords::tr("Did you mean %1?").arg(problem.suggestion);
    return text;
}

} // namespace envdeck::ui
