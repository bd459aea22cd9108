// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fixtures.h"

#include <QFile>
#include <gtest/gtest.h>

namespace envdeck::testing {

QByteArray testData(const QString &relativePath)
{
    QFile file(QStringLiteral(ENVDECK_TEST_DATA "/") + relativePath);
    if (!file.open(QIODevice::ReadOnly)) {
        ADD_FAILURE() << "no test data " << qPrintable(relativePath);
        return {};
    }
    return file.readAll();
}

Workspace sampleWorkspace(const QString &root)
{
    Workspace workspace;
    workspace.root = root;
    workspace.name = QStringLiteral("acme");
    workspace.git.branch = QStringLiteral("main");
    workspace.terraformLayout = QStringLiteral("terraform/environments/{environment}");
    workspace.appsLayout = QStringLiteral("deploy-config/{environment}/apps/{app}.compose.yml");
    const QList<std::pair<QString, EnvironmentKind>> kinds{{QStringLiteral("dev"), EnvironmentKind::Dev},
                                                           {QStringLiteral("test"), EnvironmentKind::Test},
                                                           {QStringLiteral("prod"), EnvironmentKind::Prod}};
    for (const auto &[name, kind] : kinds) {
        Environment environment;
        environment.name = name;
        environment.kind = kind;
        environment.order = int(workspace.environments.size()) + 1;
        environment.branch = workspace.git.branch;
        environment.domain = name + QStringLiteral(".example.com");
        environment.dokploy =
            DokployRef{QUrl(QStringLiteral("http://127.0.0.1:1")), QStringLiteral("acme"), name};
        environment.signoz = SignozRef{QUrl(QStringLiteral("http://127.0.0.1:1")),
                                       QStringLiteral("deployment.environment = '%1'").arg(name)};
        workspace.environments.append(environment);
    }
    for (const QString &name : {QStringLiteral("api"), QStringLiteral("web")}) {
        App app;
        app.name = name;
        app.services = {name};
        app.environments = {QStringLiteral("dev"), QStringLiteral("test"), QStringLiteral("prod")};
        app.health = QStringLiteral("http://127.0.0.1:1/health");
        app.versionHeader = QStringLiteral("X-App-Version");
        app.telemetryService = name;
        app.dokployName = name;
        workspace.apps.append(app);
    }
    return workspace;
}

} // namespace envdeck::testing
