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

// Of each provider's own documentation: what the packages of its schema say of its arguments
// (@cdktf/provider-cloudflare 13.9.1, @cdktf/provider-github 15.3.1, @pulumi/hcloud 1.41.0,
// @pulumi/digitalocean 4.80.1), and for AWS developer.hashicorp.com/terraform/language/backend/s3, which
// reads them as its provider does.
constexpr std::array providerTokens{
    Known{"hetznercloud/hcloud", "HCLOUD_TOKEN"},
    Known{"digitalocean/digitalocean", "DIGITALOCEAN_TOKEN"},
    Known{"digitalocean/digitalocean", "DIGITALOCEAN_ACCESS_TOKEN"},
    Known{"digitalocean/digitalocean", "SPACES_ACCESS_KEY_ID"},
    Known{"digitalocean/digitalocean", "SPACES_SECRET_ACCESS_KEY"},
    Known{"cloudflare/cloudflare", "CLOUDFLARE_API_TOKEN"},
    Known{"cloudflare/cloudflare", "CLOUDFLARE_API_KEY"}, // the old way, together with
    Known{"cloudflare/cloudflare", "CLOUDFLARE_EMAIL"},
    Known{"cloudflare/cloudflare", "CLOUDFLARE_API_USER_SERVICE_KEY"},
    Known{"hashicorp/aws", "AWS_ACCESS_KEY_ID"},
    Known{"hashicorp/aws", "AWS_SECRET_ACCESS_KEY"},
    Known{"hashicorp/aws", "AWS_SESSION_TOKEN"},
    Known{"integrations/github", "GITHUB_TOKEN"},
};

// developer.hashicorp.com/terraform/language/backend and the sources of Terraform 1.11
// (internal/backend/remote-state). TF_TOKEN_* of cloud and remote: tokenName().
constexpr std::array backendTokens{
    Known{"pg", "PG_CONN_STR"},        Known{"http", "TF_HTTP_USERNAME"},
    Known{"http", "TF_HTTP_PASSWORD"}, Known{"http", "TF_HTTP_CLIENT_PRIVATE_KEY_PEM"},
    Known{"s3", "AWS_ACCESS_KEY_ID"},  Known{"s3", "AWS_SECRET_ACCESS_KEY"},
    Known{"s3", "AWS_SESSION_TOKEN"},  Known{"s3", "AWS_SSE_CUSTOMER_KEY"},
};

// /cli/config/config-file, "Environment Variable Credentials": dots of the host become underscores, hyphens
// two of them. A port stays as it is (Terraform 1.11.4: a variable's name may hold a colon, a shell's may
// not).
QString tokenName(const QString &host)
{
    QString name = host.isEmpty() ? QStringLiteral("app.terraform.io") : host.toLower();
    name.replace(u'-', QLatin1String("__"));
    name.replace(u'.', u'_');
    return QStringLiteral("TF_TOKEN_") + name;
}

// "hetznercloud/hcloud" of registry.terraform.io/hetznercloud/hcloud too.
QString shortSource(const QString &source)
{
    return source.section(QLatin1Char('/'), -2).toLower();
}

} // namespace

QList<TokenName> tokenNames(const Configuration &configuration)
{
    QList<TokenName> names;
    const auto add = [&names](const QString &name, const QString &usedBy, bool ofBackend) {
        if (std::none_of(names.cbegin(), names.cend(), [&](const TokenName &t) { return t.name == name; }))
            names.append({name, usedBy, ofBackend});
    };
    for (const Known &known : backendTokens) {
        if (configuration.backend == QLatin1String(known.user))
            add(QString::fromLatin1(known.name), QStringLiteral("backend ") + configuration.backend, true);
    }
    if (configuration.backend == QLatin1String("cloud") || configuration.backend == QLatin1String("remote"))
        add(tokenName(configuration.backendHost), QStringLiteral("backend ") + configuration.backend, true);
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
            add(QString::fromLatin1(known.name), QString::fromLatin1(known.user), false);
    }
    return names;
}

} // namespace envdeck::terraform
