// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/preflight_text.h"

#include "ui/text/number_text.h"
#include "ui/text/time_text.h"

#include <QCoreApplication>

namespace envdeck::ui {

struct PreflightWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::PreflightWords)
};

namespace {

using Words = PreflightWords;

QString fact(const PreflightCheck &check, const char *name)
{
    return check.facts.value(QLatin1String(name));
}

QString span(const PreflightCheck &check, const char *name)
{
    return durationText(std::chrono::seconds(fact(check, name).toLongLong()));
}

QString imageText(const PreflightCheck &check)
{
    switch (check.verdict) {
    case Verdict::Ok: return Words::tr("The image is in the registry");
    case Verdict::Warning: return Words::tr("The image is in the registry, under another digest");
    case Verdict::Failed: return Words::tr("The image is not in the registry");
    case Verdict::Unknown:
        return Words::tr("The registry did not answer: whether the image is there is not known");
    }
    Q_UNREACHABLE();
}

QString digestText(const PreflightCheck &check)
{
    switch (check.verdict) {
    case Verdict::Ok: return Words::tr("The tag points at the digest that ran before");
    case Verdict::Warning:
        return Words::tr("The digest that ran before is not on record; the tag's present one is taken");
    case Verdict::Failed:
        return Words::tr("The tag points at another image now than the one that ran before");
    case Verdict::Unknown: return Words::tr("Whether the tag still points at the same image is not known");
    }
    Q_UNREACHABLE();
}

QString variablesText(const PreflightCheck &check)
{
    switch (check.verdict) {
    case Verdict::Ok: return Words::tr("Every variable that the compose file reads is set");
    case Verdict::Warning:
        return Words::tr("Variables with a default are not set: %1").arg(fact(check, "missing"));
    case Verdict::Failed: return Words::tr("Variables are not set: %1").arg(fact(check, "missing"));
    case Verdict::Unknown: return Words::tr("Whether all variables are set is not known");
    }
    Q_UNREACHABLE();
}

QString migrationText(const PreflightCheck &check)
{
    switch (check.verdict) {
    case Verdict::Ok: return Words::tr("No database migration lies in between");
    case Verdict::Warning:
        return Words::tr("A database migration lies in between: the code goes back, the data does not");
    case Verdict::Failed:
        return Words::tr("A database migration lies in between and cannot be passed backwards");
    case Verdict::Unknown: return Words::tr("Whether a database migration lies in between is not known");
    }
    Q_UNREACHABLE();
}

QString backupText(const PreflightCheck &check)
{
    switch (check.verdict) {
    case Verdict::Ok: return Words::tr("The last backup is %1 old").arg(span(check, "age"));
    case Verdict::Warning:
        return fact(check, "age").isEmpty() ? Words::tr("There is no backup")
                                            : Words::tr("The last backup is %1 old").arg(span(check, "age"));
    case Verdict::Failed: return Words::tr("There is no backup that could be restored");
    case Verdict::Unknown: return Words::tr("When the last backup was made is not known");
    }
    Q_UNREACHABLE();
}

QString diskText(const PreflightCheck &check)
{
    const QString free = sizeText(fact(check, "free").isEmpty() ? -1 : fact(check, "free").toLongLong());
    switch (check.verdict) {
    case Verdict::Ok: return Words::tr("The hosts have %1 free").arg(free);
    case Verdict::Warning: return Words::tr("The hosts have only %1 free").arg(free);
    case Verdict::Failed: return Words::tr("The hosts have too little space: %1 free").arg(free);
    case Verdict::Unknown: return Words::tr("How much space the hosts have is not known");
    }
    Q_UNREACHABLE();
}

QString holdCheckText(const PreflightCheck &check)
{
    switch (check.verdict) {
    case Verdict::Ok: return Words::tr("No hold stands against it");
    case Verdict::Warning:
        return fact(check, "version").isEmpty()
                   ? Words::tr("A hold stands here and will be replaced")
                   : Words::tr("Held at %1: this goes against the hold").arg(fact(check, "version"));
    case Verdict::Failed: return Words::tr("A hold forbids it");
    case Verdict::Unknown: return Words::tr("Whether a hold stands here is not known");
    }
    Q_UNREACHABLE();
}

} // namespace

QString preflightText(const PreflightCheck &check)
{
    if (check.id == QLatin1String("image-in-registry"))
        return imageText(check);
    if (check.id == QLatin1String("digest-unchanged"))
        return digestText(check);
    if (check.id == QLatin1String("variables-set"))
        return variablesText(check);
    if (check.id == QLatin1String("migration"))
        return migrationText(check);
    if (check.id == QLatin1String("backup"))
        return backupText(check);
    if (check.id == QLatin1String("disk"))
        return diskText(check);
    if (check.id == QLatin1String("hold"))
        return holdCheckText(check);
    return check.detail.isEmpty() ? check.id : QStringLiteral("%1: %2").arg(check.id, check.detail);
}

QString preflightWaitingText(const QString &id)
{
    if (id == QLatin1String("image-in-registry"))
        return Words::tr("Looking for the image in the registry\u2026");
    if (id == QLatin1String("digest-unchanged"))
        return Words::tr("Comparing the digest\u2026");
    if (id == QLatin1String("variables-set"))
        return Words::tr("Looking at the variables\u2026");
    if (id == QLatin1String("migration"))
        return Words::tr("Looking for migrations\u2026");
    if (id == QLatin1String("backup"))
        return Words::tr("Looking for the last backup\u2026");
    if (id == QLatin1String("disk"))
        return Words::tr("Asking the hosts for free space\u2026");
    if (id == QLatin1String("hold"))
        return Words::tr("Looking for a hold\u2026");
    return id;
}

QString verdictWord(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Ok: return Words::tr("ok");
    case Verdict::Warning: return Words::tr("warning");
    case Verdict::Failed: return Words::tr("failed");
    case Verdict::Unknown: return Words::tr("not known");
    }
    Q_UNREACHABLE();
}

Severity verdictSeverity(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Ok: return Severity::Ok;
    case Verdict::Warning: return Severity::Warning;
    case Verdict::Failed: return Severity::Critical;
    case Verdict::Unknown: return Severity::Unknown;
    }
    Q_UNREACHABLE();
}

} // namespace envdeck::ui
