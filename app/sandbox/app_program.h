// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/catalogue.h"
#include "app/sandbox/folder.h"
#include "tests/standins/base/http_standin.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>
#include <QTimer>

namespace envdeck::sandbox {

struct AppOptions {
    QString environment;
    QString container; // its id, for the exit code
    QString name;
    QString version;
    QString address = QStringLiteral("127.0.0.1");
    int port = 0; // 0: listens to nobody, only works
};

// The program in every container of the sandbox. It answers /health with 200 and every other path as its
// version behaves, names its version in X-App-Version, has customers of its own (synthetic requests at a
// steady rate), and writes what it measured of them to the samples folder, a line a second. It starts slowly
// or crashes as its version does.
class AppProgram final : public standins::HttpStandin {
    Q_OBJECT
public:
    AppProgram(const Folder &folder, const AppOptions &options, const Version &version);
    void begin();

protected:
    void handle(const standins::Request &request, standins::Reply reply) override;

private:
    void serve();
    void work(); // once a second
    void crash();
    bool fails(); // one request, decided by the version's error rate
    double latency();
    void write(int requests, int errors, const QList<double> &latencies);
    void openSamples(const QDateTime &now);

    Folder m_folder;
    AppOptions m_options;
    Version m_version;
    QElapsedTimer m_up;
    QTimer m_second;
    QFile m_samples;
    QRandomGenerator m_random{QRandomGenerator::securelySeeded()};
    double m_owed = 0; // requests that a second has not had yet
};

// Runs it until SIGTERM. Answers the exit code.
int runApp(const Folder &folder, const AppOptions &options);

} // namespace envdeck::sandbox
