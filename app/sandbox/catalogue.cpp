// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/catalogue.h"

#include "core/base/safe_file.h"
#include "tests/standins/registry/registry.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace envdeck::sandbox {

namespace {

// The time at which an image says that it was built.
class FixedClock final : public Clock {
public:
    explicit FixedClock(const QDateTime &at) : m_at(at) {}
    QDateTime now() const override { return m_at; }

private:
    QDateTime m_at;
};

Version calm(const char *app, const char *tag, double daysOld, double p95Ms)
{
    Version version;
    version.app = QLatin1String(app);
    version.tag = QLatin1String(tag);
    version.daysOld = daysOld;
    version.p95Ms = p95Ms;
    return version;
}

QList<Version> apiVersions()
{
    QList<Version> versions{calm("api", "v1.2.8", 15, 96),      calm("api", "v1.2.9", 13.1, 94),
                            calm("api", "v1.3.0", 11.6, 91),    calm("api", "v1.3.1", 9.9, 92),
                            calm("api", "v1.3.2", 8.8, 90),     calm("api", "v1.3.3", 7.3, 89),
                            calm("api", "v1.3.4", 5.7, 87),     calm("api", "v1.3.5", 3.5, 90),
                            calm("api", "v1.3.6", 3.3, 95),     calm("api", "v1.3.7", 2.7, 88),
                            calm("api", "v1.3.8", 1.7, 610),    calm("api", "v1.3.9", 1.1, 84),
                            calm("api", "v1.4.0-rc2", 0.1, 82), calm("api", "v1.4.0", 0.02, 720),
                            calm("api", "v1.4.1", 0.01, 85)};
    for (Version &version : versions) {
        if (version.tag == QLatin1String("v1.3.5"))
            version.published = false;
        if (version.tag == QLatin1String("v1.3.6")) {
            version.errorPercent = 5.1;
            version.onlyIn = QStringLiteral("prod");
        }
        if (version.tag == QLatin1String("v1.3.8")) {
            version.errorPercent = 2.4;
            version.onlyIn = QStringLiteral("prod");
            version.migration = QStringLiteral("0042_order_totals");
        }
        if (version.tag == QLatin1String("v1.3.9"))
            version.startupMs = 2000;
        if (version.tag == QLatin1String("v1.4.0"))
            version.errorPercent = 8;
        if (version.tag == QLatin1String("v1.4.1")) {
            version.crashAfterMs = 5000;
            version.crashCode = 1;
        }
    }
    return versions;
}

QJsonObject toJson(const Version &v)
{
    return {{QStringLiteral("app"), v.app},
            {QStringLiteral("tag"), v.tag},
            {QStringLiteral("daysOld"), v.daysOld},
            {QStringLiteral("published"), v.published},
            {QStringLiteral("errorPercent"), v.errorPercent},
            {QStringLiteral("p95Ms"), v.p95Ms},
            {QStringLiteral("startupMs"), v.startupMs},
            {QStringLiteral("crashAfterMs"), v.crashAfterMs},
            {QStringLiteral("crashCode"), v.crashCode},
            {QStringLiteral("onlyIn"), v.onlyIn},
            {QStringLiteral("migration"), v.migration}};
}

Version versionFrom(const QJsonValue &o)
{
    Version v;
    v.app = o[QLatin1String("app")].toString();
    v.tag = o[QLatin1String("tag")].toString();
    v.daysOld = o[QLatin1String("daysOld")].toDouble();
    v.published = o[QLatin1String("published")].toBool(true);
    v.errorPercent = o[QLatin1String("errorPercent")].toDouble();
    v.p95Ms = o[QLatin1String("p95Ms")].toDouble();
    v.startupMs = o[QLatin1String("startupMs")].toInt();
    v.crashAfterMs = o[QLatin1String("crashAfterMs")].toInt();
    v.crashCode = o[QLatin1String("crashCode")].toInt();
    v.onlyIn = o[QLatin1String("onlyIn")].toString();
    v.migration = o[QLatin1String("migration")].toString();
    return v;
}

QString repositoryOf(const QString &app)
{
    return QStringLiteral("acme/") + app;
}

standins::RegistryOptions shelf(const Folder &folder)
{
    standins::RegistryOptions options;
    options.folder = folder.registry();
    return options;
}

} // namespace

double errorPercentIn(const Version &version, const QString &environment)
{
    return version.onlyIn.isEmpty() || version.onlyIn == environment ? version.errorPercent : 0.1;
}

double p95In(const Version &version, const QString &environment)
{
    return version.onlyIn.isEmpty() || version.onlyIn == environment ? version.p95Ms : 90;
}

double requestsPerSecond(const QString &app, const QString &environment)
{
    const double busy = app == QLatin1String("web") ? 14 : app == QLatin1String("worker") ? 4 : 9;
    return environment == QLatin1String("prod")   ? busy
           : environment == QLatin1String("test") ? busy / 3
                                                  : busy / 5;
}

QList<Version> firstCatalogue()
{
    QList<Version> versions = apiVersions();
    versions += {calm("web", "v2.0.3", 15, 140),      calm("web", "v2.0.4", 11.2, 138),
                 calm("web", "v2.0.5", 8.7, 131),     calm("web", "v2.0.6", 6.2, 128),
                 calm("web", "v2.0.7", 4.1, 125),     calm("web", "v2.1.0", 1.2, 118),
                 calm("web", "v2.1.1", 0.05, 116),    calm("worker", "v0.9.1", 15, 320),
                 calm("worker", "v0.9.2", 10.3, 310), calm("worker", "v0.9.3", 4.6, 305),
                 calm("worker", "v0.9.4", 2, 280),    calm("worker", "v0.9.5", 0.04, 275)};
    return versions;
}

Result<QList<Version>> readCatalogue(const Folder &folder)
{
    const auto bytes = readFile(folder.catalogue());
    if (!bytes)
        return bytes.error();
    QList<Version> versions;
    for (const QJsonValue &version : QJsonDocument::fromJson(bytes.value()).array())
        versions.append(versionFrom(version));
    return versions;
}

Result<void> writeCatalogue(const Folder &folder, const QList<Version> &versions)
{
    QJsonArray array;
    for (const Version &version : versions)
        array.append(toJson(version));
    return writeFile(folder.catalogue(), QJsonDocument(array).toJson());
}

Version versionOf(const QList<Version> &catalogue, const QString &app, const QString &tag)
{
    const auto it = std::find_if(catalogue.cbegin(), catalogue.cend(),
                                 [&](const Version &v) { return v.app == app && v.tag == tag; });
    if (it != catalogue.cend())
        return *it;
    Version unknown;
    unknown.app = app;
    unknown.tag = tag;
    return unknown;
}

QString revisionOf(const Version &version)
{
    return QString::fromLatin1(
        QCryptographicHash::hash((version.app + version.tag).toUtf8(), QCryptographicHash::Sha1).toHex());
}

Result<QString> publish(const Folder &folder, const Version &version, const Settings &settings)
{
    const FixedClock built(settings.created.addMSecs(-qint64(version.daysOld * 24 * 3600 * 1000)));
    QMap<QString, QString> labels{
        {QStringLiteral("org.opencontainers.image.created"), built.now().toUTC().toString(Qt::ISODate)},
        {QStringLiteral("org.opencontainers.image.version"), version.tag},
        {QStringLiteral("org.opencontainers.image.revision"), revisionOf(version)},
        {QStringLiteral("org.opencontainers.image.source"),
         settings.url(QStringLiteral("github")).toString() + QStringLiteral("/acme/") + version.app}};
    if (!version.migration.isEmpty())
        labels.insert(QStringLiteral("envdeck.migration"), version.migration);
    standins::Registry registry(shelf(folder), built);
    return registry.publish(repositoryOf(version.app), version.tag, labels);
}

Result<void> unpublish(const Folder &folder, const QString &app, const QString &tag)
{
    const SystemClock clock;
    standins::Registry registry(shelf(folder), clock);
    return registry.remove(repositoryOf(app), tag);
}

} // namespace envdeck::sandbox
