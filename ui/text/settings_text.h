// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "core/secrets/secret_store.h"

namespace envdeck::ui {

// Keys. `kind` as secrets::SecretKey spells it.
QString accountName(const QString &kind); // "Dokploy of prod", "SigNoz", "Registry ghcr.io", "Git repository"
QString accountPurpose(const QString &kind); // "Deploys, and shows what runs"
QString keyHelp(const QString &kind);        // where such a key comes from, and what it must be allowed
QString
originText(const QString &origin); // "https://dokploy.example.com": without a port that goes without saying
// "Keychain", "Secrets file", "Memory of this run"
QString storeWord(const secrets::StoreStatus &store);

// Why nothing can be kept for good; empty title while the store is ready.
struct StoreTrouble {
    QString title;  // "This desktop has no keychain"
    QString detail; // what that means for what is entered now
};
StoreTrouble storeTrouble(const secrets::StoreStatus &store);
// "Dokploy of prod moved from A to B", and what that means for its key.
StoreTrouble movedText(const QString &kind, const secrets::OriginMoved &moved);
// What became of a key that was entered.
QString keptText(const QString &kind, const secrets::StoreStatus &store, bool forThisRunOnly);

// Why a path of terraform or tofu cannot be used, and whether it is used all the same: it was chosen earlier.
QString programProblem(const Error &error, bool inForce);

// Thresholds. `key` as envdeck.yaml spells it.
QString thresholdName(const QString &key); // "Error rate"
QString thresholdMeaning(const QString &key);

} // namespace envdeck::ui
