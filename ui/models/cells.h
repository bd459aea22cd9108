// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/severity.h"

#include <QList>
#include <QMetaType>
#include <QString>
#include <QVariant>

// What delegates paint. Models give these as values under the roles of CellRole; they hold words and
// severities, never colours. Each has its spoken form for Qt::AccessibleTextRole.
namespace envdeck::ui {

// Role numbers shared by models and delegates; a model's own roles start behind them.
enum CellRole {
    StatusCellRole = Qt::UserRole + 100, // StatusCell
    AppCellRole,                         // AppCell
    FactCellRole,                        // FactCell
    NoteRole,                            // QString: muted second line of a first column
    GroupRole,                           // bool: a group row
    PlanResourceRole,                    // PlanResource
    PlanAttributeRole,                   // PlanAttribute
    FirstModelRole                       // for the model's own roles
};

// One table cell. Plain text cells need only Qt::DisplayRole.
struct StatusCell {
    // Version is text with its digest (note) behind it in the code face. Action is a button painted in the
    // row: triggered by click, Enter or Space; `enabled` false shows the text as a muted reason instead.
    enum class Kind { Text, Code, Version, Number, Status, Action };

    Kind kind = Kind::Text;
    QString text = {};
    QString note = {}; // muted, behind the text
    Severity severity = Severity::None;
    bool enabled = true;
    bool strong = false;

    QString spoken() const; // "Roll back, button", "2.4 %, critical"
    friend bool operator==(const StatusCell &, const StatusCell &) = default;
};

struct MatrixValue {
    QString label; // "err", "CPU"; may be empty
    QString text;
    Severity severity = Severity::None;
    friend bool operator==(const MatrixValue &, const MatrixValue &) = default;
};

// One app in one environment, on the Overview.
struct AppCell {
    QString version;
    QString note; // "2 ahead of prod"
    Severity severity = Severity::Unknown;
    QString word;              // "Healthy"
    QList<MatrixValue> values; // at most two
    QList<double> trend;       // last hour, oldest first; NaN is a gap
    double deployAt = -1;      // position of the last deployment in the trend, 0 to 1; < 0 is none
    QString since;             // "2 h ago, anna"
    QString action;            // "Roll back"; empty for none

    QString spoken() const; // "version v1.3.8, degraded, err 2.4 % critical, 9 min ago"
};

// One platform fact in one environment: one to three values in equal columns.
struct FactCell {
    QList<MatrixValue> values;
    QString spoken() const;
    friend bool operator==(const FactCell &, const FactCell &) = default;
};

enum class PlanAction { Create, Update, Replace, Delete, Read, Forget, Move, Import };

// A resource row of the plan tree.
struct PlanResource {
    PlanAction action = PlanAction::Update;
    QString word; // "Replace"
    QString address;
    QString reason;  // "forces replacement: image"
    QString warning; // "Data on disk is lost"
    QString spoken() const;
    friend bool operator==(const PlanResource &, const PlanResource &) = default;
};

// An attribute row below it.
struct PlanAttribute {
    QString name;
    QString before; // empty: added
    QString after;  // empty: removed; "known after apply" comes worded
    bool forcesReplacement = false;
    bool sensitive = false;
    QString spoken() const;
    friend bool operator==(const PlanAttribute &, const PlanAttribute &) = default;
};

// What a model answers for `role` where it shows this cell: display text, the cell itself, its spoken form,
// and a tooltip with everything that may be elided. Nothing for other roles.
QVariant cellData(const StatusCell &cell, int role);
QVariant cellData(const AppCell &cell, int role);
QVariant cellData(const FactCell &cell, int role);
QVariant cellData(const PlanResource &resource, int role);
QVariant cellData(const PlanAttribute &attribute, int role);

QString severityWord(Severity severity); // "critical"; empty for None and Ok

} // namespace envdeck::ui

Q_DECLARE_METATYPE(envdeck::ui::StatusCell)
Q_DECLARE_METATYPE(envdeck::ui::AppCell)
Q_DECLARE_METATYPE(envdeck::ui::FactCell)
Q_DECLARE_METATYPE(envdeck::ui::PlanResource)
Q_DECLARE_METATYPE(envdeck::ui::PlanAttribute)
