// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>
#include <chrono>
#include <optional>

namespace envdeck {

using EnvironmentId = QString; // "dev", "prod", or any name of the workspace

enum class EnvironmentKind { Dev, Test, Prod, Custom }; // decides colour and guards

enum class ChangePath { Push, PullRequest };
enum class ApplyPath { Direct, PullRequest };
enum class Pin { Tag, Digest };

// When changes are not welcome: a span of the week ("fri 16:00-mon 08:00") or until a date.
struct Freeze {
    QString when; // as written
    QString reason;
    friend bool operator==(const Freeze &, const Freeze &) = default;
};

struct Policy {
    ChangePath deploy = ChangePath::Push;
    ChangePath rollback = ChangePath::Push;
    ApplyPath apply = ApplyPath::Direct;
    Pin pin = Pin::Tag;
    QList<Freeze> freeze;
    friend bool operator==(const Policy &, const Policy &) = default;
};

struct HostSpec {
    QString name;
    QString address;       // literal; empty when it comes from an output
    QString addressOutput; // name of the terraform output that holds it
    QString user;
    int port = 22;
    QStringList roles; // apps, database, monitoring
    QString jump{};    // the host of the same environment through which it is reached; empty: directly
    friend bool operator==(const HostSpec &, const HostSpec &) = default;
};

struct DokployRef {
    QUrl url;
    QString project;
    QString environment;
    friend bool operator==(const DokployRef &, const DokployRef &) = default;
};

struct SignozRef {
    QUrl url;
    QString filter; // filter expression added to every query of this environment
    friend bool operator==(const SignozRef &, const SignozRef &) = default;
};

struct DnsRef {
    QString provider; // "cloudflare"
    QString zone;
    bool proxied = false;
    friend bool operator==(const DnsRef &, const DnsRef &) = default;
};

struct Environment {
    EnvironmentId name;
    EnvironmentKind kind = EnvironmentKind::Custom;
    int order = 0;
    QString branch; // the branch its files stand on; the workspace's branch unless the layout is flat
    QString domain;
    Policy policy;
    QList<HostSpec> hosts;
    QList<int> ports;
    std::optional<DokployRef> dokploy;
    std::optional<SignozRef> signoz;
    std::optional<DnsRef> dns;
    QString tlsCa; // path in the repository of a private CA; empty for the system's
    friend bool operator==(const Environment &, const Environment &) = default;
};

enum class DokployKind { Compose, Application };

struct App {
    QString name;
    QStringList services;              // compose services that carry this app's image
    QList<EnvironmentId> environments; // in the workspace's order
    QString health;                    // URL with {domain} and {environment}; empty when it has none
    QString versionHeader;             // "X-App-Version"; empty when the app does not name its version
    QString telemetryService;          // service.name in SigNoz; empty when it sends nothing
    QString dokployName;
    DokployKind dokployKind = DokployKind::Compose;
    friend bool operator==(const App &, const App &) = default;
};

enum class GitHost { None, GitHub, GitHubEnterprise };

struct GitSpec {
    GitHost host = GitHost::None;
    QUrl url;           // GitHub Enterprise only
    QString repository; // "acme/infra"
    QString branch;
    friend bool operator==(const GitSpec &, const GitSpec &) = default;
};

struct Thresholds {
    double cpuPercent = 80;
    double memoryPercent = 85;
    double diskPercent = 80;
    double errorRatePercent = 1;
    double p95Ms = 500;
    std::chrono::days certificate{21};
    std::chrono::seconds observe{60}; // how long a new version is watched before it counts as healthy
    friend bool operator==(const Thresholds &, const Thresholds &) = default;
};

struct Database {
    QString name;
    QString kind;      // "postgres"
    QString container; // where it runs
    QString backupEvery;
    int keepDays = 30;
    QString backupTo;
    friend bool operator==(const Database &, const Database &) = default;
};

enum class TerraformProgram { Auto, Terraform, Tofu };

// The parsed envdeck.yaml of one infra repository. Values only: reading it is core/workspace's business.
struct Workspace {
    QString root; // absolute path of the checkout
    QString name;
    GitSpec git;
    QString terraformLayout; // "terraform/environments/{environment}"
    QString appsLayout;      // "deploy-config/{environment}/apps/{app}.compose.yml"
    TerraformProgram terraformProgram = TerraformProgram::Auto;
    QList<Environment> environments; // by order, then name
    QList<App> apps;                 // as written
    QList<Database> databases;
    QHash<QString, QString> registries; // host to kind: "ghcr.io" to "ghcr"
    Thresholds thresholds;
    QHash<QString, std::chrono::seconds> schedules; // "drift", "verify"

    const Environment *environment(const EnvironmentId &id) const; // null when there is none
    const App *app(const QString &name) const;
    QList<App> appsOf(const EnvironmentId &id) const;

    QString terraformFolder(const EnvironmentId &id) const; // relative to root
    QString composeFile(const EnvironmentId &id, const QString &app) const;
    QUrl healthUrl(const Environment &environment, const App &app) const; // empty when the app has none

    // True when everything it points at is on this machine: systems, hosts, apps and registries. Shown
    // hatched and named "Sandbox", and what lets health probes go to loopback.
    bool isLocal() const;

    friend bool operator==(const Workspace &, const Workspace &) = default;
};

// Parsed, not resolved: 127.0.0.0/8, ::1, their mapped forms, and the name "localhost".
bool isLoopback(const QUrl &url);

// scheme://host:port with the port always spelt out; what a secret is bound to.
QString originOf(const QUrl &url);

} // namespace envdeck
