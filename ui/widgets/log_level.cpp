// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/log_level.h"

#include <QCoreApplication>

namespace envdeck::ui {

namespace {

struct LogLevel {
    Q_DECLARE_TR_FUNCTIONS(LogLevel)
};

} // namespace

QString levelText(logs::Level level)
{
    switch (level) {
    case logs::Level::Unknown:
        //: the level of a log line that names none
        return LogLevel::tr("unknown");
    case logs::Level::Trace: return QStringLiteral("TRACE");
    case logs::Level::Debug: return QStringLiteral("DEBUG");
    case logs::Level::Info: return QStringLiteral("INFO");
    case logs::Level::Warning: return QStringLiteral("WARN");
    case logs::Level::Error: return QStringLiteral("ERROR");
    case logs::Level::Fatal: return QStringLiteral("FATAL");
    }
    return {};
}

Severity levelSeverity(logs::Level level)
{
    if (level >= logs::Level::Error)
        return Severity::Critical;
    return level == logs::Level::Warning ? Severity::Warning : Severity::None;
}

} // namespace envdeck::ui
