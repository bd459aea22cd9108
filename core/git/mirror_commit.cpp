// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/git/mirror.h"
#include "core/git/run.h"

#include <QFile>
#include <QHash>
#include <QUuid>
#include <algorithm>

namespace envdeck::git {

namespace {

Error leakError(const Leak &leak)
{
    const QString subject = leak.line > 0 ? QStringLiteral("%1:%2").arg(leak.path).arg(leak.line) : leak.path;
    return Error{ErrorCode::Forbidden, subject, leakName(leak.kind), 0};
}

Result<void> checked(const CommitRequest &request, const Redactor &live)
{
    QStringList paths;
    for (const FileEdit &edit : request.edits) {
        if (!isRepositoryPath(edit.path) || paths.contains(edit.path))
            return Error{ErrorCode::BadInput, edit.path, QStringLiteral("bad-name"), 0};
        paths.append(edit.path);
    }
    if (!isSha(request.parent) || request.edits.isEmpty() || request.message.trimmed().isEmpty() ||
        request.message.contains(QChar(u'\0')))
        return Error{ErrorCode::BadInput, request.parent, QStringLiteral("bad-request"), 0};
    for (const Leak &leak : leaksOf(QStringLiteral("commit message"), {}, request.message.toUtf8(), live)) {
        if (!request.accepted.contains(leak) || leak.kind == LeakKind::LiveSecret)
            return leakError(leak);
    }
    return {};
}

// The lines for `update-index --index-info`: each edit with the mode that its file has.
Result<QByteArray> indexLines(const QList<FileEdit> &edits, const QStringList &blobs,
                              const QList<TreeEntry> &tree)
{
    QByteArray lines;
    for (qsizetype i = 0; i < edits.size(); ++i) {
        const QString &path = edits.at(i).path;
        const auto known =
            std::find_if(tree.cbegin(), tree.cend(), [&path](const TreeEntry &e) { return e.path == path; });
        const QByteArray mode = known == tree.cend() ? QByteArray("100644") : known->mode;
        if (!mode.startsWith("100"))
            return Error{ErrorCode::BadInput, path, QStringLiteral("not-a-file"), 0};
        lines += mode + ' ' + blobs.at(i).toLatin1() + '\t' + path.toUtf8() + '\0';
    }
    return lines;
}

QString shaIn(const QByteArray &out)
{
    return QString::fromLatin1(out.trimmed());
}

} // namespace

// One commit on its way; the steps run one after the other in the mirror's context.
struct Mirror::Draft {
    // An index of its own beside the mirror's objects; gone with the last step that holds it.
    class PrivateIndex {
    public:
        explicit PrivateIndex(const QString &folder)
            : m_path(folder + QStringLiteral("/envdeck-index-") + QUuid::createUuid().toString(QUuid::Id128))
        {
        }
        ~PrivateIndex()
        {
            QFile::remove(m_path);
            QFile::remove(m_path + QStringLiteral(".lock"));
        }
        PrivateIndex(const PrivateIndex &) = delete;
        PrivateIndex &operator=(const PrivateIndex &) = delete;
        const QString &path() const { return m_path; }

    private:
        QString m_path;
    };

    CommitRequest request;
    std::stop_token stop;
    PrivateIndex index;
    Identity identity;
    QStringList blobs; // of the edits, in their order
    QString tree;
};

Async<QByteArray> Mirror::step(const std::shared_ptr<Draft> &draft, const QStringList &arguments,
                               const QByteArray &input) const
{
    Run run{spec(arguments), m_folder, objectError};
    run.spec.input = Secret(input);
    run.spec.environment[QStringLiteral("GIT_INDEX_FILE")] = draft->index.path();
    run.spec.environment[QStringLiteral("GIT_AUTHOR_NAME")] = draft->identity.name;
    run.spec.environment[QStringLiteral("GIT_AUTHOR_EMAIL")] = draft->identity.email;
    run.spec.environment[QStringLiteral("GIT_COMMITTER_NAME")] = draft->identity.name;
    run.spec.environment[QStringLiteral("GIT_COMMITTER_EMAIL")] = draft->identity.email;
    if (draft->request.at.isValid()) {
        const QString when = QStringLiteral("@%1 +0000").arg(draft->request.at.toSecsSinceEpoch());
        run.spec.environment[QStringLiteral("GIT_AUTHOR_DATE")] = when;
        run.spec.environment[QStringLiteral("GIT_COMMITTER_DATE")] = when;
    }
    return runGit(run, m_home.get(), draft->stop);
}

Async<QByteArray> Mirror::refuseLeaks(const std::shared_ptr<Draft> &draft)
{
    const auto leaks = readLeaks(draft->request.parent, draft->request.edits, draft->stop);
    return andThen(leaks, m_home.get(), [draft](const QList<Leak> &found) {
        for (const Leak &leak : found) {
            if (leak.kind == LeakKind::LiveSecret || !draft->request.accepted.contains(leak))
                return ready<QByteArray>(leakError(leak));
        }
        return ready<QByteArray>(QByteArray());
    });
}

Async<QByteArray> Mirror::writeBlobs(const std::shared_ptr<Draft> &draft)
{
    const qsizetype next = draft->blobs.size();
    if (next == draft->request.edits.size())
        return ready<QByteArray>(QByteArray());
    const auto written =
        step(draft, {QStringLiteral("hash-object"), QStringLiteral("-w"), QStringLiteral("--stdin")},
             draft->request.edits.at(next).content);
    return andThen(written, m_home.get(), [this, draft](const QByteArray &out) {
        draft->blobs.append(shaIn(out));
        return writeBlobs(draft);
    });
}

Async<QByteArray> Mirror::writeTree(const std::shared_ptr<Draft> &draft)
{
    QStringList list{QStringLiteral("ls-tree"), QStringLiteral("-z"), QStringLiteral("--full-tree"),
                     draft->request.parent, QStringLiteral("--")};
    for (const FileEdit &edit : draft->request.edits)
        list += edit.path;
    const auto listed = step(draft, list, {});
    const auto lines = andThen(listed, m_home.get(), [draft](const QByteArray &out) {
        return ready<QByteArray>(indexLines(draft->request.edits, draft->blobs, entriesIn(out)));
    });
    const auto indexed = andThen(lines, m_home.get(), [this, draft](const QByteArray &info) {
        const auto read = step(draft, {QStringLiteral("read-tree"), draft->request.parent}, {});
        return andThen(read, m_home.get(), [this, draft, info](const QByteArray &) {
            return step(
                draft, {QStringLiteral("update-index"), QStringLiteral("-z"), QStringLiteral("--index-info")},
                info);
        });
    });
    return andThen(indexed, m_home.get(), [this, draft](const QByteArray &) {
        return step(draft, {QStringLiteral("write-tree")}, {});
    });
}

Async<QByteArray> Mirror::refuseSameTree(const std::shared_ptr<Draft> &draft)
{
    const auto changed = step(draft,
                              {QStringLiteral("diff-tree"), QStringLiteral("-r"), QStringLiteral("-z"),
                               QStringLiteral("--name-only"), QStringLiteral("--no-renames"),
                               draft->request.parent, draft->tree},
                              {});
    return andThen(changed, m_home.get(), [draft](const QByteArray &out) {
        const QStringList paths = namesIn(out);
        if (paths.isEmpty())
            return ready<QByteArray>(
                Error{ErrorCode::BadInput, draft->request.parent, QStringLiteral("nothing-changed"), 0});
        for (const QString &path : paths) {
            const auto isEdit = [&path](const FileEdit &edit) { return edit.path == path; };
            if (std::none_of(draft->request.edits.cbegin(), draft->request.edits.cend(), isEdit))
                return ready<QByteArray>(
                    Error{ErrorCode::Internal, path, QStringLiteral("changed-elsewhere"), 0});
        }
        return ready<QByteArray>(QByteArray());
    });
}

Async<QString> Mirror::commit(const CommitRequest &request, std::stop_token stop)
{
    if (const auto fine = checked(request, m_live); !fine)
        return ready<QString>(fine.error());
    const auto draft =
        std::shared_ptr<Draft>(new Draft{request, stop, Draft::PrivateIndex(m_folder), {}, {}, {}});
    QObject *home = m_home.get();
    const auto identified =
        andThen(readIdentity(m_program, home, stop), home, [this, draft](const Identity &identity) {
            draft->identity = identity;
            return refuseLeaks(draft);
        });
    const auto blobs =
        andThen(identified, home, [this, draft](const QByteArray &) { return writeBlobs(draft); });
    const auto tree = andThen(blobs, home, [this, draft](const QByteArray &) { return writeTree(draft); });
    const auto compared = andThen(tree, home, [this, draft](const QByteArray &out) {
        draft->tree = shaIn(out);
        return refuseSameTree(draft);
    });
    const auto made = andThen(compared, home, [this, draft](const QByteArray &) {
        return step(draft,
                    {QStringLiteral("commit-tree"), draft->tree, QStringLiteral("-p"), draft->request.parent,
                     QStringLiteral("-F"), QStringLiteral("-")},
                    draft->request.message.toUtf8());
    });
    return andThen(made, home, [](const QByteArray &out) { return ready<QString>(shaIn(out)); });
}

} // namespace envdeck::git
