// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>
#include <QVariant>
#include <memory>

class QSettings;

namespace envdeck::ui {

// Personal settings and window state, by key ("theme", "window/geometry"). Given by constructor; nothing in
// ui/ knows a file. Keys of one workspace live under their own store.
class SettingsStore {
public:
    virtual ~SettingsStore() = default;
    virtual QVariant read(const QString &key, const QVariant &fallback = {}) const = 0;
    virtual void write(const QString &key, const QVariant &value) = 0;
};

// An INI file, owner only (0600). A file that cannot be read counts as empty; one that cannot be written
// loses settings, never work.
class FileSettings final : public SettingsStore {
public:
    explicit FileSettings(const QString &path);
    ~FileSettings() override;
    QVariant read(const QString &key, const QVariant &fallback = {}) const override;
    void write(const QString &key, const QVariant &value) override;

private:
    std::unique_ptr<QSettings> m_file;
};

// For tests and for a run that must leave no trace.
class MemorySettings final : public SettingsStore {
public:
    QVariant read(const QString &key, const QVariant &fallback = {}) const override
    {
        return m_values.value(key, fallback);
    }
    void write(const QString &key, const QVariant &value) override { m_values.insert(key, value); }

private:
    QHash<QString, QVariant> m_values;
};

} // namespace envdeck::ui
