// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/platform/deploy_platform.h"
#include "core/platform/host_witness.h"
#include "core/platform/image_registry.h"
#include "core/platform/telemetry.h"
#include "tests/support/fake_clock.h"

#include <QMap>
#include <functional>

namespace envdeck::deployments {

// What a platform finds at the remote when it clones.
struct Cloned {
    QString commit;
    QString message;
    ImageRef image;
};

// A platform that deploys what the remote says: a row appears, runs for a look or two and is done, and then
// the containers are those of the new version. Each look at the containers takes a second of the clock.
class FakePlatform final : public platform::DeployPlatform {
public:
    FakePlatform(testing::FakeClock &clock, std::function<Cloned()> clone)
        : m_clock(clock), m_clone(std::move(clone))
    {
    }

    // How its day goes.
    std::optional<Error> refuses;       // every call, from now on
    std::optional<Error> refusesDeploy; // that call only
    std::optional<Error> deployLost;    // acts, and the answer does not arrive
    std::optional<Error> refusesRows;
    bool deploysOnPush = true;
    bool webhookWorks = true;
    bool acts = true; // when it is asked
    bool imageMissing = false;
    bool stuck = false;    // what it began never ends
    int crashesAtLook = 0; // at the new version's containers; 0: never
    int restartsAtLook = 0;
    bool keepsOldContainers = false; // done, and nothing was replaced
    QStringList variables;

    // What came of it.
    int asked = 0;
    QStringList askedOperations;
    QList<platform::PlatformDeployment> rows; // newest first
    QList<platform::Container> containers_;
    ImageRef runs() const { return containers_.isEmpty() ? ImageRef() : containers_.first().image; }
    void start(const ImageRef &image, const QString &state = QStringLiteral("running"));
    void addRow(platform::PlatformState state);

    Async<platform::PlatformInfo> info(const EnvironmentId &, std::stop_token) override;
    Async<QList<platform::PlatformDeployment>> deployments(const Target &, std::stop_token) override;
    Async<QList<platform::Container>> containers(const Target &, std::stop_token) override;
    Async<platform::ServiceFacts> facts(const Target &, std::stop_token) override;
    Async<void> deploy(const Target &, const ImageRef &, const QString &, const QString &operation,
                       std::stop_token) override;
    Async<QString> log(const Target &, const QString &, int, std::stop_token) override;
    Async<QStringList> variableNames(const Target &, std::stop_token) override;

private:
    void finish(platform::PlatformDeployment &row);

    testing::FakeClock &m_clock;
    std::function<Cloned()> m_clone;
    QString m_seen;  // head that the webhook told of
    int m_looks = 0; // at the containers, since they were replaced
    int m_lastRow = 0;
};

class FakeRegistry final : public platform::ImageRegistry {
public:
    std::optional<Error> refuses;
    QMap<QString, platform::ImageFacts> images; // by tag
    int asked = 0;                              // for the facts of one

    Async<QStringList> tags(const QString &, std::stop_token) override;
    Async<platform::ImageFacts> facts(const ImageRef &image, std::stop_token) override;
};

// Hosts that say what the test put into them.
class FakeHosts final : public platform::HostWitness {
public:
    std::optional<Error> refuses;
    QStringList platforms_{QStringLiteral("linux/amd64")};
    qint64 free = 40LL * 1024 * 1024 * 1024;
    std::optional<QList<platform::Container>> containers_; // nothing: they refuse that alone
    QStringList lines;
    QString askedFor; // container whose lines were

    Async<QStringList> platforms(const EnvironmentId &, std::stop_token) override;
    Async<qint64> freeBytes(const EnvironmentId &, std::stop_token) override;
    Async<QList<platform::Container>> containers(const Target &, std::stop_token) override;
    Async<QStringList> lastLines(const Target &, const QString &container, int lines,
                                 std::stop_token) override;
};

class FakeTelemetry final : public platform::Telemetry {
public:
    std::optional<Error> refuses;
    platform::Behaviour behaves{3.0, 0.1, 88.0};
    std::function<platform::Behaviour()> measures; // in place of it, anew at every question
    int questions = 0;

    Async<platform::GoldenSignals> goldenSignals(const Target &, const platform::TimeRange &,
                                                 std::stop_token) override;
    Async<platform::Behaviour> behaviour(const Target &, const platform::TimeRange &,
                                         std::stop_token) override;
    Async<platform::TraceFacts> traces(const Target &, const platform::TimeRange &, const QDateTime &,
                                       std::stop_token) override
    {
        return ready<platform::TraceFacts>(platform::TraceFacts());
    }
    Async<QList<Alert>> alerts(const EnvironmentId &, std::stop_token) override;
    Async<QString> version(const EnvironmentId &, std::stop_token) override;
};

} // namespace envdeck::deployments
