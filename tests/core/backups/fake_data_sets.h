// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/platform/data_sets.h"

#include <functional>

namespace envdeck::testing {

// Databases of a platform that a test holds in its hands.
class FakeDataSets final : public platform::DataSets {
public:
    QList<platform::DataSet> sets;
    int asked = 0;                                    // how often a backup was
    std::optional<Error> refuses;                     // every question
    std::optional<Error> answers;                     // of a backup, whatever became of it
    std::function<void(platform::BackupPlan &)> made; // what a backup does

    Async<QList<platform::DataSet>> dataSets(const EnvironmentId &, std::stop_token) override
    {
        return ready<QList<platform::DataSet>>(refuses ? Result<QList<platform::DataSet>>(*refuses) : sets);
    }
    Async<platform::DataSet> dataSet(const EnvironmentId &, const QString &id, std::stop_token) override
    {
        if (refuses)
            return ready<platform::DataSet>(*refuses);
        if (beforeLook)
            beforeLook();
        for (const platform::DataSet &set : sets) {
            if (set.id == id)
                return ready<platform::DataSet>(set);
        }
        return ready<platform::DataSet>(Error{ErrorCode::NotFound, id, {}, 0});
    }
    Async<void> backUp(const EnvironmentId &, const QString &id, const QString &plan,
                       std::stop_token) override
    {
        ++asked;
        for (platform::DataSet &set : sets) {
            for (platform::BackupPlan &one : set.plans) {
                if (set.id == id && one.id == plan && made)
                    made(one);
            }
        }
        return ready<void>(answers ? Result<void>(*answers) : Result<void>());
    }
    std::function<void()> beforeLook;
};

} // namespace envdeck::testing
