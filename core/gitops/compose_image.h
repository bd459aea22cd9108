// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/image_ref.h"
#include "core/domain/workspace.h"
#include "core/gitops/compose_file.h"

#include <QStringList>

namespace envdeck::gitops {

// The image of one service and where it stands.
struct ImageLine {
    ImageRef image;
    int line = 0; // 1-based, of the value
    friend bool operator==(const ImageLine &, const ImageLine &) = default;
};

// The image that the service gets, however it gets it (alias, merge, extends of the same file).
// Errors: see Refusal; NotAnImage and Interpolated as well as what hinders reading.
Result<ImageLine> imageOf(const ComposeFile &file, const QString &service);

// The file with the image value of each named service replaced by `to`, every other byte as it was: comments,
// quotes, order, line ends, byte order mark. Afterwards the expanded documents differ in exactly these
// images. What already says `to` stays; so the same call twice gives the same bytes. Errors: see Refusal.
Result<QByteArray> withImage(const ComposeFile &file, const QStringList &services, const ImageRef &to);

// How a version is written into a line that now says `current`: with the digest when the line is pinned
// already or the policy pins, without it otherwise. A target without repository takes the line's.
ImageRef writtenForm(const ImageRef &current, const ImageRef &target, Pin pin);

} // namespace envdeck::gitops
