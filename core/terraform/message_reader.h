// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/redactor.h"
#include "core/base/result.h"
#include "core/terraform/message.h"

#include <QStringList>

namespace envdeck::terraform {

// Reads a stream line by line. Never fails: what it does not know it passes on as Other or Raw.
class MessageReader {
public:
    explicit MessageReader(Redactor redactor = {}) : m_redactor(std::move(redactor)) {}

    // Nothing for an empty line and for a diagnostic that came before (providers say theirs up to three
    // times).
    std::optional<Message> read(const QByteArray &line);

    const QList<Diagnostic> &diagnostics() const { return m_diagnostics; } // each once, in order
    const std::optional<ChangeSummary> &summary() const { return m_summary; }
    // Objects with an apply_start and no end yet: still at work, or cut off. Reads of data count too.
    QStringList unfinished() const;

private:
    void follow(const Message &message);

    Redactor m_redactor;
    QList<Diagnostic> m_diagnostics;
    QStringList m_started;
    std::optional<ChangeSummary> m_summary;
};

// From a diagnostic object of the stream or of `validate -json`.
Diagnostic diagnosticFrom(const QJsonObject &object, const Redactor &redactor = {});
// The `diagnostics` of `validate -json`; BadResponse when it is no such document.
Result<QList<Diagnostic>> diagnosticsFromValidate(const QByteArray &json, const Redactor &redactor = {});

} // namespace envdeck::terraform
