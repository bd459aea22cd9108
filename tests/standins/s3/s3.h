// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standins/base/http_standin.h"

#include <QMap>

namespace envdeck::standins {

// One bucket of an object store that speaks the S3 API, addressed by path: GET (whole or a range), HEAD, PUT,
// DELETE and ListObjectsV2, with conditional writes (If-None-Match: *, If-Match), which terraform's lock file
// rests on. A request must be signed (Signature Version 4) with the key id that it knows; the signature
// itself is not checked. Objects are kept in memory. After the API reference of Amazon S3, 2006-03-01.
class S3 final : public HttpStandin {
    Q_OBJECT

public:
    S3(const QString &bucket, const QString &keyId, QObject *parent = nullptr);

    // By key: "dev/terraform.tfstate".
    QMap<QString, QByteArray> objects;
    // Keys with this ending are not written: 403 AccessDenied. Empty for none.
    QString refusedEnding;
    QByteArrayList log() const { return m_log; } // "PUT dev/terraform.tfstate 200", in order

private:
    void handle(const Request &request, Reply reply) override;
    Answer answerTo(const Request &request);
    Answer list(const Request &request) const;
    Answer read(const Request &request, const QString &key) const;
    Answer write(const Request &request, const QString &key);

    QString m_bucket;
    QByteArray m_keyId;
    QByteArrayList m_log;
};

} // namespace envdeck::standins
