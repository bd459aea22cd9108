// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/platform/deploy_platform.h"

#include <QObject>
#include <memory>

namespace envdeck::platform {

// A variable of an app without its value. Two that are equal have the same digest, in this run of the program
// and in no other.
struct AppVariable {
    QString name;
    QByteArray digest;
    bool isEmpty = false;
    QString reference; // what its value takes from elsewhere: "project.DB_URL"; empty for nothing
    bool isReferenceBroken = false;
    friend bool operator==(const AppVariable &, const AppVariable &) = default;
};

struct VariableEdit {
    QString name;
    std::optional<Secret> value; // nothing: unset
};

enum class AppCertificate { None, LetsEncrypt, Custom, Unknown };

// A name under which the platform's proxy serves an app.
struct AppDomain {
    QString id; // the platform's; empty for one that is not there yet
    QString host;
    QString path = QStringLiteral("/");
    int port = 0;
    bool https = false;
    AppCertificate certificate = AppCertificate::None; // what the platform was asked for
    QString resolver;
    QString service; // of a compose
    QString internalPath = QStringLiteral("/");
    bool stripPath = false;
    QStringList middlewares;
    friend bool operator==(const AppDomain &, const AppDomain &) = default;
};

struct AppMount {
    QString kind; // "bind", "volume", "file"; empty when the platform says another word
    QString path;
    QString source;
    friend bool operator==(const AppMount &, const AppMount &) = default;
};

// Where the platform takes what it runs from.
struct AppSource {
    QString kind;    // "git", "github", "raw", "docker"…
    QString address; // of the repository, without user information
    QString branch;
    QString path;    // of the compose file in it
    QByteArray text; // of the compose file, with kind "raw"
    QString image;   // with kind "docker"
    friend bool operator==(const AppSource &, const AppSource &) = default;
};

enum class AppStatus { Idle, Running, Done, Error, Unknown }; // Running: a deployment is in progress

// How the platform is set up for one app.
struct AppSetup {
    bool isCompose = true;
    bool stopsFirst = true; // a new version is started after the old one was stopped
    bool deploysOnPush = false;
    AppStatus status = AppStatus::Unknown;
    AppSource source;
    int replicas = 0;             // of an application
    QList<AppVariable> variables; // by name
    QByteArray variablesDigest;   // of all of them, to notice a change of others
    QList<AppDomain> domains;     // by host and path
    QList<AppMount> mounts;
    friend bool operator==(const AppSetup &, const AppSetup &) = default;
};

// The log of one deployment as it grows. Lines are whole, without ANSI sequences, and redacted. Ends once.
class LogTail : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

Q_SIGNALS:
    void arrived(const QStringList &lines);
    void ended(envdeck::platform::PlatformState state);
    void failed(const envdeck::Error &error);
};

// What an operator sets up on the platform for an app, read and changed. As DeployPlatform: BadConfig
// "not-configured" where there is no platform; changes are sent once, and OutcomeUnknown means: read setup()
// before anything else.
class AppPanel {
public:
    virtual ~AppPanel() = default;

    virtual Async<AppSetup> setup(const Target &target, std::stop_token stop) = 0;
    // The value of one variable. Whoever shows it was asked to by a person.
    virtual Async<Secret> variableValue(const Target &target, const QString &name, std::stop_token stop) = 0;
    virtual QByteArray digest(const Secret &value) const = 0; // as AppVariable::digest
    // Conflict "variables-changed" when `expected` (AppSetup::variablesDigest) is no longer so. Takes effect
    // with the next deployment.
    virtual Async<void> changeVariables(const Target &target, const QList<VariableEdit> &edits,
                                        const QByteArray &expected, std::stop_token stop) = 0;
    virtual Async<void> setRunning(const Target &target, bool running, std::stop_token stop) = 0;
    virtual Async<void> saveDomain(const Target &target, const AppDomain &domain, std::stop_token stop) = 0;
    virtual Async<void> removeDomain(const Target &target, const QString &id, std::stop_token stop) = 0;
    virtual Async<void> saveComposeText(const Target &target, const QByteArray &text,
                                        std::stop_token stop) = 0;
    // Takes the compose file from this branch and path of the repository that it knows.
    virtual Async<void> saveGitSource(const Target &target, const QString &branch, const QString &path,
                                      std::stop_token stop) = 0;
    // Begins at once; destroy it to stop.
    virtual std::unique_ptr<LogTail> followLog(const Target &target, const QString &deployment) = 0;
};

// What a reveal gives to a page: the text itself. Nobody keeps it.
QString shownValue(const Secret &value);

} // namespace envdeck::platform
