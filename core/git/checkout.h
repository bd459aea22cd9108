// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/git/leaks.h"
#include "core/git/program.h"

#include <QObject>
#include <memory>
#include <stop_token>

namespace envdeck::git {

// Where the operator's checkout stands against the remote branch as the mirror last saw it.
enum class Relation { Unknown, Same, Ahead, Behind, Diverged };

struct CheckoutFacts {
    QString root;        // absolute
    QString branch;      // empty when detached
    QString head;        // full sha; empty before the first commit
    QString remote;      // address of the branch's remote, else of "origin", as configured; empty without one
    QStringList changed; // paths with local changes, untracked ones too; at most 1,000
    int changedCount = 0;
    Relation relation = Relation::Unknown;
    int ahead = 0;  // commits that only the checkout has
    int behind = 0; // commits that only the remote has
    friend bool operator==(const CheckoutFacts &, const CheckoutFacts &) = default;
};

// The operator's checkout, which is only ever read: no lock is taken, no index refreshed, no hook or file
// system monitor of its configuration runs.
// Thread: the one that made it; answers come through its event loop.
class Checkout {
public:
    Checkout(QString folder, Program program);
    ~Checkout();
    Checkout(const Checkout &) = delete;
    Checkout &operator=(const Checkout &) = delete;

    // Without mirror or head the relation is Unknown. NotFound when the folder is in no repository,
    // ToolFailed when git refuses it (a repository of another user).
    Async<CheckoutFacts> readFacts(const QString &mirrorFolder = {}, const QString &mirrorHead = {},
                                   std::stop_token stop = {});
    // Secret files that lie in the checkout and that no ignore rule covers (tracked ones are covered by
    // none).
    Async<QList<Leak>> readLeaks(std::stop_token stop = {});

private:
    Async<QByteArray> read(const QStringList &arguments, int alsoFine, std::stop_token stop) const;
    Async<CheckoutFacts> withRelation(const CheckoutFacts &facts, const QString &mirrorFolder,
                                      const QString &mirrorHead, std::stop_token stop) const;

    QString m_folder;
    Program m_program;
    std::unique_ptr<QObject> m_home;
};

} // namespace envdeck::git
