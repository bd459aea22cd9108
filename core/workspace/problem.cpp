// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/problem.h"

namespace envdeck::workspace {

QString codeName(ProblemCode code)
{
    switch (code) {
    case ProblemCode::TooLarge: return QStringLiteral("too-large");
    case ProblemCode::NotUtf8: return QStringLiteral("not-utf8");
    case ProblemCode::Syntax: return QStringLiteral("syntax");
    case ProblemCode::TabIndent: return QStringLiteral("tab-indent");
    case ProblemCode::OpenQuote: return QStringLiteral("open-quote");
    case ProblemCode::TooDeep: return QStringLiteral("too-deep");
    case ProblemCode::TooManyNodes: return QStringLiteral("too-many-nodes");
    case ProblemCode::SelfReference: return QStringLiteral("self-reference");
    case ProblemCode::SeveralDocuments: return QStringLiteral("several-documents");
    case ProblemCode::Empty: return QStringLiteral("empty");
    case ProblemCode::UnsupportedVersion: return QStringLiteral("unsupported-version");
    case ProblemCode::UnknownKey: return QStringLiteral("unknown-key");
    case ProblemCode::DuplicateKey: return QStringLiteral("duplicate-key");
    case ProblemCode::MissingKey: return QStringLiteral("missing-key");
    case ProblemCode::MisplacedKey: return QStringLiteral("misplaced-key");
    case ProblemCode::WrongType: return QStringLiteral("wrong-type");
    case ProblemCode::UnknownValue: return QStringLiteral("unknown-value");
    case ProblemCode::OutOfRange: return QStringLiteral("out-of-range");
    case ProblemCode::BadName: return QStringLiteral("bad-name");
    case ProblemCode::BadBranch: return QStringLiteral("bad-branch");
    case ProblemCode::BadRepository: return QStringLiteral("bad-repository");
    case ProblemCode::BadAddress: return QStringLiteral("bad-address");
    case ProblemCode::BadDomain: return QStringLiteral("bad-domain");
    case ProblemCode::BadDuration: return QStringLiteral("bad-duration");
    case ProblemCode::BadPercentage: return QStringLiteral("bad-percentage");
    case ProblemCode::BadFreeze: return QStringLiteral("bad-freeze");
    case ProblemCode::BadPath: return QStringLiteral("bad-path");
    case ProblemCode::BadPlaceholder: return QStringLiteral("bad-placeholder");
    case ProblemCode::MissingPlaceholder: return QStringLiteral("missing-placeholder");
    case ProblemCode::BadUrl: return QStringLiteral("bad-url");
    case ProblemCode::UrlWithUserInfo: return QStringLiteral("url-with-user-info");
    case ProblemCode::UrlNotHttps: return QStringLiteral("url-not-https");
    case ProblemCode::UrlNotBare: return QStringLiteral("url-not-bare");
    case ProblemCode::EmptyList: return QStringLiteral("empty-list");
    case ProblemCode::DuplicateValue: return QStringLiteral("duplicate-value");
    case ProblemCode::UnknownEnvironment: return QStringLiteral("unknown-environment");
    case ProblemCode::MissingBranch: return QStringLiteral("missing-branch");
    case ProblemCode::SharedBranch: return QStringLiteral("shared-branch");
    case ProblemCode::SharedFolder: return QStringLiteral("shared-folder");
    case ProblemCode::MissingDomain: return QStringLiteral("missing-domain");
    case ProblemCode::FolderMissing: return QStringLiteral("folder-missing");
    case ProblemCode::FileMissing: return QStringLiteral("file-missing");
    }
    Q_UNREACHABLE();
}

QString placeOf(const Problem &problem)
{
    return QStringLiteral("envdeck.yaml:%1:%2").arg(problem.line).arg(problem.column);
}

} // namespace envdeck::workspace
