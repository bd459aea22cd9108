// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/keychain_job.h"

#include <algorithm>
#include <cerrno>

namespace envdeck::secrets {

namespace {

const QString serviceName = QStringLiteral("Envdeck");

template <typename Job>
Job *newJob(const QString &name)
{
    auto *job = new Job(serviceName); // deletes itself after finished()
    job->setKey(name);
    job->setInsecureFallback(false);
    return job;
}

QByteArray dataOf(QKeychain::Job *job)
{
    const auto *reading = qobject_cast<QKeychain::ReadPasswordJob *>(job);
    return reading && job->error() == QKeychain::NoError ? reading->binaryData() : QByteArray();
}

Async<KeychainAnswer> started(QKeychain::Job *job, QObject *context)
{
    auto promise = std::make_shared<QPromise<Result<KeychainAnswer>>>();
    promise->start();
    QObject::connect(job, &QKeychain::Job::finished, context, [promise](QKeychain::Job *done) {
        promise->addResult(KeychainAnswer{done->error(), done->errorString(), dataOf(done)});
        promise->finish();
    });
    job->start();
    return promise->future();
}

bool containsAny(const QString &text, const QStringList &marks)
{
    return std::any_of(marks.cbegin(), marks.cend(),
                       [&](const QString &mark) { return text.contains(mark, Qt::CaseInsensitive); });
}

// QtKeychain has one code for everything that is not about locks or entries, and GLib words its own errors in
// the language of the desktop. So only names that no translation touches are looked for, and the system's
// error texts.
StoreState stateOfOtherError(const QString &text)
{
    const QStringList absent{QStringLiteral("org.freedesktop.secrets"),
                             QStringLiteral("/org/freedesktop/secrets"),
                             QStringLiteral("$DISPLAY"),
                             QStringLiteral("D-Bus is not running"),
                             QStringLiteral("Unknown error"),
                             qt_error_string(ENOENT),
                             qt_error_string(ECONNREFUSED)};
    const QStringList denied{QStringLiteral("Rejected send message"), QStringLiteral("denied"),
                             QStringLiteral("dismissed")};
    if (containsAny(text, denied))
        return StoreState::Denied;
    return containsAny(text, absent) ? StoreState::Absent : StoreState::Failed;
}

StoreState stateOf(const KeychainAnswer &answer)
{
    switch (answer.error) {
    case QKeychain::NoError:
    case QKeychain::EntryNotFound: return StoreState::Ready;
    case QKeychain::AccessDeniedByUser: return StoreState::Denied;
    case QKeychain::AccessDenied: // the Secret Service's "is locked", and KWallet's refusal
        return answer.text.contains(QLatin1String("lock"), Qt::CaseInsensitive) ? StoreState::Locked
                                                                                : StoreState::Denied;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented: return StoreState::Absent;
    case QKeychain::CouldNotDeleteEntry: return StoreState::Failed;
    case QKeychain::OtherError: return stateOfOtherError(answer.text);
    }
    return StoreState::Failed; // a later QtKeychain may know more
}

} // namespace

Async<KeychainAnswer> readItem(const QString &name, QObject *context)
{
    return started(newJob<QKeychain::ReadPasswordJob>(name), context);
}

Async<KeychainAnswer> writeItem(const QString &name, const QByteArray &data, QObject *context)
{
    auto *job = newJob<QKeychain::WritePasswordJob>(name);
    job->setBinaryData(data);
    return started(job, context);
}

Async<KeychainAnswer> removeItem(const QString &name, QObject *context)
{
    return started(newJob<QKeychain::DeletePasswordJob>(name), context);
}

StoreStatus keychainStatus(const Result<KeychainAnswer> &answer)
{
    if (!answer)
        return {StoreKind::Keychain,
                answer.error().code == ErrorCode::Timeout ? StoreState::Slow : StoreState::Failed,
                {},
                {}};
    const StoreState state = stateOf(answer.value());
    return {StoreKind::Keychain, state, {}, state == StoreState::Ready ? QString() : answer.value().text};
}

} // namespace envdeck::secrets
