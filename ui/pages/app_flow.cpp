// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/app_flow.h"

#include "core/domain/freeze.h"
#include "ui/dialogs/confirm_sheet.h"
#include "ui/models/diff_line.h"
#include "ui/text/app_text.h"
#include "ui/text/variable_text.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/diff_view.h"
#include "ui/widgets/label.h"
#include "ui/widgets/overlay_host.h"
#include "ui/widgets/toast_host.h"

#include <QLineEdit>
#include <QRegularExpression>

namespace envdeck::ui {

namespace {

QLineEdit *secretField(const QString &name, const QString &accessible)
{
    auto *field = new QLineEdit;
    field->setObjectName(name);
    field->setAccessibleName(accessible);
    field->setFont(ui::font(Type::Code));
    field->setEchoMode(QLineEdit::Password);
    return field;
}

QLineEdit *nameField(const QString &text)
{
    auto *field = new QLineEdit(text);
    field->setObjectName(QStringLiteral("apps.variable.name"));
    field->setAccessibleName(AppFlow::tr("Name"));
    field->setFont(ui::font(Type::Code));
    return field;
}

bool isName(const QString &text)
{
    static const QRegularExpression shape(QStringLiteral("^[A-Za-z_][A-Za-z0-9_.-]*$"));
    return shape.match(text).hasMatch();
}

} // namespace

AppFlow::AppFlow(Page &page, AppsPresenter &presenter) : QObject(&page), m_page(page), m_presenter(presenter)
{
    connect(&m_presenter, &AppsPresenter::failed, this,
            [this](const ErrorText &error) { say(error.sentence()); });
    connect(&m_presenter, &AppsPresenter::refused, this, &AppFlow::say);
    connect(&m_presenter, &AppsPresenter::changed, this, [this](const QString &environment) {
        say(tr("Changed in Dokploy. It counts from the next deployment of %1 in %2 on.")
                .arg(m_presenter.target().app, environment));
    });
}

void AppFlow::say(const QString &trouble)
{
    if (!trouble.isEmpty())
        m_page.toasts()->show(trouble);
}

bool AppFlow::mayAsk() const
{
    return !m_page.overlay()->isOpen() && !m_page.refusesChange();
}

GuardedAction AppFlow::action(const EnvironmentId &name) const
{
    const Environment *environment = m_presenter.workspace().environment(name);
    GuardedAction action;
    action.guard = environment ? guardFor(Risk::R2, *environment) : Guard();
    action.kind = environment ? environment->kind : EnvironmentKind::Custom;
    action.hatched = m_presenter.workspace().isLocal();
    action.environment = name;
    return action;
}

bool AppFlow::isFrozen(const EnvironmentId &name) const
{
    const Environment *environment = m_presenter.workspace().environment(name);
    return environment && freezeNow(environment->policy, m_presenter.state().now);
}

QString AppFlow::withFreeze(const QString &text, const EnvironmentId &name) const
{
    const Environment *environment = m_presenter.workspace().environment(name);
    const auto freeze = environment ? freezeNow(environment->policy, m_presenter.state().now) : std::nullopt;
    return freeze ? frozenText(name, *freeze) + QLatin1Char('\n') + text : text;
}

void AppFlow::askSet(const EnvironmentId &environment, const QString &name)
{
    if (!mayAsk())
        return;
    const QString app = m_presenter.target().app;
    GuardedAction asked = action(environment);
    asked.title = name.isEmpty() ? tr("New variable of %1 in %2").arg(app, environment)
                                 : tr("Set %1 of %2 in %3").arg(name, app, environment);
    asked.accept = tr("Set in %1").arg(environment);
    auto *sheet = new ConfirmSheet(
        asked,
        withFreeze(
            tr("The value goes to Dokploy and is kept nowhere else; the audit has the name. The containers "
               "get it with the next deployment."),
            environment),
        {}, isFrozen(environment));
    sheet->setObjectName(QStringLiteral("apps.variable.sheet"));
    QLineEdit *named = name.isEmpty() ? nameField({}) : nullptr;
    if (named)
        sheet->addFact(tr("Name"), named);
    QLineEdit *value = secretField(QStringLiteral("apps.variable.value"), tr("Value"));
    sheet->addFact(tr("Value"), value);
    const auto check = [sheet, named] {
        sheet->setBlocked(!named || isName(named->text())
                              ? QString()
                              : AppFlow::tr("A name begins with a letter and has letters, digits and _"));
    };
    check();
    if (named)
        connect(named, &QLineEdit::textChanged, sheet, check);
    connect(sheet, &GuardedSheet::accepted, this,
            [this, environment, name, named, value](const Confirmation &confirmation) {
                const QString of = named ? named->text() : name;
                const Secret typed(value->text().toUtf8());
                value->clear();
                say(m_presenter.setVariables(environment, {{of, typed}}, confirmation.reason));
            });
    openSheet(m_page.overlay(), sheet);
    (named ? named : value)->setFocus();
}

void AppFlow::askUnset(const EnvironmentId &environment, const QString &name)
{
    if (!mayAsk())
        return;
    GuardedAction asked = action(environment);
    asked.title = tr("Unset %1 of %2 in %3").arg(name, m_presenter.target().app, environment);
    asked.accept = tr("Unset in %1").arg(environment);
    asked.destructive = true;
    auto *sheet = new ConfirmSheet(
        asked,
        withFreeze(
            tr("Its value is gone then: nobody but Dokploy keeps it. The containers run without it from "
               "the next deployment on."),
            environment),
        {}, isFrozen(environment));
    sheet->setObjectName(QStringLiteral("apps.variable.sheet"));
    connect(sheet, &GuardedSheet::accepted, this,
            [this, environment, name](const Confirmation &confirmation) {
                say(m_presenter.setVariables(environment, {{name, {}}}, confirmation.reason));
            });
    openSheet(m_page.overlay(), sheet);
}

void AppFlow::askRename(const EnvironmentId &environment, const QString &name)
{
    if (!mayAsk())
        return;
    GuardedAction asked = action(environment);
    asked.title = tr("Rename %1 of %2 in %3").arg(name, m_presenter.target().app, environment);
    asked.accept = tr("Rename in %1").arg(environment);
    auto *sheet = new ConfirmSheet(
        asked,
        withFreeze(tr("The new name gets the value of the old one, which is unset, both in one change."),
                   environment),
        {}, isFrozen(environment));
    sheet->setObjectName(QStringLiteral("apps.variable.sheet"));
    QLineEdit *named = nameField(name);
    sheet->addFact(tr("New name"), named);
    const auto check = [sheet, named, name] {
        sheet->setBlocked(isName(named->text()) && named->text() != name ? QString()
                                                                         : AppFlow::tr("Another name"));
    };
    check();
    connect(named, &QLineEdit::textChanged, sheet, check);
    connect(sheet, &GuardedSheet::accepted, this, [this, environment, name, named](const Confirmation &) {
        m_presenter.renameVariable(environment, name, named->text());
    });
    openSheet(m_page.overlay(), sheet);
}

void AppFlow::askCopy(const EnvironmentId &from, const EnvironmentId &to, const QString &name)
{
    if (!mayAsk())
        return;
    GuardedAction asked = action(to);
    asked.title = tr("Copy %1 of %2 from %3 to %4").arg(name, m_presenter.target().app, from, to);
    asked.accept = tr("Set in %1").arg(to);
    auto *sheet = new ConfirmSheet(
        asked,
        withFreeze(
            tr("%1 gets the value that %2 has, without its being shown. The containers get it with the "
               "next deployment.")
                .arg(to, from),
            to),
        {}, isFrozen(to));
    sheet->setObjectName(QStringLiteral("apps.variable.sheet"));
    connect(sheet, &GuardedSheet::accepted, this,
            [this, from, to, name](const Confirmation &) { m_presenter.copyVariable(from, to, name); });
    openSheet(m_page.overlay(), sheet);
}

void AppFlow::askRunning(bool running)
{
    if (!mayAsk())
        return;
    const Target target = m_presenter.target();
    GuardedAction asked = action(target.environment);
    asked.title = running ? tr("Start %1 in %2").arg(target.app, target.environment)
                          : tr("Stop %1 in %2").arg(target.app, target.environment);
    asked.accept = running ? tr("Start %1").arg(target.text()) : tr("Stop %1").arg(target.text());
    asked.destructive = !running;
    auto *sheet = new ConfirmSheet(
        asked,
        withFreeze(
            running
                ? tr("Dokploy starts the containers that it has; what git says meanwhile is deployed by a "
                     "redeployment.")
                : tr("Every container of it stops, and nothing answers there until it is started again. "
                     "Git stays as it is."),
            target.environment),
        {}, isFrozen(target.environment));
    sheet->setObjectName(QStringLiteral("apps.running.sheet"));
    connect(sheet, &GuardedSheet::accepted, this, [this, running](const Confirmation &confirmation) {
        say(m_presenter.setRunning(running, confirmation.reason));
    });
    openSheet(m_page.overlay(), sheet);
}

void AppFlow::askRedeploy()
{
    if (!mayAsk())
        return;
    const Target target = m_presenter.target();
    GuardedAction asked = action(target.environment);
    asked.title = tr("Redeploy %1 in %2").arg(target.app, target.environment);
    asked.accept = tr("Redeploy %1").arg(target.text());
    const apps::AppFacts *facts = m_presenter.state().facts();
    auto *sheet = new ConfirmSheet(
        asked,
        withFreeze(
            tr("Dokploy deploys once more what git says; no commit is made. Changed variables and domains "
               "count afterwards."),
            target.environment),
        {}, isFrozen(target.environment));
    sheet->setObjectName(QStringLiteral("apps.redeploy.sheet"));
    if (facts)
        sheet->addFact(tr("Effect"), updateText(facts->effect));
    connect(sheet, &GuardedSheet::accepted, this,
            [this](const Confirmation &) { say(m_presenter.redeploy()); });
    openSheet(m_page.overlay(), sheet);
}

void AppFlow::askRestore(const QList<apps::PanelDrift> &drift)
{
    const apps::AppFacts *facts = m_presenter.state().facts();
    if (!mayAsk() || !facts)
        return;
    const Target target = facts->target;
    GuardedAction asked = action(target.environment);
    asked.title = tr("Restore %1 in %2").arg(target.app, target.environment);
    asked.accept = tr("Restore in Dokploy");
    auto *sheet = new ConfirmSheet(
        asked,
        withFreeze(
            tr("Dokploy gets back what git says, or what was accepted; it is read again afterwards. Most of "
               "it counts from the next deployment on."),
            target.environment),
        {}, isFrozen(target.environment));
    sheet->setObjectName(QStringLiteral("apps.restore.sheet"));
    for (const apps::PanelDrift &one : drift) {
        sheet->addFact(driftText(one), restoreText(one));
        if (one.kind == apps::DriftKind::ComposeText && facts->setup.value && facts->compose.value)
            sheet->addFact(tr("Lines"),
                           new DiffView(diffLines(QString::fromUtf8(facts->setup.value->source.text),
                                                  QString::fromUtf8(facts->compose.value->text))));
    }
    connect(sheet, &GuardedSheet::accepted, this, [this, drift](const Confirmation &confirmation) {
        say(m_presenter.restore(drift, confirmation.reason));
    });
    openSheet(m_page.overlay(), sheet);
}

void AppFlow::askStack()
{
    const apps::AppFacts *facts = m_presenter.state().facts();
    if (!mayAsk() || !facts || !facts->compose.value)
        return;
    const auto draft = m_presenter.stackDraft();
    if (!draft)
        return say(errorText(draft.error(), Attempt::ChangeApp, TrueNow::NothingChanged, facts->target.text())
                       .sentence());
    const Target target = facts->target;
    const apps::ComposeView &view = *facts->compose.value;
    GuardedAction asked = action(target.environment);
    asked.title = tr("Draft %1 in %2 as a stack that rolls").arg(target.app, target.environment);
    asked.accept = tr("Commit the draft");
    auto *sheet = new ConfirmSheet(asked,
                                   withFreeze(facts->effect.isStack
                                                  ? tr("It is a stack already: from the next deployment on "
                                                       "the new containers start before the old "
                                                       "ones stop.")
                                                  : tr("Docker compose takes no notice of these lines, so "
                                                       "nothing changes yet. They count once you stop "
                                                       "the app in Dokploy, make its kind a stack and deploy "
                                                       "it: that once it is gone for a moment, and "
                                                       "afterwards updates roll."),
                                              target.environment),
                                   {}, isFrozen(target.environment));
    sheet->setObjectName(QStringLiteral("apps.stack.sheet"));
    sheet->addFact(tr("Effect now"), updateText(facts->effect));
    if (!view.ignoredByStack.isEmpty())
        sheet->addFact(tr("A stack ignores"), view.ignoredByStack.join(QStringLiteral(", ")));
    auto *file = new Label(view.file, Type::Code);
    file->setElide(Qt::ElideMiddle);
    sheet->addFact(tr("File"), file);
    sheet->addFact(tr("Lines"),
                   new DiffView(diffLines(QString::fromUtf8(view.text), QString::fromUtf8(draft.value()))));
    connect(sheet, &GuardedSheet::accepted, this,
            [this](const Confirmation &confirmation) { say(m_presenter.draftStack(confirmation.reason)); });
    openSheet(m_page.overlay(), sheet);
}

// A domain or a variable is accepted here alone and at once; a text becomes a commit, and is reviewed.
void AppFlow::adopt(const apps::PanelDrift &drift)
{
    const apps::AppFacts *facts = m_presenter.state().facts();
    if (!mayAsk() || !facts)
        return;
    if (drift.kind != apps::DriftKind::ComposeText)
        return say(m_presenter.adopt(drift, {}));
    const Target target = facts->target;
    GuardedAction asked = action(target.environment);
    asked.title = tr("Adopt the compose file of %1 in %2").arg(target.app, target.environment);
    asked.accept = tr("Commit it");
    auto *sheet =
        new ConfirmSheet(asked,
                         withFreeze(tr("The text that Dokploy runs becomes the file in git, by one commit."),
                                    target.environment),
                         {}, isFrozen(target.environment));
    sheet->setObjectName(QStringLiteral("apps.adopt.sheet"));
    auto *file = new Label(facts->compose.value ? facts->compose.value->file : QString(), Type::Code);
    file->setElide(Qt::ElideMiddle);
    sheet->addFact(tr("File"), file);
    if (facts->compose.value && facts->setup.value)
        sheet->addFact(tr("Lines"),
                       new DiffView(diffLines(QString::fromUtf8(facts->compose.value->text),
                                              QString::fromUtf8(facts->setup.value->source.text))));
    connect(sheet, &GuardedSheet::accepted, this, [this, drift](const Confirmation &confirmation) {
        say(m_presenter.adopt(drift, confirmation.reason));
    });
    openSheet(m_page.overlay(), sheet);
}

} // namespace envdeck::ui
