// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/observed.h"
#include "core/gitops/compose_facts.h"
#include "core/http/certificate_probe.h"
#include "core/platform/app_panel.h"

namespace envdeck::apps {

// The compose file of an app as git has it at the head of its environment's branch.
struct ComposeView {
    QString file; // in the repository
    QString branch;
    QString commit;
    QByteArray text;
    QList<int> imageLines; // 1-based, of the app's services
    QList<gitops::ComposeVariable> variables;
    QList<int> tokenLines;            // 1-based, that look like a secret: none may be in git
    std::optional<bool> rollsAsStack; // docker stack would replace the app's services without a gap
    QStringList ignoredByStack;       // "container_name (api)": what only docker compose honours
    std::optional<Error> unreadable;  // as compose; the text is shown all the same
    friend bool operator==(const ComposeView &, const ComposeView &) = default;
};

// Something that differs on the platform from git, or from what was accepted there last.
enum class DriftKind {
    ComposeText,   // the platform runs another text than git holds
    ComposeSource, // it takes the file from another branch or path
    DomainAdded,
    DomainChanged,
    DomainRemoved,
    VariableAdded,
    VariableChanged, // in this run of the program: digests are not kept
    VariableRemoved,
};

struct PanelDrift {
    DriftKind kind = DriftKind::ComposeText;
    QString subject;  // "api.example.com/", "LOG_LEVEL", the file
    QString expected; // no value of a variable
    QString actual;
    platform::AppDomain wanted; // of a domain: what restoring writes
    friend bool operator==(const PanelDrift &, const PanelDrift &) = default;
};

bool canRestore(DriftKind kind);   // a value that nobody keeps cannot be written back
bool canAdopt(DriftKind kind);     // into git, or as what is accepted from now on
QString driftName(DriftKind kind); // "domain-changed"

// What replacing the containers means for those who use the app, by the last deployments.
struct UpdateEffect {
    std::optional<bool> stopsFirst;        // nothing: the platform or the file did not say
    bool isStack = false;                  // it is docker stack that replaces them
    bool isCompose = false;                // or docker compose; neither: a single image
    QList<std::chrono::milliseconds> gaps; // measured, newest first
    std::optional<std::chrono::milliseconds> medianGap() const;
    friend bool operator==(const UpdateEffect &, const UpdateEffect &) = default;
};

// One app in one environment, as far as it was looked at.
struct AppFacts {
    Target target;
    Observed<platform::AppSetup> setup;
    Observed<ComposeView> compose;
    QHash<QString, Observed<http::CertificateFacts>> certificates; // by host, of domains with https
    QList<PanelDrift> drift;
    UpdateEffect effect;
    friend bool operator==(const AppFacts &, const AppFacts &) = default;
};

} // namespace envdeck::apps
