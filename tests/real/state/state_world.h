// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/infrastructure/state_keeper.h"
#include "tests/real/infrastructure/infrastructure_world.h"

namespace envdeck::infrastructure {

// An environment whose state is not where terraform needs it, or is held by somebody.
class StateWorld : public InfrastructureWorld {
protected:
    void SetUp() override { needTerraform(); }

    // With ways out of its own; call it again after a restart.
    StateKeeper &keeper()
    {
        if (m_of != mine->service.get()) {
            m_of = mine->service.get();
            m_keeper = std::make_unique<StateKeeper>(*m_of);
            m_keeper->registerRebuilds(*mine->center);
        }
        return *m_keeper;
    }
    JobStatus unlocked(const QString &id)
    {
        return ended(*mine,
                     started(*mine, keeper().unlockJob(dev, id, QStringLiteral("anna's laptop died"))));
    }
    std::optional<ErroredState> errored()
    {
        const auto found = git::await(keeper().erroredState(dev));
        EXPECT_TRUE(found) << (found ? "" : git::said(found.error()));
        return found ? found.value() : std::nullopt;
    }
    static terraform::StateLock lockOf(const JobStatus &job, const char *backend)
    {
        EXPECT_EQ(job.state, JobState::Failed) << said(job);
        const auto lock =
            job.error ? terraform::lockOf(*job.error, QString::fromLatin1(backend)) : std::nullopt;
        EXPECT_TRUE(lock) << said(job);
        return lock.value_or(terraform::StateLock());
    }

private:
    std::unique_ptr<StateKeeper> m_keeper;
    TerraformService *m_of = nullptr;
};

inline const QByteArray oneResource = "resource \"terraform_data\" \"app\" { input = \"v1\" }\n";

} // namespace envdeck::infrastructure
