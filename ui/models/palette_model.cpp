// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/palette_model.h"

#include "ui/models/pinyin.h"

#include <algorithm>

namespace envdeck::ui {

namespace {

constexpr int mostRecent = 8;
constexpr int englishCosts = 5;
constexpr int initialsScore = 45;
constexpr int contextPart = 3; // a word found in the context counts a third

std::optional<CommandKind> kindOf(const QString &query)
{
    return query.isEmpty() ? std::nullopt : kindOfPrefix(query.front());
}

// Without the prefix.
QStringList wordsOf(const QString &query)
{
    return query.mid(kindOf(query) ? 1 : 0).toLower().split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace

std::optional<CommandKind> kindOfPrefix(QChar prefix)
{
    switch (prefix.unicode()) {
    case u'>': return CommandKind::Action;
    case u'#': return CommandKind::Deployment;
    case u':': return CommandKind::Environment;
    case u'?': return CommandKind::Help;
    default: return std::nullopt;
    }
}

void PaletteModel::setEntries(const QList<PaletteEntry> &entries)
{
    beginResetModel();
    m_entries.clear();
    m_entries.reserve(entries.size());
    for (const PaletteEntry &entry : entries) {
        const bool translated = entry.englishTitle != entry.title;
        m_entries.append({entry, PaletteText(entry.title),
                          PaletteText(translated ? entry.englishTitle : QString()),
                          PaletteText(entry.context), pinyinInitials(entry.title)});
    }
    m_hits = hitsFor(m_query);
    endResetModel();
}

void PaletteModel::setRecent(const QStringList &ids)
{
    beginResetModel();
    m_recent = ids;
    m_hits = hitsFor(m_query);
    endResetModel();
}

void PaletteModel::setQuery(const QString &query)
{
    beginResetModel();
    m_query = query;
    m_hits = hitsFor(query);
    endResetModel();
}

int PaletteModel::scoreOf(const Prepared &prepared, const QStringList &words)
{
    int total = 0;
    for (const QString &word : words) {
        int score = matchWord(word, prepared.title);
        if (!prepared.english.lower.isEmpty())
            score = qMax(score, matchWord(word, prepared.english) - englishCosts);
        if (prepared.initials.contains(word))
            score = qMax(score, initialsScore + (prepared.initials.startsWith(word) ? englishCosts : 0));
        score = qMax(score, matchWord(word, prepared.context) / contextPart);
        if (score <= 0)
            return 0;
        total += score;
    }
    return total;
}

QList<PaletteModel::Hit> PaletteModel::everything(std::optional<CommandKind> kind) const
{
    QList<Hit> hits;
    QList<bool> taken(m_entries.size(), false);
    int recent = 0;
    for (const QString &id : m_recent) {
        for (int i = 0; i < m_entries.size() && recent < mostRecent; ++i) {
            if (m_entries.at(i).entry.id != id || taken.at(i) ||
                (kind && m_entries.at(i).entry.kind != *kind))
                continue;
            taken[i] = true;
            ++recent;
            hits.append({i, 0, {}});
        }
    }
    for (int i = 0; i < m_entries.size(); ++i) {
        if (!taken.at(i) && (!kind || m_entries.at(i).entry.kind == *kind))
            hits.append({i, 0, {}});
    }
    return hits;
}

QList<PaletteModel::Hit> PaletteModel::hitsFor(const QString &query) const
{
    const QString trimmed = query.trimmed();
    const std::optional<CommandKind> kind = kindOf(trimmed);
    const QStringList words = wordsOf(trimmed);
    if (words.isEmpty())
        return everything(kind);
    QList<Hit> hits;
    for (int i = 0; i < m_entries.size(); ++i) {
        const Prepared &prepared = m_entries.at(i);
        if (kind && prepared.entry.kind != *kind)
            continue;
        if (const int score = scoreOf(prepared, words); score > 0)
            hits.append({i, score, {}});
    }
    std::stable_sort(hits.begin(), hits.end(), [this](const Hit &a, const Hit &b) {
        if (a.score != b.score)
            return a.score > b.score;
        const PaletteEntry &first = m_entries.at(a.entry).entry;
        const PaletteEntry &second = m_entries.at(b.entry).entry;
        if (first.disabledReason.isEmpty() != second.disabledReason.isEmpty())
            return first.disabledReason.isEmpty();
        return first.title.size() < second.title.size(); // the shorter one is more of a match
    });
    return hits;
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_hits.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Prepared &prepared = m_entries.at(m_hits.at(index.row()).entry);
    const PaletteEntry &entry = prepared.entry;
    switch (role) {
    case Qt::DisplayRole: return entry.title;
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1 %2 %3")
            .arg(entry.title, entry.disabledReason.isEmpty() ? entry.context : entry.disabledReason,
                 entry.shortcut)
            .simplified();
    case IdRole: return entry.id;
    case IconRole: return entry.icon;
    case ContextRole: return entry.context;
    case ShortcutRole: return entry.shortcut;
    case ReasonRole: return entry.disabledReason;
    case PositionsRole: { // only for the few rows in view
        QList<int> positions;
        for (const QString &word : wordsOf(m_query.trimmed()))
            matchWord(word, prepared.title, &positions);
        return QVariant::fromValue(positions);
    }
    default: return {};
    }
}

} // namespace envdeck::ui
