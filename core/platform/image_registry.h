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
    QDateTime created;          // UTC; null when the image does not say
    QStringList platforms = {}; // "linux/amd64": what it can run on
    QString revision() const { return labels.value(QStringLiteral("org.opencontainers.image.revision")); }
    QString source() const { return labels.value(QStringLiteral("org.opencontainers.image.source")); }
    friend bool operator==(const ImageFacts &, const ImageFacts &) = default;
};

// Where images come from. Reads only. NotFound means that the registry answered and has no such image. One
// that has had enough (RateLimited) is left alone for as long as it asked for: until then every question
// about it has that answer, with the seconds that are left.
class ImageRegistry {
public:
    virtual ~ImageRegistry() = default;

    virtual Async<QStringList> tags(const QString &repository,
                                    std::stop_token stop) = 0; // as the registry orders them
    virtual Async<ImageFacts> facts(const ImageRef &image, std::stop_token stop) = 0;
};

} // namespace envdeck::platform
