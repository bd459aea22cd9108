// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/infrastructure/terraform_service.h"
#include "tests/real/git/git_world.h"
#include "tests/support/fake_clock.h"

#include <functional>

namespace envdeck::infrastructure {

// One operator's Envdeck on the repository: a mirror, a journal and a data folder of its own.
class Desk {
public:
    Desk(const Workspace &workspace, const git::Program &git, const git::Remote &remote,
         const QString &folder, const Clock &clock);
    ~Desk();

    // The process ends, and another one begins. Settings may have been changed before.
    void restart();

    QString programPath;
    QString toolsFolder;
    QString runner = QStringLiteral(ENVDECK_BINARY_DIR "/app/runner/envdeck-runner");

    std::unique_ptr<jobs::JobCenter> center;
    std::unique_ptr<TerraformService> service;
    pulls::Desk *pulls = nullptr; // what restart() gives the service
    journal::Journal &journal() { return *m_journal; }
    git::Mirror &mirror() { return *m_mirror; }

private:
    const Workspace &m_workspace;
    QString m_folder;
    const Clock &m_clock;
    std::unique_ptr<git::Mirror> m_mirror;
    std::unique_ptr<journal::Journal> m_journal;
};

// dev of a real repository, its state in a file that every operator reaches.
class InfrastructureWorld : public git::GitWorld {
protected:
    InfrastructureWorld();
    ~InfrastructureWorld() override;

    // Skips the test where there is neither terraform nor tofu.
    void needTerraform();
    // Pushes a root module with these resources; its state lies beside the repository.
    QString configure(const QByteArray &resources) const;
    QString configureAt(const QByteArray &backend, const QByteArray &resources) const; // its block
    // A resource that says that it is at work and waits for letGo(). Counts how often it was made.
    QByteArray holding() const;
    bool isHolding() const { return QFile::exists(path(QStringLiteral("holding"))); }
    void letGo() const { write(path(QStringLiteral("go")), {}); }
    int timesMade() const { return int(read(path(QStringLiteral("made"))).count('\n')); }
    QByteArray stateFile() const { return read(path(QStringLiteral("shared/dev.tfstate"))); }
    // The real program, that never waits for a lock and does that first; its words are in "$@".
    QString impatientProgram(const QByteArray &first = {}) const;
    // The same, and each of its commands writes down the environment that it was given.
    QString tellingProgram() const;
    QStringList commandsGiven(const QByteArray &value) const; // "plan", "show": to which it was told
    bool wasAsked(const char *command) const
    {
        return QFile::exists(path(told + QString::fromLatin1(command)));
    }
    // A branch from the main one, with that file of dev's; pushed.
    void branchWith(const QString &branch, const char *file, const QByteArray &content) const;

    std::unique_ptr<Desk> desk(const QString &name) const;
    static QString started(Desk &desk, const jobs::Job &job);
    static JobStatus status(const Desk &desk, const QString &operation);
    static JobStatus ended(const Desk &desk, const QString &operation);
    static JobStatus planned(Desk &desk);
    static JobStatus applied(Desk &desk);
    static JobStatus resumed(Desk &desk, const QString &operation);
    static QString applyJobStarted(Desk &desk); // after a plan that went well
    static QString planFile(const Desk &desk);

    static std::string said(const JobStatus &job);
    static StepStatus step(const JobStatus &job, const QString &id);

    const EnvironmentId dev = QStringLiteral("dev");
    testing::FakeClock clock;
    Workspace workspace;
    std::unique_ptr<Desk> mine;

private:
    const QString told = QStringLiteral("told-");
    QString m_terraform;
};

} // namespace envdeck::infrastructure
