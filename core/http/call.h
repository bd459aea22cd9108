// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/base/redactor.h"
#include "core/http/client.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QIODevice>
#include <QNetworkReply>
#include <QPointer>
#include <QPromise>
#include <QTimer>

namespace envdeck::http {

// The body of a change. Sequential, so that Qt cannot rewind it and send the request again (it does, also for
// POST and DELETE, when the server closes without an answer). Once `touched`, bytes may have left.
class OneShotBody : public QIODevice {
public:
    explicit OneShotBody(QByteArray body);
    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override { return m_body.size() - m_at + QIODevice::bytesAvailable(); }
    bool atEnd() const override { return m_at >= m_body.size(); }
    bool touched() const { return m_touched; }

protected:
    qint64 readData(char *data, qint64 size) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_body;
    qint64 m_at = 0;
    bool m_touched = false;
};

// How one try ended.
struct Ending {
    enum class Kind { Answered, Failed, TooLarge, TimedOut, Canceled };
    Kind kind = Kind::Failed;
    QNetworkReply::NetworkError error = QNetworkReply::NoError;
    QString words;     // Qt's, of a failure
    Response response; // status 0: no status line came
};

// What reads and changes share: one request at a time under caps and a deadline, cancelled by the stop token.
// Deletes itself when it has answered.
class Call : public QObject {
    Q_OBJECT
public:
    Call(Client *client, const QUrl &url, std::chrono::milliseconds deadline, qint64 maxBody,
         std::stop_token stop);
    ~Call() override;

    QFuture<Result<Response>> future() { return m_promise.future(); }
    virtual void start() = 0;

protected:
    virtual void settle(Ending ending) = 0;

    // The secret is revealed here, into the request that is sent next.
    QNetworkRequest prepared(const Headers &headers, const std::optional<SecretHeader> &secret);
    void watch(QNetworkReply *reply, std::chrono::milliseconds silence); // zero: as long as the deadline
    void finish(Result<Response> result);
    // `words` of ours, then those of the answer.
    Error problem(ErrorCode code, const Response &response, const QString &words = {}) const;
    Error redirected(const Response &response) const;
    Error wrongType(ErrorCode code, const Response &response, const QList<QByteArray> &wanted) const;
    qint64 remainingMs() const { return m_deadline.remainingTime(); }

    Client *m_client;
    QUrl m_url;
    QString m_subject;
    Redactor m_redactor;

private:
    void readSome();
    void checkHeaders();
    void end(Ending::Kind kind);
    void onFinished();

    QDeadlineTimer m_deadline;
    qint64 m_maxBody;
    QTimer m_deadlineTimer;
    QTimer m_silenceTimer;
    QElapsedTimer m_clock;
    QPointer<QNetworkReply> m_reply; // null between two tries
    bool m_finished = false;
    Ending m_ending;
    QPromise<Result<Response>> m_promise;
    std::optional<std::stop_callback<std::function<void()>>> m_onStop;
    std::stop_token m_stop;
};

class ReadCall final : public Call {
public:
    ReadCall(Client *client, Request request, std::chrono::milliseconds firstDelay, std::stop_token stop);
    void start() override;

protected:
    void settle(Ending ending) override;

private:
    Result<Response> judged(const Ending &ending) const;
    bool isGood(int status) const;
    bool isWorthARetry(const Ending &ending) const;
    std::chrono::milliseconds nextDelay(const Ending &ending);

    Request m_request;
    std::chrono::milliseconds m_delay;
    int m_retriesLeft;
};

class SendCall final : public Call {
public:
    SendCall(Client *client, MutatingRequest request, std::stop_token stop);
    void start() override;

protected:
    void settle(Ending ending) override;

private:
    Result<Response> judged(const Ending &ending) const;
    bool mayHaveArrived(const Ending &ending) const;

    MutatingRequest m_request;
    OneShotBody m_body;
    // Of its own: a kept-alive connection that the server has just closed would fail the call, and clearing
    // the connections of a shared manager would cut off its other requests.
    QNetworkAccessManager m_network;
};

} // namespace envdeck::http
