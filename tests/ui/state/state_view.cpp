// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/state/state_view.h"

#include "core/base/ids.h"
#include "tests/support/fixtures.h"
#include "tests/ui/support/clipping.h"
#include "ui/pages/history_tab.h"
#include "ui/pages/infrastructure_page.h"
#include "ui/pages/state_tab.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/overlay_host.h"
#include "ui/widgets/toast_host.h"

#include <QAbstractButton>
#include <QLabel>
#include <QVBoxLayout>

namespace envdeck::ui {

jobs::Job FakeTerraform::planJob(const EnvironmentId &environment, PlanMode)
{
    jobs::Job job;
    job.kind = QStringLiteral("plan");
    job.environment = environment;
    job.subject = environment + QStringLiteral("/terraform");
    jobs::Step step;
    step.id = QStringLiteral("plan");
    step.run = [error = planFails](const jobs::Context &) {
        return ready<void>(error ? Result<void>(*error) : Result<void>());
    };
    job.steps = {step};
    return job;
}

Async<infrastructure::State> FakeTerraform::state(const EnvironmentId &, std::stop_token)
{
    if (answer)
        return ready<infrastructure::State>(*answer);
    auto never = std::make_shared<QPromise<Result<infrastructure::State>>>();
    never->start();
    static QList<std::shared_ptr<QPromise<Result<infrastructure::State>>>> held;
    held.append(never);
    return never->future();
}

StateView::StateView()
{
    testing::theme();
    clock.set(QDateTime(QDate(2026, 3, 2), QTime(10, 41), Qt::UTC));
    workspace = testing::sampleWorkspace(root.filePath(QStringLiteral("checkout")));
    const QString state = root.filePath(QStringLiteral("state"));
    journal = std::make_unique<journal::Journal>(journal::Journal::Options{state, {}, {}}, clock);
    center = std::make_unique<jobs::JobCenter>(
        *journal, clock, jobs::JobCenter::Options{state, QStringLiteral("bo"), QStringLiteral("desk"), {}});
    mirror = std::make_unique<git::Mirror>(
        root.filePath(QStringLiteral("mirror")),
        git::Remote::parse(root.filePath(QStringLiteral("none.git"))).value(), git::Program());
    real = std::make_unique<infrastructure::TerraformService>(
        infrastructure::Outside{workspace,
                                *mirror,
                                *journal,
                                clock,
                                root.filePath(QStringLiteral("data")),
                                {},
                                {},
                                {},
                                QStringLiteral("bo")});
    keeper = std::make_unique<infrastructure::StateKeeper>(*real);
    real->registerRebuilds(*center);
    keeper->registerRebuilds(*center);
}

StateView::~StateView()
{
    close(); // before what its page borrows
}

void StateView::close()
{
    toasts.reset();
    window.reset();
}

infrastructure::Places StateView::places(const char *environment) const
{
    return real->places(QString::fromLatin1(environment));
}

void StateView::open(const char *tab, const char *environment, const QSize &size)
{
    window = std::make_unique<QWidget>();
    auto *column = new QVBoxLayout(window.get());
    column->setContentsMargins(0, 0, 0, 0);
    auto presenter = std::make_unique<InfrastructurePresenter>(terraform, *center, workspace, clock);
    auto &shared = *presenter;
    page = new InfrastructurePage(std::move(presenter));
    page->setTrouble(new StatePresenter(*keeper, terraform, *center, workspace, page));
    page->addTab(new StateTab(*page, shared));
    page->addTab(new HistoryTab(*page, std::make_unique<RunsPresenter>(real->runs(), workspace, clock)));
    column->addWidget(page);
    overlay = new OverlayHost(window.get());
    toasts = std::make_unique<ToastHost>(window.get());
    page->setSurroundings(overlay, toasts.get());
    window->resize(size);
    window->show();
    page->setScope({QString::fromLatin1(environment), {}});
    page->showItem(QString::fromLatin1(tab));
    page->entered();
    testing::drainEvents();
}

DataTable *StateView::table(const char *name) const
{
    return part<DataTable>(name);
}

QStringList StateView::column(const char *name, int column) const
{
    QStringList words;
    const QAbstractItemModel *model = table(name)->model();
    for (int row = 0; row < model->rowCount(); ++row)
        words.append(model->index(row, column).data(Qt::AccessibleTextRole).toString());
    return words;
}

QString StateView::allWords() const
{
    QStringList words;
    for (const QWidget *widget : window->findChildren<QWidget *>()) {
        words << widget->accessibleName() << widget->toolTip();
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            words << label->text();
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget); button && button->isVisible())
            words << button->text();
        const auto *view = qobject_cast<const QAbstractItemView *>(widget);
        for (int row = 0; view && view->model() && row < view->model()->rowCount(); ++row) {
            for (int column = 0; column < view->model()->columnCount(); ++column) {
                for (const int role :
                     {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole)})
                    words << view->model()->index(row, column).data(role).toString();
            }
        }
    }
    return words.join(QLatin1Char('\n'));
}

void StateView::look(const char *name)
{
    testing::grab(*window, QString::fromLatin1(name));
    EXPECT_EQ(testing::clippedTexts(*window), QStringList()) << name;
    EXPECT_EQ(testing::namelessWidgets(*window), QStringList()) << name;
}

void StateView::planned(const char *environment)
{
    const auto operation = center->start(terraform.planJob(QString::fromLatin1(environment)));
    ASSERT_TRUE(operation);
    ASSERT_TRUE(testing::soon([&] { return center->job(operation.value())->isOver(); }));
}

Error StateView::locked(const char *holder)
{
    return {
        ErrorCode::Locked,
        {},
        QStringLiteral(
            "Error acquiring the state lock\nError message: resource temporarily unavailable\nLock Info:\n"
            "  ID:        b47611d3-8258-dcef-da9c-677d9b22a0fd\n  Path:      terraform.tfstate\n"
            "  Operation: OperationTypeApply\n  Who:       %1\n  Version:   1.11.4\n"
            "  Created:   2026-11-23 08:23:45.604522605 +0000 UTC\n  Info:      ")
            .arg(QString::fromLatin1(holder)),
        1};
}

infrastructure::State StateView::sampleState()
{
    const auto details =
        terraform::stateDetailsFrom(testing::testData(QStringLiteral("terraform/state-pull.json")), {});
    infrastructure::State state;
    state.summary = details.value().summary;
    state.instances = details.value().instances;
    state.backend.type = QStringLiteral("pg");
    state.backend.address = QStringLiteral("postgres://db.example.test/tfstate schema envdeck_dev");
    return state;
}

} // namespace envdeck::ui
