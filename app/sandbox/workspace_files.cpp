// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/workspace_files.h"

#include "app/sandbox/hosts.h"
#include "app/sandbox/terraform_files.h"
#include "tests/standins/sshd/sshd.h"

namespace envdeck::sandbox {

namespace {

QByteArray envdeckYaml(const WorkspaceFiles &world, const Settings &settings)
{
    QString text = QStringLiteral("# A platform to try things on: everything in here is on this machine.\n"
                                  "envdeck: 1\n"
                                  "name: acme-sandbox\n"
                                  "git: { host: github-enterprise, url: \"%1\", repository: acme/infra, "
                                  "branch: main }\n"
                                  "layout:\n"
                                  "  terraform: terraform/environments/{environment}\n"
                                  "  apps: deploy-config/{environment}/apps/{app}.compose.yml\n"
                                  "terraform: { program: auto }\n"
                                  "environments:\n")
                       .arg(settings.url(QStringLiteral("github")).toString());
    for (qsizetype i = 0; i < environments.size(); ++i) {
        const QString &name = environments.at(i);
        // One environment whose infrastructure is changed by pull request, to try that too.
        const QString apply =
            name == QLatin1String("test") ? QStringLiteral("pull-request") : QStringLiteral("direct");
        text += QStringLiteral("  %1:\n"
                               "    kind: %1\n"
                               "    order: %2\n"
                               "    domain: %3\n"
                               "    policy: { deploy: push, rollback: push, apply: %6, pin: tag }\n"
                               "    dokploy: { url: \"%4\", project: acme, environment: %1 }\n"
                               "    signoz: { url: \"%5\", filter: \"deployment.environment = '%1'\" }\n")
                    .arg(name)
                    .arg(i + 1)
                    .arg(addressOf(name), settings.url(QStringLiteral("dokploy-") + name).toString(),
                         settings.url(QStringLiteral("signoz")).toString(), apply);
        if (hasHosts(settings))
            text += QStringLiteral("    hosts:\n"
                                   "      - { name: %1, address: 127.0.0.1, port: %2, user: \"%3\", "
                                   "roles: [apps, database, monitoring] }\n")
                        .arg(hostName(name))
                        .arg(settings.ports.value(hostPart(name)))
                        .arg(standins::sshd::userName());
    }
    text += QStringLiteral("apps:\n");
    for (const QString &app : apps) {
        text += QStringLiteral("  %1:\n"
                               "    services: [%1]\n"
                               "    environments: [dev, test, prod]\n"
                               "    health: http://{domain}:%2/health\n"
                               "    version: { header: X-App-Version }\n"
                               "    telemetry: { service: %1 }\n"
                               "    dokploy: { name: %1, kind: compose }\n")
                    .arg(app)
                    .arg(settings.ports.value(QStringLiteral("app-") + app));
    }
    text +=
        QStringLiteral("registries:\n"
                       "  \"%1\": { kind: oci }\n"
                       "# A short look is enough here: nobody's orders depend on it.\n"
                       "thresholds: { cpu: 80 %, error-rate: %2 %, p95: 500 ms, observe: 8 s }\n")
            .arg(settings.registryHost(), world.errorRateLowered ? QStringLiteral("1") : QStringLiteral("2"));
    return text.toUtf8();
}

QByteArray composeFile(const WorkspaceFiles &world, const Settings &settings, const QString &environment,
                       const QString &app)
{
    const QString explained =
        world.commentsExplained
            ? QStringLiteral("    # Requests of up to five seconds may end before the old container goes.\n")
            : QString();
    const QString database = app == QLatin1String("web")
                                 ? QString()
                                 : QStringLiteral("      - DATABASE_URL=${DATABASE_URL} # set in Dokploy\n");
    return QStringLiteral("# %1 in %2. Dokploy deploys this file whenever it changes on main.\n"
                          "services:\n"
                          "  %1:\n"
                          "    image: %3  # changed by CI and by Envdeck\n"
                          "    environment:\n"
                          "      - APP_ENV=%2\n"
                          "      - LOG_LEVEL=${LOG_LEVEL:-info}\n"
                          "%4"
                          "    ports:\n"
                          "      - \"%5:%6:8080\"\n"
                          "%7"
                          "    stop_grace_period: 5s\n"
                          "    networks: [dokploy-network]\n"
                          "\n"
                          "networks:\n"
                          "  dokploy-network:\n"
                          "    external: true\n")
        .arg(app, environment, settings.image(app, world.tags.value(environment + QLatin1Char('/') + app)),
             database, addressOf(environment))
        .arg(settings.ports.value(QStringLiteral("app-") + app))
        .arg(explained)
        .toUtf8();
}

QByteArray readme(const WorkspaceFiles &world)
{
    QByteArray text = "# acme infra\n\n"
                      "- `terraform/` what exists: servers, names, firewalls\n"
                      "- `deploy-config/` what runs on it\n"
                      "- `envdeck.yaml` how Envdeck reads both\n";
    if (world.onCallNoted)
        text += "\nOn call: Anna in even weeks, Bo in odd ones.\n";
    return text;
}

} // namespace

void WorkspaceFiles::change(const QString &name)
{
    if (name == QLatin1String("readme"))
        onCallNoted = true;
    else if (name == QLatin1String("firewall"))
        port8080Closed = true;
    else if (name == QLatin1String("compose-comments"))
        commentsExplained = true;
    else if (name == QLatin1String("thresholds"))
        errorRateLowered = true;
    else if (name == QLatin1String("grafana-record"))
        grafanaInDev = true;
}

FileSet filesOf(const WorkspaceFiles &world, const Settings &settings, const Folder &folder)
{
    FileSet files = terraformFiles(world, folder);
    files.insert(QStringLiteral("envdeck.yaml"), envdeckYaml(world, settings));
    files.insert(QStringLiteral("README.md"), readme(world));
    files.insert(QStringLiteral(".gitignore"),
                 "terraform.tfvars\n*.secret.tfvars\n*.tfstate\n*.tfstate.*\n*.tfplan\n.terraform/\n");
    for (const QString &environment : environments) {
        for (const QString &app : apps)
            files.insert(QStringLiteral("deploy-config/%1/apps/%2.compose.yml").arg(environment, app),
                         composeFile(world, settings, environment, app));
    }
    return files;
}

} // namespace envdeck::sandbox
