// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/deployments/fake_outside.h"

#include "core/gitops/trailers.h"

namespace envdeck::deployments {

using namespace std::chrono_literals;
using platform::PlatformState;

namespace {

template <typename T>
Async<T> answer(const std::optional<Error> &refusal, const T &value)
{
    return ready<T>(refusal ? Result<T>(*refusal) : Result<T>(value));
}

} // namespace

void FakePlatform::start(const ImageRef &image, const QString &state)
{
    m_looks = 0;
    containers_ = {{QStringLiteral("acme-api-1"), QStringLiteral("api"), image, state, {}, 0, {}}};
}

// As Dokploy does: the title is the commit's message, and the commit can be trusted on a row that is done.
void FakePlatform::addRow(PlatformState state)
{
    const Cloned head = m_clone();
    m_seen = head.commit;
    platform::PlatformDeployment row;
    row.id = QStringLiteral("row-%1").arg(++m_lastRow);
    row.title = head.message.section(QLatin1Char('\n'), 0, 0);
    row.operation = gitops::trailersOf(head.message).operation;
    row.state = state;
    row.created = m_clock.now();
    if (state == PlatformState::Done)
        row.commit = head.commit;
    rows.prepend(row);
}

void FakePlatform::finish(platform::PlatformDeployment &row)
{
    const Cloned head = m_clone();
    row.finished = m_clock.now();
    row.state = imageMissing ? PlatformState::Error : PlatformState::Done;
    if (imageMissing)
        return;
    row.commit = head.commit;
    if (!keepsOldContainers)
        start(head.image);
}

Async<platform::PlatformInfo> FakePlatform::info(const EnvironmentId &, std::stop_token)
{
    return answer(refuses, platform::PlatformInfo{QStringLiteral("0.31.1"), false});
}

Async<QList<platform::PlatformDeployment>> FakePlatform::deployments(const Target &, std::stop_token)
{
    if (refuses || refusesRows)
        return ready<QList<platform::PlatformDeployment>>(refuses ? *refuses : *refusesRows);
    const auto now = rows;
    if (m_seen.isEmpty())
        m_seen = m_clone().commit;
    const bool busy = !rows.isEmpty() && rows.first().state == PlatformState::Running;
    if (busy && !stuck)
        finish(rows.first()); // by the next look
    else if (!busy && deploysOnPush && webhookWorks && m_clone().commit != m_seen)
        addRow(PlatformState::Running);
    return ready<QList<platform::PlatformDeployment>>(now);
}

Async<QList<platform::Container>> FakePlatform::containers(const Target &, std::stop_token)
{
    m_clock.advance(1s);
    ++m_looks;
    if (!containers_.isEmpty() && m_looks == crashesAtLook) {
        containers_.first().state = QStringLiteral("exited");
        containers_.first().exitCode = 137;
    }
    if (!containers_.isEmpty() && m_looks == restartsAtLook)
        ++containers_.first().restarts;
    return answer(refuses, containers_);
}

Async<platform::ServiceFacts> FakePlatform::facts(const Target &, std::stop_token)
{
    return answer(refuses, platform::ServiceFacts{deploysOnPush, true});
}

Async<void> FakePlatform::deploy(const Target &, const ImageRef &, const QString &, const QString &operation,
                                 std::stop_token)
{
    if (refuses || refusesDeploy)
        return ready<void>(refuses ? *refuses : *refusesDeploy);
    ++asked;
    askedOperations.append(operation);
    if (acts)
        addRow(PlatformState::Running);
    return ready<void>(deployLost ? Result<void>(*deployLost) : Result<void>());
}

Async<QString> FakePlatform::log(const Target &, const QString &, int, std::stop_token)
{
    return answer(refuses, QStringLiteral("Cloned\nmanifest unknown\n"));
}

Async<QStringList> FakePlatform::variableNames(const Target &, std::stop_token)
{
    return answer(refuses, variables);
}

Async<QStringList> FakeRegistry::tags(const QString &, std::stop_token)
{
    return answer(refuses, QStringList(images.keys()));
}

Async<platform::ImageFacts> FakeRegistry::facts(const ImageRef &image, std::stop_token)
{
    ++asked;
    if (!refuses && !images.contains(image.tag))
        return ready<platform::ImageFacts>(Error{ErrorCode::NotFound, image.text(), {}, 404});
    return answer(refuses, images.value(image.tag));
}

Async<QStringList> FakeHosts::platforms(const EnvironmentId &, std::stop_token)
{
    return answer(refuses, platforms_);
}

Async<qint64> FakeHosts::freeBytes(const EnvironmentId &, std::stop_token)
{
    return answer(refuses, free);
}

Async<QList<platform::Container>> FakeHosts::containers(const Target &target, std::stop_token)
{
    if (!containers_ && !refuses)
        return ready<QList<platform::Container>>(Error{ErrorCode::Forbidden, target.environment, {}, 0});
    return answer(refuses, containers_.value_or(QList<platform::Container>()));
}

Async<QStringList> FakeHosts::lastLines(const Target &, const QString &container, int count, std::stop_token)
{
    askedFor = container;
    return answer(refuses, lines.mid(std::max<qsizetype>(0, lines.size() - count)));
}

Async<platform::GoldenSignals> FakeTelemetry::goldenSignals(const Target &, const platform::TimeRange &,
                                                            std::stop_token)
{
    return answer(refuses, platform::GoldenSignals());
}

Async<platform::Behaviour> FakeTelemetry::behaviour(const Target &, const platform::TimeRange &,
                                                    std::stop_token)
{
    ++questions;
    return answer(refuses, measures ? measures() : behaves);
}

Async<QList<Alert>> FakeTelemetry::alerts(const EnvironmentId &, std::stop_token)
{
    return answer(refuses, QList<Alert>());
}

Async<QString> FakeTelemetry::version(const EnvironmentId &, std::stop_token)
{
    return answer(refuses, QStringLiteral("v0.138.0"));
}

} // namespace envdeck::deployments
