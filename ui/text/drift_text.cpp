// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/drift_text.h"

#include "ui/text/time_text.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace envdeck::ui {

struct DriftWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::DriftWords)
};

namespace {

using infrastructure::DriftedAttribute;
using infrastructure::DriftedResource;

// A text without its quotes; everything else as JSON has it.
std::optional<QString> textIn(const QString &json)
{
    if (!json.startsWith(QLatin1Char('"')))
        return std::nullopt;
    const QJsonArray array = QJsonDocument::fromJson('[' + json.toUtf8() + ']').array();
    return array.at(0).isString() ? std::optional<QString>(array.at(0).toString()) : std::nullopt;
}

QString valueText(const QString &json, bool there, bool sensitive)
{
    if (sensitive)
        return DriftWords::tr("sensitive, not shown");
    if (!there || json == QLatin1String("null"))
        return DriftWords::tr("not set");
    const QString text = textIn(json).value_or(json);
    return text.isEmpty() ? json : text.simplified();
}

QString placeText(const QString &file, int line)
{
    return line > 0 ? QStringLiteral("%1:%2").arg(file).arg(line) : file;
}

// As expressionFor() takes it.
QString typedFor(const QString &type, const QString &json)
{
    const auto text = textIn(json);
    if (type == QLatin1String("string"))
        return text.value_or(json);
    if (text && (type == QLatin1String("number") || type == QLatin1String("bool")))
        return *text;
    return QString::fromUtf8(terraform::expressionOfJson(json));
}

// Before what is to be done, which ends in the line to copy.
QString shared(const DriftedResource &resource)
{
    return resource.repeated
               ? DriftWords::tr(
                     "The block makes several resources, and what it says holds for all of them.") +
                     QLatin1Char(' ')
               : QString();
}

// Neither a variable nor a plain line: what a person has to see to.
Adoption byHand(const DriftedResource &resource, const DriftedAttribute &attribute, const QString &value)
{
    const terraform::ArgumentCode &code = attribute.code;
    Adoption adoption;
    if (code.file.isEmpty()) {
        adoption.place = placeText(resource.file, resource.line);
        adoption.text =
            DriftWords::tr("The block does not say %1. Add the line by hand, where the provider lets it "
                           "be set.")
                .arg(attribute.path);
        adoption.snippet = QStringLiteral("%1 = %2").arg(attribute.path, value);
    } else if (code.name != attribute.path && code.variable.isEmpty() &&
               attribute.path.startsWith(code.name)) {
        adoption.place = placeText(code.file, code.line);
        adoption.text = DriftWords::tr("It is a part of %1. Edit that by hand, so that %2 comes to this:")
                            .arg(code.name, attribute.path);
        adoption.snippet = value;
    } else {
        adoption.place = placeText(code.file, code.line);
        adoption.text =
            code.isLiteral
                ? DriftWords::tr("Edit this line by hand:")
                : DriftWords::tr("The line says %1 = %2. Edit by hand what that is made of, so that it "
                                 "comes to this:")
                      .arg(code.name, QString::fromUtf8(code.expression).simplified());
        adoption.snippet = QStringLiteral("%1 = %2").arg(code.name, value);
    }
    adoption.text.prepend(shared(resource));
    return adoption;
}

Adoption notFound()
{
    Adoption adoption;
    adoption.text =
        DriftWords::tr("The code that makes it was not found: it stands in a module of another place, or "
                       "not in a .tf file.");
    return adoption;
}

} // namespace

QString driftExpectedText(const DriftedAttribute &attribute)
{
    return valueText(attribute.expected, attribute.hasExpected, attribute.sensitive);
}

QString driftActualText(const DriftedAttribute &attribute)
{
    return valueText(attribute.actual, attribute.hasActual, attribute.sensitive);
}

QString driftGoneText()
{
    return DriftWords::tr("deleted outside");
}

QString driftSummary(const infrastructure::DriftReport &report)
{
    return DriftWords::tr("%n resource(s) changed outside of terraform", nullptr,
                          int(report.resources.size()));
}

QString driftCheckText(const infrastructure::DriftReport &report, const QDateTime &now,
                       std::chrono::seconds every)
{
    return DriftWords::tr("Checked %1 at %2 with %3. Looked at again every %4 while Envdeck is open.")
        .arg(agoText(report.at, now), report.commit.first(std::min<qsizetype>(7, report.commit.size())),
             report.program, durationText(every));
}

Adoption adoptionOf(const DriftedResource &resource, const DriftedAttribute &attribute)
{
    const terraform::ArgumentCode &code = attribute.code;
    if (resource.file.isEmpty())
        return notFound();
    if (attribute.sensitive || code.isSecret) {
        Adoption adoption;
        adoption.place =
            code.file.isEmpty() ? placeText(resource.file, resource.line) : placeText(code.file, code.line);
        adoption.text =
            DriftWords::tr("Its value is sensitive and is shown nowhere. Set it where it comes from, or "
                           "restore it from code.");
        return adoption;
    }
    if (!attribute.hasActual || attribute.actual == QLatin1String("null")) {
        Adoption adoption = byHand(resource, attribute, QStringLiteral("null"));
        adoption.text =
            shared(resource) + DriftWords::tr("It is no longer set. Take it out of the code by hand:");
        return adoption;
    }
    const QString value = QString::fromUtf8(terraform::expressionOfJson(attribute.actual));
    if (code.variable.isEmpty())
        return byHand(resource, attribute, value);
    Adoption adoption;
    adoption.place = placeText(code.file, code.line);
    adoption.text =
        DriftWords::tr("It comes from the variable %1 of this environment. A new value counts wherever "
                       "the code uses it.")
            .arg(code.variable);
    adoption.snippet = QStringLiteral("%1 = %2").arg(code.variable, value);
    adoption.variable = code.variable;
    adoption.typed = typedFor(code.type, attribute.actual);
    return adoption;
}

Adoption adoptionOfDeletion(const DriftedResource &resource)
{
    if (resource.file.isEmpty())
        return notFound();
    Adoption adoption;
    adoption.place = placeText(resource.file, resource.line);
    adoption.text =
        resource.repeated
            ? DriftWords::tr(
                  "It was deleted outside of terraform. Its block makes several resources: take this one out "
                  "of its count or for_each by hand. Otherwise the next plan makes it again.")
            : DriftWords::tr(
                  "It was deleted outside of terraform. Take its block out of the code by hand. Otherwise "
                  "the next plan makes it again.");
    return adoption;
}

} // namespace envdeck::ui
