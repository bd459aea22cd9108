// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/domain/image_ref.h"

#include <QDateTime>
#include <QHash>
#include <QStringList>
#include <stop_token>

namespace envdeck::platform {

struct ImageFacts {
    QString digest; // of the manifest the tag points at now
    QHash<QString, QString> labels;
    QDateTime created; // UTC; null when the image does not say
    friend bool operator==(const ImageFacts &, const ImageFacts &) = default;
};

// Where images come from. Reads only. NotFound means that the registry answered and has no such image.
class ImageRegistry {
public:
    virtual ~ImageRegistry() = default;

    virtual Async<QStringList> tags(const QString &repository,
                                    std::stop_token stop) = 0; // as the registry orders them
    virtual Async<ImageFacts> facts(const ImageRef &image, std::stop_token stop) = 0;
};

} // namespace envdeck::platform
