// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>

namespace envdeck {

// "ghcr.io/acme/api:v1.3.8@sha256:…", in its parts. A registry port is not a tag.
struct ImageRef {
    QString repository; // "ghcr.io/acme/api", "127.0.0.1:5000/acme/api"
    QString tag;        // "v1.3.8"; empty when only a digest is given
    QString digest;     // "sha256:<64 hex>"; empty when not pinned

    // Nothing when the text is no reference: white space, "$", an empty repository, a malformed digest.
    static std::optional<ImageRef> parse(const QString &text);
    QString text() const;
    // "ghcr.io", "127.0.0.1:5000", "docker.io" when the repository names no registry.
    QString registry() const;
    // The repository as the registry's API names it: "acme/api", "library/redis" on docker.io.
    QString path() const;

    friend bool operator==(const ImageRef &, const ImageRef &) = default;
};

// OCI grammar of a tag: [A-Za-z0-9_][A-Za-z0-9._-]{0,127}
bool isTag(QStringView text);
bool isDigest(QStringView text);
// "sha256:a91f03c…" as "a91f03c".
QString shortDigest(const QString &digest);

} // namespace envdeck
