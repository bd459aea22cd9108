// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace envdeck::terraform {

// What `fmt -check -diff -recursive` would write differently.
struct Formatting {
    QStringList files; // relative to the folder that was looked at
    QString diff;      // unified, labels "old/FILE" and "new/FILE"; empty where no diff program is installed
    friend bool operator==(const Formatting &, const Formatting &) = default;
};

// From what it printed: each file's name, and its diff behind it.
Formatting formattingFrom(const QString &output);

} // namespace envdeck::terraform
