// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/journey/walk/walk.h"

#include "ui/models/cells.h"

#include <QAbstractItemModel>
#include <QAbstractItemView>
#include <QEventLoop>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QRegularExpression>

namespace envdeck::testing {

namespace {

using namespace std::chrono_literals;

const QString prodApi = QStringLiteral("prod/api");
const QString goodRelease = QStringLiteral("v1.3.9");
const QString badRelease = QStringLiteral("v1.4.0");

QString outputOf(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished(20000);
    return QString::fromUtf8(process.readAllStandardOutput());
}

} // namespace

Walk::Walk(Desktop &desktop, Hands hands, const QString &sandboxFolder, const QString &outFolder)
    : m_desktop(desktop), m_driver(desktop.window(), hands), m_sandbox(sandboxFolder), m_out(outFolder)
{
}

void Walk::check(bool holds, const QString &fact)
{
    const QString said = holds ? QString() : m_driver.lastToast(); // why nothing came of it
    m_steps.last().facts.append(
        (holds ? QStringLiteral("ok: ") : QStringLiteral("FAILED: ")) + fact +
        (said.isEmpty() ? QString() : QStringLiteral(" (the window says: %1)").arg(said)));
    m_steps.last().held &= holds;
}

void Walk::picture(const QString &name)
{
    m_driver.pause(400ms); // the last repaint
    const QString file = QStringLiteral("%1-%2.png").arg(++m_pictures, 2, 10, QLatin1Char('0')).arg(name);
    m_steps.last().picture = file;
    check(m_desktop.window().grab().save(m_out + QLatin1Char('/') + file), QStringLiteral("picture ") + file);
}

void Walk::step(const QString &title, Act act)
{
    m_steps.append({title, {}, {}, true});
    std::fprintf(stdout, "  %s …\n", qPrintable(title));
    std::fflush(stdout);
    (this->*act)();
    if (!m_steps.last().held)
        std::fprintf(stdout, "    %s\n", qPrintable(m_steps.last().facts.join(QStringLiteral("\n    "))));
}

bool Walk::run()
{
    step(QStringLiteral("Read dev, test and prod on one screen"), &Walk::readOverview);
    step(QStringLiteral("Plan dev and apply exactly that plan"), &Walk::planAndApply);
    step(QStringLiteral("Deploy a good release to prod"), &Walk::deployGood);
    step(QStringLiteral("Deploy a bad release and see errors rise"), &Walk::deployBad);
    step(QStringLiteral("Roll back with one click"), &Walk::rollBack);
    step(QStringLiteral("See it healed"), &Walk::seeItHealed);
    return std::all_of(m_steps.cbegin(), m_steps.cend(), [](const WalkStep &s) { return s.held; });
}

void Walk::readOverview()
{
    check(m_driver.appears("overview.matrix"), QStringLiteral("the matrix is there"));
    auto *matrix = m_driver.visible<QAbstractItemView>("overview.matrix");
    const auto versions = [&] {
        int known = 0;
        for (int row = 0; matrix && row < matrix->model()->rowCount(); ++row) {
            for (int column = 1; column < matrix->model()->columnCount(); ++column) {
                const auto cell = matrix->model()->index(row, column).data(ui::AppCellRole);
                known += cell.isValid() && !cell.value<ui::AppCell>().word.isEmpty() &&
                                 cell.value<ui::AppCell>().severity != ui::Severity::Unknown
                             ? 1
                             : 0;
            }
        }
        return known;
    };
    check(m_driver.waitFor([&] { return versions() >= 9; }, 40s),
          QStringLiteral("nine apps in three environments have a known state"));
    check(matrix && matrix->model()->columnCount() == 4,
          QStringLiteral("dev, test and prod stand side by side"));
    picture(QStringLiteral("overview"));
}

void Walk::planAndApply()
{
    m_hasTerraform = !outputOf(QStringLiteral("terraform"), {QStringLiteral("version")}).isEmpty() ||
                     !outputOf(QStringLiteral("tofu"), {QStringLiteral("version")}).isEmpty();
    m_driver.press(Qt::Key_1, Qt::ControlModifier);
    check(m_driver.clickRow("nav.list", QStringLiteral("Infrastructure")),
          QStringLiteral("Infrastructure opens"));
    if (!m_hasTerraform) {
        m_steps.last().title += QStringLiteral(" (left out: there is no terraform or tofu)");
        picture(QStringLiteral("no-terraform"));
        return;
    }
    const qint64 before = stateSerial(QStringLiteral("dev"));
    check(m_driver.click("infrastructure.plan", 30s), QStringLiteral("a plan is asked for"));
    check(m_driver.appears("plan.tree", 90s), QStringLiteral("the plan is shown"));
    picture(QStringLiteral("plan"));
    check(m_driver.click("plan.apply"), QStringLiteral("apply is asked for"));
    check(m_driver.appears("review.accept"), QStringLiteral("the sheet asks"));
    m_driver.click("guard.read");
    picture(QStringLiteral("apply-sheet"));
    check(m_driver.click("review.accept", 15s), QStringLiteral("the plan was read and is accepted"));
    check(m_driver.waitFor([&] { return stateSerial(QStringLiteral("dev")) > before; }, 90s),
          QStringLiteral("terraform's state moved on from serial %1").arg(before));
    m_driver.waitFor([&] { return !m_desktop.session().infrastructure().plan(QStringLiteral("dev")); }, 30s);
    m_driver.pause(3s);
    picture(QStringLiteral("applied"));
}

bool Walk::openDeployments()
{
    const auto inProd = [this] { return m_desktop.window().windowTitle().startsWith(QLatin1String("prod")); };
    for (int tries = 0; tries < 3 && !inProd(); ++tries) { // a sheet that is closing still keeps the keys
        m_driver.press(Qt::Key_3, Qt::ControlModifier);
        m_driver.waitFor(inProd, 3s);
    }
    return inProd() && m_driver.clickRow("nav.list", QStringLiteral("Deployments")) &&
           m_driver.appears("deployments.table", 30s);
}

bool Walk::confirmSheet()
{
    if (!m_driver.appears("review.confirmName", 40s))
        return false;
    m_driver.pause(700ms); // a sheet takes no answer in its first moments, which nobody can have read
    return m_driver.type("review.reason", QStringLiteral("walk of the main job")) &&
           m_driver.type("review.confirmName", QStringLiteral("prod"));
}

QString Walk::jobEnd(std::chrono::milliseconds limit)
{
    const auto newest = [this]() -> std::optional<JobStatus> {
        for (const JobStatus &status : m_desktop.session().jobs().jobs()) {
            if (status.subject == prodApi)
                return status;
        }
        return std::nullopt;
    };
    m_driver.waitFor([&] { return newest() && !newest()->isOver(); }, 10s);
    if (!m_driver.waitFor([&] { return newest() && newest()->isOver(); }, limit))
        return QStringLiteral("running");
    const auto status = newest();
    return jobStateName(status->state) + (status->error
                                              ? QStringLiteral(" ") + errorCodeName(status->error->code) +
                                                    QStringLiteral(" ") + status->error->detail
                                              : QString());
}

bool Walk::deploy(const QString &tag)
{
    if (!m_driver.click("deployments.deploy", 30s) || !m_driver.appears("versions.table"))
        return false;
    auto *table = m_driver.visible<QAbstractItemView>("versions.table");
    if (!m_driver.waitFor([&] { return table->model()->rowCount() > 0; }, 20s) ||
        !m_driver.type("versions.filter", tag))
        return false;
    m_driver.press(Qt::Key_Return);
    return confirmSheet();
}

void Walk::deployGood()
{
    check(openDeployments(), QStringLiteral("the history of prod is there"));
    auto *table = m_driver.visible<QAbstractItemView>("deployments.table");
    check(table && m_driver.waitFor([&] { return table->model()->rowCount() > 5; }, 30s),
          QStringLiteral("it has more than five versions"));
    picture(QStringLiteral("history"));
    check(deploy(goodRelease), QStringLiteral("%1 is reviewed").arg(goodRelease));
    picture(QStringLiteral("deploy-review"));
    check(m_driver.click("review.accept", 15s), QStringLiteral("prod was typed and the change is accepted"));
    const QString end = jobEnd(120s);
    check(end == QLatin1String("succeeded"), QStringLiteral("the job ends succeeded: ") + end);
    check(answeredVersion() == goodRelease, QStringLiteral("prod/api answers as %1").arg(answeredVersion()));
    check(remoteVersion() == goodRelease,
          QStringLiteral("the remote's compose file says %1").arg(remoteVersion()));
    check(currentVersionShown(goodRelease),
          QStringLiteral("the history shows %1 as the current version").arg(goodRelease));
    picture(QStringLiteral("good-release"));
}

bool Walk::currentVersionShown(const QString &tag)
{
    auto *table = m_driver.visible<QAbstractItemView>("deployments.table");
    return table &&
           m_driver.waitFor(
               [&] {
                   const QAbstractItemModel *model = table->model();
                   for (int column = 0; model->rowCount() > 0 && column < model->columnCount(); ++column) {
                       if (model->index(0, column).data().toString() == tag)
                           return true;
                   }
                   return false;
               },
               60s);
}

void Walk::deployBad()
{
    check(deploy(badRelease), QStringLiteral("%1 is reviewed").arg(badRelease));
    check(m_driver.click("review.accept", 15s), QStringLiteral("the change is accepted"));
    const QString end = jobEnd(120s);
    check(!end.startsWith(QLatin1String("running")), QStringLiteral("the job ends: ") + end);
    check(answeredVersion() == badRelease, QStringLiteral("prod/api answers as %1").arg(answeredVersion()));
    const auto degraded = [this] {
        for (const auto &environment : m_desktop.session().health().overview().environments) {
            for (const auto &app : environment.apps) {
                if (app.target.text() == prodApi)
                    return app.state == DeploymentState::Degraded || app.state == DeploymentState::Failed;
            }
        }
        return false;
    };
    check(m_driver.waitFor(degraded, 120s),
          QStringLiteral("errors rise above the limit and prod/api reads degraded"));
    m_driver.press(Qt::Key_F5);
    check(currentVersionShown(badRelease),
          QStringLiteral("the history shows %1 as the current version").arg(badRelease));
    picture(QStringLiteral("bad-release"));
}

void Walk::rollBack()
{
    // In the bar of the job that failed, or in one of its own.
    const auto isOffered = [this] {
        return m_driver.visible("deployments.hintAction") || m_driver.visible("deployments.jobAction");
    };
    check(m_driver.waitFor(isOffered, 60s) &&
              m_driver.click(m_driver.visible("deployments.hintAction") ? "deployments.hintAction"
                                                                        : "deployments.jobAction",
                             60s),
          QStringLiteral("one click on the safest way back"));
    check(confirmSheet(), QStringLiteral("the review is there and prod is typed"));
    picture(QStringLiteral("rollback-review"));
    check(m_driver.click("review.accept", 15s), QStringLiteral("the rollback is accepted"));
    const QString end = jobEnd(120s);
    check(end == QLatin1String("succeeded"), QStringLiteral("the job ends succeeded: ") + end);
    m_good = answeredVersion();
    check(!m_good.isEmpty() && m_good != badRelease, QStringLiteral("prod/api answers as %1").arg(m_good));
    check(remoteVersion() == m_good,
          QStringLiteral("the remote's compose file says %1").arg(remoteVersion()));
    const QString log =
        outputOf(QStringLiteral("git"),
                 {QStringLiteral("-C"), m_sandbox + QStringLiteral("/remote.git"), QStringLiteral("log"),
                  QStringLiteral("-1"), QStringLiteral("--format=%B"), QStringLiteral("main")});
    check(log.contains(QLatin1String("Envdeck-Action: rollback")),
          QStringLiteral("the newest commit is the rollback"));
    check(currentVersionShown(m_good),
          QStringLiteral("the history shows %1 as the current version").arg(m_good));
    picture(QStringLiteral("rolled-back"));
    checkJournal();
}

void Walk::checkJournal()
{
    QHash<QString, int> ended;
    bool answered = false;
    whenDone(m_desktop.session().journal().entries({}), &m_driver.window(),
             [&](const Result<QList<journal::AuditEntry>> &entries) {
                 answered = true;
                 for (const journal::AuditEntry &entry :
                      entries ? entries.value() : QList<journal::AuditEntry>())
                     ++ended[entry.action + QLatin1Char(' ') + entry.state];
             });
    m_driver.waitFor([&] { return answered; });
    QStringList wanted{QStringLiteral("promote succeeded"), // the good release runs in test
                       QStringLiteral("rollback succeeded")};
    if (m_hasTerraform)
        wanted += QStringLiteral("apply succeeded"); // a plan changes nothing outside and leaves no row
    for (const QString &what : wanted)
        check(ended.value(what) == 1, QStringLiteral("the journal says once: %1").arg(what));
}

void Walk::seeItHealed()
{
    m_driver.press(Qt::Key_0, Qt::ControlModifier);
    m_driver.clickRow("nav.list", QStringLiteral("Overview"));
    const auto healthy = [this] {
        for (const auto &environment : m_desktop.session().health().overview().environments) {
            for (const auto &app : environment.apps) {
                if (app.target.text() == prodApi)
                    return app.state == DeploymentState::Healthy;
            }
        }
        return false;
    };
    // The five minutes that decide still hold the bad release's errors for a while.
    check(m_driver.waitFor(healthy, 420s), QStringLiteral("prod/api reads healthy again"));
    picture(QStringLiteral("healed"));
}

QString Walk::answeredVersion() const
{
    const Workspace &workspace = m_desktop.session().workspace();
    QNetworkAccessManager network;
    QNetworkReply *reply = network.get(QNetworkRequest(workspace.healthUrl(
        *workspace.environment(QStringLiteral("prod")), *workspace.app(QStringLiteral("api")))));
    m_driver.waitFor([&] { return reply->isFinished(); }, 5s);
    const QString version = QString::fromLatin1(reply->rawHeader("X-App-Version"));
    reply->deleteLater();
    return version;
}

QString Walk::remoteVersion() const
{
    const QString file =
        m_desktop.session().workspace().composeFile(QStringLiteral("prod"), QStringLiteral("api"));
    const QString text =
        outputOf(QStringLiteral("git"), {QStringLiteral("-C"), m_sandbox + QStringLiteral("/remote.git"),
                                         QStringLiteral("show"), QStringLiteral("main:") + file});
    static const QRegularExpression image(QStringLiteral("image:\\s*\\S*/api:(\\S+)"));
    return image.match(text).captured(1).section(QLatin1Char('@'), 0, 0);
}

qint64 Walk::stateSerial(const QString &environment) const
{
    QFile file(m_sandbox + QStringLiteral("/state/") + environment + QStringLiteral(".tfstate"));
    return file.open(QIODevice::ReadOnly)
               ? QJsonDocument::fromJson(file.readAll()).object().value(QLatin1String("serial")).toInteger()
               : 0;
}

bool Walk::writeReport() const
{
    QFile file(m_out + QStringLiteral("/report.md"));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return false;
    QString text = QStringLiteral("# The main job, walked\n\n");
    for (const WalkStep &step : m_steps) {
        text += QStringLiteral("## %1: %2\n\n")
                    .arg(step.title, step.held ? QStringLiteral("held") : QStringLiteral("DID NOT HOLD"));
        for (const QString &fact : step.facts)
            text += QStringLiteral("- %1\n").arg(fact);
        text += QLatin1Char('\n');
    }
    return file.write(text.toUtf8()) > 0;
}

} // namespace envdeck::testing
