// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/app_program.h"
#include "app/sandbox/commands.h"
#include "app/sandbox/docker_command.h"
#include "app/sandbox/hook.h"
#include "app/sandbox/report.h"
#include "app/sandbox/scenario.h"
#include "app/sandbox/serve.h"
#include "core/base/paths.h"

#include <CLI/CLI.hpp>

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <cstdio>

namespace envdeck::sandbox {

namespace {

constexpr int failed = 1;
constexpr int usage = 64;

struct Arguments {
    std::string dir;
    bool json = false;
    std::string part;
    std::string payload;
    std::string scenario;
    std::string environment;
    std::string app;
    std::string tag;
    std::string container;
    std::string address = "127.0.0.1";
    int port = 0;
};

QString text(const std::string &argument)
{
    return QString::fromStdString(argument);
}

Folder folderOf(const Arguments &arguments)
{
    const QString dir =
        arguments.dir.empty() ? userPaths().data + QStringLiteral("/sandbox") : text(arguments.dir);
    return {QDir::cleanPath(QDir::current().absoluteFilePath(dir))};
}

void print(const QByteArray &out, FILE *to)
{
    std::fwrite(out.constData(), 1, size_t(out.size()), to);
}

int answer(const Result<QJsonObject> &result, bool json)
{
    if (!result) {
        const Error &error = result.error();
        const QJsonObject object{
            {QStringLiteral("error"), QJsonObject{{QStringLiteral("subject"), error.subject},
                                                  {QStringLiteral("detail"), error.detail}}}};
        if (json)
            print(QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n', stdout);
        const bool none =
            error.code == ErrorCode::NotFound && error.subject.endsWith(QLatin1String("settings.json"));
        const QString why =
            none ? QStringLiteral("no sandbox there; `envdeck-sandbox up` makes one") : error.detail;
        print(QStringLiteral("envdeck-sandbox: %1: %2\n").arg(error.subject, why).toUtf8(), stderr);
        return error.code == ErrorCode::BadInput ? usage : failed;
    }
    if (json)
        print(QJsonDocument(result.value()).toJson(QJsonDocument::Compact) + '\n', stdout);
    else
        print((asText(result.value()) +
               result.value().value(QLatin1String("scenario"))[QLatin1String("detail")].toString())
                      .trimmed()
                      .toUtf8() +
                  '\n',
              stdout);
    return 0;
}

QByteArray standardInput()
{
    QFile input;
    return input.open(stdin, QIODevice::ReadOnly) ? input.readAll() : QByteArray();
}

int runCommand(const std::string &command, const Arguments &arguments)
{
    const Folder folder = folderOf(arguments);
    const QString program = QCoreApplication::applicationFilePath();
    if (command == "up")
        return answer(up(folder, program), arguments.json);
    if (command == "down")
        return answer(down(folder), arguments.json);
    if (command == "status")
        return answer(status(folder), arguments.json);
    if (command == "reset")
        return answer(reset(folder, program), arguments.json);
    if (command == "scenario")
        return answer(scenario(folder, program,
                               {text(arguments.scenario), text(arguments.environment), text(arguments.app),
                                text(arguments.tag)}),
                      arguments.json);
    if (command == "serve")
        return servePart(folder, text(arguments.part));
    if (command == "hook")
        return runHook(folder, standardInput());
    if (command == "deliver")
        return deliver(folder, text(arguments.payload));
    return runApp(folder, {text(arguments.environment), text(arguments.container), text(arguments.app),
                           text(arguments.tag), text(arguments.address), arguments.port});
}

void describe(CLI::App &cli, Arguments &arguments)
{
    cli.require_subcommand(1);
    const auto command = [&](const char *name, const char *what) {
        CLI::App *sub = cli.add_subcommand(name, what);
        sub->add_option("--dir", arguments.dir,
                        "Folder of the sandbox (default: below the user's data folder)");
        return sub;
    };
    for (const auto &[name, what] :
         {std::pair("up", "Make the sandbox if there is none, start what does not run"),
          std::pair("down", "End every process of the sandbox"), std::pair("status", "Say what runs"),
          std::pair("reset", "Throw the sandbox away and make a new one")})
        command(name, what)->add_flag("--json", arguments.json, "One JSON object on standard output");

    CLI::App *scenario = command("scenario", "Let something go wrong, or end it with `clear`");
    scenario->add_flag("--json", arguments.json, "One JSON object on standard output");
    scenario->add_option("name", arguments.scenario, scenarioNames().join(QStringLiteral(" ")).toStdString())
        ->required();
    scenario->add_option("--env", arguments.environment, "Only there");
    scenario->add_option("--app", arguments.app, "Of image-missing and conflicting-push");
    scenario->add_option("--tag", arguments.tag, "Of image-missing and conflicting-push");

    // The rest is how the sandbox runs itself.
    CLI::App *serve = command("serve", "");
    serve->add_option("--part", arguments.part)->required();
    CLI::App *deliver = command("deliver", "");
    deliver->add_option("--payload", arguments.payload)->required();
    CLI::App *hook = command("hook", "");
    CLI::App *app = command("app", "");
    app->add_option("--name", arguments.app)->required();
    app->add_option("--version", arguments.tag)->required();
    app->add_option("--environment", arguments.environment)->required();
    app->add_option("--container", arguments.container);
    app->add_option("--address", arguments.address);
    app->add_option("--port", arguments.port);
    for (CLI::App *hidden : {serve, deliver, hook, app})
        hidden->group("");
}

int runMain(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    // docker DIR ENVIRONMENT WORDS…: a grammar of its own
    const QStringList words = QCoreApplication::arguments();
    if (words.size() > 3 && words.at(1) == QLatin1String("docker"))
        return runDocker({words.at(2)}, words.at(3), words.mid(4));
    CLI::App cli{"A whole small platform on this machine, to try Envdeck on", "envdeck-sandbox"};
    Arguments arguments;
    describe(cli, arguments);
    try {
        cli.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return cli.exit(error) == 0 ? 0 : usage;
    }
    return runCommand(cli.get_subcommands().front()->get_name(), arguments);
}

} // namespace

} // namespace envdeck::sandbox

int main(int argc, char **argv)
{
    return envdeck::sandbox::runMain(argc, argv);
}
