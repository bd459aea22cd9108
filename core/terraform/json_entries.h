// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <functional>

namespace envdeck::terraform {

// Cuts the text of one large JSON object that arrives in pieces: into its members, and some of them into
// their entries. Only the entry at hand is kept, however large the whole is, and what was cut is overwritten.
// It counts brackets and minds strings; whether an entry is JSON is for its reader to say.
class JsonEntries {
public:
    struct Wanted {
        QList<QByteArray> whole;   // members to hand out as they are
        QList<QByteArray> lists;   // those to hand out entry by entry
        QList<QByteArray> objects; // the same
    };
    struct Entry {
        QByteArrayView member;
        QByteArrayView key;  // of an entry of an object, as it is escaped; else empty
        QByteArrayView text; // `padding` bytes behind it may be read
    };
    using Reader = std::function<bool(const Entry &)>; // false: it is not what it should be

    static constexpr qsizetype padding = 64; // what simdjson asks for

    JsonEntries(Wanted wanted, Reader reader);
    ~JsonEntries(); // overwrites what it holds
    JsonEntries(const JsonEntries &) = delete;
    JsonEntries &operator=(const JsonEntries &) = delete;

    bool feed(QByteArrayView bytes); // false: no such object; it stays false
    bool isComplete() const { return m_isGood && m_isOver; }

private:
    enum class Use { Skip, Whole, List, Object };

    void append(QByteArrayView bytes);
    void dropRead();
    bool scan();
    bool scanDeep();
    bool scanString();
    bool step(char c);
    void open(bool isObject);
    bool close();
    bool hand(qsizetype end);

    Wanted m_wanted;
    Reader m_reader;
    QByteArray m_text; // what is not yet handed out, with room for the padding
    qsizetype m_at = 0;
    qsizetype m_start = -1; // of the value at hand; -1 for none
    qsizetype m_keyStart = -1;
    int m_depth = 0;
    int m_watched = 1; // the depth whose values are cut: 2 within a member to cut
    bool m_inString = false;
    bool m_isEscaped = false; // the next character of the string
    bool m_expectsKey = false;
    bool m_isObject[3] = {};
    Use m_use = Use::Skip; // of the member at hand
    QByteArray m_member;
    QByteArray m_key;
    bool m_isOver = false;
    bool m_isGood = true;
};

} // namespace envdeck::terraform
