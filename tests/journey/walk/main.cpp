// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/journey/walk/walk.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QTimer>

// envdeck-walk --sandbox DIR --out DIR [--keyboard]: see packaging/run.sh.
int main(int argc, char **argv)
{
    using namespace envdeck;
    QApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption sandbox(QStringLiteral("sandbox"), QStringLiteral("Folder of a running sandbox"),
                                     QStringLiteral("dir"));
    const QCommandLineOption out(QStringLiteral("out"), QStringLiteral("Where pictures and report go"),
                                 QStringLiteral("dir"));
    const QCommandLineOption keyboard(QStringLiteral("keyboard"), QStringLiteral("By keyboard alone"));
    parser.addOptions({sandbox, out, keyboard});
    parser.addHelpOption();
    parser.process(application);
    QDir().mkpath(parser.value(out));

    // A home of its own: the walk starts as on a fresh machine and leaves nothing behind.
    const QString home = parser.value(out) + QStringLiteral("/home");
    QDir(home).removeRecursively();
    SessionOptions options;
    options.paths = {home + QStringLiteral("/data"), home + QStringLiteral("/state"),
                     home + QStringLiteral("/config"), home + QStringLiteral("/run")};
    ui::MemorySettings settings;
    ui::Appearance appearance(application, settings);
    appearance.setLanguage(QStringLiteral("en"));
    appearance.setColorMode(ui::ColorMode::Light);

    int status = 1;
    QTimer::singleShot(0, &application, [&] {
        whenDone(openWorkspace(parser.value(sandbox) + QStringLiteral("/workspace"), &application),
                 &application, [&](const Result<OpenResult> &opened) {
                     if (!opened || !opened.value().opened) {
                         std::fprintf(stderr, "the sandbox's workspace does not open\n");
                         return QApplication::exit(1);
                     }
                     auto desktop = std::make_unique<Desktop>(*opened.value().opened, options, appearance);
                     desktop->window().resize(1440, 900);
                     desktop->open();
                     const testing::Hands hands =
                         parser.isSet(keyboard) ? testing::Hands::Keyboard : testing::Hands::Mouse;
                     testing::Driver(desktop->window(), hands).waitFor([&] {
                         return desktop->window().isVisible();
                     });
                     desktop->window().resize(1440, 900);
                     testing::Walk walk(*desktop, hands, parser.value(sandbox), parser.value(out));
                     const bool held = walk.run();
                     status = walk.writeReport() && held ? 0 : 1;
                     desktop.reset();
                     QApplication::exit(status);
                 });
    });
    return QApplication::exec();
}
