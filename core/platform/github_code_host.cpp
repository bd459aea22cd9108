// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/github_code_host.h"

#include "core/platform/kept_client.h"
#include "core/secrets/key_reading.h"

namespace envdeck::platform {

namespace {

PullState stateOf(const github::PullRequest &pull)
{
    PullState state;
    state.progress.number = pull.number;
    state.progress.page = pull.page;
    state.open = pull.open;
    state.merged = pull.merged;
    state.headCommit = pull.headCommit;
    state.mergedCommit = pull.mergedCommit;
    return state;
}

CiState ciStateOf(github::ChecksVerdict verdict)
{
    switch (verdict) {
    case github::ChecksVerdict::None: return CiState::None;
    case github::ChecksVerdict::Pending: return CiState::Running;
    case github::ChecksVerdict::Passed: return CiState::Passed;
    case github::ChecksVerdict::Failed: return CiState::Failed;
    }
    Q_UNREACHABLE();
}

} // namespace

MergeHindrance hindranceOf(const github::PullRequest &pull, const github::Reviews &reviews,
                           const github::Checks &checks, const github::Requirements &wanted)
{
    if (pull.draft)
        return MergeHindrance::Draft;
    if (pull.mergeable == false || pull.state == QLatin1String("dirty"))
        return MergeHindrance::Conflicts;
    if (!reviews.changesAskedBy.isEmpty())
        return MergeHindrance::ChangesAsked;
    if (wanted.approvals && reviews.approvedBy.size() < *wanted.approvals)
        return MergeHindrance::Reviews;
    // A check that nobody requires says something all the same: production waits for it.
    switch (checks.verdict()) {
    case github::ChecksVerdict::Failed: return MergeHindrance::ChecksFailed;
    case github::ChecksVerdict::Pending: return MergeHindrance::ChecksRun;
    case github::ChecksVerdict::None:
        if (!wanted.checks.isEmpty())
            return MergeHindrance::ChecksRun;
        break;
    case github::ChecksVerdict::Passed: break;
    }
    if (pull.state == QLatin1String("blocked") || pull.state == QLatin1String("behind"))
        return MergeHindrance::Rules;
    return pull.mergeable ? MergeHindrance::None : MergeHindrance::Computed;
}

GithubCodeHost::GithubCodeHost(const Workspace &workspace, http::Client &http, secrets::Vault &vault)
    : m_workspace(workspace), m_http(http), m_vault(vault), m_context(std::make_unique<QObject>())
{
}

GithubCodeHost::~GithubCodeHost() = default;

bool GithubCodeHost::isConfigured() const
{
    return m_workspace.git.host != GitHost::None;
}

void GithubCodeHost::forgetKeys()
{
    m_clients.clear();
}

Async<GithubCodeHost::ClientRef> GithubCodeHost::client(const QString &repository)
{
    if (const auto known = m_clients.constFind(repository); known != m_clients.cend())
        return ready<ClientRef>(*known);
    const auto name = github::repositoryName(repository);
    if (!isConfigured() || !name)
        return ready<ClientRef>(
            Error{ErrorCode::BadConfig, QStringLiteral("git"), QStringLiteral("not-configured"), 0});
    const github::Place place = github::placeOf(github::siteOf(m_workspace.git));
    if (const auto allowed = m_http.allow(place.api); !allowed)
        return ready<ClientRef>(allowed.error());
    return andThen(secrets::readKey(m_vault, secrets::githubKey(m_workspace), m_context.get()),
                   m_context.get(), [this, place, name, repository](const Secret &token) {
                       ClientRef &client = m_clients[repository];
                       if (!client) // another call may have been faster
                           client = std::make_shared<github::Client>(m_http, place, *name, token);
                       return ready<ClientRef>(client);
                   });
}

template <typename T, typename Fn>
Async<T> GithubCodeHost::ask(Fn fn)
{
    return askOf<T>(m_workspace.git.repository, fn);
}

template <typename T, typename Fn>
Async<T> GithubCodeHost::askOf(const QString &repository, Fn fn)
{
    const auto answer = andThen(client(repository), m_context.get(), [this, fn](const ClientRef &client) {
        return askKept(client, m_context.get(), [&](github::Client &) { return Async<T>(fn(client)); });
    });
    whenDone(answer, m_context.get(), [this](const Result<T> &result) {
        if (!result && result.error().code == ErrorCode::Unauthorized)
            m_clients.clear(); // the key may be replaced: the next call asks the vault again
    });
    return answer;
}

Async<std::optional<PullState>> GithubCodeHost::find(const QString &head, const QString &base,
                                                     std::stop_token stop)
{
    using Found = std::optional<PullState>;
    return ask<Found>([this, head, base, stop](const ClientRef &client) {
        return andThen(client->findPullRequest(head, base, stop), m_context.get(),
                       [](const std::optional<github::PullRequest> &pull) {
                           return ready<Found>(pull ? Found(stateOf(*pull)) : Found());
                       });
    });
}

Async<std::optional<PullState>> GithubCodeHost::mergedWith(const QString &commit, const QString &base,
                                                           std::stop_token stop)
{
    using Found = std::optional<PullState>;
    return ask<Found>([this, commit, base, stop](const ClientRef &client) {
        return andThen(client->pullRequestsWith(commit, stop), m_context.get(),
                       [base](const QList<github::PullRequest> &pulls) {
                           for (const github::PullRequest &pull : pulls) {
                               if (pull.merged && pull.base == base)
                                   return ready<Found>(Found(stateOf(pull)));
                           }
                           return ready<Found>(Found());
                       });
    });
}

Async<PullState> GithubCodeHost::open(const PullProposal &proposal, std::stop_token stop)
{
    return ask<PullState>([this, proposal, stop](const ClientRef &client) {
        return andThen(client->open({proposal.title, proposal.body, proposal.head, proposal.base}, stop),
                       m_context.get(),
                       [](const github::PullRequest &pull) { return ready<PullState>(stateOf(pull)); });
    });
}

Async<void> GithubCodeHost::describe(int number, const QString &body, std::stop_token stop)
{
    return ask<void>([this, number, body, stop](const ClientRef &client) {
        return andThen(client->setBody(number, body, stop), m_context.get(),
                       [](const github::PullRequest &) { return ready<void>({}); });
    });
}

Async<PullState> GithubCodeHost::follow(int number, std::stop_token stop)
{
    return ask<PullState>([this, number, stop](const ClientRef &client) {
        return andThen(client->pullRequest(number, stop), m_context.get(),
                       [this, client, stop](const github::PullRequest &pull) {
                           return pull.open ? judged(client, pull, stop) : ready<PullState>(stateOf(pull));
                       });
    });
}

Async<PullState> GithubCodeHost::judged(const ClientRef &client, const github::PullRequest &pull,
                                        std::stop_token stop)
{
    const auto all = joined(m_context.get(), client->reviews(pull.number, stop),
                            client->checks(pull.headCommit, stop), client->requirements(pull.base, stop));
    return andThen(all, m_context.get(), [pull](const auto &answers) {
        const auto &[reviews, checks, wanted] = answers;
        if (!reviews)
            return ready<PullState>(reviews.error());
        if (!checks)
            return ready<PullState>(checks.error());
        if (!wanted)
            return ready<PullState>(wanted.error());
        PullState state = stateOf(pull);
        PullProgress &progress = state.progress;
        progress.approvals = int(reviews.value().approvedBy.size());
        progress.approvalsWanted = wanted.value().approvals;
        progress.checksPassed = checks.value().passed;
        progress.checksTotal = checks.value().total();
        progress.hindrance = hindranceOf(pull, reviews.value(), checks.value(), wanted.value());
        state.approvedBy = reviews.value().approvedBy;
        state.changesAskedBy = reviews.value().changesAskedBy;
        state.checksFailed = checks.value().failed;
        return ready<PullState>(state);
    });
}

Async<QString> GithubCodeHost::merge(const PullMerge &merge, std::stop_token stop)
{
    return ask<QString>([this, merge, stop](const ClientRef &client) {
        return andThen(client->repository(stop), m_context.get(),
                       [client, merge, stop](const github::RepositoryInfo &repository) {
                           return client->merge({merge.number, merge.headCommit,
                                                 repository.mergeMethods.value(0, QStringLiteral("merge")),
                                                 merge.title, merge.message},
                                                stop);
                       });
    });
}

Async<void> GithubCodeHost::deleteBranch(const QString &branch, std::stop_token stop)
{
    return ask<void>([branch, stop](const ClientRef &client) { return client->deleteBranch(branch, stop); });
}

Async<HostRights> GithubCodeHost::rights(const QString &branch, std::stop_token stop)
{
    return ask<HostRights>([this, branch, stop](const ClientRef &client) {
        return andThen(client->rights(branch, stop), m_context.get(), [](const github::Rights &rights) {
            return ready<HostRights>(HostRights{rights.who.login, rights.missing, rights.who.expires});
        });
    });
}

Async<Comparison> GithubCodeHost::compare(const QString &repository, const QString &base, const QString &head,
                                          std::stop_token stop)
{
    return askOf<Comparison>(repository, [this, base, head, stop](const ClientRef &client) {
        return andThen(client->compare(base, head, stop), m_context.get(),
                       [](const github::Comparison &found) {
                           Comparison comparison{found.ahead, found.behind, {}, found.page};
                           for (const github::CommitInfo &commit : found.commits)
                               comparison.commits.append(
                                   {commit.sha, commit.subject, commit.author, commit.at, commit.page});
                           return ready<Comparison>(comparison);
                       });
    });
}

Async<CiFacts> GithubCodeHost::ci(const QString &repository, const QString &commit, std::stop_token stop)
{
    return askOf<CiFacts>(repository, [this, commit, stop](const ClientRef &client) {
        return andThen(client->checks(commit, stop), m_context.get(), [](const github::Checks &checks) {
            return ready<CiFacts>(
                CiFacts{ciStateOf(checks.verdict()), checks.passed, checks.total(), checks.failed});
        });
    });
}

QString GithubCodeHost::repositoryAt(const QString &source) const
{
    const QUrl url(source, QUrl::StrictMode);
    if (!isConfigured() || !url.isValid() || originOf(url) != originOf(github::siteOf(m_workspace.git)))
        return {};
    QString path = url.path().mid(1);
    if (path.endsWith(QLatin1String(".git")))
        path.chop(4);
    const auto name = github::repositoryName(path);
    return name ? name->text() : QString();
}

std::optional<std::chrono::seconds> GithubCodeHost::waitOf(const Error &error) const
{
    const auto limit = github::limitOf(error);
    return limit ? std::optional(limit->wait) : std::nullopt;
}

} // namespace envdeck::platform
