// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/redactor.h"
#include "core/health/overview.h"
#include "core/troubleshooting/report.h"
#include "ui/text/severity.h"

#include <QString>

namespace envdeck::ui {

QString complaintText(troubleshooting::Complaint complaint); // "The site is down"
// What it is about when somebody asks for the cause of this.
troubleshooting::Complaint complaintOf(const health::Attention &attention);
troubleshooting::Complaint complaintOf(DeploymentState state);
QString troubleStepTitle(troubleshooting::StepId step); // "Container logs"
// "Likely cause", "No problem found", "Looking…", "Could not check"
QString troubleStepWord(const troubleshooting::StepReport &step);
Severity troubleStepSeverity(const troubleshooting::StepReport &step);
// What it found first, with the reason; why it could not look.
QString troubleStepText(const troubleshooting::StepReport &step);
QString confidenceWord(Confidence confidence); // "quite sure"

struct ConclusionText {
    Severity severity = Severity::None;
    QString title;  // "Most likely: api.2 ran out of memory; its limit is 256 MB"
    QString detail; // the reason, what follows from it, what could not be looked at
};
ConclusionText conclusionText(const troubleshooting::Report &report);
// "Roll back to v1.3.7…", "Copy a draft with 512 MB"
QString offerText(const troubleshooting::Offer &offer, const troubleshooting::Report &report);

// The memory limit to try instead of one that was too low: twice as much, and the compose lines that say so.
qint64 raisedLimitBytes(const Finding &finding); // 0: the finding names no limit
QString raisedLimitDraft(const Finding &finding, const QString &service);

// The whole report to be pasted elsewhere, in Markdown. Secrets are replaced.
QString troubleMarkdown(const troubleshooting::Report &report, const Redactor &redactor);

} // namespace envdeck::ui
