// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/dokploy/deployer.h"

#include <QTimer>

namespace envdeck::standins::dokploy {

namespace {

constexpr int killed = 137;

bool comesBack(const Container &container)
{
    if (container.stoppedByHand)
        return false;
    if (container.restart == QLatin1String("on-failure"))
        return container.exitCode != 0;
    return container.restart == QLatin1String("always") ||
           container.restart == QLatin1String("unless-stopped");
}

} // namespace

void Deployer::launch(Container &container)
{
    container.started = m_clock.now();
    container.restarting = false;
    container.stoppedByHand = false;
    const auto process = m_engine.start(container);
    container.running = process.has_value();
    container.process = process.value_or(ProcessIdentity());
    container.exitCode = process ? 0 : 127;
    if (!process)
        container.finished = container.started;
}

void Deployer::look()
{
    bool changed = false;
    for (Container &container : m_store.state.containers) {
        if (container.running && !m_engine.isRunning(container.process)) {
            ended(container);
            changed = true;
        }
    }
    if (changed)
        m_store.save();
}

void Deployer::ended(Container &container)
{
    container.running = false;
    container.finished = m_clock.now();
    container.exitCode = m_engine.exitCode(container.id).value_or(killed);
    container.restarting = comesBack(container);
    if (!container.restarting)
        return;
    // Docker waits 100 ms and doubles that with every restart in a row, up to a minute.
    const int wait = 100 << std::min(container.restarts, 9);
    QTimer::singleShot(wait, this, [this, id = container.id] {
        Container *waiting = m_store.container(id);
        if (!waiting || !waiting->restarting)
            return;
        ++waiting->restarts;
        launch(*waiting);
        m_store.save();
    });
}

void Deployer::end(const QString &containerId, bool byForce)
{
    Container *container = m_store.container(containerId);
    if (!container)
        return;
    container->stoppedByHand = true;
    container->restarting = false;
    if (container->running)
        byForce ? m_engine.kill(container->process) : m_engine.terminate(container->process);
    m_store.save();
}

void Deployer::stop(const QString &containerId)
{
    end(containerId, false);
}

void Deployer::kill(const QString &containerId)
{
    end(containerId, true);
}

void Deployer::start(const QString &containerId)
{
    look();
    Container *container = m_store.container(containerId);
    if (container && !container->running)
        launch(*container);
    m_store.save();
}

bool Deployer::isSettled(const QString &serviceId)
{
    look();
    for (const Container *container : m_store.containersOf(serviceId)) {
        if (container->running && container->stoppedByHand)
            return false;
    }
    return true;
}

} // namespace envdeck::standins::dokploy
