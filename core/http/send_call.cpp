// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/call.h"

#include "core/http/error_map.h"

#include <QNetworkProxy>

namespace envdeck::http {

SendCall::SendCall(Client *client, MutatingRequest request, std::stop_token stop)
    : Call(client, request.url, request.deadline, request.maxBody, std::move(stop)),
      m_request(std::move(request)), m_body(m_request.body)
{
    if (!m_request.subject.isEmpty())
        m_subject = m_request.subject;
    m_network.setProxy(QNetworkProxy::NoProxy);
    m_network.setAutoDeleteReplies(false);
}

void SendCall::start()
{
    QNetworkRequest request = prepared(m_request.headers, m_request.secret);
    // Together with the sequential body: what was sent once is never sent again; ContentReSendError instead.
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    request.setHeader(QNetworkRequest::ContentLengthHeader, m_request.body.size());
    request.setRawHeader("Content-Type", m_request.bodyType);
    if (!m_request.contentTypes.isEmpty() && !request.hasRawHeader("Accept"))
        request.setRawHeader("Accept", m_request.contentTypes.join(", "));
    watch(m_network.sendCustomRequest(request, m_request.verb, &m_body), std::chrono::milliseconds(0));
}

void SendCall::settle(Ending ending)
{
    finish(judged(ending));
}

bool SendCall::mayHaveArrived(const Ending &ending) const
{
    // Without a body there is nothing that shows how far it came, beyond a connection that never was.
    if (m_request.body.isEmpty())
        return ending.error != QNetworkReply::ConnectionRefusedError &&
               ending.error != QNetworkReply::HostNotFoundError &&
               ending.error != QNetworkReply::SslHandshakeFailedError;
    return m_body.touched();
}

Result<Response> SendCall::judged(const Ending &ending) const
{
    const Response &response = ending.response;
    const int status = response.status;
    const Error unknown{ErrorCode::OutcomeUnknown, m_subject,
                        m_redactor.redacted(ending.words).left(excerptLength), status};
    switch (ending.kind) {
    case Ending::Kind::Canceled:
        return mayHaveArrived(ending) ? unknown : Error{ErrorCode::Canceled, m_subject, {}, 0};
    case Ending::Kind::TimedOut:
        return mayHaveArrived(ending) ? unknown : Error{ErrorCode::Timeout, m_subject, {}, 0};
    case Ending::Kind::TooLarge:
    case Ending::Kind::Failed:
        if (status >= 300 && status < 400) // Qt fails at the body, which it cannot send again
            return redirected(response);
        if (status >= 400 && status < 500) // refused, whatever the rest would have said
            return problem(codeOfStatus(status), response);
        if (status > 0 || mayHaveArrived(ending))
            return unknown;
        return Error{codeOf(ending.error), m_subject, unknown.detail, 0};
    case Ending::Kind::Answered: break;
    }
    const bool is2xx = status >= 200 && status < 300;
    if (!is2xx && !m_request.alsoGood.contains(status)) {
        if (status >= 300 && status < 400)
            return redirected(response);
        // A gateway that lost the server behind it does not know either.
        const bool lost = status == 502 || status == 504;
        return problem(lost ? ErrorCode::OutcomeUnknown : codeOfStatus(status), response);
    }
    if (is2xx && !response.body.isEmpty() && !isOneOf(response.mediaType(), m_request.contentTypes))
        return wrongType(ErrorCode::OutcomeUnknown, response, m_request.contentTypes);
    return response;
}

} // namespace envdeck::http
