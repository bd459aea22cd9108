// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/preflight_text.h"

#include "core/domain/image_ref.h"
#include "ui/text/number_text.h"
#include "ui/text/time_text.h"

#include <QCoreApplication>

namespace envdeck::ui {

struct PreflightWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::PreflightWords)
};

namespace {

QString fact(const PreflightCheck &check, const char *name)
{
    return check.facts.value(QLatin1String(name));
}

QString span(const PreflightCheck &check, const char *name)
{
    return durationText(std::chrono::seconds(fact(check, name).toLongLong()));
}

// "acme/api:v1.3.9": what it is called in its registry; a digest is compared by a check of its own.
QString imageName(const PreflightCheck &check)
{
    const auto image = ImageRef::parse(fact(check, "image"));
    if (!image)
        return {};
    return image->tag.isEmpty() ? image->path() : image->path() + QLatin1Char(':') + image->tag;
}

QString imageText(const PreflightCheck &check)
{
    const QString image = imageName(check);
    switch (check.verdict) {
    case Verdict::Ok:
        return image.isEmpty() ? PreflightWords::tr("The image is in the registry")
                               : PreflightWords::tr("The registry has the image %1").arg(image);
    case Verdict::Warning: return PreflightWords::tr("The image is in the registry, under another digest");
    case Verdict::Failed:
        return image.isEmpty() ? PreflightWords::tr("The image is not in the registry")
                               : PreflightWords::tr("The registry has no image %1").arg(image);
    case Verdict::Unknown:
        return PreflightWords::tr("The registry did not answer: whether the image is there is not known");
    }
    Q_UNREACHABLE();
}

QString digestText(const PreflightCheck &check)
{
    switch (check.verdict) {
    case Verdict::Ok: return PreflightWords::tr("The tag points at the digest that ran before");
    case Verdict::Warning:
        return PreflightWords::tr("The tag points at a newer image than the one that ran before");
    case Verdict::Failed:
        return PreflightWords::tr("The tag points at another image now than the one that ran before");
    case Verdict::Unknown:
        return PreflightWords::tr("Whether the tag still points at the same image is not known");
    }
    Q_UNREACHABLE();
}

QString variablesText(const PreflightCheck &check)
{
    switch (check.verdict) {
    case Verdict::Ok: return PreflightWords::tr("Every variable that the compose file requires is set");
    case Verdict::Warning:
        return PreflightWords::tr("Variables with a default are not set: %1").arg(fact(check, "missing"));
    case Verdict::Failed: return PreflightWords::tr("Variables are not set: %1").arg(fact(check, "missing"));
    case Verdict::Unknown: return PreflightWords::tr("Whether all variables are set is not known");
    }
    Q_UNREACHABLE();
}

QString migrationText(const PreflightCheck &check)
{
    switch (check.verdict) {
    case Verdict::Ok: return PreflightWords::tr("No database migration lies in between");
    case Verdict::Warning:
        return fact(check, "direction") == QLatin1String("forward")
                   ? PreflightWords::tr("%1 runs a database migration: going back later does not undo it")
                         .arg(fact(check, "version"))
                   : PreflightWords::tr("%1 ran a database migration: the code goes back, the data does not")
                         .arg(fact(check, "version"));
    case Verdict::Failed:
        return PreflightWords::tr("A database migration lies in between and cannot be passed backwards");
    case Verdict::Unknown:
        return PreflightWords::tr("Whether a database migration lies in between is not known");
    }
    Q_UNREACHABLE();
}

QString backupText(const PreflightCheck &check)
{
    switch (check.verdict) {
    case Verdict::Ok: return PreflightWords::tr("The last backup is %1 old").arg(span(check, "age"));
    case Verdict::Warning:
        return fact(check, "age").isEmpty()
                   ? PreflightWords::tr("There is no backup")
                   : PreflightWords::tr("The last backup is %1 old").arg(span(check, "age"));
    case Verdict::Failed: return PreflightWords::tr("There is no backup that could be restored");
    case Verdict::Unknown: return PreflightWords::tr("When the last backup was made is not known");
    }
    Q_UNREACHABLE();
}

QString diskText(const PreflightCheck &check)
{
    const QString free = sizeText(fact(check, "free").isEmpty() ? -1 : fact(check, "free").toLongLong());
    switch (check.verdict) {
    case Verdict::Ok: return PreflightWords::tr("The hosts have %1 free").arg(free);
    case Verdict::Warning: return PreflightWords::tr("The hosts have only %1 free").arg(free);
    case Verdict::Failed: return PreflightWords::tr("The hosts have too little space: %1 free").arg(free);
    case Verdict::Unknown: return PreflightWords::tr("How much space the hosts have is not known");
    }
    Q_UNREACHABLE();
}

QString platformText(const PreflightCheck &check)
{
    const QString image = fact(check, "image");
    const QString wanted = fact(check, "wanted");
    const bool byHosts = fact(check, "by") == QLatin1String("hosts");
    switch (check.verdict) {
    case Verdict::Ok:
        return byHosts
                   ? PreflightWords::tr("The image runs on the hosts' processors: %1").arg(wanted)
                   : PreflightWords::tr("The image is made for the same processors as the one that runs: %1")
                         .arg(wanted);
    case Verdict::Warning: break;
    case Verdict::Failed:
        return byHosts
                   ? PreflightWords::tr("The image is made for %1, and hosts here are %2").arg(image, wanted)
                   : PreflightWords::tr("The image is made for %1, and the one that runs for %2")
                         .arg(image, wanted);
    case Verdict::Unknown: break;
    }
    return PreflightWords::tr("Whether the image runs on the hosts' processors is not known");
}

QString skippedText(const PreflightCheck &check)
{
    return PreflightWords::tr("%1 never ran in %2: going past it takes a reason")
        .arg(fact(check, "version"), fact(check, "skipped"));
}

QString holdCheckText(const PreflightCheck &check)
{
    switch (check.verdict) {
    case Verdict::Ok: return PreflightWords::tr("No hold stands against it");
    case Verdict::Warning:
        return fact(check, "version").isEmpty()
                   ? PreflightWords::tr("A hold stands here and will be replaced")
                   : PreflightWords::tr("Held at %1: this goes against the hold").arg(fact(check, "version"));
    case Verdict::Failed: return PreflightWords::tr("A hold forbids it");
    case Verdict::Unknown: return PreflightWords::tr("Whether a hold stands here is not known");
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
    if (check.id == QLatin1String("image-platform"))
        return platformText(check);
    if (check.id == QLatin1String("skips-environment"))
        return skippedText(check);
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
        return PreflightWords::tr("Looking for the image in the registry\u2026");
    if (id == QLatin1String("digest-unchanged"))
        return PreflightWords::tr("Comparing the digest\u2026");
    if (id == QLatin1String("variables-set"))
        return PreflightWords::tr("Looking at the variables\u2026");
    if (id == QLatin1String("migration"))
        return PreflightWords::tr("Looking for migrations\u2026");
    if (id == QLatin1String("image-platform"))
        return PreflightWords::tr("Comparing the image with the hosts\u2026");
    if (id == QLatin1String("skips-environment"))
        return PreflightWords::tr("Looking at the environments in between\u2026");
    if (id == QLatin1String("backup"))
        return PreflightWords::tr("Looking for the last backup\u2026");
    if (id == QLatin1String("disk"))
        return PreflightWords::tr("Asking the hosts for free space\u2026");
    if (id == QLatin1String("hold"))
        return PreflightWords::tr("Looking for a hold\u2026");
    return id;
}

QString withoutChecksText(Action action)
{
    switch (action) {
    case Action::Deploy: return PreflightWords::tr("Deploy without checks");
    case Action::Promote: return PreflightWords::tr("Promote without checks");
    case Action::Rollback: return PreflightWords::tr("Roll back without checks");
    case Action::Hold: return PreflightWords::tr("Hold without checks");
    }
    Q_UNREACHABLE();
}

QString verdictWord(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Ok: return PreflightWords::tr("ok");
    case Verdict::Warning: return PreflightWords::tr("warning");
    case Verdict::Failed: return PreflightWords::tr("failed");
    case Verdict::Unknown: return PreflightWords::tr("not known");
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
