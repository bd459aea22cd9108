// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/session.h"

#include "core/base/remote_text.h"
#include <libssh/libssh.h>
#include <poll.h>
#include <unistd.h>

namespace envdeck::ssh {

namespace {

struct KeyEnd {
    void operator()(ssh_key_struct *key) const { ssh_key_free(key); }
};

// What a server may sign with, the types we know of it first: a host that has several keys then shows the one
// that was confirmed.
QByteArray algorithms(const QList<QByteArray> &known)
{
    const auto signatures = [](const QByteArray &type) -> QList<QByteArray> {
        if (type == "ssh-rsa")
            return {"rsa-sha2-512", "rsa-sha2-256"};
        return {type};
    };
    const QList<QByteArray> all{"ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384",
                                "ecdsa-sha2-nistp521", "ssh-rsa"};
    QList<QByteArray> order;
    for (const QByteArray &type : known + all) {
        for (const QByteArray &signature : signatures(type)) {
            if (all.contains(type) && !order.contains(signature))
                order += signature;
        }
    }
    return order.join(',');
}

bool configure(ssh_session session, int fd, const Endpoint &endpoint, const QList<QByteArray> &known)
{
    const auto set = [session](ssh_options_e option, const void *value) {
        return ssh_options_set(session, option, value) == SSH_OK;
    };
    const bool no = false;
    const int off = 0;
    const QByteArray ciphers = "aes128-gcm@openssh.com,aes256-gcm@openssh.com,chacha20-poly1305@openssh.com,"
                               "aes256-ctr,aes128-ctr";
    const QByteArray exchanges = "curve25519-sha256,curve25519-sha256@libssh.org,ecdh-sha2-nistp256,"
                                 "ecdh-sha2-nistp384,ecdh-sha2-nistp521,diffie-hellman-group16-sha512,"
                                 "diffie-hellman-group18-sha512,diffie-hellman-group14-sha256";
    const QByteArray macs =
        "hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com,hmac-sha2-256,hmac-sha2-512";
    // First of all no configuration: libssh would run a ProxyCommand that it finds there.
    return set(SSH_OPTIONS_PROCESS_CONFIG, &no) && set(SSH_OPTIONS_SSH_DIR, "/nonexistent") &&
           set(SSH_OPTIONS_KNOWNHOSTS, "/dev/null") && set(SSH_OPTIONS_GLOBAL_KNOWNHOSTS, "/dev/null") &&
           set(SSH_OPTIONS_GSSAPI_AUTH, &off) && set(SSH_OPTIONS_HOST, endpoint.host.toUtf8().constData()) &&
           set(SSH_OPTIONS_HOSTKEYS, algorithms(known).constData()) &&
           set(SSH_OPTIONS_CIPHERS_C_S, ciphers.constData()) &&
           set(SSH_OPTIONS_CIPHERS_S_C, ciphers.constData()) && set(SSH_OPTIONS_HMAC_C_S, macs.constData()) &&
           set(SSH_OPTIONS_HMAC_S_C, macs.constData()) &&
           set(SSH_OPTIONS_KEY_EXCHANGE, exchanges.constData()) && set(SSH_OPTIONS_FD, &fd);
}

Error failureOf(ssh_session session, const Endpoint &endpoint)
{
    const QString words = QString::fromUtf8(ssh_get_error(session));
    const bool talk = words.contains(QLatin1String("kex error")) || words.contains(QLatin1String("banner"));
    return Error{talk ? ErrorCode::BadResponse : ErrorCode::Unreachable, endpoint.text(), remoteText(words),
                 0};
}

HostKey shownBy(ssh_session session)
{
    ssh_key raw = nullptr;
    if (ssh_get_server_publickey(session, &raw) != SSH_OK)
        return {};
    const std::unique_ptr<ssh_key_struct, KeyEnd> key(raw);
    char *text = nullptr;
    if (ssh_pki_export_pubkey_base64(raw, &text) != SSH_OK)
        return {};
    const QByteArray blob = QByteArray::fromBase64(text);
    ssh_string_free_char(text);
    // The type as the blob itself names it: libssh's word for ECDSA lacks the curve.
    const qsizetype size = blob.size() > 4 ? static_cast<uchar>(blob.at(3)) : 0;
    return {blob.mid(4, size), blob};
}

} // namespace

void SessionEnd::operator()(ssh_session_struct *session) const
{
    ssh_silent_disconnect(session); // closes the socket, which ssh_disconnect() leaves open when it was ours
    ssh_free(session);
}

Result<UnverifiedSession> UnverifiedSession::open(int fd, const Endpoint &endpoint,
                                                  const QList<QByteArray> &known, Waiter &waiter)
{
    SessionPointer session(ssh_new());
    if (!session || !configure(session.get(), fd, endpoint, known)) {
        ::close(fd);
        return Error{ErrorCode::Internal, endpoint.text(), QStringLiteral("libssh refuses an option"), 0};
    }
    ssh_set_blocking(session.get(), 0);
    for (int status = ssh_connect(session.get()); status != SSH_OK; status = ssh_connect(session.get())) {
        if (status != SSH_AGAIN)
            return failureOf(session.get(), endpoint);
        const bool writing = ssh_get_poll_flags(session.get()) & SSH_WRITE_PENDING;
        if (const auto waited = waiter.wait(fd, writing ? POLLIN | POLLOUT : POLLIN); !waited)
            return waited.error();
    }
    HostKey key = shownBy(session.get());
    if (key.blob.isEmpty())
        return Error{ErrorCode::BadResponse, endpoint.text(), QStringLiteral("host-key-error"), 0};
    return UnverifiedSession(std::move(session), std::move(key));
}

Result<VerifiedSession> UnverifiedSession::verify(const KnownHosts &known, const Endpoint &endpoint) &&
{
    const Verdict verdict = known.verdict(endpoint, m_key);
    if (verdict == Verdict::Known)
        return VerifiedSession(std::move(m_session));
    const auto code = verdict == Verdict::Unknown ? ErrorCode::Forbidden : ErrorCode::Conflict;
    return Error{code, endpoint.text(), QStringLiteral("host-key-") + verdictName(verdict), 0};
}

} // namespace envdeck::ssh
