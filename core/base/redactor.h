// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"

#include <QList>
#include <QString>

namespace envdeck {

// Replaces secrets by ****** in text that will be seen or kept: every live secret it was told of (also
// in base64, also within a longer text, percent-encoded and JSON-escaped form, once or twice) and what looks
// like one (Authorization and api-key headers, PEM blocks, user information of URLs, well-known token
// shapes). Thread: one owner; give copies to other threads.
class Redactor {
public:
    // Secrets shorter than six bytes are not searched for: they would hide ordinary words. Learning one again
    // changes nothing. Of a secret with several lines each long line is searched for too.
    void learn(const Secret &secret);
    QString redacted(const QString &text) const;
    QByteArray redacted(const QByteArray &text) const;
    // Every form of every secret that it was told of, for finding them where they must not be.
    const QList<Secret> &needles() const { return m_needles; }

private:
    void add(const QByteArray &form);

    QList<Secret> m_needles; // all forms of all secrets
};

} // namespace envdeck
