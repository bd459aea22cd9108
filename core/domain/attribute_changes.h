// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <memory>

namespace envdeck {

// One attribute that differs. Values are JSON texts as they stand in the plan; a sensitive one is empty:
// it never leaves the parser.
struct AttributeChange {
    QString path; // "triggers_replace.image", "tags[0]"
    QString before;
    QString after;
    bool hadBefore = false;
    bool hasAfter = false;
    bool unknownAfter = false; // known after apply
    bool sensitive = false;    // shows only that it changed, or not
    bool changed = true;
    bool forcesReplacement = false;
    friend bool operator==(const AttributeChange &, const AttributeChange &) = default;
};

// Where attributes stand until somebody looks at them.
class AttributeSource {
public:
    virtual ~AttributeSource() = default;
    virtual QList<AttributeChange> read(qsizetype place) const = 0; // the same each time, in any thread
};

// What differs in one resource: held, or read anew each time somebody asks. Most resources of a large plan
// are never looked into.
class AttributeChanges {
public:
    AttributeChanges() = default;
    AttributeChanges(QList<AttributeChange> held) : m_held(std::move(held)) {}
    AttributeChanges(std::initializer_list<AttributeChange> held) : m_held(held) {}
    AttributeChanges(std::shared_ptr<const AttributeSource> source, qsizetype place)
        : m_source(std::move(source)), m_place(place)
    {
    }

    bool isHeld() const { return !m_source; }
    bool isEmpty() const { return isHeld() && m_held.isEmpty(); } // what is not held may turn out to be
    QList<AttributeChange> list() const { return isHeld() ? m_held : m_source->read(m_place); }
    friend bool operator==(const AttributeChanges &a, const AttributeChanges &b)
    {
        return a.list() == b.list();
    }

private:
    QList<AttributeChange> m_held;
    std::shared_ptr<const AttributeSource> m_source;
    qsizetype m_place = 0;
};

} // namespace envdeck
