// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"

#include <QString>
#include <QVersionNumber>
#include <stop_token>

namespace envdeck::terraform {

enum class Product { Terraform, OpenTofu };
enum class WantedProgram { Auto, Terraform, OpenTofu }; // Auto: terraform where it is, else tofu

struct Program {
    Product product = Product::Terraform;
    QString path; // absolute
    QVersionNumber version;

    QString name() const;     // "terraform 1.11.4", "tofu 1.8.0"
    bool hasInitJson() const; // `init -json`: Terraform 1.9, OpenTofu 1.7
    friend bool operator==(const Program &, const Program &) = default;
};

// Looks for the program, a personal path first, and asks it for its version.
// Errors: ToolMissing (subject: what was looked for); BadConfig when it is older than Terraform 1.5 or
// OpenTofu 1.6 (subject: path, detail: its version); BadResponse when what it says is no version.
Async<Program> findProgram(WantedProgram wanted, const QString &personalPath = {}, std::stop_token stop = {});

// Where the operator's personal settings keep such a path.
inline const QString personalPathKey = QStringLiteral("programs/terraform");

// From `version -json`. Both products call the key terraform_version, so the product is told by the name of
// the file that `path` leads to.
Result<Program> programFrom(const QString &path, const QByteArray &versionJson);

} // namespace envdeck::terraform
