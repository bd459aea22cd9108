// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/infrastructure/terraform_view.h"

#include "core/base/ids.h"
#include "core/workspace/parse.h"
#include "tests/ui/support/clipping.h"
#include "ui/pages/infrastructure_page.h"
#include "ui/widgets/data_table.h"

#include <QAbstractButton>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace envdeck::ui {

namespace {

const QByteArray yaml = "envdeck: 1\nname: acme\ngit: { host: none, branch: main }\n"
                        "layout:\n  terraform: terraform/environments/{environment}\n  apps: "
                        "deploy-config/{environment}/apps/{app}.compose.yml\n"
                        "environments:\n  dev: { kind: dev, order: 1, domain: dev.example.com }\n"
                        "  test: { kind: test, order: 2, domain: test.example.com }\n"
                        "  prod: { kind: prod, order: 3, domain: example.com }\n";
const QByteArray declared =
    "variable \"server_type\" {\n  type        = string\n  description = \"Type of the server at the "
    "provider: cx23 is 2 CPU, 4 GB\"\n}\n"
    "variable \"location\" {\n  type        = string\n  description = \"Where the server stands\"\n  "
    "default     = \"nbg1\"\n}\n"
    "variable \"open_ports\" {\n  type        = list(number)\n  description = \"Ports open to "
    "everybody\"\n  default     = [22, 80, 443]\n}\n"
    "variable \"labels\" {\n  type    = map(string)\n  default = {}\n}\n"
    "variable \"backups\" {\n  type        = bool\n  description = \"Whether the provider keeps daily "
    "backups of the whole server\"\n  default     = false\n}\n"
    "variable \"node_count\" {\n  type = number\n}\n"
    "variable \"hcloud_token\" {\n  type        = string\n  sensitive   = true\n  description = \"API "
    "token of the project\"\n}\n"
    "variable \"db_password\" {\n  type = string\n}\n";
const QByteArray modules =
    "terraform {\n  required_version = \">= 1.5\"\n  required_providers {\n    hcloud = "
    "{ source = \"hetznercloud/hcloud\", version = \"1.50.0\" }\n  }\n}\n"
    "module \"vps\" {\n  source = \"../../modules/vps\"\n}\n";
const QByteArray extra = "module \"firewall\" {\n  source = \"../../modules/firewall\"\n}\n";

QByteArray valuesOf(const QByteArray &environment)
{
    const bool isProd = environment == "prod";
    return "# What differs from the other environments.\nserver_type = " +
           QByteArray(isProd ? "\"cx43\"" : "\"cx23\"") +
           " # enough for now\nnode_count  = " + (isProd ? "3" : "1") + "\nlabels = {\n  environment = \"" +
           environment + "\"\n  owner       = \"platform\"\n}\ndb_password = \"CANARY-" + environment +
           "\"\n";
}

} // namespace

jobs::Job FakeInfrastructure::planJob(const EnvironmentId &environment, PlanMode mode)
{
    ++plans;
    lastMode = mode;
    jobs::Job job;
    job.operation = newOperationId(QDateTime(QDate(2030, 1, 1), QTime(), Qt::UTC));
    job.kind = QStringLiteral("plan");
    job.environment = environment;
    job.subject = environment + QStringLiteral("/terraform");
    jobs::Step step;
    step.id = QStringLiteral("plan");
    step.run = [](const jobs::Context &) { return ready<void>(Result<void>()); };
    job.steps = {step};
    return job;
}

TerraformView::TerraformView() = default;

TerraformView::~TerraformView()
{
    window.reset(); // before what its page borrows
}

QString TerraformView::folderOf(const char *environment)
{
    return QStringLiteral("terraform/environments/") + QString::fromLatin1(environment);
}

void TerraformView::SetUp()
{
    testing::theme();
    for (const char *environment : {"dev", "test", "prod"}) {
        const QString folder = checkoutPath() + QLatin1Char('/') + folderOf(environment);
        ASSERT_TRUE(QDir().mkpath(folder));
        write(folder + QStringLiteral("/variables.tf"), declared);
        write(folder + QStringLiteral("/main.tf"),
              qstrcmp(environment, "prod") == 0 ? modules : modules + extra);
        write(folder + QStringLiteral("/env.auto.tfvars"), valuesOf(environment));
    }
    for (const char *module : {"vps", "firewall"}) {
        const QString folder =
            checkoutPath() + QStringLiteral("/terraform/modules/") + QString::fromLatin1(module);
        ASSERT_TRUE(QDir().mkpath(folder));
        write(folder + QStringLiteral("/main.tf"), "# empty\n");
    }
    git(checkoutPath(), {QStringLiteral("add"), QStringLiteral("--all")});
    pushed(QStringLiteral("envdeck.yaml"), yaml, QStringLiteral("Begin"));
    workspace = *workspace::parse(yaml).workspace;
    workspace.root = checkoutPath();
    repository = mirror();
    service = std::make_unique<configuration::VariableService>(workspace, *repository, clock);
    const QString state = path(QStringLiteral("state"));
    journal = std::make_unique<journal::Journal>(journal::Journal::Options{state, {}, {}}, clock);
    center = std::make_unique<jobs::JobCenter>(
        *journal, clock, jobs::JobCenter::Options{state, QStringLiteral("anna"), {}, {}});
}

void TerraformView::open(const char *tab, const char *environment, const QSize &size)
{
    window = std::make_unique<QWidget>();
    auto *column = new QVBoxLayout(window.get());
    column->setContentsMargins(0, 0, 0, 0);
    formats = std::make_unique<configuration::FormatService>(workspace, *repository, clock);
    auto presenter = std::make_unique<InfrastructurePresenter>(terraform, *center, workspace, clock);
    presenter->setFormats(formats.get());
    page = new InfrastructurePage(std::move(presenter));
    auto values = std::make_unique<VariablesPresenter>(*service, *center, workspace, clock);
    variables = values.get();
    keys = std::make_unique<infrastructure::TerraformSecrets>(workspace, vault, remotePath(), own);
    ledger =
        std::make_unique<configuration::KeyLedger>(workspace, vault, *journal, clock, QStringLiteral("anna"));
    auto held = std::make_unique<SecretsPresenter>(workspace, *keys, *ledger);
    secrets = held.get();
    page->addTab(new VariablesTab(*page, std::move(values), std::move(held)));
    auto sides = std::make_unique<ParityPresenter>(service->files(), workspace, clock);
    parity = sides.get();
    page->addTab(new ParityTab(*page, std::move(sides)));
    column->addWidget(page);
    overlay = new OverlayHost(window.get());
    page->setSurroundings(overlay, new ToastHost(window.get()));
    window->resize(size);
    window->show();
    page->setScope({QString::fromLatin1(environment), {}});
    page->showItem(QString::fromLatin1(tab));
    page->entered();
}

DataTable *TerraformView::table(const char *name) const
{
    return part<DataTable>(name);
}

QString TerraformView::cell(const char *name, const QString &row, int column) const
{
    const QAbstractItemModel *model = table(name)->model();
    for (int i = 0; i < model->rowCount(); ++i) {
        for (int key = 0; key < 2; ++key) {
            if (model->index(i, key).data().toString() == row)
                return model->index(i, column).data(Qt::AccessibleTextRole).toString();
        }
    }
    return QStringLiteral("no such row");
}

void TerraformView::select(const char *name, const QString &row) const
{
    const QAbstractItemModel *model = table(name)->model();
    for (int i = 0; i < model->rowCount(); ++i) {
        if (model->index(i, 0).data().toString() == row || model->index(i, 1).data().toString() == row) {
            // Whatever keys a test before may have left pressed.
            table(name)->selectionModel()->setCurrentIndex(
                model->index(i, 1), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        }
    }
}

bool TerraformView::hasAnswer()
{
    const bool answered = testing::soon([this] {
        return !variables->state().reading && !parity->state().reading &&
               (variables->state().side || variables->state().error || parity->state().sides ||
                parity->state().error);
    });
    testing::drainEvents();
    return answered;
}

QString TerraformView::allWords() const
{
    QStringList words;
    const QList<QWidget *> widgets = window->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        words << widget->accessibleName() << widget->accessibleDescription() << widget->toolTip();
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            words << label->text();
        if (const auto *field = qobject_cast<const QLineEdit *>(widget))
            words << field->text();
        if (const auto *field = qobject_cast<const QPlainTextEdit *>(widget))
            words << field->toPlainText();
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            words << button->text();
        const auto *view = qobject_cast<const QAbstractItemView *>(widget);
        for (int row = 0; view && view->model() && row < view->model()->rowCount(); ++row) {
            for (int column = 0; column < view->model()->columnCount(); ++column) {
                for (int role = 0; role < Qt::UserRole + 120; ++role)
                    words << view->model()->index(row, column).data(role).toString();
            }
        }
    }
    return words.join(QLatin1Char('\n'));
}

void TerraformView::look(const char *name)
{
    testing::drainEvents();
    testing::grab(*window, QString::fromLatin1(name));
    EXPECT_EQ(testing::clippedTexts(*window), QStringList()) << name;
    EXPECT_EQ(testing::namelessWidgets(*window), QStringList()) << name;
}

void TerraformView::breakRemote() const
{
    ASSERT_TRUE(QFile::rename(remotePath(), remotePath() + QStringLiteral(".gone")));
}

} // namespace envdeck::ui
