// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/signoz/signoz.h"

#include "tests/standins/signoz/api.h"
#include "tests/standins/signoz/refusal.h"

#include <QTimer>

namespace envdeck::standins {

namespace {
constexpr std::chrono::seconds evaluationInterval{5};
}

class Signoz::Private {
public:
    Private(SignozOptions options, const Clock &clock) : api(std::move(options), clock) {}
    signoz::Api api;
    QTimer timer;
};

Signoz::Signoz(SignozOptions options, const Clock &clock, QObject *parent)
    : HttpStandin(parent), d(std::make_unique<Private>(std::move(options), clock))
{
    QObject::connect(&d->timer, &QTimer::timeout, this, &Signoz::tick);
}

Signoz::~Signoz() = default;

Result<void> Signoz::begin()
{
    const auto begun = d->api.begin();
    if (begun)
        d->timer.start(evaluationInterval);
    return begun;
}

void Signoz::tick()
{
    d->api.tick();
}

void Signoz::handle(const Request &request, Reply reply)
{
    reply.send(d->api.answer(request));
}

bool Signoz::needsKey(const Request &request) const
{
    return !signoz::Api::isOpen(request.path);
}

Answer Signoz::refusal() const
{
    return Answer::json(signoz::unauthenticated().toJson(), 401);
}

} // namespace envdeck::standins
