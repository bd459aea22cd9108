// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/github/github.h"

#include <QCryptographicHash>
#include <QJsonDocument>

namespace envdeck::standins {

using github::messageAnswer;

namespace {

// What a fine-grained token needs for the path below the repository.
QString permissionFor(const Request &request, const QStringList &path)
{
    const QString way = request.method == "GET" ? QStringLiteral("=read") : QStringLiteral("=write");
    const QString first = path.value(0);
    if (path.isEmpty() || first == QLatin1String("rules"))
        return QStringLiteral("metadata=read");
    if (first == QLatin1String("branches"))
        return QStringLiteral("administration=read");
    if (first == QLatin1String("git") || first == QLatin1String("compare"))
        return QStringLiteral("contents") + way;
    if (first == QLatin1String("commits") && path.last() == QLatin1String("pulls"))
        return QStringLiteral("pull_requests=read");
    if (first == QLatin1String("commits"))
        return path.value(2) == QLatin1String("check-runs") ? QStringLiteral("checks=read")
                                                            : QStringLiteral("statuses=read");
    return path.value(2) == QLatin1String("merge") ? QStringLiteral("contents=write")
                                                   : QStringLiteral("pull_requests") + way;
}

QJsonObject bodyOf(const Request &request)
{
    return QJsonDocument::fromJson(request.body).object();
}

QString textOf(const Request &request, const char *key)
{
    return bodyOf(request).value(QLatin1String(key)).toString();
}

} // namespace

Github::Github(GithubOptions options, QObject *parent)
    : HttpStandin(parent), m_options(std::move(options)), m_branches(m_options.folder)
{
}

Answer Github::refusal() const
{
    return messageAnswer(401, QStringLiteral("Bad credentials"));
}

void Github::handle(const Request &request, Reply reply)
{
    if (request.method != "GET" && std::exchange(m_dropsNext, false))
        return reply.send(Answer::text("upstream is away\n", 502));
    Answer answer = answerTo(request);
    if (request.method == "GET" && answer.status == 200) {
        const QByteArray tag =
            "W/\"" + QCryptographicHash::hash(answer.body, QCryptographicHash::Sha1).toHex() + '"';
        answer.headers.emplaceBack("ETag", tag);
        if (request.header("If-None-Match") == tag) {
            answer.status = 304;
            answer.body.clear();
            ++m_notModified;
            m_access.giveBack();
        }
    }
    if (request.method != "GET" && m_losesNext) {
        m_losesNext = false;
        answer = Answer::text("upstream went away\n", 502);
    }
    reply.send(answer);
}

Answer Github::answerTo(const Request &request)
{
    const github::Access::Token *token = m_access.tokenOf(request);
    if (!token)
        return refusal();
    if (request.header("User-Agent").isEmpty())
        return messageAnswer(403, QStringLiteral("Request forbidden by administrative rules."));
    if (m_refusesVersions && !request.header("X-GitHub-Api-Version").isEmpty())
        return messageAnswer(400, QStringLiteral("\"2022-11-28\" is not a supported version"));
    if (!request.path.startsWith(m_options.prefix + QLatin1Char('/')))
        return messageAnswer(404, QStringLiteral("Not Found"));
    const QStringList path =
        request.path.mid(m_options.prefix.size()).split(QLatin1Char('/'), Qt::SkipEmptyParts);
    const QStringList below = path.mid(3);
    const bool ours = path.value(0) == QLatin1String("repos") &&
                      ((path.value(1) == m_options.owner && path.value(2) == m_options.name) ||
                       m_others.contains(path.value(1) + QLatin1Char('/') + path.value(2)));
    const bool user = path == QStringList{QStringLiteral("user")};
    m_asked.append(QString::fromLatin1(request.method) + QLatin1Char(' ') +
                   (ours ? below : path).join(QLatin1Char('/')));
    const QString permission = user ? QString() : permissionFor(request, below);
    Answer answer = [&] {
        if (const auto limit = m_access.limited())
            return *limit;
        if (user)
            return Answer::json(github::userBody(token->login));
        if (!ours)
            return messageAnswer(404, QStringLiteral("Not Found"));
        if (const auto refused = m_access.refuse(*token, permission))
            return *refused;
        return inRepository(request, below);
    }();
    m_access.decorate(*token, permission, &answer);
    return answer;
}

Answer Github::inRepository(const Request &request, const QStringList &path)
{
    const QString first = path.value(0);
    const bool reads = request.method == "GET";
    if (path.isEmpty() && reads)
        return Answer::json(
            github::repositoryBody(m_options.owner, m_options.name, m_options.branch, url(), true));
    if (first == QLatin1String("pulls"))
        return pullAnswer(request, path.mid(1));
    if (first == QLatin1String("commits") && reads)
        return commitAnswer(request, path.mid(1));
    if (first == QLatin1String("compare") && reads)
        return comparison(request, path.value(1));
    if (first == QLatin1String("git"))
        return referenceAnswer(request, path.mid(1));
    if (first == QLatin1String("rules") && reads)
        return Answer::json(QJsonArray()); // protection is the older way, and the one of this stand-in
    if (first == QLatin1String("branches") && path.last() == QLatin1String("protection") && reads) {
        const QString branch = path.mid(1, path.size() - 2).join(QLatin1Char('/'));
        return m_pulls.isProtected(branch)
                   ? Answer::json(github::protectionBody(m_pulls.approvalsWanted(branch),
                                                         m_pulls.checksWanted(branch)))
                   : messageAnswer(404, QStringLiteral("Branch not protected"));
    }
    return messageAnswer(404, QStringLiteral("Not Found"));
}

QJsonArray Github::pullsWith(const QString &commit) const
{
    QJsonArray bodies;
    for (const github::Pull &pull : m_pulls.all()) {
        if (pull.merged ? m_branches.cameWith(commit, pull.mergedCommit)
                        : m_branches.head(pull.head) == commit)
            bodies.prepend(github::pullBody(viewOf(pull), m_options.owner, m_options.name, url(), true));
    }
    return bodies;
}

// Pages as GitHub cuts them: with the counts of all on each.
Answer Github::comparison(const Request &request, const QString &range) const
{
    const QString base = range.section(QStringLiteral("..."), 0, 0);
    const QString head = range.section(QStringLiteral("..."), 1);
    const auto forth = m_branches.between(base, head);
    const auto back = m_branches.between(head, base);
    if (!forth || !back)
        return messageAnswer(404, QStringLiteral("Not Found"));
    // Under the name that was asked for: /api/v3/repos/acme/api/compare/…
    const QStringList asked =
        request.path.mid(m_options.prefix.size()).split(QLatin1Char('/'), Qt::SkipEmptyParts);
    const int size = std::max(1, request.parameter(QStringLiteral("per_page")).toInt());
    const int page = std::max(1, request.parameter(QStringLiteral("page")).toInt());
    Answer answer =
        Answer::json(github::compareBody(forth->mid((page - 1) * size, size), int(forth->size()),
                                         int(back->size()), asked.value(1), asked.value(2), url(), range));
    if (page * size < forth->size())
        answer.headers.emplaceBack("Link", QStringLiteral("<%1%2?per_page=%3&page=%4>; rel=\"next\"")
                                               .arg(url().toString(), request.path)
                                               .arg(size)
                                               .arg(page + 1)
                                               .toLatin1());
    return answer;
}

Answer Github::commitAnswer(const Request &, const QStringList &path)
{
    QString commit = path.mid(0, path.size() - 1).join(QLatin1Char('/'));
    if (const QString head = m_branches.head(commit); !head.isEmpty())
        commit = head;
    if (path.last() == QLatin1String("pulls"))
        return Answer::json(pullsWith(commit));
    if (path.last() == QLatin1String("check-runs"))
        return Answer::json(github::checkRunsBody(commit, m_pulls.checksOf(commit)));
    if (path.last() == QLatin1String("status"))
        return Answer::json(github::statusBody(commit, m_pulls.statusesOf(commit)));
    return messageAnswer(404, QStringLiteral("Not Found"));
}

Answer Github::referenceAnswer(const Request &request, const QStringList &path)
{
    const QString branch = path.mid(2).join(QLatin1Char('/'));
    if (request.method == "DELETE") {
        if (m_branches.head(branch).isEmpty())
            return messageAnswer(422, QStringLiteral("Reference does not exist"));
        m_branches.remove(branch);
        return Answer{204, {}, {}};
    }
    return request.method == "POST" ? messageAnswer(422, QStringLiteral("Object does not exist"))
                                    : messageAnswer(404, QStringLiteral("Not Found"));
}

bool Github::isBlocked(const github::Pull &pull) const
{
    return m_pulls.isProtected(pull.base) &&
           (m_pulls.approvals(pull.number) < m_pulls.approvalsWanted(pull.base) ||
            m_pulls.isRefused(pull.number) || !m_pulls.checksAreMet(pull.base, m_branches.head(pull.head)));
}

github::PullView Github::viewOf(const github::Pull &pull) const
{
    const QString head = pull.open ? m_branches.head(pull.head) : pull.lastHead;
    bool unstable = false;
    for (const github::CheckRun &run : m_pulls.checksOf(head))
        unstable = unstable || run.conclusion != QLatin1String("success");
    return {pull, head, m_branches.head(pull.base), isBlocked(pull), unstable};
}

Answer Github::pullAnswer(const Request &request, const QStringList &path)
{
    if (path.isEmpty()) {
        if (request.method == "POST")
            return opened(request);
        QJsonArray bodies;
        const QString state = request.parameter(QStringLiteral("state"));
        const QString head = request.parameter(QStringLiteral("head")).section(QLatin1Char(':'), 1);
        const QString base = request.parameter(QStringLiteral("base"));
        for (const github::Pull &pull : m_pulls.all()) {
            const bool wanted = (head.isEmpty() || pull.head == head) &&
                                (base.isEmpty() || pull.base == base) &&
                                (state == QLatin1String("all") || pull.open);
            if (wanted)
                bodies.prepend(github::pullBody(viewOf(pull), m_options.owner, m_options.name, url(), true));
        }
        return Answer::json(bodies);
    }
    github::Pull *pull = m_pulls.find(path.first().toInt());
    if (!pull)
        return messageAnswer(404, QStringLiteral("Not Found"));
    if (path.value(1) == QLatin1String("reviews"))
        return Answer::json(github::reviewBodies(m_pulls.reviewsOf(pull->number)));
    if (path.value(1) == QLatin1String("merge") && request.method == "PUT")
        return merged(request, *pull);
    if (request.method == "PATCH")
        pull->body = textOf(request, "body");
    return Answer::json(github::pullBody(viewOf(*pull), m_options.owner, m_options.name, url(), false));
}

Answer Github::opened(const Request &request)
{
    const QString head = textOf(request, "head");
    const QString base = textOf(request, "base");
    const QString failed = QStringLiteral("Validation Failed");
    if (m_branches.head(head).isEmpty() || m_branches.head(base).isEmpty())
        return messageAnswer(422, failed, QStringLiteral("Branch is invalid"));
    if (head == base || !m_branches.differ(head, base))
        return messageAnswer(422, failed, QStringLiteral("No commits between %1 and %2").arg(base, head));
    if (m_pulls.openOf(head, base))
        return messageAnswer(
            422, failed,
            QStringLiteral("A pull request already exists for %1:%2.").arg(m_options.owner, head));
    github::Pull pull;
    pull.title = textOf(request, "title");
    pull.body = textOf(request, "body");
    pull.author = m_access.tokenOf(request)->login;
    pull.head = head;
    pull.base = base;
    return Answer::json(
        github::pullBody(viewOf(m_pulls.add(pull)), m_options.owner, m_options.name, url(), false), 201);
}

Answer Github::merged(const Request &request, github::Pull &pull)
{
    const QString head = m_branches.head(pull.head);
    if (!pull.open || pull.draft || pull.conflicts)
        return messageAnswer(405, QStringLiteral("Pull Request is not mergeable"));
    if (isBlocked(pull))
        return messageAnswer(405, QStringLiteral("At least %1 approving review is required by reviewers "
                                                 "with write access.")
                                      .arg(m_pulls.approvalsWanted(pull.base)));
    if (const QString wanted = textOf(request, "sha"); !wanted.isEmpty() && wanted != head)
        return messageAnswer(409,
                             QStringLiteral("Head branch was modified. Review and try the merge again."));
    const QString text =
        textOf(request, "commit_title") + QStringLiteral("\n\n") + textOf(request, "commit_message");
    const QString commit = m_branches.merge(pull.head, pull.base, textOf(request, "merge_method"), text);
    if (commit.isEmpty())
        return messageAnswer(405, QStringLiteral("Pull Request is not mergeable"));
    pull.open = false;
    pull.merged = true;
    pull.lastHead = head;
    pull.mergedCommit = commit;
    return Answer::json(
        QJsonObject{{QStringLiteral("sha"), commit},
                    {QStringLiteral("merged"), true},
                    {QStringLiteral("message"), QStringLiteral("Pull Request successfully merged")}});
}

} // namespace envdeck::standins
