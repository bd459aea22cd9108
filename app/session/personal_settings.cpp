// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/personal_settings.h"

#include "core/terraform/program.h"

#include <QSettings>

namespace envdeck {

QString personalSettingsFile(const Paths &paths)
{
    return paths.config + QStringLiteral("/settings.ini");
}

QString terraformPathIn(const QString &settingsFile)
{
    const QSettings settings(settingsFile, QSettings::IniFormat);
    return settings.value(terraform::personalPathKey).toString();
}

} // namespace envdeck
