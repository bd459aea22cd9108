// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/guard.h"

#include <QWidget>
#include <functional>
#include <memory>
#include <optional>

namespace envdeck::ui {

// What a guarded operation is called and what must be done before it runs.
struct GuardedAction {
    Guard guard;                                    // guardFor(risk, environment, object)
    EnvironmentKind kind = EnvironmentKind::Custom; // colour of the band
    bool hatched = false;                           // Workspace::isLocal()
    EnvironmentId environment;                      // named in the title; kept for the sheet's life
    QString title;                                  // "Roll back api in prod": names object and environment
    QString accept;                                 // "Roll back prod/api"
    bool destructive = false; // danger button; never the default, never confirmed by Enter
};

// What the operator gave when confirming.
struct Confirmation {
    QString reason;       // of a sheet that asks for one; trimmed
    QString backupReason; // why without a fresh backup; only with Guard::freshBackup
    friend bool operator==(const Confirmation &, const Confirmation &) = default;
};

// A sheet that says what will happen and asks for exactly what the guard wants: typed name, tick, reason for
// a missing backup, and a wait that starts when everything else is given. Lives on an OverlayHost, has the
// dialog role, keeps Tab inside, and confirms once at most. Enter confirms only with Guard::enterConfirms or
// from the field of the typed name, and never something destructive. A held key never confirms, nor does
// anything in the first moments: the second half of a double click, a key that was meant for the page below.
// Words are those of the language in which it was opened.
class GuardedSheet : public QWidget {
    Q_OBJECT

public:
    explicit GuardedSheet(const GuardedAction &action, QWidget *parent = nullptr);
    ~GuardedSheet() override;

    // A row of facts: muted label on the left, the value (owned from now on) on the right.
    void addFact(const QString &label, QWidget *value);
    void addFact(const QString &label, const QString &text); // wrapped plain text
    void addTitleNote(QWidget *note);                        // at the right of the title: "v1.3.8 → v1.3.7"

    // Blocks the accept button with a reason shown beside it, whatever else is given; empty unblocks.
    void setBlocked(const QString &reason);
    void setFreshBackup(std::optional<bool> exists); // unknown counts as none

    bool isArmed() const; // a click on accept would confirm now
    const GuardedAction &action() const { return m_action; }

    // Milliseconds since an arbitrary start; a test gives its own. Delays are measured with it.
    void setTimeSource(std::function<qint64()> milliseconds);
    // Looks at the clock now; the sheet does so by itself four times a second while it waits.
    void tick();
    void cancel(); // as Esc does

    QSize sizeHint() const override;

Q_SIGNALS:
    void accepted(const envdeck::ui::Confirmation &confirmation); // once at most
    void canceled();                                              // once at most, and never after accepted()

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;
    virtual Confirmation confirmation() const;

private:
    class Parts;

    QWidget *makeFooter();
    void orderTabs();
    void takeFocus();
    bool isSatisfied() const;
    void arm();
    void confirm();

    GuardedAction m_action;
    std::unique_ptr<Parts> m;
};

} // namespace envdeck::ui
