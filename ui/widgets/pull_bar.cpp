// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/pull_bar.h"

#include "ui/text/pull_text.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/label.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>

namespace envdeck::ui {

PullBar::PullBar(QWidget *parent) : QWidget(parent), m_text(new Label({}, Type::Body))
{
    setObjectName(QStringLiteral("jobs.pull"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::space3, 0, metrics::space3, metrics::space2);
    row->setSpacing(metrics::space2);
    m_text->setObjectName(QStringLiteral("jobs.pull.text"));
    m_text->setWordWrap(true);
    row->addWidget(m_text, 1);
    m_open = addButton("jobs.pull.open");
    m_copy = addButton("jobs.pull.copy");
    m_merge = addButton("jobs.pull.merge");
    setVariant(m_merge, ButtonVariant::Secondary);
    connect(m_open, &QPushButton::clicked, this, &PullBar::pageAsked);
    connect(m_copy, &QPushButton::clicked, this, &PullBar::copyLink);
    connect(m_merge, &QPushButton::clicked, this, &PullBar::mergeAsked);
    retranslate();
    setVisible(false);
}

QPushButton *PullBar::addButton(const char *objectName)
{
    auto *button = new QPushButton;
    button->setObjectName(QString::fromLatin1(objectName));
    setVariant(button, ButtonVariant::Quiet);
    layout()->addWidget(button);
    return button;
}

void PullBar::retranslate()
{
    m_open->setText(tr("Open in browser"));
    m_open->setAccessibleName(tr("Open the pull request in the browser"));
    m_copy->setText(tr("Copy link"));
    m_copy->setAccessibleName(tr("Copy the link of the pull request"));
    m_merge->setText(tr("Merge\u2026"));
    m_merge->setAccessibleName(tr("Merge the pull request"));
}

void PullBar::setJob(const JobStatus &job)
{
    const auto pull = pullOf(job);
    setVisible(pull.has_value());
    if (!pull)
        return;
    const QString text = tr("Pull request %1", "\"#12: waiting for review\"").arg(pullText(*pull));
    m_text->setText(leftPullOpen(job) ? tr("%1. It stays open.").arg(text) : text);
    m_page = pull->page;
    m_open->setVisible(!m_page.isEmpty());
    m_open->setToolTip(m_page.toString());
    m_copy->setVisible(!m_page.isEmpty());
    m_merge->setVisible(waitsForPeople(job));
    m_merge->setEnabled(mayMerge(job));
    m_merge->setToolTip(mayMerge(job) ? QString() : tr("Not yet: %1").arg(pullText(*pull)));
}

void PullBar::copyLink()
{
    QApplication::clipboard()->setText(m_page.toString());
}

void PullBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace envdeck::ui
