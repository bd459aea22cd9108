// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/parity_text.h"

#include "ui/text/error_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace envdeck::ui {

struct ParityWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::ParityWords)
};

namespace {

using terraform::ParityConcern;
using terraform::ParityKind;
using terraform::ParityRow;

QString namesWhere(const ParityRow &row, const QStringList &environments, bool there)
{
    QStringList names;
    for (qsizetype i = 0; i < environments.size(); ++i) {
        if (row.cells.value(i).has_value() == there)
            names.append(environments.at(i));
    }
    return QLocale().createSeparatedList(names);
}

QString differsSentence(ParityKind kind)
{
    switch (kind) {
    case ParityKind::Module:
        return ParityWords::tr("The environments do not use the same module: what was tried in one is not "
                               "what runs in another.");
    case ParityKind::LockedProvider:
    case ParityKind::Provider:
        return ParityWords::tr("The environments do not use the same version of the provider: what was "
                               "planned in one may be planned otherwise in another.");
    case ParityKind::RequiredVersion:
        return ParityWords::tr("The environments ask for different versions of the program.");
    case ParityKind::File:
        return ParityWords::tr("The file does not say the same in all environments; only values should "
                               "differ, and those stand in a tfvars file.");
    case ParityKind::Backend:
    case ParityKind::Variable: break; // they differ by nature
    }
    return ParityWords::tr("It is not the same in all environments.");
}

} // namespace

QString parityKindWord(ParityKind kind)
{
    switch (kind) {
    case ParityKind::Module: return ParityWords::tr("Module");
    case ParityKind::Backend: return ParityWords::tr("Backend", "of terraform: where the state is kept");
    case ParityKind::RequiredVersion: return ParityWords::tr("Program");
    case ParityKind::Provider: return ParityWords::tr("Provider");
    case ParityKind::LockedProvider: return ParityWords::tr("Locked provider");
    case ParityKind::File: return ParityWords::tr("File");
    case ParityKind::Variable: return ParityWords::tr("Variable");
    }
    Q_UNREACHABLE();
}

QString parityWord(const ParityRow &row)
{
    switch (row.concern) {
    case ParityConcern::None:
        return row.same ? ParityWords::tr("same", "the same in all environments")
                        : ParityWords::tr("own values", "each environment has its own, as it should");
    case ParityConcern::OnlySome: return ParityWords::tr("Only in some");
    case ParityConcern::Differs: return ParityWords::tr("Differs");
    case ParityConcern::SharedState: return ParityWords::tr("Shared state");
    case ParityConcern::Unpinned: return ParityWords::tr("Not pinned");
    case ParityConcern::Undeclared: return ParityWords::tr("Not declared");
    case ParityConcern::Unset: return ParityWords::tr("Not set");
    case ParityConcern::TypeDiffers: return ParityWords::tr("Types differ");
    case ParityConcern::Unread: return ParityWords::tr("Not read");
    }
    Q_UNREACHABLE();
}

Severity paritySeverity(const ParityRow &row)
{
    switch (row.concern) {
    case ParityConcern::None: return Severity::None;
    case ParityConcern::SharedState: return Severity::Critical;
    case ParityConcern::Unread: return Severity::Unknown;
    case ParityConcern::OnlySome:
    case ParityConcern::Differs:
    case ParityConcern::Unpinned:
    case ParityConcern::Undeclared:
    case ParityConcern::Unset:
    case ParityConcern::TypeDiffers: return Severity::Warning;
    }
    Q_UNREACHABLE();
}

QString paritySentence(const ParityRow &row, const QStringList &environments)
{
    switch (row.concern) {
    case ParityConcern::None:
        if (row.same)
            return environments.size() > 1 ? ParityWords::tr("The same in all environments.") : QString();
        return row.kind == ParityKind::Backend
                   ? ParityWords::tr("Each environment keeps its state in a place of its own, as it should.")
                   : ParityWords::tr("Each environment has its own value: that is what variables are for.");
    case ParityConcern::OnlySome:
        return ParityWords::tr("It is there in %1 and missing in %2.", "names of environments")
            .arg(namesWhere(row, environments, true), namesWhere(row, environments, false));
    case ParityConcern::Differs: return differsSentence(row.kind);
    case ParityConcern::SharedState:
        return ParityWords::tr("Two environments keep their state in the same place: an apply to one would "
                               "change or destroy what belongs to the other.");
    case ParityConcern::Unpinned:
        return ParityWords::tr("The module comes from elsewhere without a version or a ref: it may be other "
                               "code tomorrow.");
    case ParityConcern::Undeclared:
        return ParityWords::tr("A file sets it and no variable block declares it: terraform leaves it out.");
    case ParityConcern::Unset:
        return ParityWords::tr("It has neither a value nor a default somewhere: a plan would fail there.");
    case ParityConcern::TypeDiffers:
        return ParityWords::tr("It is not declared with the same type in all environments.");
    case ParityConcern::Unread:
        return ParityWords::tr("It stands in a form or a place that is not read here (a module elsewhere, "
                               "*.tf.json, *.tofu): whether it differs is not known.");
    }
    Q_UNREACHABLE();
}

QString paritySummary(const terraform::Parity &parity)
{
    if (parity.environments.size() < 2)
        return ParityWords::tr("%1 alone was read: there is nothing to compare it with")
            .arg(parity.environments.value(0));
    const auto concerns = std::count_if(parity.rows.cbegin(), parity.rows.cend(), [](const ParityRow &row) {
        return row.concern != ParityConcern::None;
    });
    return concerns == 0 ? ParityWords::tr("The environments differ in values alone")
                         : ParityWords::tr("%n row(s) differ in more than values", nullptr, int(concerns));
}

QString unreadText(const configuration::EnvironmentSide &side)
{
    if (!side.error)
        return {};
    // Which of the two is missing is in the error's own words, and both are mended in the same place.
    const QString why =
        side.error->code == ErrorCode::NotFound
            ? ParityWords::tr("its branch, or the folder of its terraform code there, does not exist")
            : causeText(*side.error);
    return ParityWords::tr("%1: %2", "an environment, and why it was not read").arg(side.environment, why);
}

} // namespace envdeck::ui
