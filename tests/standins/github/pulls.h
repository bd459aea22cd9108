// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace envdeck::standins::github {

struct Pull {
    int number = 0;
    QString title;
    QString body;
    QString author;
    QString head; // branch
    QString base;
    QString lastHead; // its commit when it was closed or merged
    bool open = true;
    bool merged = false;
    bool draft = false;
    bool conflicts = false;
    QString mergedCommit;
    QDateTime created;
};

struct GivenReview {
    int pull = 0;
    QString login;
    QString state; // "APPROVED", "CHANGES_REQUESTED", "COMMENTED", "DISMISSED"
};

struct CheckRun {
    QString name;
    QString status;     // "queued", "in_progress", "completed"
    QString conclusion; // empty until completed
};

// Pull requests, what people said of them, what machines said of commits, and what a base asks for.
class Pulls {
public:
    Pull &add(Pull pull); // gives it the next number
    Pull *find(int number);
    Pull *openOf(const QString &head, const QString &base);
    QList<Pull> all() const { return m_pulls; }                 // oldest first
    void restore(const QList<Pull> &pulls) { m_pulls = pulls; } // numbered from 1, as all() gave them

    void review(int pull, const QString &login, const QString &state);
    QList<GivenReview> reviewsOf(int pull) const;
    int approvals(int pull) const;  // the latest words count
    bool isRefused(int pull) const; // somebody asks for changes

    void setCheck(const QString &commit, const CheckRun &run); // replaces the one of that name
    void setStatus(const QString &commit, const QString &context, const QString &state);
    QList<CheckRun> checksOf(const QString &commit) const { return m_checks.value(commit); }
    QList<std::pair<QString, QString>> statusesOf(const QString &commit) const
    {
        return m_statuses.value(commit);
    }

    // What the base asks for. Without a call it is not protected.
    void protect(const QString &base, int approvals, const QStringList &checks);
    bool isProtected(const QString &base) const { return m_approvals.contains(base); }
    int approvalsWanted(const QString &base) const { return m_approvals.value(base); }
    QStringList checksWanted(const QString &base) const { return m_checkNames.value(base); }
    bool checksAreMet(const QString &base, const QString &commit) const;

private:
    QHash<QString, QString> latest(int pull) const;

    QList<Pull> m_pulls;
    QList<GivenReview> m_reviews;
    QHash<QString, QList<CheckRun>> m_checks;
    QHash<QString, QList<std::pair<QString, QString>>> m_statuses;
    QHash<QString, int> m_approvals;
    QHash<QString, QStringList> m_checkNames;
};

} // namespace envdeck::standins::github
