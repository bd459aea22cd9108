// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Does with the keychain of this session what its arguments say, and prints a line of JSON for each:
//   keychain_probe [deadline:MS] status | write:KIND:ORIGIN | read:KIND:ORIGIN | remove:KIND ...
// The secret comes over standard input and is never printed: a read says whether it is the same.
#include "core/base/error.h"
#include "core/secrets/keychain_store.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>
#include <QElapsedTimer>
#include <cstdio>

namespace envdeck::secrets {
namespace {

class Probe : public QObject {
public:
    Probe(const QStringList &steps, const Secret &secret, std::chrono::milliseconds deadline)
        : m_steps(steps), m_secret(secret), m_store(deadline)
    {
        // How often the event loop turned, and its longest stall, are what a window would feel.
        connect(&m_ticker, &QTimer::timeout, this, [this] {
            m_longestStall = std::max(m_longestStall, m_sinceTick.restart());
            ++m_turns;
        });
        m_ticker.start(std::chrono::milliseconds(5));
        m_sinceTick.start();
        next();
    }

private:
    void next()
    {
        m_turns = 0;
        m_longestStall = 0;
        if (m_steps.isEmpty())
            return QCoreApplication::quit();
        m_step = m_steps.takeFirst();
        const QString verb = m_step.section(QLatin1Char(':'), 0, 0);
        const SecretKey key{QStringLiteral("acme"), m_step.section(QLatin1Char(':'), 1, 1),
                            m_step.section(QLatin1Char(':'), 2)};
        if (verb == QLatin1String("write"))
            return whenDone(m_store.write(key, m_secret), this,
                            [this](const Result<void> &result) { report(result, {}); });
        if (verb == QLatin1String("remove"))
            return whenDone(m_store.remove(key), this,
                            [this](const Result<void> &result) { report(result, {}); });
        if (verb == QLatin1String("read")) {
            return whenDone(m_store.read(key), this, [this](const Result<Secret> &result) {
                report(result,
                       {{QStringLiteral("same"), result && result.value().reveal() == m_secret.reveal()}});
            });
        }
        whenDone(m_store.status(), this, [this](const Result<StoreStatus> &result) {
            report(result, {{QStringLiteral("state"), result ? static_cast<int>(result.value().state) : -1},
                            {QStringLiteral("detail"), result ? result.value().detail : QString()}});
        });
    }

    template <typename T>
    void report(const Result<T> &result, QJsonObject line)
    {
        line.insert(QStringLiteral("step"), m_step);
        line.insert(QStringLiteral("ok"), static_cast<bool>(result));
        line.insert(QStringLiteral("turns"), m_turns);
        line.insert(QStringLiteral("stallMs"), m_longestStall);
        if (!result) {
            line.insert(QStringLiteral("code"), errorCodeName(result.error().code));
            line.insert(QStringLiteral("detail"), result.error().detail);
        }
        std::puts(QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
        next();
    }

    QStringList m_steps;
    QString m_step;
    Secret m_secret;
    KeychainStore m_store;
    QTimer m_ticker;
    QElapsedTimer m_sinceTick;
    qint64 m_longestStall = 0;
    int m_turns = 0;
};

} // namespace
} // namespace envdeck::secrets

int main(int argc, char **argv)
{
    using namespace envdeck;
    QCoreApplication app(argc, argv);
    QStringList steps = app.arguments().mid(1);
    std::chrono::milliseconds deadline = secrets::keychainDeadline;
    if (!steps.isEmpty() && steps.first().startsWith(QLatin1String("deadline:")))
        deadline = std::chrono::milliseconds(steps.takeFirst().section(QLatin1Char(':'), 1).toInt());
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return 66;
    secrets::Probe probe(steps, Secret(input.readLine().trimmed()), deadline);
    return app.exec();
}
