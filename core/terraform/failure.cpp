// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/failure.h"

#include <QRegularExpression>

#include <algorithm>

namespace envdeck::terraform {

namespace {

struct Known {
    QString summary; // how it begins; Terraform 1.11.4
    FailureKind kind;
};

const QList<Known> &knownFailures()
{
    static const QList<Known> list{
        // The order is the order of importance: a state that was not saved matters more than why the run
        // stopped.
        {QStringLiteral("Failed to persist state to backend"), FailureKind::StateNotSaved},
        {QStringLiteral("Failed to save state"), FailureKind::StateNotSaved},
        {QStringLiteral("Error acquiring the state lock"), FailureKind::Locked},
        {QStringLiteral("Saved plan is stale"), FailureKind::StalePlan},
        {QStringLiteral("Saved plan does not match the given state"), FailureKind::StalePlan},
        {QStringLiteral("Cannot apply incomplete plan"), FailureKind::UnusablePlan},
        {QStringLiteral("Failed to load \""), FailureKind::UnusablePlan},
        {QStringLiteral("Failed to read plan from"), FailureKind::UnusablePlan},
        {QStringLiteral("Invalid plan file"), FailureKind::UnusablePlan},
        {QStringLiteral("Saved plan has no dependency lock information"), FailureKind::UnusablePlan},
        {QStringLiteral("Failed to read the given file as a state or plan file"), FailureKind::UnusablePlan},
        {QStringLiteral("Provider dependency changes detected"), FailureKind::LockFileDiffers},
        {QStringLiteral("Required plugins are not installed"), FailureKind::NotInitialised},
        {QStringLiteral("Missing required provider"), FailureKind::NotInitialised},
        {QStringLiteral("Inconsistent dependency lock file"), FailureKind::NotInitialised},
        {QStringLiteral("Module not installed"), FailureKind::NotInitialised},
        {QStringLiteral("Backend initialization required"), FailureKind::NotInitialised},
        {QStringLiteral("HCP Terraform or Terraform Enterprise initialization required"),
         FailureKind::NotInitialised},
        {QStringLiteral("Backend configuration changed"), FailureKind::BackendChanged},
        {QStringLiteral("Unsupported Terraform Core version"), FailureKind::VersionRefused},
        {QStringLiteral("Unsupported OpenTofu Core version"), FailureKind::VersionRefused},
        {QStringLiteral("No value for required variable"), FailureKind::MissingValue},
    };
    return list;
}

// Lower is more important; the size of the list for one that is not in it.
qsizetype rankOf(QStringView summary)
{
    const QList<Known> &list = knownFailures();
    const auto found = std::find_if(list.cbegin(), list.cend(),
                                    [&](const Known &known) { return summary.startsWith(known.summary); });
    return found - list.cbegin();
}

ErrorCode codeOf(FailureKind kind)
{
    switch (kind) {
    case FailureKind::Locked: return ErrorCode::Locked;
    case FailureKind::StalePlan:
    case FailureKind::UnusablePlan: return ErrorCode::Conflict;
    case FailureKind::NotInitialised:
    case FailureKind::BackendChanged:
    case FailureKind::VersionRefused:
    case FailureKind::LockFileDiffers:
    case FailureKind::MissingValue: return ErrorCode::BadConfig;
    case FailureKind::Interrupted: return ErrorCode::Canceled;
    case FailureKind::StateNotSaved: return ErrorCode::Io;
    case FailureKind::Unknown: return ErrorCode::OutcomeUnknown;
    case FailureKind::Other: return ErrorCode::ToolFailed;
    }
    Q_UNREACHABLE();
}

// From a text for people: "╷│ Error: Summary│ │ detail╵" with its colours, or "Error: Summary".
QString plainText(QString text)
{
    static const QRegularExpression colour(QStringLiteral("\x1b\\[[0-9;]*m"));
    static const QRegularExpression frame(QStringLiteral("^[╷│╵]\\s?"), QRegularExpression::MultilineOption);
    text = text.remove(colour).remove(frame).trimmed();
    const QString prefix = QStringLiteral("Error: ");
    const qsizetype start = text.indexOf(prefix);
    return start < 0 ? text : text.mid(start + prefix.size());
}

QString place(const Diagnostic &diagnostic)
{
    if (!diagnostic.address.isEmpty() || diagnostic.file.isEmpty())
        return diagnostic.address;
    return QStringLiteral("%1:%2").arg(diagnostic.file).arg(diagnostic.line);
}

} // namespace

Error failureFrom(const QList<Diagnostic> &diagnostics, int exitCode, const QString &rest)
{
    QList<Diagnostic> errors;
    std::copy_if(diagnostics.cbegin(), diagnostics.cend(), std::back_inserter(errors),
                 [](const Diagnostic &diagnostic) { return diagnostic.severity == Severity::Error; });
    Error error{ErrorCode::ToolFailed, {}, plainText(rest), exitCode};
    if (!errors.isEmpty()) {
        const auto worst = std::min_element(errors.cbegin(), errors.cend(), [](const auto &a, const auto &b) {
            return rankOf(a.summary) < rankOf(b.summary);
        });
        error.subject = place(*worst);
        error.detail = (worst->summary + u'\n' + worst->detail).trimmed();
    }
    error.code = codeOf(kindOf(error));
    return error;
}

FailureKind kindOf(const Error &error)
{
    if (error.code == ErrorCode::Canceled)
        return FailureKind::Interrupted;
    if (error.code == ErrorCode::OutcomeUnknown)
        return FailureKind::Unknown;
    if (error.subject.endsWith(QLatin1String("/errored.tfstate")))
        return FailureKind::StateNotSaved;
    const QString summary = error.detail.section(u'\n', 0, 0);
    const qsizetype rank = rankOf(summary);
    if (rank < knownFailures().size())
        return knownFailures().at(rank).kind;
    return FailureKind::Other;
}

std::optional<StateLock> lockOf(const Error &error, const QString &backendType)
{
    if (error.code != ErrorCode::Locked)
        return {};
    const auto field = [&](const QString &name) {
        const QRegularExpression line(QStringLiteral("^\\s*%1:\\s*(.*)$").arg(name),
                                      QRegularExpression::MultilineOption);
        return line.match(error.detail).captured(1).trimmed();
    };
    StateLock lock{field(QStringLiteral("ID")), field(QStringLiteral("Operation")),
                   field(QStringLiteral("Who")), field(QStringLiteral("Created"))};
    lock.ofHolder = backendType == QLatin1String("local") || backendType == QLatin1String("s3");
    // http ("…: ID=…") and Terraform Cloud ("(lock ID: \"acme/dev\")") name the holder's id in their message,
    // before the block of the one that asked. A text for people breaks its lines at 78 columns.
    static const QRegularExpression holder(
        QStringLiteral("\\bID=(\\S+)|\\(lock\\s+ID:\\s+\"([^\"\\s]+)\"\\)"));
    const qsizetype from = error.detail.indexOf(QLatin1String("Error message:"));
    const qsizetype to = error.detail.indexOf(QLatin1String("Lock Info:"), from);
    const auto match = from < 0 ? QRegularExpressionMatch() : holder.match(error.detail.mid(from, to - from));
    if (match.hasMatch())
        lock.id = match.captured(1) + match.captured(2);
    lock.idOfHolder = lock.ofHolder || match.hasMatch();
    return lock;
}

bool isLockId(const QString &text)
{
    static const QRegularExpression shape(QStringLiteral("\\A[A-Za-z0-9_][A-Za-z0-9_.:/=+-]{0,255}\\z"));
    return shape.match(text).hasMatch();
}

} // namespace envdeck::terraform
