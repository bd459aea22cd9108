// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

namespace envdeck::terraform {

// name = expression. The expression is text: nothing is evaluated.
struct HclAttribute {
    QString name;
    QByteArray expression; // as written, without the comment behind it
    int line = 0;          // of the name, 1-based
    qsizetype begin = 0;   // of the expression in the text, in bytes
    friend bool operator==(const HclAttribute &, const HclAttribute &) = default;
};

struct HclBlock;

struct HclBody {
    QList<HclAttribute> attributes;
    std::vector<HclBlock> blocks;

    const HclAttribute *attribute(QStringView name) const; // the first of that name; null when there is none
};

// type "label" … { body }
struct HclBlock {
    QString type;
    QStringList labels;
    int line = 0; // 1-based
    HclBody body;
};

// The blocks and attributes of a .tf, .tfvars, .hcl or lock file. Terraform's own reader is a Go library that
// Debian has no program for; this one knows the structure and leaves every expression as it stands.
// BadConfig with "line:column" as subject for what is no HCL, and for blocks more than 64 deep.
Result<HclBody> readHcl(const QByteArray &text);

// The entries of an expression that is an object, { a = 1, "b" = c }, as attributes. BadConfig for any other.
Result<HclBody> readHclObject(const QByteArray &expression);

// The text that an expression is when it is one in quotes without a template, or a heredoc without one;
// nothing for any other expression.
std::optional<QString> literalText(const QByteArray &expression);
// The same text as an expression in quotes: with escapes, and nothing in it read as a template.
QByteArray quotedText(const QString &text);

} // namespace envdeck::terraform
