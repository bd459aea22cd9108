// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/git/checkout.h"

#include "core/git/commit.h"
#include "core/git/run.h"

#include <QDir>

namespace envdeck::git {

namespace {

constexpr int mostNames = 1000;

// "# branch.oid <sha>", "# branch.head <name>", then one entry for each change (git status --porcelain=v2
// -z).
CheckoutFacts factsIn(const QByteArray &status)
{
    CheckoutFacts facts;
    const QList<QByteArray> entries = status.split('\0');
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const QByteArray &entry = entries.at(i);
        if (entry.startsWith("# branch.oid ") && !entry.endsWith("(initial)"))
            facts.head = QString::fromLatin1(entry.mid(13));
        else if (entry.startsWith("# branch.head ") && !entry.endsWith("(detached)"))
            facts.branch = QString::fromUtf8(entry.mid(14));
        if (entry.isEmpty() || entry.startsWith('#'))
            continue;
        // The path is what follows the fixed fields: "? p", "1 XY s m m m h h p", "2 XY s m m m h h R100 p",
        // "u XY s m m m m h h h p".
        const int fields = entry.startsWith('?')   ? 1
                           : entry.startsWith('1') ? 8
                           : entry.startsWith('2') ? 9
                                                   : 10;
        qsizetype at = 0;
        for (int n = 0; n < fields && at >= 0; ++n)
            at = entry.indexOf(' ', at) + 1;
        if (entry.startsWith('2'))
            ++i; // the old name stands in an entry of its own
        ++facts.changedCount;
        if (facts.changed.size() < mostNames)
            facts.changed.append(QString::fromUtf8(entry.mid(at)));
    }
    return facts;
}

QString remoteIn(const QByteArray &config, const QString &branch)
{
    QHash<QByteArray, QByteArray> values; // "branch.main.remote" to "origin"; the last one counts
    for (const QByteArray &entry : config.split('\0')) {
        const qsizetype newline = entry.indexOf('\n');
        if (newline > 0)
            values.insert(entry.left(newline), entry.mid(newline + 1));
    }
    const QByteArray name = values.value("branch." + branch.toUtf8() + ".remote", "origin");
    return QString::fromUtf8(values.value("remote." + name + ".url"));
}

Relation relationOf(int ahead, int behind)
{
    if (ahead > 0)
        return behind > 0 ? Relation::Diverged : Relation::Ahead;
    return behind > 0 ? Relation::Behind : Relation::Same;
}

} // namespace

Checkout::Checkout(QString folder, Program program)
    : m_folder(std::move(folder)), m_program(std::move(program)), m_home(std::make_unique<QObject>())
{
}

Checkout::~Checkout() = default;

Async<QByteArray> Checkout::read(const QStringList &arguments, int alsoFine, std::stop_token stop) const
{
    return runGit(Run{checkoutSpec(m_program, m_folder, arguments), m_folder, objectError, alsoFine},
                  m_home.get(), stop);
}

Async<CheckoutFacts> Checkout::readFacts(const QString &mirrorFolder, const QString &mirrorHead,
                                         std::stop_token stop)
{
    const auto root = read({QStringLiteral("rev-parse"), QStringLiteral("--show-toplevel")}, 0, stop);
    const auto status =
        read({QStringLiteral("status"), QStringLiteral("--porcelain=v2"), QStringLiteral("-z"),
              QStringLiteral("--branch"), QStringLiteral("--no-renames"),
              QStringLiteral("--untracked-files=normal"), QStringLiteral("--ignore-submodules=all")},
             0, stop);
    const auto config = read({QStringLiteral("config"), QStringLiteral("-z"), QStringLiteral("--get-regexp"),
                              QStringLiteral("^(remote\\..*\\.url|branch\\..*\\.remote)$")},
                             1, stop);
    const auto answers = joined(m_home.get(), root, status, config);
    return andThen(answers, m_home.get(), [this, mirrorFolder, mirrorHead, stop](const auto &all) {
        const auto &[top, text, values] = all;
        for (const auto *answer : {&top, &text, &values}) {
            if (!*answer)
                return ready<CheckoutFacts>(answer->error());
        }
        CheckoutFacts facts = factsIn(text.value());
        facts.root = QString::fromUtf8(top.value()).remove(QLatin1Char('\n'));
        facts.remote = remoteIn(values.value(), facts.branch);
        if (mirrorFolder.isEmpty() || !isSha(mirrorHead) || facts.head.isEmpty())
            return ready<CheckoutFacts>(facts);
        return withRelation(facts, mirrorFolder, mirrorHead, stop);
    });
}

Async<CheckoutFacts> Checkout::withRelation(const CheckoutFacts &facts, const QString &mirrorFolder,
                                            const QString &mirrorHead, std::stop_token stop) const
{
    // Each side has commits that the other lacks; the mirror's are borrowed for this one command.
    Run run{
        checkoutSpec(m_program, m_folder,
                     {QStringLiteral("rev-list"), QStringLiteral("--left-right"), QStringLiteral("--count"),
                      facts.head + QStringLiteral("...") + mirrorHead, QStringLiteral("--")}),
        m_folder, objectError};
    run.spec.environment[QStringLiteral("GIT_ALTERNATE_OBJECT_DIRECTORIES")] =
        QDir(mirrorFolder).absoluteFilePath(QStringLiteral("objects"));
    auto promise = std::make_shared<QPromise<Result<CheckoutFacts>>>();
    promise->start();
    whenDone(runGit(run, m_home.get(), stop), m_home.get(), [promise, facts](const Result<QByteArray> &out) {
        CheckoutFacts known = facts;
        const QList<QByteArray> counts = out ? out.value().trimmed().split('\t') : QList<QByteArray>();
        if (counts.size() == 2) {
            known.ahead = counts.first().toInt();
            known.behind = counts.last().toInt();
            known.relation = relationOf(known.ahead, known.behind);
        }
        promise->addResult(Result<CheckoutFacts>(known));
        promise->finish();
    });
    return promise->future();
}

Async<QList<Leak>> Checkout::readLeaks(std::stop_token stop)
{
    // Everything that lies there, tracked, untracked and ignored; then what of it no rule covers.
    Run list{
        checkoutSpec(m_program, m_folder,
                     QStringList{QStringLiteral("ls-files"), QStringLiteral("-z"), QStringLiteral("-c"),
                                 QStringLiteral("-o"), QStringLiteral("--full-name"), QStringLiteral("--")} +
                         secretFilePatterns()),
        m_folder, objectError};
    list.spec.environment.remove(QStringLiteral("GIT_LITERAL_PATHSPECS"));
    return andThen(runGit(list, m_home.get(), stop), m_home.get(), [this, stop](const QByteArray &out) {
        QStringList paths = namesIn(out);
        paths.removeIf([](const QString &path) { return !isSecretFileName(path); });
        paths.removeDuplicates();
        if (paths.isEmpty())
            return ready<QList<Leak>>(QList<Leak>());
        // Paths are given from the top of the working tree.
        QByteArray names;
        for (const QString &path : paths)
            names += ":/" + path.toUtf8() + '\0';
        Run check{checkoutSpec(m_program, m_folder,
                               {QStringLiteral("check-ignore"), QStringLiteral("--no-index"),
                                QStringLiteral("-z"), QStringLiteral("--stdin")}),
                  m_folder, objectError, 1};
        check.spec.environment.remove(QStringLiteral("GIT_LITERAL_PATHSPECS"));
        check.spec.input = Secret(names);
        return andThen(runGit(check, m_home.get(), stop), m_home.get(), [paths](const QByteArray &ignored) {
            const QStringList covered = namesIn(ignored);
            QList<Leak> leaks;
            for (const QString &path : paths) {
                if (!covered.contains(QStringLiteral(":/") + path))
                    leaks.append({LeakKind::NotIgnored, path, 0});
            }
            return ready<QList<Leak>>(leaks);
        });
    });
}

} // namespace envdeck::git
