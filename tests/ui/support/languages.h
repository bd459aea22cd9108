// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTranslator>
#include <memory>

namespace envdeck::testing {

// Pads every text by 40 % and puts it in brackets, so that clipped and forgotten texts are seen. Placeholders
// stay.
class PseudoTranslator final : public QTranslator {
public:
    QString translate(const char *context, const char *source, const char *disambiguation,
                      int n) const override;
    bool isEmpty() const override { return false; }
};

// Switches the language of the whole program while it lives.
class InLanguage {
public:
    static InLanguage pseudo();
    static InLanguage chinese();
    explicit InLanguage(std::unique_ptr<QTranslator> translator);
    InLanguage(InLanguage &&) = default;
    ~InLanguage();

private:
    std::unique_ptr<QTranslator> m_translator; // null after a move
};

} // namespace envdeck::testing
