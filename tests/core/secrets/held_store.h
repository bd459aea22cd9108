// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secrets/secret_store.h"

#include <QList>
#include <memory>

namespace envdeck::testing {

// Keeps every question until the test answers it: late, out of order, or never.
class HeldStore final : public secrets::SecretStore {
public:
    template <typename T>
    using Held = std::shared_ptr<QPromise<Result<T>>>;

    secrets::StoreKind kind() const override { return secrets::StoreKind::Keychain; }
    Async<Secret> read(const secrets::SecretKey &) override { return asked(reads); }
    Async<void> write(const secrets::SecretKey &, const Secret &) override { return asked(writes); }
    Async<void> remove(const secrets::SecretKey &) override { return asked(removals); }
    Async<secrets::StoreStatus> status() override { return asked(statuses); }

    template <typename T>
    static void answer(const Held<T> &held, const Result<T> &result)
    {
        held->addResult(result);
        held->finish();
    }

    QList<Held<Secret>> reads;
    QList<Held<void>> writes;
    QList<Held<void>> removals;
    QList<Held<secrets::StoreStatus>> statuses;

private:
    template <typename T>
    static Async<T> asked(QList<Held<T>> &held)
    {
        held.append(std::make_shared<QPromise<Result<T>>>());
        held.last()->start();
        return held.last()->future();
    }
};

} // namespace envdeck::testing
