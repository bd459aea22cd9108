// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/languages.h"

#include "tests/support/event_loop.h"

#include <QCoreApplication>
#include <QLocale>
#include <gtest/gtest.h>

namespace envdeck::testing {

QString PseudoTranslator::translate(const char *, const char *source, const char *, int n) const
{
    QString text = QString::fromUtf8(source);
    if (n >= 0)
        text.replace(QStringLiteral("%n"), QString::number(n));
    const auto padding = qMax<qsizetype>(1, text.size() * 2 / 5);
    return QStringLiteral("[%1%2]").arg(text, QString(padding, QLatin1Char('~')));
}

InLanguage::InLanguage(std::unique_ptr<QTranslator> translator) : m_translator(std::move(translator))
{
    QCoreApplication::installTranslator(m_translator.get());
    drainEvents();
}

InLanguage::~InLanguage()
{
    if (!m_translator)
        return;
    QCoreApplication::removeTranslator(m_translator.get());
    QLocale::setDefault(QLocale::c());
    drainEvents();
}

InLanguage InLanguage::pseudo()
{
    return InLanguage(std::make_unique<PseudoTranslator>());
}

InLanguage InLanguage::chinese()
{
    auto translator = std::make_unique<QTranslator>();
    EXPECT_TRUE(translator->load(QStringLiteral(":/i18n/envdeck_zh_CN.qm")));
    QLocale::setDefault(QLocale(QLocale::Chinese, QLocale::China));
    return InLanguage(std::move(translator));
}

} // namespace envdeck::testing
