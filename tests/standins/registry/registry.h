// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "tests/standins/base/http_standin.h"

#include <QMap>
#include <memory>

namespace envdeck::standins {

enum class RegistryAccess { Anonymous, Basic, Bearer };

struct RegistryOptions {
    QString folder = {}; // index.json and blobs/; made when absent; a restart on it serves what was published
    RegistryAccess access = RegistryAccess::Anonymous;
    QString user = {};      // Basic and Bearer
    QString password = {};  // of this registry alone; the sandbox makes a random one
    int tokenSeconds = 300; // how long a bearer token is good for
};

// A container registry on loopback: the reading half of the OCI distribution specification v1.1 (ping, tags
// with paging, manifests and blobs by GET and HEAD, the token endpoint of bearer access). Pushing over HTTP
// answers 405 UNSUPPORTED; images come from publish().
//
// An image is what a build tool pushes today: the tag names an OCI index with one linux/amd64 manifest, whose
// config blob carries the labels and `created` (label org.opencontainers.image.created; without it that of a
// reproducible build: the epoch). As with docker-registry 2.8 an Accept that does not know
// indexes is answered 404 MANIFEST_UNKNOWN. Layers are a few placeholder bytes.
//
// The folder is read again before every answer, so that another process may publish into it or remove from
// it.
class Registry final : public HttpStandin {
public:
    Registry(RegistryOptions options, const Clock &clock, QObject *parent = nullptr);
    ~Registry() override;

    // Answers "sha256:…" of the index. The same tag with other labels moves the tag; the old image stays
    // readable by digest. BadInput for a name or tag that the specification does not allow, Io when the
    // folder refuses.
    Result<QString> publish(const QString &repository, const QString &tag,
                            const QMap<QString, QString> &labels);

    // Removes the tag, and the image unless another tag names it: afterwards its digest is 404 too. NotFound
    // when there is no such tag.
    Result<void> remove(const QString &repository, const QString &tag);

protected:
    void handle(const Request &request, Reply reply) override;
    bool needsKey(const Request &request) const override;
    Answer refusal() const override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace envdeck::standins
