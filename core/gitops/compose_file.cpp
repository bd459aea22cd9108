// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gitops/compose_file.h"

#include <QStringView>
#include <array>

namespace envdeck::gitops {

namespace {

constexpr std::array names{"too-large",        "too-deep",        "too-many-nodes", "not-yaml",
                           "many-documents",   "duplicate-key",   "cyclic-alias",   "not-compose",
                           "bad-hold",         "unknown-service", "no-image",       "interpolated",
                           "from-alias",       "from-merge",      "from-extends",   "shared",
                           "not-one-line",     "not-an-image",    "digest-needed",  "services-differ",
                           "changed-elsewhere"};

ErrorCode codeOf(Refusal refusal)
{
    if (refusal <= Refusal::BadHold)
        return ErrorCode::BadConfig;
    if (refusal == Refusal::UnknownService || refusal == Refusal::NoImage)
        return ErrorCode::NotFound;
    return refusal == Refusal::DigestNeeded ? ErrorCode::BadInput : ErrorCode::Conflict;
}

} // namespace

QString refusalName(Refusal refusal)
{
    return QString::fromLatin1(names.at(static_cast<std::size_t>(refusal)));
}

std::optional<Refusal> refusalOf(const Error &error)
{
    const QStringView word = QStringView(error.detail).left(error.detail.indexOf(QLatin1Char(' ')));
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto refusal = static_cast<Refusal>(i);
        if (word == QLatin1String(names.at(i)) && error.code == codeOf(refusal))
            return refusal;
    }
    return std::nullopt;
}

Error refuse(Refusal refusal, const ComposeFile &file, int line, const QString &more)
{
    const QString subject = line > 0 ? QStringLiteral("%1:%2").arg(file.path).arg(line) : file.path;
    const QString detail =
        more.isEmpty() ? refusalName(refusal) : refusalName(refusal) + QLatin1Char(' ') + more;
    return Error{codeOf(refusal), subject, detail, 0};
}

} // namespace envdeck::gitops
