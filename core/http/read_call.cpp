// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/call.h"

#include "core/http/error_map.h"

#include <QRandomGenerator>

namespace envdeck::http {

namespace {

constexpr std::chrono::milliseconds longestDelay{30000};

bool isOverload(int status)
{
    return status == 429 || status == 502 || status == 503 || status == 504;
}

} // namespace

ReadCall::ReadCall(Client *client, Request request, std::chrono::milliseconds firstDelay,
                   std::stop_token stop)
    : Call(client, request.url, request.deadline, request.maxBody, std::move(stop)),
      m_request(std::move(request)), m_delay(firstDelay), m_retriesLeft(m_request.retries)
{
    if (!m_request.subject.isEmpty())
        m_subject = m_request.subject;
}

void ReadCall::start()
{
    if (future().isFinished()) // ended while it waited for this try
        return;
    QNetworkRequest request = prepared(m_request.headers, m_request.secret);
    if (!m_request.contentTypes.isEmpty() && !request.hasRawHeader("Accept"))
        request.setRawHeader("Accept", m_request.contentTypes.join(", "));
    QNetworkAccessManager &network = m_client->m_reads;
    if (m_request.head) {
        watch(network.head(request), m_request.silence);
    } else if (m_request.body.isEmpty()) {
        watch(network.get(request), m_request.silence);
    } else {
        request.setRawHeader("Content-Type", "application/json");
        watch(network.post(request, m_request.body), m_request.silence);
    }
}

void ReadCall::settle(Ending ending)
{
    if (m_retriesLeft > 0 && isWorthARetry(ending)) {
        --m_retriesLeft;
        const std::chrono::milliseconds delay = nextDelay(ending);
        if (delay.count() < remainingMs()) {
            QTimer::singleShot(delay, this, &ReadCall::start);
            return;
        }
    }
    finish(judged(ending));
}

bool ReadCall::isGood(int status) const
{
    return m_request.anyStatus || (status >= 200 && status < 300) || m_request.alsoGood.contains(status);
}

bool ReadCall::isWorthARetry(const Ending &ending) const
{
    switch (ending.kind) {
    case Ending::Kind::Answered: return !isGood(ending.response.status) && isOverload(ending.response.status);
    case Ending::Kind::Failed:
        return ending.response.status > 0 || codeOf(ending.error) == ErrorCode::Unreachable;
    case Ending::Kind::TimedOut: return remainingMs() > 0; // it was silent
    case Ending::Kind::TooLarge:
    case Ending::Kind::Canceled: break;
    }
    return false;
}

std::chrono::milliseconds ReadCall::nextDelay(const Ending &ending)
{
    const auto jittered =
        std::chrono::milliseconds(QRandomGenerator::global()->bounded(qint64(m_delay.count() + 1)));
    m_delay = std::min(m_delay * 2, longestDelay);
    const auto asked = retryAfter(ending.response, QDateTime::currentDateTimeUtc());
    return asked ? std::max<std::chrono::milliseconds>(*asked, jittered) : jittered;
}

Result<Response> ReadCall::judged(const Ending &ending) const
{
    const Response &response = ending.response;
    switch (ending.kind) {
    case Ending::Kind::Canceled: return Error{ErrorCode::Canceled, m_subject, {}, 0};
    case Ending::Kind::TimedOut: return Error{ErrorCode::Timeout, m_subject, {}, response.status};
    case Ending::Kind::TooLarge:
        return Error{ErrorCode::BadResponse, m_subject,
                     QStringLiteral("larger than %1 bytes").arg(m_request.maxBody), response.status};
    case Ending::Kind::Failed:
        if (response.status > 0)
            return Error{ErrorCode::BadResponse, m_subject,
                         QStringLiteral("cut off after %1 bytes").arg(response.body.size()), response.status};
        return Error{codeOf(ending.error), m_subject, m_redactor.redacted(ending.words).left(excerptLength),
                     0};
    case Ending::Kind::Answered: break;
    }
    if (!isGood(response.status)) {
        if (response.status >= 300 && response.status < 400)
            return redirected(response);
        const auto wait =
            response.status == 429 ? retryAfter(response, QDateTime::currentDateTimeUtc()) : std::nullopt;
        return problem(codeOfStatus(response.status), response,
                       wait ? QStringLiteral("Retry-After: %1").arg(wait->count()) : QString());
    }
    const bool is2xx = response.status >= 200 && response.status < 300;
    if (is2xx && !response.body.isEmpty() && !isOneOf(response.mediaType(), m_request.contentTypes))
        return wrongType(ErrorCode::BadResponse, response, m_request.contentTypes);
    return response;
}

} // namespace envdeck::http
