// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presenters/settings_store.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>

namespace envdeck::ui {

FileSettings::FileSettings(const QString &path)
{
    QDir().mkpath(QFileInfo(path).absolutePath());
    // QSettings replaces the file with one of the umask's mode and keeps the mode of one that exists.
    if (QFile file(path); !file.exists() && file.open(QIODevice::WriteOnly))
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    m_file = std::make_unique<QSettings>(path, QSettings::IniFormat);
}

FileSettings::~FileSettings() = default;

QVariant FileSettings::read(const QString &key, const QVariant &fallback) const
{
    return m_file->value(key, fallback);
}

void FileSettings::write(const QString &key, const QVariant &value)
{
    m_file->setValue(key, value);
}

} // namespace envdeck::ui
