// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "tests/standins/registry/image_content.h"

#include <optional>

namespace envdeck::standins::registry {

// What the registry holds of one repository: tag to digest, and digest to media type.
struct Repository {
    QMap<QString, QString> tags;
    QMap<QString, QString> manifests;
    QMap<QString, QString> blobs;
};

// The folder of a registry: index.json, which is replaced at once, and blobs/ by digest, written before the
// index names them. Several processes may use one folder; a lock file orders their changes.
class Store {
public:
    explicit Store(QString folder) : m_folder(std::move(folder)) {}

    std::optional<Repository> repository(const QString &name) const; // nothing when it is not known
    std::optional<QByteArray> content(const QString &digest) const;

    Result<void> add(const QString &name, const QString &tag, const ImageContent &image);
    Result<void> remove(const QString &name, const QString &tag); // NotFound

private:
    using Index = QMap<QString, Repository>;
    Index read() const;
    Result<void> write(const Index &index) const;
    Result<void> keep(const QMap<QString, Content> &parts) const;
    QString blobPath(const QString &digest) const;

    QString m_folder;
};

} // namespace envdeck::standins::registry
