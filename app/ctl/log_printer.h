// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/redactor.h"
#include "core/hosts/log_feed.h"
#include "core/logs/filter.h"

#include <QJsonObject>

namespace envdeck::ctl {

// One line of a log as an event, and as text: time, source, level, words. Secrets are replaced.
QJsonObject lineJson(const logs::Snapshot &snapshot, qint64 row, const QHash<int, hosts::LogSource> &sources,
                     const Redactor &redactor);
QString lineText(const logs::Snapshot &snapshot, qint64 row, qsizetype sourceWidth, const Redactor &redactor);

QString levelName(logs::Level level); // "warning"; empty for unknown
QString logStateName(hosts::LogState state);

// Tells which rows of a store are new since it was last asked, late ones among older ones too.
class NewRows {
public:
    QList<qint64> in(const logs::Snapshot &snapshot);

private:
    qint64 m_next = 0;
    quint64 m_seenInsert = 0;
};

} // namespace envdeck::ctl
