// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace envdeck::terraform {

// Goes through the members of a JSON object and of objects in it, once. Keys and values are handed out as
// they stand in the text; whether a value is JSON is for its reader to say.
class JsonCursor {
public:
    explicit JsonCursor(QByteArrayView text) : m_text(text) {}

    bool enter();                   // the object that begins here
    bool next(QByteArrayView &key); // its next member; false behind its end, which leaves it, or when broken
    QByteArrayView value();         // of that member; empty when broken
    bool isGood() const { return m_isGood; }

    qsizetype at() const { return m_at; }
    QByteArrayView since(qsizetype start) const { return m_text.sliced(start, m_at - start); }

private:
    bool takes(char c);
    bool breaks();
    void skipSpace();
    qsizetype valueEnd() const;

    QByteArrayView m_text;
    qsizetype m_at = 0;
    bool m_isFirst = false; // the next member of its object
    bool m_isGood = true;
};

} // namespace envdeck::terraform
