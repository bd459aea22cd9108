// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace envdeck::sandbox {

// Where everything of one sandbox lies. Nothing is kept outside of it.
struct Folder {
    QString dir; // absolute, clean

    QString settings() const { return in("settings.json"); }
    QString catalogue() const { return in("catalogue.json"); } // how each version behaves
    QString workspace() const { return in("workspace"); }      // the operator's checkout
    QString remote() const { return in("remote.git"); }
    QString secrets() const { return in("secrets.json"); }
    QString samples() const { return in("samples"); }   // what the apps measure of themselves
    QString registry() const { return in("registry"); } // images
    QString pulls() const { return in("pulls.json"); }  // pull requests
    QString scenarios() const { return in("scenarios"); }
    QString run() const { return in("run"); }
    QString log(const QString &part) const { return in("logs/") + part + QStringLiteral(".log"); }
    QString state(const QString &environment) const
    {
        return in("state/") + environment + QStringLiteral(".tfstate");
    }
    QString dokploy(const QString &environment) const
    {
        return in("dokploy/") + environment + QStringLiteral(".json");
    }
    QString host(const QString &environment) const { return in("hosts/") + environment; }
    QString fault(const QString &part) const { return in("scenarios/fault-") + part; }
    QString scenario(const QString &name) const { return in("scenarios/") + name; }
    QString deliveries() const { return in("run/deliveries"); } // webhooks on their way

    friend bool operator==(const Folder &, const Folder &) = default;

private:
    QString in(const char *name) const { return dir + QLatin1Char('/') + QLatin1String(name); }
};

} // namespace envdeck::sandbox
