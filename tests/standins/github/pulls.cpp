// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/github/pulls.h"

namespace envdeck::standins::github {

Pull &Pulls::add(Pull pull)
{
    pull.number = int(m_pulls.size()) + 1;
    pull.created = QDateTime::currentDateTimeUtc();
    m_pulls.append(pull);
    return m_pulls.last();
}

Pull *Pulls::find(int number)
{
    return number >= 1 && number <= m_pulls.size() ? &m_pulls[number - 1] : nullptr;
}

Pull *Pulls::openOf(const QString &head, const QString &base)
{
    for (Pull &pull : m_pulls) {
        if (pull.open && pull.head == head && pull.base == base)
            return &pull;
    }
    return nullptr;
}

void Pulls::review(int pull, const QString &login, const QString &state)
{
    m_reviews.append({pull, login, state});
}

QList<GivenReview> Pulls::reviewsOf(int pull) const
{
    QList<GivenReview> found;
    for (const GivenReview &review : m_reviews) {
        if (review.pull == pull)
            found.append(review);
    }
    return found;
}

QHash<QString, QString> Pulls::latest(int pull) const
{
    QHash<QString, QString> words;
    for (const GivenReview &review : reviewsOf(pull)) {
        if (review.state != QLatin1String("COMMENTED"))
            words.insert(review.login, review.state);
    }
    return words;
}

int Pulls::approvals(int pull) const
{
    return int(latest(pull).keys(QStringLiteral("APPROVED")).size());
}

bool Pulls::isRefused(int pull) const
{
    return !latest(pull).keys(QStringLiteral("CHANGES_REQUESTED")).isEmpty();
}

void Pulls::setCheck(const QString &commit, const CheckRun &run)
{
    QList<CheckRun> &runs = m_checks[commit];
    for (CheckRun &known : runs) {
        if (known.name == run.name) {
            known = run;
            return;
        }
    }
    runs.append(run);
}

void Pulls::setStatus(const QString &commit, const QString &context, const QString &state)
{
    auto &statuses = m_statuses[commit];
    for (auto &known : statuses) {
        if (known.first == context) {
            known.second = state;
            return;
        }
    }
    statuses.append({context, state});
}

void Pulls::protect(const QString &base, int approvals, const QStringList &checks)
{
    m_approvals.insert(base, approvals);
    m_checkNames.insert(base, checks);
}

bool Pulls::checksAreMet(const QString &base, const QString &commit) const
{
    for (const QString &name : checksWanted(base)) {
        bool met = false;
        for (const CheckRun &run : checksOf(commit))
            met = met || (run.name == name && run.conclusion == QLatin1String("success"));
        for (const auto &[context, state] : statusesOf(commit))
            met = met || (context == name && state == QLatin1String("success"));
        if (!met)
            return false;
    }
    return true;
}

} // namespace envdeck::standins::github
