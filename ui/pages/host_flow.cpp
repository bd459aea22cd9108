// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/host_flow.h"

#include "core/domain/freeze.h"
#include "ui/dialogs/confirm_sheet.h"
#include "ui/text/number_text.h"
#include "ui/text/time_text.h"
#include "ui/text/variable_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/label.h"
#include "ui/widgets/overlay_host.h"
#include "ui/widgets/toast_host.h"

#include <QCheckBox>
#include <QPlainTextEdit>
#include <algorithm>

namespace envdeck::ui {

namespace {

Label *code(const QString &text)
{
    auto *label = new Label(text, Type::Code);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

// All of them, scrolled where they are many.
QPlainTextEdit *imageList(const QList<hosts::PruneImage> &images, const QString &name)
{
    QStringList lines;
    for (const hosts::PruneImage &image : images) {
        QStringList words{image.names.isEmpty() ? image.id.mid(7, 12) : image.names.first(),
                          sizeText(image.sizeBytes)};
        for (const auto &[why, who] : image.kept)
            words.append(who);
        lines.append(words.join(QStringLiteral("  ")));
    }
    auto *text = new QPlainTextEdit(lines.join(QLatin1Char('\n')));
    text->setAccessibleName(name);
    text->setReadOnly(true);
    text->setFont(ui::font(Type::Code));
    text->setLineWrapMode(QPlainTextEdit::NoWrap);
    constexpr qsizetype mostShown = 6;
    const int shown = int(std::clamp<qsizetype>(lines.size(), 1, mostShown));
    text->setFixedHeight(text->fontMetrics().lineSpacing() * shown + scaled(20));
    return text;
}

} // namespace

HostFlow::HostFlow(Page &page, std::unique_ptr<HostActionsPresenter> presenter)
    : QObject(&page), m_page(page), m_presenter(std::move(presenter))
{
    connect(m_presenter.get(), &HostActionsPresenter::identityReady, this, &HostFlow::openKey);
    connect(m_presenter.get(), &HostActionsPresenter::pruneReady, this, &HostFlow::openPrune);
    connect(m_presenter.get(), &HostActionsPresenter::failed, this,
            [this](const ErrorText &error) { say(error.sentence()); });
    connect(m_presenter.get(), &HostActionsPresenter::askingChanged, this, &HostFlow::askingChanged);
}

HostFlow::~HostFlow() = default;

void HostFlow::say(const QString &trouble)
{
    if (!trouble.isEmpty())
        m_page.toasts()->show(trouble);
}

bool HostFlow::mayAsk() const
{
    return !m_page.overlay()->isOpen() && !m_page.refusesChange();
}

GuardedAction HostFlow::action(const hosts::HostId &host, Risk risk) const
{
    const Environment *environment = m_presenter->workspace().environment(host.environment);
    GuardedAction action;
    action.guard = m_presenter->guard(risk, host);
    action.kind = environment ? environment->kind : EnvironmentKind::Custom;
    action.hatched = m_presenter->workspace().isLocal();
    action.environment = host.environment;
    return action;
}

// A change in a freeze says so, and wants to know why now.
ConfirmSheet *HostFlow::changing(const GuardedAction &asked, const QString &words, bool askReason) const
{
    const Environment *environment = m_presenter->workspace().environment(asked.environment);
    const auto freeze = environment ? freezeNow(environment->policy, m_presenter->now()) : std::nullopt;
    return new ConfirmSheet(
        asked, freeze ? frozenText(asked.environment, *freeze) + QStringLiteral("\n\n") + words : words, {},
        askReason || freeze);
}

void HostFlow::askKey(const hosts::HostId &host)
{
    if (!m_page.overlay()->isOpen()) // to look at it changes nothing
        m_presenter->askIdentity(host);
}

void HostFlow::openKey(const hosts::HostId &host, const platform::HostIdentity &identity)
{
    using Verdict = platform::HostIdentity::Verdict;
    const bool toDecide = identity.verdict == Verdict::Unknown || identity.verdict == Verdict::Changed;
    if (!m_page.isVisible() || (toDecide && !mayAsk()))
        return;
    switch (identity.verdict) {
    case Verdict::Unknown: return openUnknown(host, identity);
    case Verdict::Changed: return openChanged(host, identity);
    case Verdict::Known:
        return say(tr("%1 shows the key that was confirmed: %2").arg(host.path(), identity.fingerprint));
    case Verdict::Revoked:
        return say(tr("%1 shows a key that was revoked. Nothing goes there.").arg(host.path()));
    case Verdict::Unreadable:
        return say(tr("The confirmed keys cannot be read or contradict each other, so %1 cannot be told. "
                      "Nothing goes there.")
                       .arg(host.path()));
    }
}

QCheckBox *HostFlow::addCompared(ConfirmSheet *sheet)
{
    auto *compared = new QCheckBox(tr("I compared it with what the provider shows"));
    compared->setObjectName(QStringLiteral("hostkey.compared"));
    sheet->addFact(tr("Compared"), compared);
    return compared;
}

void HostFlow::openUnknown(const hosts::HostId &host, const platform::HostIdentity &identity)
{
    GuardedAction asked = action(host, Risk::R1);
    asked.guard = {};
    asked.guard.review = true;
    asked.title = tr("Is this %1?").arg(host.path());
    asked.accept = tr("Trust this key");
    auto *sheet = new ConfirmSheet(
        asked, tr("Nobody has confirmed the key of this host yet, and nothing was sent there. Compare the "
                  "fingerprint with what your provider's console shows. Once trusted, any other key at this "
                  "address stops every job."));
    sheet->setObjectName(QStringLiteral("hostkey.sheet"));
    sheet->addFact(tr("Address"), code(identity.address));
    sheet->addFact(tr("Key type"), code(identity.type));
    sheet->addFact(tr("Fingerprint"), code(identity.grouped));
    const QCheckBox *compared = addCompared(sheet);
    connect(sheet, &GuardedSheet::accepted, this, [this, host, identity, compared](const Confirmation &) {
        say(m_presenter->confirmKey(host, identity, compared->isChecked()));
    });
    openSheet(m_page.overlay(), sheet);
}

void HostFlow::openChanged(const hosts::HostId &host, const platform::HostIdentity &identity)
{
    GuardedAction asked = action(host, Risk::R3);
    asked.title = tr("%1 shows another key").arg(host.path());
    asked.accept = tr("Replace the key of %1").arg(host.path());
    asked.destructive = true;
    auto *sheet = changing(
        asked,
        tr("Somebody may stand between you and the host, or it was built anew. Every job on it has stopped. "
           "Replace the key only when you know why it changed and compared the new fingerprint."),
        true);
    sheet->setObjectName(QStringLiteral("hostkey.sheet"));
    sheet->addFact(tr("Address"), code(identity.address));
    for (const platform::ConfirmedKey &key : identity.confirmed)
        sheet->addFact(tr("Confirmed"),
                       code(QStringLiteral("%1 %2\n%3 %4")
                                .arg(key.type, key.fingerprint, key.who, exactTimeText(key.at))
                                .trimmed()));
    sheet->addFact(tr("Shown now"), code(QStringLiteral("%1 %2").arg(identity.type, identity.fingerprint)));
    const QCheckBox *compared = addCompared(sheet);
    connect(sheet, &GuardedSheet::accepted, this,
            [this, host, identity, compared](const Confirmation &confirmation) {
                say(m_presenter->replaceKey(host, identity, compared->isChecked(), confirmation.reason));
            });
    openSheet(m_page.overlay(), sheet);
}

void HostFlow::askRestart(const hosts::HostId &host, const hosts::ContainerFacts &container)
{
    if (!mayAsk())
        return;
    GuardedAction asked = action(host, Risk::R2);
    const QString name = container.isSwarm() ? container.service : container.name;
    asked.title = tr("Restart %1 on %2").arg(name, host.path());
    asked.accept = tr("Restart %1").arg(name);
    auto *sheet = changing(
        asked,
        container.isSwarm()
            ? tr("Swarm starts every task of the service anew, one after the other as the service says.")
            : tr("The container stops and starts again; what it serves is gone meanwhile. It is watched "
                 "for ten seconds afterwards."));
    sheet->addFact(tr("Image"), code(container.imageText));
    connect(sheet, &GuardedSheet::accepted, this, [this, host, container](const Confirmation &given) {
        say(container.isSwarm()
                ? m_presenter->restartService(host, container.service, given.reason)
                : m_presenter->restartContainer(host, container.id, container.name, given.reason));
    });
    openSheet(m_page.overlay(), sheet);
}

void HostFlow::askPrune(const hosts::HostId &host)
{
    if (mayAsk())
        m_presenter->askPrune(host);
}

void HostFlow::openPrune(const hosts::HostId &host, const hosts::PrunePlan &plan)
{
    if (!m_page.isVisible() || !mayAsk())
        return;
    if (plan.remove.isEmpty())
        return say(tr("Every image on %1 is still needed.").arg(host.path()));
    GuardedAction asked = action(host, Risk::R2);
    asked.title = tr("Remove unused images from %1").arg(host.path());
    asked.accept = tr("Remove %n image(s)", nullptr, int(plan.remove.size()));
    auto *sheet = changing(
        asked, tr("Images of containers, of services and of the last ten deployments of every app stay, so "
                  "that going back needs no download. An image that gets a container meanwhile stays too."));
    sheet->addFact(tr("Removed"), imageList(plan.remove, tr("Removed")));
    sheet->addFact(tr("Frees"), tr("at most %1").arg(sizeText(plan.atMostBytes)));
    if (plan.keep.isEmpty())
        sheet->addFact(tr("Kept"), tr("%n image(s)", nullptr, 0));
    else
        sheet->addFact(tr("Kept"), imageList(plan.keep, tr("Kept")));
    connect(sheet, &GuardedSheet::accepted, this, [this, host, plan](const Confirmation &given) {
        say(m_presenter->prune(host, plan, given.reason));
    });
    openSheet(m_page.overlay(), sheet);
}

void HostFlow::askReboot(const hosts::HostId &host)
{
    if (!mayAsk())
        return;
    GuardedAction asked = action(host, Risk::R3);
    asked.title = tr("Restart the host %1").arg(host.path());
    asked.accept = tr("Restart %1").arg(host.path());
    asked.destructive = true;
    auto *sheet = changing(asked,
                           tr("Everything on the host stops, and is gone until it is up again. Envdeck "
                              "waits for it, ten minutes at most."),
                           true);
    connect(sheet, &GuardedSheet::accepted, this, [this, host](const Confirmation &confirmation) {
        say(m_presenter->reboot(host, confirmation.reason));
    });
    openSheet(m_page.overlay(), sheet);
}

} // namespace envdeck::ui
