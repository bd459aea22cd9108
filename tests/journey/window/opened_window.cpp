// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/journey/window/opened_window.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QLabel>
#include <QTest>

namespace envdeck::testing {

using namespace std::chrono_literals;

OpenedWindow::OpenedWindow(World &world) : m_world(world)
{
    qputenv("ENVDECK_SECRETS_FILE", QFile::encodeName(world.dir() + QStringLiteral("/secrets.json")));
    if (const QByteArray path = qgetenv("PATH"); !path.contains(ENVDECK_RUNNER_FOLDER))
        qputenv("PATH", path + ":" ENVDECK_RUNNER_FOLDER);
    m_appearance = std::make_unique<ui::Appearance>(*qApp, m_settings);
    m_appearance->setColorMode(ui::ColorMode::Light);
    m_appearance->setLanguage(QStringLiteral("en"));
}

OpenedWindow::~OpenedWindow()
{
    close();
}

void OpenedWindow::open()
{
    SessionOptions options;
    options.paths = {
        m_home.filePath(QStringLiteral("data/envdeck")), m_home.filePath(QStringLiteral("state/envdeck")),
        m_home.filePath(QStringLiteral("config/envdeck")), m_home.filePath(QStringLiteral("run/envdeck"))};
    const auto opened = openWorkspace(m_world.workspace(), qApp);
    ASSERT_TRUE(eventually([&] { return opened.isFinished(); }, 60s));
    ASSERT_TRUE(opened.result() && opened.result().value().opened);
    m_desktop = std::make_unique<Desktop>(*opened.result().value().opened, options, *m_appearance);
    m_desktop->open();
    ASSERT_TRUE(eventually([&] { return window().isVisible(); }, 60s));
    window().resize(1440, 900);
    window().activateWindow();
}

void OpenedWindow::close()
{
    m_desktop.reset();
}

void OpenedWindow::go(const QString &page, const QString &environment, const QString &app)
{
    window().go({page.section(QLatin1Char('/'), 0, 0), environment, app, page.section(QLatin1Char('/'), 1)});
    drainEvents();
}

void OpenedWindow::deploy(const QString &environment, const QString &app, const QString &tag,
                          const std::function<void()> &before)
{
    const Driver hands = driver();
    go(QStringLiteral("deployments"), environment, app);
    ASSERT_TRUE(hands.appears("deployments.table", 60s));
    ASSERT_TRUE(hands.click("deployments.deploy", 60s));
    ASSERT_TRUE(hands.appears("versions.table", 60s));
    auto *table = hands.visible<QAbstractItemView>("versions.table");
    ASSERT_TRUE(hands.waitFor([&] { return table->model()->rowCount() > 0; }, 60s));
    ASSERT_TRUE(hands.type("versions.filter", tag));
    hands.press(Qt::Key_Return);
    ASSERT_TRUE(hands.appears("review.accept", 60s));
    ASSERT_TRUE(hands.waitFor([&] { return hands.visible("review.accept")->isEnabled(); }, 60s));
    if (before)
        before();
    ASSERT_TRUE(hands.click("review.accept", 60s));
    ASSERT_TRUE(hands.waitFor([&] { return !hands.visible("review.accept"); }, 60s))
        << "the click went astray";
}

std::optional<JobStatus> OpenedWindow::newestJob(const QString &subject)
{
    for (const JobStatus &status : m_desktop->session().jobs().jobs()) {
        if (status.subject == subject)
            return status;
    }
    return std::nullopt;
}

JobStatus OpenedWindow::endedJob(const QString &subject)
{
    EXPECT_TRUE(eventually([&] { return newestJob(subject) && newestJob(subject)->isOver(); }, 180s));
    return newestJob(subject).value_or(JobStatus{});
}

QStringList OpenedWindow::visibleTexts()
{
    QStringList texts;
    for (const QLabel *label : window().findChildren<QLabel *>()) {
        if (label->isVisible() && !label->text().isEmpty())
            texts.append(label->text());
    }
    return texts;
}

const health::AppHealth *OpenedWindow::health(const QString &environment, const QString &app)
{
    for (const auto &each : m_desktop->session().health().overview().environments) {
        for (const auto &candidate : each.apps) {
            if (candidate.target == Target{environment, app})
                return &candidate;
        }
    }
    return nullptr;
}

QStringList OpenedWindow::ctlEnvironment() const
{
    return {QStringLiteral("XDG_DATA_HOME=") + m_home.filePath(QStringLiteral("data")),
            QStringLiteral("XDG_STATE_HOME=") + m_home.filePath(QStringLiteral("state")),
            QStringLiteral("XDG_CONFIG_HOME=") + m_home.filePath(QStringLiteral("config")),
            QStringLiteral("XDG_RUNTIME_DIR=") + m_home.filePath(QStringLiteral("run"))};
}

void OpenedWindow::trustHosts()
{
    for (const QJsonValue &host : m_world.status()[QLatin1String("hosts")].toArray()) {
        const Ran ran = runProgram(
            QStringLiteral("env"),
            ctlEnvironment() + QStringList{QStringLiteral(ENVDECK_CTL), QStringLiteral("hosts"),
                                           QStringLiteral("trust"), host[QLatin1String("name")].toString(),
                                           QStringLiteral("--fingerprint"),
                                           host[QLatin1String("fingerprint")].toString(),
                                           QStringLiteral("--workspace"), m_world.workspace()});
        EXPECT_EQ(ran.exitCode, 0) << ran.output.constData() << ran.errors.constData();
    }
}

} // namespace envdeck::testing
