// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runner/handover.h"
#include "app/runner/run_files.h"
#include "app/runner/supervisor.h"

#include <QStringList>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <optional>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

namespace {

using namespace envdeck;
using namespace envdeck::runner;

constexpr const char *usage =
    "Usage: envdeck-runner --dir RUN -- /absolute/program [ARGUMENT...]\n"
    "\n"
    "Starts the program in a session of its own and returns; the program goes on when whoever called this "
    "is\n"
    "gone. RUN is a new folder that gets run.json (what runs), out, err, and exit.json (how it ended).\n"
    "Standard input: KEY=VALUE for the program's environment, each ended by a NUL. It is written nowhere.\n"
    "SIGINT or SIGTERM to the pid in run.json passes one SIGINT on to the program; it is never killed.\n"
    "\n"
    "Exit: 0 it runs; 64 usage; 73 the folder cannot be used; 127 the program cannot be started.\n";

constexpr int notStarted = 127;

struct Options {
    QString folder;
    QStringList argv;
};

std::optional<Options> parse(const QStringList &arguments)
{
    if (arguments.size() < 4 || arguments.at(0) != QLatin1String("--dir") ||
        arguments.at(2) != QLatin1String("--"))
        return {};
    const Options options{arguments.at(1), arguments.mid(3)};
    // execve searches no PATH, and a folder that moves with the caller could not be found again.
    const bool absolute = options.folder.startsWith(u'/') && options.argv.constFirst().startsWith(u'/');
    return absolute ? std::optional(options) : std::nullopt;
}

int fail(int exitCode, const Error &error)
{
    std::fprintf(stderr, "envdeck-runner: %s: %s\n", qPrintable(error.subject), qPrintable(error.detail));
    return exitCode;
}

// In the forked process: the answer of one byte tells the starter that the program runs.
[[noreturn]] void superviseAndExit(Supervisor &supervisor, SecretEnvironment &secrets, int answer)
{
    const Result<void> started = supervisor.start(secrets);
    if (!started) {
        const QByteArray text = started.error().subject.toUtf8() + '\0' + started.error().detail.toUtf8();
        const bool told = ::write(answer, text.constData(), size_t(text.size())) == text.size();
        ::_exit(told ? notStarted : EX_OSERR);
    }
    const char runs = 1;
    // When the starter is gone, the program runs all the same.
    if (::write(answer, &runs, 1) == 1 || errno == EPIPE)
        ::close(answer);
    supervisor.supervise();
    ::_exit(0);
}

int waitForStart(int answer)
{
    QByteArray text;
    char buffer[4096];
    ssize_t got = 0;
    while ((got = ::read(answer, buffer, sizeof buffer)) > 0 || (got < 0 && errno == EINTR))
        text.append(buffer, std::max<qsizetype>(0, got));
    if (text == QByteArrayView("\1"))
        return 0;
    const QList<QByteArray> parts = text.split('\0');
    return fail(notStarted, Error{ErrorCode::ToolFailed, QString::fromUtf8(parts.value(0)),
                                  QString::fromUtf8(parts.value(1)), 0});
}

} // namespace

int main(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    if (arguments.value(0) == QLatin1String("--help"))
        return std::fputs(usage, stdout) < 0 ? EX_IOERR : 0;
    const std::optional<Options> options = parse(arguments);
    if (!options) {
        std::fputs(usage, stderr);
        return EX_USAGE;
    }

    ::umask(S_IRWXG | S_IRWXO);
    const rlimit noCore{0, 0};
    ::setrlimit(RLIMIT_CORE, &noCore);
    const RunFiles files(options->folder);
    if (const Result<void> made = files.makeFolder(); !made)
        return fail(EX_CANTCREAT, made.error());
    SecretEnvironment secrets;
    if (const Result<void> read = secrets.readFrom(STDIN_FILENO); !read)
        return fail(EX_USAGE, read.error());

    int answer[2];
    if (::pipe2(answer, O_CLOEXEC) != 0)
        return EX_OSERR;
    Supervisor supervisor(files, options->argv);
    const pid_t pid = ::fork();
    if (pid < 0)
        return EX_OSERR;
    if (pid == 0) {
        ::close(answer[0]);
        superviseAndExit(supervisor, secrets, answer[1]);
    }
    ::close(answer[1]);
    secrets.wipe();
    return waitForStart(answer[0]);
}
