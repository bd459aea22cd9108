// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/drift/drift_view.h"

#include "tests/ui/support/clipping.h"
#include "ui/models/drift_model.h"
#include "ui/widgets/data_table.h"

#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace envdeck::ui {

namespace {

using infrastructure::DriftedAttribute;
using infrastructure::DriftedResource;

const QString folder = QStringLiteral("terraform/environments/test");

QString in(const char *file)
{
    return folder + QLatin1Char('/') + QString::fromLatin1(file);
}

DriftedAttribute attribute(const char *path, const char *expected, const char *actual, const QDateTime &seen,
                           const terraform::ArgumentCode &code)
{
    DriftedAttribute drifted;
    drifted.path = QString::fromLatin1(path);
    drifted.expected = QString::fromUtf8(expected);
    drifted.actual = QString::fromUtf8(actual);
    drifted.firstSeen = seen;
    drifted.code = code;
    return drifted;
}

} // namespace

QList<Command> TabPage::commands() const
{
    Command plan;
    plan.id = QStringLiteral("infrastructure.plan");
    plan.trigger = [this] { ++plans; };
    return {plan};
}

void TabPage::retranslate()
{
    if (tab)
        tab->retranslate();
}

DriftView::DriftView() = default;

DriftView::~DriftView()
{
    if (drift.isChecking())
        drift.end();
    toasts.reset();
    window.reset(); // before what its page borrows
}

void DriftView::SetUp()
{
    testing::theme();
    ASSERT_TRUE(QDir().mkpath(checkoutPath() + QLatin1Char('/') + folder));
    write(checkoutPath() + QLatin1Char('/') + in("variables.tf"), "variable \"dns_ttl\" { type = number }\n");
    write(checkoutPath() + QLatin1Char('/') + in("main.tf"),
          "resource \"lab_dns\" \"api\" {\n  ttl = var.dns_ttl\n}\n");
    git(checkoutPath(), {QStringLiteral("add"), QStringLiteral("--all")});
    pushed(in("env.auto.tfvars"), "# test\ndns_ttl = 300 # five minutes\n", QStringLiteral("Begin"));
    Environment environment;
    environment.name = QStringLiteral("test");
    environment.kind = EnvironmentKind::Test;
    environment.branch = QStringLiteral("main");
    workspace.root = checkoutPath();
    workspace.name = QStringLiteral("acme");
    workspace.terraformLayout = QStringLiteral("terraform/environments/{environment}");
    workspace.git.branch = QStringLiteral("main");
    workspace.environments = {environment};
    repository = mirror();
    service = std::make_unique<configuration::VariableService>(workspace, *repository, clock);
    const QString state = path(QStringLiteral("state"));
    QDir().mkpath(state);
    journal = std::make_unique<journal::Journal>(journal::Journal::Options{state, {}, {}}, clock);
    center = std::make_unique<jobs::JobCenter>(
        *journal, clock, jobs::JobCenter::Options{state, QStringLiteral("anna"), {}, {}});
}

void DriftView::open(const QSize &size)
{
    window = std::make_unique<QWidget>();
    auto *column = new QVBoxLayout(window.get());
    column->setContentsMargins(0, 0, 0, 0);
    page = new TabPage;
    page->tab = new DriftTab(*page, std::make_unique<DriftPresenter>(drift, *center, workspace, clock),
                             std::make_unique<VariablesPresenter>(*service, *center, workspace, clock));
    auto *inside = new QVBoxLayout(page);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->addWidget(page->tab);
    column->addWidget(page);
    overlay = new OverlayHost(window.get());
    toasts = std::make_unique<ToastHost>(window.get());
    page->setSurroundings(overlay, toasts.get());
    window->resize(size);
    window->show();
    page->tab->setEnvironment(QStringLiteral("test"));
    page->tab->refresh();
    testing::drainEvents();
}

infrastructure::DriftReport DriftView::sample(const QDateTime &at)
{
    DriftedResource record;
    record.address = QStringLiteral("module.dns.cloudflare_dns_record.app[\"api\"]");
    record.file = QStringLiteral("terraform/modules/dns/main.tf");
    record.line = 12;
    record.repeated = true;
    record.attributes = {
        attribute("ttl", "300", "60", at.addDays(-2),
                  {in("env.auto.tfvars"), 2, QStringLiteral("dns_ttl"), "300", QStringLiteral("dns_ttl"),
                   true, false, QStringLiteral("number")}),
        attribute("content", "\"203.0.113.9\"", "\"198.51.100.7\"", at.addSecs(-600),
                  {in("main.tf"), 31, QStringLiteral("content"), "module.vps.ipv4", {}, false, false, {}})};
    DriftedResource server;
    server.address = QStringLiteral("module.vps.hcloud_server.this");
    server.file = QStringLiteral("terraform/modules/vps/main.tf");
    server.line = 4;
    server.attributes = {attribute("labels.team", "\"platform\"", "\"ops\"", at.addSecs(-600),
                                   {QStringLiteral("terraform/modules/vps/main.tf"),
                                    9,
                                    QStringLiteral("labels"),
                                    "{ team = \"platform\" }",
                                    {},
                                    false,
                                    false,
                                    {}}),
                         attribute("user_data", "", "", at.addSecs(-600),
                                   {QStringLiteral("terraform/modules/vps/main.tf"),
                                    15,
                                    QStringLiteral("user_data"),
                                    {},
                                    {},
                                    false,
                                    true,
                                    {}})};
    server.attributes.last().sensitive = true;
    DriftedResource gone;
    gone.address = QStringLiteral("cloudflare_dns_record.old");
    gone.file = in("main.tf");
    gone.line = 44;
    gone.deleted = true;
    infrastructure::DriftReport report;
    report.environment = QStringLiteral("test");
    report.commit = QString(40, QLatin1Char('3'));
    report.at = at;
    report.program = QStringLiteral("terraform 1.11.4");
    record.firstSeen = at.addDays(-2);
    server.firstSeen = gone.firstSeen = at.addSecs(-600);
    report.resources = {record, server, gone};
    return report;
}

void DriftView::look(const char *name)
{
    testing::drainEvents();
    testing::grab(*window, QString::fromLatin1(name));
    EXPECT_EQ(testing::clippedTexts(*window), QStringList()) << name;
    EXPECT_EQ(testing::namelessWidgets(*window), QStringList()) << name;
}

QPushButton *DriftView::button(const char *name) const
{
    return part<QPushButton>(name);
}

QString DriftView::says(const char *label) const
{
    return part<QLabel>(label)->text();
}

QString DriftView::allLabels() const
{
    QStringList words;
    const auto labels = window->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->isVisible())
            words.append(label->text());
    }
    return words.join(QLatin1Char('\n'));
}

DataTable *DriftView::table() const
{
    return part<DataTable>("drift.table");
}

void DriftView::adopt(int row) const
{
    Q_EMIT table()->actionTriggered(table()->model()->index(row, DriftModel::ActionColumn));
    testing::drainEvents();
}

bool DriftView::checks()
{
    const bool running = testing::soon([this] { return drift.isChecking(); });
    testing::drainEvents();
    return running;
}

bool DriftView::isOver()
{
    const bool over =
        testing::soon([this] { return !center->jobs().isEmpty() && center->jobs().first().isOver(); });
    testing::drainEvents();
    return over;
}

} // namespace envdeck::ui
