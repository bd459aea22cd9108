// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/drift_text.h"

#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

using infrastructure::DriftedAttribute;
using infrastructure::DriftedResource;

DriftedResource resource()
{
    DriftedResource found;
    found.address = QStringLiteral("lab_dns.api");
    found.file = QStringLiteral("terraform/main.tf");
    found.line = 3;
    return found;
}

DriftedAttribute changed(const char *actual, const terraform::ArgumentCode &code)
{
    DriftedAttribute attribute;
    attribute.path = QStringLiteral("ttl");
    attribute.expected = QStringLiteral("300");
    attribute.actual = QString::fromUtf8(actual);
    attribute.code = code;
    return attribute;
}

terraform::ArgumentCode ofVariable(const char *type)
{
    return {QStringLiteral("terraform/env.auto.tfvars"),
            2,
            QStringLiteral("dns_ttl"),
            "300",
            QStringLiteral("dns_ttl"),
            true,
            false,
            QString::fromLatin1(type)};
}

TEST(Adoption, OfAVariableIsTypedAsItsTypeWants)
{
    EXPECT_EQ(adoptionOf(resource(), changed("60", ofVariable("number"))).typed, QStringLiteral("60"));
    EXPECT_EQ(adoptionOf(resource(), changed("60", ofVariable("string"))).typed, QStringLiteral("60"));
    EXPECT_EQ(adoptionOf(resource(), changed("\"a \\\"b\\\"\"", ofVariable("string"))).typed,
              QStringLiteral("a \"b\""));
    EXPECT_EQ(adoptionOf(resource(), changed("\"60\"", ofVariable("number"))).typed, QStringLiteral("60"));
    EXPECT_EQ(adoptionOf(resource(), changed("\"x\"", ofVariable(""))).typed, QStringLiteral("\"x\""));
    EXPECT_EQ(adoptionOf(resource(), changed("[1]", ofVariable("list(number)"))).typed,
              QStringLiteral("[1]"));
}

TEST(Adoption, OfASecretShowsNothing)
{
    terraform::ArgumentCode code = ofVariable("string");
    code.isSecret = true;
    const Adoption adoption = adoptionOf(resource(), changed("\"CANARY\"", code));
    EXPECT_TRUE(adoption.snippet.isEmpty());
    EXPECT_TRUE(adoption.variable.isEmpty());
    EXPECT_FALSE(adoption.text.contains(QStringLiteral("CANARY")));
}

TEST(Adoption, OfWhatTheCodeDoesNotSayNamesTheBlock)
{
    const Adoption adoption = adoptionOf(resource(), changed("60", {}));
    EXPECT_EQ(adoption.place, QStringLiteral("terraform/main.tf:3"));
    EXPECT_EQ(adoption.snippet, QStringLiteral("ttl = 60"));
    EXPECT_TRUE(adoption.variable.isEmpty());
}

TEST(Adoption, OfWhatIsNoLongerSetIsTakenOut)
{
    DriftedAttribute attribute = changed("", ofVariable("number"));
    attribute.hasActual = false;
    const Adoption adoption = adoptionOf(resource(), attribute);
    EXPECT_TRUE(adoption.variable.isEmpty());
    EXPECT_TRUE(adoption.text.startsWith(QStringLiteral("It is no longer set")));
}

TEST(Adoption, WithoutCodeSaysSo)
{
    DriftedResource elsewhere = resource();
    elsewhere.file.clear();
    EXPECT_TRUE(adoptionOf(elsewhere, changed("60", {})).place.isEmpty());
    EXPECT_TRUE(adoptionOfDeletion(elsewhere).text.startsWith(
        QStringLiteral("The code that makes it was not found")));
}

TEST(DriftValues, ATextLosesItsQuotesAndNothingIsTold)
{
    DriftedAttribute attribute = changed("\"two\\nlines\"", {});
    EXPECT_EQ(driftActualText(attribute), QStringLiteral("two lines"));
    attribute.hasActual = false;
    EXPECT_EQ(driftActualText(attribute), QStringLiteral("not set"));
    attribute.hasActual = true;
    attribute.actual = QStringLiteral("\"\"");
    EXPECT_EQ(driftActualText(attribute), QStringLiteral("\"\""));
}

} // namespace
} // namespace envdeck::ui
