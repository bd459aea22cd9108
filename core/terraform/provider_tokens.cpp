// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/provider_tokens.h"

#include <algorithm>
#include <array>

namespace envdeck::terraform {

namespace {

struct Known {
    const char *user;
    const char *name;
};

// As the index page of each provider's documentation at registry.terraform.io names them.
constexpr std::array providerTokens{
    Known{"hetznercloud/hcloud", "HCLOUD_TOKEN"},
    Known{"digitalocean/digitalocean", "DIGITALOCEAN_TOKEN"},
    Known{"digitalocean/digitalocean", "DIGITALOCEAN_ACCESS_TOKEN"},
    Known{"digitalocean/digitalocean", "SPACES_ACCESS_KEY_ID"},
    Known{"digitalocean/digitalocean", "SPACES_SECRET_ACCESS_KEY"},
    Known{"cloudflare/cloudflare", "CLOUDFLARE_API_TOKEN"},
    Known{"hashicorp/aws", "AWS_ACCESS_KEY_ID"},
    Known{"hashicorp/aws", "AWS_SECRET_ACCESS_KEY"},
    Known{"hashicorp/aws", "AWS_SESSION_TOKEN"},
    Known{"integrations/github", "GITHUB_TOKEN"},
};

// developer.hashicorp.com/terraform/language/backend, and for cloud and remote /cli/config: "Environment
// Variable Credentials", of the host that they use when none is named.
constexpr std::array backendTokens{
    Known{"pg", "PG_CONN_STR"},
    Known{"http", "TF_HTTP_USERNAME"},
    Known{"http", "TF_HTTP_PASSWORD"},
    Known{"s3", "AWS_ACCESS_KEY_ID"},
    Known{"s3", "AWS_SECRET_ACCESS_KEY"},
    Known{"s3", "AWS_SESSION_TOKEN"},
    Known{"cloud", "TF_TOKEN_app_terraform_io"},
    Known{"remote", "TF_TOKEN_app_terraform_io"},
};

// "hetznercloud/hcloud" of registry.terraform.io/hetznercloud/hcloud too.
QString shortSource(const QString &source)
{
    return source.section(QLatin1Char('/'), -2).toLower();
}

} // namespace

QList<TokenName> tokenNames(const Configuration &configuration)
{
    QList<TokenName> names;
    const auto add = [&names](const Known &known, const QString &usedBy, bool ofBackend) {
        const QString name = QString::fromLatin1(known.name);
        if (std::none_of(names.cbegin(), names.cend(), [&](const TokenName &t) { return t.name == name; }))
            names.append({name, usedBy, ofBackend});
    };
    for (const Known &known : backendTokens) {
        if (configuration.backend == QLatin1String(known.user))
            add(known, QStringLiteral("backend ") + configuration.backend, true);
    }
    QStringList sources;
    for (const ProviderPin &provider : configuration.providers)
        // Without a source it is one of HashiCorp's, by its own name.
        sources.append(provider.source.isEmpty() ? QStringLiteral("hashicorp/") + provider.name
                                                 : shortSource(provider.source));
    for (auto it = configuration.lockedProviders.keyBegin(); it != configuration.lockedProviders.keyEnd();
         ++it)
        sources.append(shortSource(*it));
    for (const Known &known : providerTokens) {
        if (sources.contains(QLatin1String(known.user)))
            add(known, QString::fromLatin1(known.user), false);
    }
    return names;
}

} // namespace envdeck::terraform
