// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>
#include <QStringList>
#include <variant>

namespace envdeck::standins::signoz {

enum class Signal { Traces, Logs, Metrics };

// What a field of a sample holds; monostate: it has no such field.
using Value = std::variant<std::monostate, QString, double, bool>;
using Labels = QMap<QString, Value>;

QString textOf(const Value &value); // as a group label or a table cell spells it; empty for none

// Names under which samples of this signal may be filtered and grouped.
const QStringList &knownFields(Signal signal);

// Fields whose value differs between samples of one stream: the duration of a span, the body of a log line.
bool variesWithinStream(Signal signal, const QString &field);

// "resource.service.name", "span.name", "has_error:bool" as the samples call them. A name that is known as it
// stands is left alone, since attributes may begin like a context ("log.iostream").
QString canonicalField(Signal signal, const QString &written);

} // namespace envdeck::standins::signoz
