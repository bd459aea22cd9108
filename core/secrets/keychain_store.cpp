// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/keychain_store.h"

#include "core/base/log.h"
#include "core/secrets/keychain_job.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

namespace envdeck::secrets {

namespace {

const QString itemOriginField = QStringLiteral("origin");
const QString itemValueField = QStringLiteral("value"); // in base64: a value may be any bytes

QString itemName(const SecretKey &key)
{
    return key.workspace + QLatin1Char('/') + key.kind;
}

// One for each process, so that two of them do not read each other's, and a crash leaves at most one behind.
QString sentinelName()
{
    return QStringLiteral("probe/%1").arg(QCoreApplication::applicationPid());
}

QByteArray encoded(const StoredSecret &secret)
{
    const QByteArray value = secret.value.reveal().toByteArray().toBase64();
    return QJsonDocument(
               QJsonObject{{itemOriginField, secret.origin}, {itemValueField, QString::fromLatin1(value)}})
        .toJson(QJsonDocument::Compact);
}

std::optional<StoredSecret> decoded(const QByteArray &data)
{
    const QJsonObject object = QJsonDocument::fromJson(data).object();
    const auto value = QByteArray::fromBase64Encoding(object.value(itemValueField).toString().toLatin1(),
                                                      QByteArray::AbortOnBase64DecodingErrors);
    if (!object.value(itemOriginField).isString() || !object.value(itemValueField).isString() || !value)
        return std::nullopt;
    return StoredSecret{Secret(value.decoded), object.value(itemOriginField).toString()};
}

template <typename T>
struct Promise {
    std::shared_ptr<QPromise<Result<T>>> shared = std::make_shared<QPromise<Result<T>>>();

    Promise() { shared->start(); }
    Async<T> future() const { return shared->future(); }
    void answer(const Result<T> &result) const
    {
        shared->addResult(result);
        shared->finish();
    }
};

// Where a person dismisses the prompt to unlock, the keychain reports a write as done that kept nothing.
Async<StoreStatus> writtenAndReadBack(const QString &name, const Secret &data, QObject *context,
                                      std::chrono::milliseconds deadline)
{
    const Promise<StoreStatus> promise;
    const auto writing =
        withDeadline(writeItem(name, data.reveal().toByteArray(), context), context, deadline);
    whenDone(writing, context, [=](const Result<KeychainAnswer> &written) {
        if (const StoreStatus status = keychainStatus(written); status.state != StoreState::Ready)
            return promise.answer(status);
        const auto reading = withDeadline(readItem(name, context), context, deadline);
        whenDone(reading, context, [promise, data](const Result<KeychainAnswer> &read) {
            StoreStatus status = keychainStatus(read);
            if (status.state == StoreState::Ready && read.value().data != data.reveal())
                status.state =
                    read.value().error == QKeychain::EntryNotFound ? StoreState::Denied : StoreState::Failed;
            promise.answer(status);
        });
    });
    return promise.future();
}

} // namespace

KeychainStore::KeychainStore(std::chrono::milliseconds deadline) : m_deadline(deadline) {}

Async<Secret> KeychainStore::read(const SecretKey &key)
{
    const Promise<Secret> promise;
    const auto reading = withDeadline(readItem(itemName(key), &m_context), &m_context, m_deadline);
    whenDone(reading, &m_context, [this, promise, key](const Result<KeychainAnswer> &answer) {
        const StoreStatus status = keychainStatus(answer);
        if (status.state != StoreState::Ready)
            return promise.answer(errorOf(status, key.kind));
        if (answer.value().error == QKeychain::EntryNotFound)
            return whenDone(probe(), &m_context, [promise, key](const Result<StoreStatus> &probed) {
                const bool isMissing = probed && probed.value().state == StoreState::Ready;
                promise.answer(isMissing ? Error{ErrorCode::NotFound, key.kind, {}, 0}
                               : probed  ? errorOf(probed.value(), key.kind)
                                         : probed.error());
            });
        const auto stored = decoded(answer.value().data);
        promise.answer(stored ? released(*stored, key) : Error{ErrorCode::BadResponse, key.kind, {}, 0});
    });
    return promise.future();
}

Async<void> KeychainStore::write(const SecretKey &key, const Secret &secret)
{
    const Promise<void> promise;
    const Secret item(encoded({secret, key.origin}));
    const auto writing = writtenAndReadBack(itemName(key), item, &m_context, m_deadline);
    whenDone(writing, &m_context, [promise, key](const Result<StoreStatus> &written) {
        if (!written)
            return promise.answer(written.error());
        const bool isKept = written.value().state == StoreState::Ready;
        promise.answer(isKept ? Result<void>() : errorOf(written.value(), key.kind));
    });
    return promise.future();
}

Async<void> KeychainStore::remove(const SecretKey &key)
{
    const Promise<void> promise;
    whenDone(probe(), &m_context, [this, promise, key](const Result<StoreStatus> &probed) {
        if (!probed)
            return promise.answer(probed.error());
        if (probed.value().state != StoreState::Ready)
            return promise.answer(errorOf(probed.value(), key.kind));
        const auto removing = withDeadline(removeItem(itemName(key), &m_context), &m_context, m_deadline);
        whenDone(removing, &m_context, [promise, key](const Result<KeychainAnswer> &answer) {
            const StoreStatus status = keychainStatus(answer);
            promise.answer(status.state == StoreState::Ready ? Result<void>() : errorOf(status, key.kind));
        });
    });
    return promise.future();
}

Async<StoreStatus> KeychainStore::status()
{
    return probe();
}

// With the sentinel: the first thing that fails says what is the matter.
Async<StoreStatus> KeychainStore::probe()
{
    if (m_probe && !m_probe->isFinished())
        return *m_probe;
    const Promise<StoreStatus> promise;
    m_probe = promise.future();
    const Secret sentinel(QUuid::createUuid().toByteArray());
    const auto writing = writtenAndReadBack(sentinelName(), sentinel, &m_context, m_deadline);
    whenDone(writing, &m_context, [this, promise](const Result<StoreStatus> &written) {
        if (!written)
            return promise.answer(written.error());
        const StoreStatus status = written.value();
        qCInfo(lcSecrets) << "keychain probed state=" << int(status.state) << "detail=" << status.detail;
        if (status.state != StoreState::Ready)
            return promise.answer(status);
        const auto removing = withDeadline(removeItem(sentinelName(), &m_context), &m_context, m_deadline);
        whenDone(removing, &m_context, [promise](const Result<KeychainAnswer> &removed) {
            promise.answer(keychainStatus(removed));
        });
    });
    return promise.future();
}

} // namespace envdeck::secrets
