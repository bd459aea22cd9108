// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/palette_match.h"

#include <QAbstractListModel>

namespace envdeck::ui {

// What a command is about. Decides its prefix in the palette.
enum class CommandKind { Action, Page, Environment, App, Host, Deployment, Check, Setting, Help };

// > actions, # deployments, : environments, ? help. Nothing for other characters; hosts get theirs with their
// page.
std::optional<CommandKind> kindOfPrefix(QChar prefix);

struct PaletteEntry {
    QString id;
    CommandKind kind = CommandKind::Action;
    QString icon;
    QString title;
    QString englishTitle;   // matched too, whatever the language
    QString context;        // "prod", "page"
    QString shortcut;       // "Ctrl+Shift+B"
    QString disabledReason; // not empty: shown greyed with the reason
    friend bool operator==(const PaletteEntry &, const PaletteEntry &) = default;
};

// The entries that fit what is typed, best first; with nothing typed the recent ones, then all in their
// order. Every typed word must fit the title, its English original, its pinyin initials or the context.
// Disabled entries come after the enabled ones that fit equally well. A query over 5,000 entries takes a few
// milliseconds.
class PaletteModel final : public QAbstractListModel {
    Q_OBJECT

public:
    // PositionsRole: QList<int>, letters of the title to show bold.
    enum Role { IdRole = Qt::UserRole + 1, IconRole, ContextRole, ShortcutRole, ReasonRole, PositionsRole };

    using QAbstractListModel::QAbstractListModel;

    void setEntries(const QList<PaletteEntry> &entries);
    void setRecent(const QStringList &ids); // newest first; the first 8 that exist count
    void setQuery(const QString &query);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Prepared {
        PaletteEntry entry;
        PaletteText title;
        PaletteText english;
        PaletteText context;
        QString initials;
    };
    struct Hit {
        int entry = 0;
        int score = 0;
        QList<int> positions;
    };

    QList<Hit> hitsFor(const QString &query) const;
    QList<Hit> everything(std::optional<CommandKind> kind) const;
    static int scoreOf(const Prepared &prepared, const QStringList &words);

    QList<Prepared> m_entries;
    QStringList m_recent;
    QString m_query;
    QList<Hit> m_hits;
};

} // namespace envdeck::ui
