// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>
#include <optional>

namespace envdeck::gitops {

// A compose file as git holds it. The path is for naming it in errors.
struct ComposeFile {
    QString path; // in the repository
    QByteArray content;
    friend bool operator==(const ComposeFile &, const ComposeFile &) = default;
};

// Why a compose file is not read or not edited. Everything of this module answers with an Error made of one:
// subject "path:line" (path alone when no line is meant), detail the code word, then after a space what else
// is to say: the other service, the variable, the parser's words.
enum class Refusal {
    TooLarge,         // "too-large"       over 1 MiB
    TooDeep,          // "too-deep"        over 64 levels, aliases followed
    TooManyNodes,     // "too-many-nodes"  over 100,000, aliases followed
    NotYaml,          // "not-yaml"        and the parser's words; a NUL byte or UTF-16 too
    ManyDocuments,    // "many-documents"
    DuplicateKey,     // "duplicate-key"   and the key
    CyclicAlias,      // "cyclic-alias"
    NotCompose,       // "not-compose"     no map of services
    BadHold,          // "bad-hold"        x-envdeck-hold is there and is not what withHold() writes
    UnknownService,   // "unknown-service" and its name
    NoImage,          // "no-image"        and the service: it is built, or the value is empty
    Interpolated,     // "interpolated"    the value holds "$"
    FromAlias,        // "from-alias"      the value, or the service, is an alias
    FromMerge,        // "from-merge"      the value comes in by "<<"
    FromExtends,      // "from-extends"    the value comes from another service or file
    Shared,           // "shared"          and who else would change
    NotOneLine,       // "not-one-line"    block or folded scalar
    NotAnImage,       // "not-an-image"    the value, or what shall be written, is no image reference
    DigestNeeded,     // "digest-needed"   the line is pinned and no digest was given
    ServicesDiffer,   // "services-differ" the services of the app carry different repositories; names one
    ChangedElsewhere, // "changed-elsewhere" the edit would change something else; found after it was made
};

QString refusalName(Refusal refusal);
// Nothing when the error is none of this module.
std::optional<Refusal> refusalOf(const Error &error);
// Code: BadConfig up to BadHold, NotFound for UnknownService and NoImage, BadInput for DigestNeeded, Conflict
// for the rest (the line cannot be edited). `line` is 1-based, 0 for none.
Error refuse(Refusal refusal, const ComposeFile &file, int line, const QString &more = {});

} // namespace envdeck::gitops
