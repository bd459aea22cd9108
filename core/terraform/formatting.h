// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

namespace envdeck::terraform {

// What `fmt -check -diff -recursive` would write differently.
struct Formatting {
    QStringList files; // relative to the folder that was looked at
    QString diff;      // unified, labels "old/FILE" and "new/FILE"; empty where no diff program is installed
    friend bool operator==(const Formatting &, const Formatting &) = default;
};

// One of those files, whole, as it is and as the program writes it.
struct FormattedFile {
    QString file; // in the repository
    QByteArray before;
    QByteArray after;
    friend bool operator==(const FormattedFile &, const FormattedFile &) = default;
};

// From what it printed: each file's name, and its diff behind it.
Formatting formattingFrom(const QString &output);

} // namespace envdeck::terraform
