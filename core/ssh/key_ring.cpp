// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/login.h"

#include "core/base/safe_file.h"

#include <QFileInfo>
#include <libssh/libssh.h>

namespace envdeck::ssh {

namespace {

constexpr int mostAttempts = 3;

Error problem(ErrorCode code, const QString &subject, const char *detail)
{
    return Error{code, subject, QLatin1String(detail), 0};
}

Result<Secret> textOf(const Login &login)
{
    if (!login.keyText.isEmpty())
        return login.keyText;
    const QFileInfo info(login.keyFile);
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    if (info.exists() && (info.permissions() & others))
        return problem(ErrorCode::BadConfig, login.keyFile, "key-open-to-others");
    const auto content = readFile(login.keyFile, 64 * 1024);
    return content ? Result<Secret>(Secret(content.value())) : Result<Secret>(content.error());
}

// libssh would ask at a terminal if it were given no passphrase at all, so it always gets one.
std::shared_ptr<ssh_key_struct> imported(const Secret &text, const Secret &passphrase)
{
    // One that was pasted lost its last line end.
    const Secret plain(text.reveal().toByteArray() + '\n');
    const Secret phrase(passphrase.reveal().toByteArray() + QByteArray("", 1)); // ends with NUL
    ssh_key key = nullptr;
    if (ssh_pki_import_privkey_base64(plain.reveal().data(), phrase.reveal().data(), nullptr, nullptr,
                                      &key) != SSH_OK)
        return nullptr;
    return {key, ssh_key_free};
}

} // namespace

bool isEncryptedKey(const QByteArray &text)
{
    if (text.contains("ENCRYPTED"))
        return true;
    const QByteArray head("-----BEGIN OPENSSH PRIVATE KEY-----");
    const qsizetype begin = text.indexOf(head);
    if (begin < 0)
        return false;
    const qsizetype end = text.indexOf("-----END", begin);
    const QByteArray body = QByteArray::fromBase64(text.mid(begin + head.size(), end - begin - head.size()));
    const QByteArray plain("openssh-key-v1\0\0\0\0\4none", 23);
    return !body.startsWith(plain);
}

Result<ssh_key_struct *> KeyRing::open(const Login &login, const AskPassphrase &ask)
{
    if (m_key)
        return m_key.get();
    const auto text = textOf(login);
    if (!text)
        return text.error();
    const QString name = login.keyFile;
    if (!isEncryptedKey(text.value().reveal().toByteArray())) {
        m_key = imported(text.value(), {});
        return m_key ? Result<ssh_key_struct *>(m_key.get())
                     : problem(ErrorCode::BadConfig, name, "key-unreadable");
    }
    for (int attempt = 1; attempt <= mostAttempts; ++attempt) {
        const auto passphrase = ask(name, attempt);
        if (!passphrase)
            return passphrase.error();
        m_key = imported(text.value(), passphrase.value());
        if (m_key)
            return m_key.get();
    }
    return problem(ErrorCode::Unauthorized, name, "passphrase-wrong");
}

} // namespace envdeck::ssh
