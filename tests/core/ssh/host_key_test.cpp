// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/host_key.h"
#include "tests/core/ssh/keys.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

namespace envdeck::testing {
namespace {

using ssh::HostKey;
using ssh::hostKeyFrom;

// Made once with ssh-keygen; the fingerprint is what ssh-keygen -l printed for it.
const QByteArray sample("AAAAC3NzaC1lZDI1NTE5AAAAIFCXFDw3NGzTfygo59iHLwUAkMT95iTd0FYJZf686wpx");

TEST(SshHostKey, HasTheFingerprintThatSshKeygenPrints)
{
    const auto key = hostKeyFrom("ssh-ed25519", sample);
    ASSERT_TRUE(key);
    EXPECT_EQ(key->fingerprint(), s("SHA256:bL76ZW5GXRlWrg3HLUy4idjpCBIKidI3VIDB5Fa00j0"));
    const QString grouped = key->grouped();
    EXPECT_EQ(QString(grouped).remove(QLatin1Char(' ')), key->fingerprint().mid(7));
    const QStringList groups = grouped.split(QLatin1Char(' '));
    ASSERT_EQ(groups.size(), 11); // 43 characters
    for (qsizetype i = 0; i < 10; ++i)
        EXPECT_EQ(groups.at(i).size(), 4);
    EXPECT_EQ(groups.last().size(), 3);
}

TEST(SshHostKey, IsReadOnlyInTheOneSpellingThatItHas)
{
    const QByteArray good = keyOf('a').blob.toBase64();
    EXPECT_TRUE(hostKeyFrom("ssh-ed25519", good));
    EXPECT_FALSE(hostKeyFrom("ssh-rsa", good)); // the blob says otherwise
    EXPECT_FALSE(hostKeyFrom("ssh-ed25519", good + '='));
    EXPECT_FALSE(hostKeyFrom("ssh-ed25519", good.left(20) + '\v' + good.mid(20)));
    EXPECT_FALSE(hostKeyFrom("ssh-ed25519", good.left(good.size() - 4)));
    EXPECT_FALSE(hostKeyFrom("ssh-ed25519", (keyOf('a').blob + 'x').toBase64())); // something behind it
    EXPECT_FALSE(hostKeyFrom("ssh-ed25519", QByteArray()));
    const HostKey certificate{"ssh-ed25519-cert-v01@openssh.com",
                              wire("ssh-ed25519-cert-v01@openssh.com") + wire(QByteArray(32, 'a'))};
    EXPECT_FALSE(hostKeyFrom(certificate.type, certificate.blob.toBase64()));
}

TEST(SshHostKey, AnRsaNumberWithNeedlessZerosOrASignIsNone)
{
    const QByteArray front = wire("ssh-rsa") + wire(QByteArray("\x01\x00\x01", 3));
    const QByteArray modulus = QByteArray(1, '\0') + QByteArray(256, '\xc1');
    EXPECT_TRUE((HostKey{"ssh-rsa", front + wire(modulus)}.isWellFormed()));
    EXPECT_FALSE((HostKey{"ssh-rsa", front + wire('\0' + modulus)}.isWellFormed()));
    EXPECT_FALSE((HostKey{"ssh-rsa", front + wire(modulus.mid(1))}.isWellFormed())); // negative
    EXPECT_FALSE((HostKey{"ssh-rsa", front + wire(QByteArray())}.isWellFormed()));
    EXPECT_FALSE((HostKey{"ssh-rsa", front}.isWellFormed()));
}

TEST(SshHostKey, ReadsTheCurvesThatOpenSshKnows)
{
    const auto ecdsa = [](const QByteArray &curve, int size, char first = 4) {
        const QByteArray type = "ecdsa-sha2-" + curve;
        return HostKey{type, wire(type) + wire(curve) + wire(first + QByteArray(size - 1, 'p'))};
    };
    EXPECT_TRUE(ecdsa("nistp256", 65).isWellFormed());
    EXPECT_TRUE(ecdsa("nistp384", 97).isWellFormed());
    EXPECT_TRUE(ecdsa("nistp521", 133).isWellFormed());
    EXPECT_FALSE(ecdsa("nistp256", 97).isWellFormed());
    EXPECT_FALSE(ecdsa("nistp256", 65, 2).isWellFormed()); // compressed
    EXPECT_FALSE(ecdsa("nistp192", 49).isWellFormed());
}

TEST(SshHostKey, WeakOnesAreSaid)
{
    EXPECT_FALSE(keyOf('a').isWeak());
    EXPECT_FALSE(rsaOf('a', 2048).isWeak());
    EXPECT_TRUE(rsaOf('a', 1024).isWeak());
    EXPECT_TRUE(rsaOf('a', 2040).isWeak());
    QByteArray dsa = wire("ssh-dss");
    for (int i = 0; i < 4; ++i)
        dsa += wire("1");
    EXPECT_TRUE((HostKey{"ssh-dss", dsa}.isWellFormed()));
    EXPECT_TRUE((HostKey{"ssh-dss", dsa}.isWeak()));
    EXPECT_TRUE((HostKey{"ssh-ed25519", keyOf('a').blob.left(12)}.isWeak()));
    EXPECT_TRUE(HostKey{}.isWeak());
}

} // namespace
} // namespace envdeck::testing
