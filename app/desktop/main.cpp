// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/desktop.h"
#include "app/desktop/open_failure.h"
#include "app/desktop/single_instance.h"
#include "app/session/personal_settings.h"
#include "app/session/process_safety.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QFontDatabase>
#include <QThreadPool>
#include <QTimer>

namespace envdeck {
namespace {

// Opens the workspace, or shows why it does not open and lets the operator try again.
class Start final : public QObject {
public:
    Start(const QString &folder, ui::Appearance &appearance, ui::SettingsStore &settings)
        : m_folder(folder), m_appearance(appearance), m_settings(settings)
    {
    }

    void open()
    {
        const SessionOptions options = userOptions();
        const auto opening =
            m_fresh ? openWorkspace(m_folder, this) : openAsLastTime(m_folder, options.paths, this);
        m_fresh = false;
        whenDone(opening, this, [this, options](const Result<OpenResult> &result) {
            if (!result || !result.value().opened)
                return fail(result ? result.value().failure : OpenFailure{result.error(), {}, {}});
            m_failure.reset();
            if (!m_instance.claim(options.paths, result.value().opened->workspace.root))
                return QApplication::quit(); // the first window was raised
            m_desktop = std::make_unique<Desktop>(*result.value().opened, options, m_appearance,
                                                  remember(result.value().opened->workspace));
            connect(&m_instance, &SingleInstance::raiseAsked, m_desktop.get(), [this] {
                m_desktop->window().show();
                m_desktop->window().raise();
                m_desktop->window().activateWindow();
            });
            connect(m_desktop.get(), &Desktop::closed, qApp, &QApplication::quit);
            connect(m_desktop.get(), &Desktop::openWorkspaceAsked, this, [this](const QString &path) {
                if (!m_desktop)
                    return; // asked twice in one turn
                m_fresh = path == m_desktop->session().workspace().root;
                m_folder = path;
                m_desktop.release()->deleteLater();
                QTimer::singleShot(0, this, &Start::open);
            });
            m_desktop->open();
        });
    }

private:
    void fail(const OpenFailure &failure)
    {
        m_failure = std::make_unique<OpenFailureWindow>(failure);
        connect(m_failure.get(), &OpenFailureWindow::retryAsked, this,
                [this] { QTimer::singleShot(0, this, &Start::open); });
        connect(m_failure.get(), &OpenFailureWindow::closed, qApp, &QApplication::quit);
        m_failure->show();
    }

    // Puts this one in front of those opened before; answers the others, newest first.
    QList<ui::RecentWorkspace> remember(const Workspace &workspace)
    {
        constexpr qsizetype kept = 8;
        const QString key = QStringLiteral("workspaces/recent");
        QStringList lines = m_settings.read(key).toStringList();
        lines.removeIf(
            [&](const QString &line) { return line.section(QLatin1Char('\t'), 1) == workspace.root; });
        QList<ui::RecentWorkspace> others;
        for (const QString &line : lines.first(std::min(lines.size(), kept - 1)))
            others.append({line.section(QLatin1Char('\t'), 0, 0), line.section(QLatin1Char('\t'), 1)});
        lines.prepend(workspace.name + QLatin1Char('\t') + workspace.root);
        m_settings.write(key, QStringList(lines.first(std::min(lines.size(), kept))));
        return others;
    }

    QString m_folder;
    bool m_fresh = false; // the same workspace anew: nothing of it is taken from memory
    ui::Appearance &m_appearance;
    ui::SettingsStore &m_settings;
    SingleInstance m_instance;
    std::unique_ptr<OpenFailureWindow> m_failure;
    std::unique_ptr<Desktop> m_desktop;
};

} // namespace
} // namespace envdeck

int main(int argc, char **argv)
{
    envdeck::makeProcessSafe();
    QApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false); // between two workspaces there is no window
    QApplication::setApplicationName(QStringLiteral("envdeck"));
    QApplication::setApplicationDisplayName(QStringLiteral("Envdeck"));
    QApplication::setApplicationVersion(QStringLiteral(ENVDECK_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("io.github.envdeck.Envdeck"));

    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Control panel for small self-hosted platforms"));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption workspace(
        QStringLiteral("workspace"),
        QStringLiteral("Folder of the infrastructure repository (default: here)"), QStringLiteral("folder"),
        QDir::currentPath());
    parser.addOption(workspace);
    parser.process(application);

    // Reading fontconfig's files takes longer than opening the workspace; both happen while the other waits.
    QThreadPool::globalInstance()->start([] { QFontDatabase::families(); });

    envdeck::ui::FileSettings settings(envdeck::personalSettingsFile(envdeck::userPaths()));
    envdeck::ui::Appearance appearance(application, settings);
    envdeck::Start start(parser.value(workspace), appearance, settings);
    start.open();
    return QApplication::exec();
}
