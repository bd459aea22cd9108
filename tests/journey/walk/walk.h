// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/desktop.h"
#include "tests/journey/walk/driver.h"

#include <QStringList>

namespace envdeck::testing {

struct WalkStep {
    QString title;
    QString picture;   // file name; empty for none
    QStringList facts; // what was asserted, each with its outcome
    bool held = true;
};

// Does the main job in the window of a sandbox: reads the overview, plans and applies, deploys a good and a
// bad release, sees errors rise, rolls back with one click and sees it healed. Asserts on the remote
// repository, the terraform state, the apps' answers and the journal, not on the window alone.
class Walk {
public:
    Walk(Desktop &desktop, Hands hands, const QString &sandboxFolder, const QString &outFolder);

    bool run(); // every step held
    bool writeReport() const;

private:
    using Act = void (Walk::*)();
    void step(const QString &title, Act act);
    void check(bool holds, const QString &fact);
    void picture(const QString &name);

    void readOverview();
    void planAndApply();
    void deployGood();
    void deployBad();
    void rollBack();
    void checkJournal();
    void seeItHealed();

    bool openDeployments();
    bool currentVersionShown(const QString &tag); // in the first row of the history
    bool deploy(const QString &tag);
    bool confirmSheet();
    // Ends when the newest job of prod/api is over; its state.
    QString jobEnd(std::chrono::milliseconds limit);
    QString answeredVersion() const; // of prod/api, asked over HTTP
    QString remoteVersion() const;   // of prod/api's compose file at the remote head
    qint64 stateSerial(const QString &environment) const;

    Desktop &m_desktop;
    Driver m_driver;
    QString m_sandbox;
    QString m_out;
    QList<WalkStep> m_steps;
    int m_pictures = 0;
    bool m_hasTerraform = false;
    QString m_good; // the release that the walk went back to
};

} // namespace envdeck::testing
