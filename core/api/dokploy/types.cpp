// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/dokploy/types.h"

#include <QRegularExpression>

namespace envdeck::dokploy {

std::optional<Version> Version::parse(const QString &text)
{
    static const QRegularExpression shape(
        QStringLiteral("^v?(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})(?:[-+].*)?$"));
    const auto match = shape.match(text.trimmed());
    if (!match.hasMatch())
        return {};
    return Version{match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3).toInt()};
}

QString Version::text() const
{
    return QStringLiteral("%1.%2.%3").arg(major).arg(minor).arg(patch);
}

Support supportOf(const Version &version)
{
    if (version < Version{0, 25, 0})
        return Support::Refused;
    if (version < Version{0, 26, 1})
        return Support::TooOld;
    return version < Version{0, 31, 1} ? Support::Insecure : Support::Supported;
}

const DeploymentRow *rowOf(const QList<DeploymentRow> &rows, const QString &operation, const QString &commit)
{
    const DeploymentRow *running = nullptr;
    const DeploymentRow *oldest = nullptr;
    for (const DeploymentRow &row : rows) {
        if (operation.isEmpty() || row.operation != operation)
            continue;
        if (row.status == DeploymentStatus::Done)
            return &row;
        if (row.status == DeploymentStatus::Running && !running)
            running = &row;
        oldest = &row;
    }
    if (oldest)
        return running ? running : oldest;
    for (const DeploymentRow &row : rows) {
        if (!commit.isEmpty() && row.commitTrusted && row.commit == commit)
            return &row;
    }
    return nullptr;
}

} // namespace envdeck::dokploy
