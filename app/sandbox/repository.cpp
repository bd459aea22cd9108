// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/repository.h"

#include "core/base/safe_file.h"
#include "tests/standins/base/git_program.h"

#include <QDir>
#include <QFile>

namespace envdeck::sandbox {

using standins::runGit;

namespace {

QByteArray stamp(const Person &person, const QDateTime &at)
{
    return QStringLiteral("%1 <%2> %3 +0000")
        .arg(person.name, person.email)
        .arg(at.toSecsSinceEpoch())
        .toUtf8();
}

QByteArray sized(const QByteArray &data)
{
    return "data " + QByteArray::number(data.size()) + '\n' + data + '\n';
}

// Writes the input of `git fast-import`, commit after commit.
class Story {
public:
    void commit(const QByteArray &ref, const Event &event, const QByteArray &message, const FileSet &files,
                int from, int merge = 0)
    {
        m_input += "commit " + ref + "\nmark :" + QByteArray::number(++m_mark) + '\n';
        m_input += "author " + stamp(event.author, event.at) + "\ncommitter " +
                   stamp(event.author, event.at) + '\n' + sized(message);
        if (from > 0)
            m_input += "from :" + QByteArray::number(from) + '\n';
        if (merge > 0)
            m_input += "merge :" + QByteArray::number(merge) + '\n';
        for (auto it = files.cbegin(); it != files.cend(); ++it)
            m_input += "M 100644 inline " + it.key().toUtf8() + '\n' + sized(it.value());
        m_input += '\n';
    }
    int mark() const { return m_mark; }
    const QByteArray &input() const { return m_input; }

private:
    QByteArray m_input;
    int m_mark = 0;
};

FileSet changed(const FileSet &before, const FileSet &after)
{
    FileSet difference;
    for (auto it = after.cbegin(); it != after.cend(); ++it) {
        if (before.value(it.key()) != it.value())
            difference.insert(it.key(), it.value());
    }
    return difference;
}

QByteArray head()
{
    return "refs/heads/main";
}

Result<QHash<int, QString>> shasOf(const QString &marks)
{
    const auto text = readFile(marks);
    if (!text)
        return text.error();
    QHash<int, QString> shas;
    for (const QByteArray &line : text.value().split('\n')) {
        if (line.startsWith(':'))
            shas.insert(line.mid(1, line.indexOf(' ') - 1).toInt(),
                        QString::fromLatin1(line.mid(line.indexOf(' ') + 1)));
    }
    return shas;
}

Result<void> clone(const Folder &folder)
{
    const auto cloned =
        runGit({QStringLiteral("clone"), QStringLiteral("--quiet"), folder.remote(), folder.workspace()});
    if (!cloned)
        return cloned.error();
    // So that commits have an author on a machine where nobody told git who they are.
    for (const auto &[key, value] :
         {std::pair("user.name", "Sandbox Operator"), std::pair("user.email", "operator@acme.example")}) {
        const auto set = runGit({QStringLiteral("-C"), folder.workspace(), QStringLiteral("config"),
                                 QLatin1String(key), QLatin1String(value)});
        if (!set)
            return set.error();
    }
    return {};
}

QByteArray shellQuoted(const QString &text)
{
    QByteArray quoted = QFile::encodeName(text);
    return '\'' + quoted.replace("'", "'\\''") + '\'';
}

} // namespace

Result<QList<ToldEvent>> makeRepository(const Folder &folder, const Settings &settings,
                                        const QList<Event> &events)
{
    WorkspaceFiles world;
    world.tags = firstTags();
    FileSet files = filesOf(world, settings, folder);
    Story told;
    Event first;
    first.at = settings.created.addDays(-14);
    first.author = {QStringLiteral("Anna Berg"), QStringLiteral("anna@acme.example")};
    told.commit(head(), first, "Lay out infrastructure and deployments", files, 0);

    QList<int> marks;
    int last = told.mark();
    for (const Event &event : events) {
        if (event.app.isEmpty())
            world.change(event.change);
        else
            world.tags.insert(event.environment + QLatin1Char('/') + event.app, event.tag);
        const FileSet after = filesOf(world, settings, folder);
        const FileSet difference = changed(files, after);
        int merge = 0;
        if (event.merged) {
            Event proposed = event;
            proposed.at = event.at.addSecs(-3600);
            told.commit("refs/heads/proposed", proposed,
                        event.message.section(QLatin1String("\n\n"), 1).toUtf8(), difference, last);
            merge = told.mark();
        }
        told.commit(head(), event, event.message.toUtf8(), difference, last, merge);
        last = told.mark();
        marks.append(last);
        files = after;
    }

    if (const auto made = runGit({QStringLiteral("init"), QStringLiteral("--quiet"), QStringLiteral("--bare"),
                                  QStringLiteral("--initial-branch=main"), folder.remote()});
        !made)
        return made.error();
    const QStringList there{QStringLiteral("--git-dir"), folder.remote()};
    const QString marksFile = folder.remote() + QStringLiteral("/story.marks");
    const auto imported = runGit(there + QStringList{QStringLiteral("fast-import"), QStringLiteral("--quiet"),
                                                     QStringLiteral("--export-marks=") + marksFile},
                                 told.input());
    if (!imported)
        return imported.error();
    for (const QStringList &step :
         {QStringList{QStringLiteral("branch"), QStringLiteral("--quiet"), QStringLiteral("-D"),
                      QStringLiteral("proposed")},
          QStringList{QStringLiteral("config"), QStringLiteral("receive.denyNonFastForwards"),
                      QStringLiteral("true")}}) {
        if (const auto done = runGit(there + step); !done)
            return done.error();
    }
    const auto shas = shasOf(marksFile);
    if (!shas)
        return shas.error();
    QFile::remove(marksFile);
    if (const auto cloned = clone(folder); !cloned)
        return cloned.error();

    QList<ToldEvent> answer;
    for (qsizetype i = 0; i < events.size(); ++i)
        answer.append({events.at(i), shas.value().value(marks.at(i))});
    return answer;
}

Result<void> writeHooks(const Folder &folder, const QString &program)
{
    const QByteArray refuses =
        "#!/bin/sh\n"
        "# A protected branch, while the scenario says so.\n"
        "if [ -e " +
        shellQuoted(folder.scenario(QStringLiteral("push-rejected"))) +
        " ]; then\n"
        "    echo 'error: GH006: Protected branch update failed for refs/heads/main.' >&2\n"
        "    echo 'error: At least 1 approving review is required by reviewers with write access.' >&2\n"
        "    exit 1\n"
        "fi\n";
    const QByteArray tells = "#!/bin/sh\n"
                             "# What GitHub does after a push: tells the webhooks.\n"
                             "exec " +
                             shellQuoted(program) + " hook --dir " + shellQuoted(folder.dir) + "\n";
    const QString hooks = folder.remote() + QStringLiteral("/hooks");
    QDir().mkpath(hooks);
    for (const auto &[name, text] : {std::pair(QStringLiteral("/pre-receive"), refuses),
                                     std::pair(QStringLiteral("/post-receive"), tells)}) {
        if (const auto written = writeFile(hooks + name, text, 0755); !written)
            return written.error();
    }
    return {};
}

} // namespace envdeck::sandbox
