// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QRegularExpression>
#include <QXmlStreamReader>
#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

struct Message {
    QString context;
    QString source;
    QStringList translations; // one, or the plural forms
    bool unfinished = false;
};

QList<Message> messages()
{
    QFile file(QStringLiteral(ENVDECK_SOURCE_DIR "/translations/envdeck_zh_CN.ts"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<Message> all;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement())
            continue;
        const QStringView name = xml.name();
        if (name == QLatin1String("name")) {
            context = xml.readElementText();
        } else if (name == QLatin1String("message")) {
            all.append({context, {}, {}, false});
        } else if (name == QLatin1String("source")) {
            all.last().source = xml.readElementText();
        } else if (name == QLatin1String("translation")) {
            const auto type = xml.attributes().value(QLatin1String("type"));
            if (type == QLatin1String("vanished") || type == QLatin1String("obsolete")) {
                all.removeLast();
                xml.skipCurrentElement();
                continue;
            }
            all.last().unfinished = type == QLatin1String("unfinished");
            const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements);
            all.last().translations.append(text);
        }
    }
    EXPECT_FALSE(xml.hasError()) << qPrintable(xml.errorString());
    return all;
}

QStringList placeholders(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("%(?:L?[0-9]+|n)"));
    QStringList found;
    auto it = pattern.globalMatch(text);
    while (it.hasNext())
        found.append(it.next().captured());
    found.sort();
    return found;
}

TEST(Translation, ChineseIsComplete)
{
    const QList<Message> all = messages();
    EXPECT_GT(all.size(), 100);
    for (const Message &message : all) {
        EXPECT_FALSE(message.unfinished || message.translations.join(QString()).trimmed().isEmpty())
            << qPrintable(message.context) << ": " << qPrintable(message.source);
    }
}

TEST(Translation, PlaceholdersAreTheSame)
{
    for (const Message &message : messages()) {
        for (const QString &translation : message.translations) {
            if (translation.isEmpty())
                continue;
            EXPECT_EQ(placeholders(translation), placeholders(message.source)) << qPrintable(message.source);
        }
    }
}

} // namespace
} // namespace envdeck::ui
