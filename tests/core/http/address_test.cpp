// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/address.h"

#include <QUrl>
#include <gtest/gtest.h>

namespace envdeck::http {
namespace {

TEST(Address, KindsByTheParsedAddress)
{
    const QList<std::pair<const char *, AddressKind>> table{
        {"127.0.0.1", AddressKind::Loopback},
        {"127.8.9.1", AddressKind::Loopback},
        {"::1", AddressKind::Loopback},
        {"::ffff:127.0.0.1", AddressKind::Loopback},
        {"::127.0.0.1", AddressKind::Loopback},
        {"64:ff9b::7f00:1", AddressKind::Loopback},
        {"2002:7f00:1::", AddressKind::Loopback},
        {"169.254.1.1", AddressKind::LinkLocal},
        {"fe80::1", AddressKind::LinkLocal},
        {"::ffff:169.254.1.1", AddressKind::LinkLocal},
        {"169.254.169.254", AddressKind::Metadata},
        {"::ffff:169.254.169.254", AddressKind::Metadata},
        {"64:ff9b::a9fe:a9fe", AddressKind::Metadata},
        {"169.254.170.2", AddressKind::Metadata},
        {"100.100.100.200", AddressKind::Metadata},
        {"fd00:ec2::254", AddressKind::Metadata},
        {"0.0.0.0", AddressKind::Unusable},
        {"0.1.2.3", AddressKind::Unusable},
        {"::", AddressKind::Unusable},
        {"255.255.255.255", AddressKind::Unusable},
        {"224.0.0.1", AddressKind::Unusable},
        {"ff02::1", AddressKind::Unusable},
        {"240.0.0.1", AddressKind::Unusable},
        {"10.0.0.4", AddressKind::Private},
        {"172.16.0.1", AddressKind::Private},
        {"172.32.0.1", AddressKind::Public},
        {"192.168.1.1", AddressKind::Private},
        {"100.64.0.1", AddressKind::Private},
        {"fd12::1", AddressKind::Private},
        {"203.0.113.7", AddressKind::Public},
        {"2001:db8::1", AddressKind::Public},
    };
    for (const auto &[text, kind] : table) {
        const QHostAddress address(QString::fromLatin1(text));
        ASSERT_FALSE(address.isNull()) << text;
        EXPECT_EQ(addressKind(address), kind) << text;
    }
    EXPECT_EQ(addressKind(QHostAddress()), AddressKind::Unusable);
}

TEST(Address, OneSiteIsOneRegistrableDomain)
{
    struct Row {
        const char *a;
        const char *b;
        bool same;
    };
    const QList<Row> table{
        {"auth.docker.io", "registry-1.docker.io", true},
        {"AUTH.docker.io", "docker.io", true},
        {"ghcr.io", "ghcr.io", true},
        {"gitlab.com", "registry.gitlab.com", true},
        {"evil.com", "docker.com", false},
        {"a.co.uk", "b.co.uk", false},
        {"x.a.co.uk", "y.a.co.uk", true},
        {"mallory.github.io", "acme.github.io", false}, // on the public suffix list
        {"evil-docker.io", "docker.io", false},
        {"docker.io.evil.com", "docker.io", false},
        {"registry", "auth", false},
        {"registry", "registry", true},
        {"203.0.113.7", "203.0.113.7", true},
        {"203.0.113.7", "203.0.113.8", false},
        {"10.0.113.7", "9.0.113.7", false},
        {"", "", false},
    };
    for (const Row &row : table)
        EXPECT_EQ(sameSite(QString::fromLatin1(row.a), QString::fromLatin1(row.b)), row.same)
            << row.a << ' ' << row.b;
}

} // namespace
} // namespace envdeck::http
