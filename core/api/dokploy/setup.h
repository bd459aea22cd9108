// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/dokploy/types.h"

// What is set up for a service in Dokploy: variables, domains, mounts.
namespace envdeck::dokploy {

// A project with everything that runs in it, of project.all, which an owner sees whole.
struct ProjectInfo {
    struct EnvironmentInfo {
        QString id;
        QString name;
        bool isDefault = false;
        QList<ServiceSummary> services; // composes, then applications; the status as far as it is told
        int databases = 0;              // of any kind
        friend bool operator==(const EnvironmentInfo &, const EnvironmentInfo &) = default;
    };
    QString id;
    QString name;
    QList<EnvironmentInfo> environments;
    friend bool operator==(const ProjectInfo &, const ProjectInfo &) = default;
};

// A variable of a service, without its value.
struct Variable {
    QString name;
    QByteArray digest; // HMAC-SHA256 of the value, by the key of this run: equal values have equal ones
    bool isEmpty = false;
    QString reference; // "project.X", "environment.X", "X" of the first ${{…}} in it; else empty
    bool isReferenceBroken = false; // what it refers to is not set there
    friend bool operator==(const Variable &, const Variable &) = default;
};

struct VariableChange {
    QString name;
    std::optional<Secret> value; // nothing: unset
};

enum class CertificateKind { None, LetsEncrypt, Custom, Unknown };

struct Domain {
    QString id; // empty for one that is to be made
    QString host;
    QString path = QStringLiteral("/");
    int port = 3000; // of the container
    bool https = false;
    CertificateKind certificate = CertificateKind::None;
    QString resolver; // of a custom certificate
    QString service;  // of a compose; empty for an application
    QString internalPath = QStringLiteral("/");
    bool stripPath = false;
    QStringList middlewares;
    bool enabled = true;
    friend bool operator==(const Domain &, const Domain &) = default;
};

// What Dokploy itself found of a name's DNS.
struct DomainCheck {
    bool valid = false;
    QString address; // that it resolves to; empty when unknown
    QString problem; // Dokploy's words, redacted
    friend bool operator==(const DomainCheck &, const DomainCheck &) = default;
};

enum class MountKind { Bind, Volume, File, Unknown };
struct Mount {
    MountKind kind = MountKind::Unknown;
    QString path;   // in the container
    QString source; // host path, volume name or file path; never a file's content
    friend bool operator==(const Mount &, const Mount &) = default;
};

// compose.one or application.one, whole but for what is secret.
struct Setup {
    Service service;
    QByteArray composeFile;     // of a compose; what runs only with source raw, otherwise a left-over
    int replicas = 0;           // of an application
    QList<Variable> variables;  // of the service itself, by name
    QByteArray variablesDigest; // of their whole text, to notice a change of others
    QList<Domain> domains;      // by host and path
    QList<Mount> mounts;
};

} // namespace envdeck::dokploy
