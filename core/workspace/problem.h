// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace envdeck::workspace {

// What is wrong with one place of envdeck.yaml. ui/text makes a sentence of code and fields.
enum class ProblemCode {
    // the text as a whole
    TooLarge, // detail: size in bytes
    NotUtf8,  // also a NUL byte
    Syntax,   // detail: the YAML parser's own words
    TabIndent,
    OpenQuote, // a quoted text that never ends
    TooDeep,
    TooManyNodes,
    SelfReference, // an alias inside of what it names
    SeveralDocuments,
    Empty,
    UnsupportedVersion, // value: what stands there
    // keys
    UnknownKey,   // suggestion: nearest valid key of that place
    DuplicateKey, // detail: "line:column" of the first
    MissingKey,   // path names the missing key; line and column are those of the mapping that lacks it
    MisplacedKey, // valid only with another value elsewhere; detail: "host: github-enterprise"
    // values
    WrongType,    // expected: "mapping", "sequence", "text", "number", "true|false"
    UnknownValue, // expected: the valid values; suggestion: the nearest of them
    OutOfRange,   // expected: lowest and highest
    BadName,
    BadBranch,
    BadRepository,
    BadAddress,
    BadDomain,
    BadDuration,
    BadPercentage,
    BadFreeze,
    BadPath,            // absolute, or leaves the repository
    BadPlaceholder,     // value: "{doman}"; suggestion: "{domain}"
    MissingPlaceholder, // expected: "{app}"
    BadUrl,
    UrlWithUserInfo,
    UrlNotHttps, // plain http is for loopback only
    UrlNotBare,  // query or fragment where only an address belongs
    EmptyList,
    DuplicateValue, // twice in one list, or two hosts of one name
    // references
    UnknownEnvironment, // value: the name; suggestion: the nearest environment
    MissingBranch,      // flat layout: every environment names its branch
    SharedBranch,       // flat layout: value: the branch; detail: the other environment
    SharedFolder,       // two environments on one branch have the same terraform folder
    MissingDomain,      // a URL uses {domain} of an environment that has none; value: the environment
    // warnings: the file may be right and the checkout not yet there
    FolderMissing, // value: path below the root
    FileMissing,
};

// "unknown-key": stable spelling for envdeckctl --json and tests.
QString codeName(ProblemCode code);

struct Problem {
    ProblemCode code = ProblemCode::Syntax;
    int line =
        1; // 1-based; of the value that is wrong, or of its key where the value is a mapping or nothing
    int column = 1; // 1-based, in characters, as an editor counts
    QString path;   // "environments.prod.dokploy.url", "apps.api.services[1]"; empty for the whole file
    QString value;  // what stands there, cut to 120 characters
    QStringList expected;
    QString suggestion; // nearest valid key, value or name; empty when nothing is near
    QString detail;

    friend bool operator==(const Problem &, const Problem &) = default;
};

// "envdeck.yaml:12:5", as Error::subject spells places.
QString placeOf(const Problem &problem);

} // namespace envdeck::workspace
