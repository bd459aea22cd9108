// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/client.h"

namespace envdeck::http {

struct ProbeRequest {
    QUrl url;                     // https; http to loopback only
    QByteArray header;            // whose value is wanted: "X-App-Version"; empty: none
    bool loopbackAllowed = false; // when all declared hosts of the environment are loopback
    QString caFile;
    std::chrono::milliseconds deadline{10000};
};

struct ProbeAnswer {
    int status =
        0; // any: a 503 of a health endpoint is an answer, and so is a redirect (which is not followed)
    std::chrono::milliseconds latency{0};
    QString header;  // value of the wanted header; empty when it did not come
    QString excerpt; // at most 300 characters of the body, control characters removed
    friend bool operator==(const ProbeAnswer &, const ProbeAnswer &) = default;
};

// Asks a health endpoint once, without any credential. Refuses (Forbidden, before connecting) loopback unless
// allowed, and always link-local, cloud metadata, unspecified and multicast addresses: by the parsed address,
// and for names by every address that they resolve to. BadInput for other schemes and user information in the
// URL. Thread: the one it was made in.
class Probe : public QObject {
public:
    explicit Probe(Options options = {}, QObject *parent = nullptr);

    Async<ProbeAnswer> look(ProbeRequest request, std::stop_token stop = {});

private:
    Async<ProbeAnswer> ask(const ProbeRequest &request, std::stop_token stop);

    Client m_client;
};

} // namespace envdeck::http
