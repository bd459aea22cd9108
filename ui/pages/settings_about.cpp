// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings_about.h"

#include "ui/pages/settings_form.h"
#include "ui/widgets/label.h"
#include "ui/widgets/toast_host.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QSysInfo>
#include <QVBoxLayout>

#include <array>

namespace envdeck::ui {

namespace {

enum AboutRow { VersionRow, LicenceRow, QtRow, SystemRow, CopyRow, FirstPartRow };

struct BundledPart {
    const char *name;
    const char *licence;
};

// Besides Qt. Names and licences are spelt alike in every language.
constexpr std::array bundledParts{BundledPart{"Qt Charts", "GPL-3.0-only"},
                                  BundledPart{"QtKeychain", "BSD-3-Clause"},
                                  BundledPart{"yaml-cpp", "MIT"},
                                  BundledPart{"simdjson", "Apache-2.0"},
                                  BundledPart{"CLI11", "BSD-3-Clause"},
                                  BundledPart{"SQLite", "Public domain"},
                                  BundledPart{"Inter, JetBrains Mono, Noto CJK", "OFL-1.1"}};

} // namespace

AboutSettings::AboutSettings(Page &page)
    : SettingsSection(page), m_form(new SettingsForm),
      m_version(new Label(QStringLiteral(ENVDECK_VERSION), Type::BodyStrong)),
      m_qt(new Label(QString::fromLatin1(qVersion()))), m_system(new Label(QSysInfo::prettyProductName())),
      m_licence(new Label(QStringLiteral("GPL-3.0-or-later"))), m_copy(new QPushButton)
{
    m_version->setObjectName(QStringLiteral("about.version"));
    m_copy->setObjectName(QStringLiteral("about.copy"));
    for (Label *label : {m_version, m_licence, m_qt, m_system})
        m_form->addRow(label);
    m_form->addRow(m_copy);
    for (const BundledPart &part : bundledParts) {
        m_parts.append(new Label(QString::fromLatin1(part.licence), Type::Small, Tone::Muted));
        m_form->addRow(m_parts.last());
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_form);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(report());
        SettingsSection::page().toasts()->show(tr("Copied the versions"));
    });
}

bool AboutSettings::filter(const QString &text)
{
    return m_form->filter(text);
}

void AboutSettings::retranslate()
{
    m_form->setWords(VersionRow, QStringLiteral("Envdeck"),
                     tr("Control panel for small self-hosted platforms. It sends nothing about you or your "
                        "platform to anybody."));
    m_form->setWords(
        LicenceRow, tr("Licence"),
        tr("Free software: you may use, study, change and share it. It comes without warranty."));
    m_form->setWords(QtRow, QStringLiteral("Qt"), tr("The toolkit that draws this window."));
    m_form->setWords(SystemRow, tr("System"), {});
    m_form->setWords(CopyRow, tr("For a report"),
                     tr("These versions as text, without anything about your platform."));
    for (std::size_t i = 0; i < bundledParts.size(); ++i)
        m_form->setWords(FirstPartRow + static_cast<int>(i), QString::fromLatin1(bundledParts.at(i).name),
                         {});
    m_copy->setText(tr("Copy versions"));
}

QString AboutSettings::report() const
{
    return QStringLiteral("Envdeck %1\nQt %2\n%3 %4")
        .arg(m_version->text(), m_qt->text(), m_system->text(), QSysInfo::currentCpuArchitecture());
}

} // namespace envdeck::ui
