// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/error_text.h"
#include "ui/text/severity.h"

#include <QStackedLayout>
#include <QWidget>

class QPushButton;
class QTimer;

namespace envdeck::ui {

class Banner;
class EmptyState;
class Label;
class Skeleton;

// The faces of a page or pane below its header: loading, empty, answer, error; and a banner above the answer
// while it is stale or partial. Starts loading. The skeleton waits 200 ms before it shows, and after 10 s the
// source that does not answer is named. Calling the same face again with the same words changes nothing:
// focus and scroll stay. Words come from the caller, who says them again after a language switch.
class FaceStack final : public QWidget {
    Q_OBJECT

public:
    enum class Face { Loading, Empty, Answer, Error };

    // Owns `answer`. `columns` are the widths of its table, for the skeleton.
    FaceStack(QWidget *answer, const QList<int> &columns, QWidget *parent = nullptr);

    Face face() const { return m_face; }

    void showLoading(const QString &source); // "Dokploy prod": data, named after 10 s
    void showAnswer();
    // One sentence why, and the action that fixes it; an empty `action` shows no button.
    void showEmpty(const QString &icon, const QString &title, const QString &text,
                   const QString &action = {});
    // A filter hides everything: "No match for 'x'" and Clear filter, which emits filterCleared().
    void showNoMatch(const QString &filter);
    // Failed without data. The buttons carry the error's next step and "Try again".
    void showError(const ErrorText &error);

    // Above the answer; one at a time. An empty title removes it. `action` may be empty.
    void setBanner(Severity severity, const QString &title, const QString &detail = {},
                   const QString &action = {});

Q_SIGNALS:
    void actionChosen();                             // the button of the empty face
    void nextStepChosen(envdeck::ui::NextStep step); // a button of the error face
    void bannerActionChosen();
    void filterCleared();
    void waitCanceled(); // Cancel, offered after 10 s of loading

protected:
    void changeEvent(QEvent *event) override;

private:
    enum Slot { BlankSlot, SkeletonSlot, AnswerSlot };

    void enter(Face face);
    void waitLonger();
    void dropState();
    bool replaceState(Face face, const QStringList &words);
    void place(EmptyState *state);
    void retranslate();

    Face m_face = Face::Loading;
    QString m_source;
    QString m_shown; // words of the present empty or error face
    QWidget *m_answer;
    Skeleton *m_skeleton;
    EmptyState *m_state = nullptr; // empty, no match or error; null otherwise
    QWidget *m_waiting;            // "Still waiting for …"
    Label *m_waitingText = nullptr;
    QPushButton *m_waitingCancel = nullptr;
    QWidget *m_bannerHolder;
    Banner *m_banner = nullptr; // null before the first one
    QPushButton *m_bannerAction = nullptr;
    QStackedLayout *m_stack;
    QTimer *m_patience;
};

} // namespace envdeck::ui
