// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/configuration.h"

#include "core/base/safe_file.h"
#include "core/terraform/hcl_document.h"

#include <QCryptographicHash>
#include <QDir>
#include <QHash>
#include <QRegularExpression>

#include <algorithm>

namespace envdeck::terraform {

namespace {

constexpr int deepestModule = 64; // modules that call modules
constexpr qint64 largestFile = 1024 * 1024;

QString textOf(const HclBody &body, QStringView name)
{
    const HclAttribute *attribute = body.attribute(name);
    if (!attribute)
        return {};
    // An expression that is no plain text is told as it stands.
    return literalText(attribute->expression).value_or(QString::fromUtf8(attribute->expression).simplified());
}

bool isTrue(const HclBody &body, QStringView name)
{
    const HclAttribute *attribute = body.attribute(name);
    return attribute && attribute->expression == "true";
}

QByteArray hexDigest(const QByteArray &content)
{
    return QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex();
}

QStringList filesOf(const QString &folder, const QStringList &patterns)
{
    QDir dir(folder);
    QStringList names = dir.entryList(patterns, QDir::Files | QDir::Hidden);
    std::sort(names.begin(), names.end()); // by byte, as terraform does; not by locale
    return names;
}

// Terraform or tofu read these beside the *.tf, or instead of one.
const QStringList otherForms{QStringLiteral("*.tf.json"), QStringLiteral("*.tofu"),
                             QStringLiteral("*.tofu.json")};

class FolderReader {
public:
    explicit FolderReader(const QString &root) : m_root(QDir::cleanPath(root)) {}

    Result<Configuration> read(const QString &folder)
    {
        const QStringList names = filesOf(folder, {QStringLiteral("*.tf")});
        if (names.isEmpty())
            return Error{ErrorCode::NotFound, placeOf(folder), QStringLiteral("no-terraform-folder"), 0};
        Configuration found;
        for (const QString &name : names) {
            const auto body = readFileOf(folder, name, &found);
            if (!body)
                return body.error();
            for (const HclBlock &block : body.value().blocks)
                take(block, name, &found);
        }
        if (const auto read = readLock(folder, &found); !read)
            return read.error();
        if (const auto read = readBackendConfig(folder, &found); !read)
            return read.error();
        found.unread = filesOf(folder, otherForms);
        for (ModuleCall &module : found.modules) {
            if (module.isLocal())
                module.digest = moduleDigest(folder + QLatin1Char('/') + module.source, 0);
        }
        const auto byName = [](const auto &a, const auto &b) { return a.name < b.name; };
        std::sort(found.modules.begin(), found.modules.end(), byName);
        std::sort(found.providers.begin(), found.providers.end(), byName);
        return found;
    }

private:
    QString placeOf(const QString &path) const { return QDir(m_root).relativeFilePath(path); }

    Result<HclBody> document(const QString &path) const
    {
        const auto text = readFile(path, largestFile);
        if (!text)
            return Error{text.error().code, placeOf(path), text.error().detail, 0};
        auto body = readHcl(text.value());
        return body ? std::move(body)
                    : Result<HclBody>(Error{ErrorCode::BadConfig,
                                            placeOf(path) + QLatin1Char(':') + body.error().subject,
                                            {},
                                            0});
    }

    Result<HclBody> readFileOf(const QString &folder, const QString &name, Configuration *found) const
    {
        const QString path = folder + QLatin1Char('/') + name;
        const auto text = readFile(path, largestFile);
        if (text)
            found->fileDigests.insert(name, hexDigest(text.value()));
        return document(path);
    }

    static void take(const HclBlock &block, const QString &file, Configuration *found)
    {
        const QString name = block.labels.value(0);
        if (block.type == QLatin1String("module")) {
            found->modules.append(
                {name, textOf(block.body, u"source"), textOf(block.body, u"version"), {}, file, block.line});
        } else if (block.type == QLatin1String("variable")) {
            const HclAttribute *type = block.body.attribute(u"type");
            const HclAttribute *value = block.body.attribute(u"default");
            found->variables.append(
                {name, type ? QString::fromUtf8(type->expression).simplified() : QString(),
                 textOf(block.body, u"description"), value ? value->expression : QByteArray(),
                 isTrue(block.body, u"sensitive"), file, block.line});
        } else if (block.type == QLatin1String("terraform")) {
            takeSettings(block.body, found);
        }
    }

    static void takeSettings(const HclBody &settings, Configuration *found)
    {
        if (const QString version = textOf(settings, u"required_version"); !version.isEmpty())
            found->requiredVersion +=
                (found->requiredVersion.isEmpty() ? QString() : QStringLiteral(", ")) + version;
        for (const HclBlock &block : settings.blocks) {
            if (block.type == QLatin1String("required_providers"))
                takeProviders(block.body, found);
            else if (block.type == QLatin1String("cloud"))
                takeBackend(QStringLiteral("cloud"), block.body, found);
            else if (block.type == QLatin1String("backend"))
                takeBackend(block.labels.value(0), block.body, found);
            else if (block.type == QLatin1String("encryption"))
                takeVariables(block.body, &found->encryptionVariables);
        }
    }

    // Those named anywhere in it.
    static void takeVariables(const HclBody &body, QStringList *names)
    {
        static const QRegularExpression variable(QStringLiteral("\\bvar\\.([A-Za-z_][\\w-]*)"));
        for (const HclAttribute &attribute : body.attributes) {
            auto found = variable.globalMatch(QString::fromUtf8(attribute.expression));
            while (found.hasNext())
                names->append(found.next().captured(1));
        }
        for (const HclBlock &block : body.blocks)
            takeVariables(block.body, names);
        names->removeDuplicates();
    }

    static void takeProviders(const HclBody &body, Configuration *found)
    {
        for (const HclAttribute &attribute : body.attributes) {
            const auto object = readHclObject(attribute.expression);
            // The old form, hcloud = "~> 1.0", names a version alone.
            found->providers.append(
                object
                    ? ProviderPin{attribute.name, textOf(object.value(), u"source"),
                                  textOf(object.value(), u"version")}
                    : ProviderPin{attribute.name, {}, literalText(attribute.expression).value_or(QString())});
        }
    }

    static void takeBackend(const QString &type, const HclBody &body, Configuration *found)
    {
        found->backend = type;
        if (type == QLatin1String("cloud") || type == QLatin1String("remote"))
            found->backendHost = textOf(body, u"hostname");
        for (const HclBlock &block : body.blocks) {
            if (type == QLatin1String("cloud") && block.type == QLatin1String("workspaces"))
                found->cloudWorkspace = textOf(block.body, u"name");
        }
        addPlace(body, found);
    }

    // What says where the state is; credentials and switches are left out.
    static void addPlace(const HclBody &body, Configuration *found)
    {
        for (const char *key : {"hostname", "address", "schema_name", "bucket", "prefix", "key", "path",
                                "organization", "secret_suffix"}) {
            const QString value = textOf(body, QString::fromLatin1(key));
            if (!value.isEmpty())
                found->backendPlace +=
                    (found->backendPlace.isEmpty() ? QString() : QStringLiteral(" ")) + value;
        }
        for (const HclBlock &block : body.blocks) {
            if (block.type == QLatin1String("workspaces"))
                found->backendPlace +=
                    QLatin1Char(' ') + textOf(block.body, u"name") + textOf(block.body, u"prefix");
        }
    }

    Result<void> readLock(const QString &folder, Configuration *found) const
    {
        const auto lock = document(folder + QStringLiteral("/.terraform.lock.hcl"));
        if (!lock)
            return lock.error().code == ErrorCode::NotFound ? Result<void>() : lock.error();
        for (const HclBlock &block : lock.value().blocks) {
            if (block.type == QLatin1String("provider"))
                found->lockedProviders.insert(block.labels.value(0), textOf(block.body, u"version"));
        }
        return {};
    }

    Result<void> readBackendConfig(const QString &folder, Configuration *found) const
    {
        const auto values = document(folder + QStringLiteral("/backend.hcl"));
        if (!values)
            return values.error().code == ErrorCode::NotFound ? Result<void>() : values.error();
        addPlace(values.value(), found);
        return {};
    }

    // Empty when it was not read whole: two of those are not the same.
    QByteArray moduleDigest(const QString &folder, int depth)
    {
        const QString path = QDir::cleanPath(folder);
        if (depth > deepestModule || !path.startsWith(m_root + QLatin1Char('/')))
            return {};
        if (const auto known = m_digests.constFind(path); known != m_digests.cend())
            return *known;
        m_digests.insert(path, {}); // what it says of itself when it calls itself
        const QByteArray digest = readModule(path, depth);
        m_digests.insert(path, digest);
        return digest;
    }

    QByteArray readModule(const QString &path, int depth)
    {
        const QStringList sources = filesOf(path, {QStringLiteral("*.tf")});
        if (sources.isEmpty() || !filesOf(path, otherForms).isEmpty())
            return {};
        QCryptographicHash hash(QCryptographicHash::Sha256);
        for (const QString &name : sources + filesOf(path, {QStringLiteral("*.tftpl")})) {
            const auto text = readFile(path + QLatin1Char('/') + name, largestFile);
            if (!text)
                return {};
            hash.addData(name.toUtf8() + '\0' + QByteArray::number(text.value().size()) + '\0' +
                         text.value());
            if (name.endsWith(QLatin1String(".tf")) && !addCalled(path, text.value(), depth, &hash))
                return {};
        }
        return hash.result().toHex();
    }

    // The local modules that a file of a module calls.
    bool addCalled(const QString &path, const QByteArray &text, int depth, QCryptographicHash *hash)
    {
        const auto body = readHcl(text);
        if (!body)
            return false;
        for (const HclBlock &block : body.value().blocks) {
            ModuleCall call;
            call.source = block.type == QLatin1String("module") ? textOf(block.body, u"source") : QString();
            if (!call.isLocal())
                continue;
            const QByteArray digest = moduleDigest(path + QLatin1Char('/') + call.source, depth + 1);
            if (digest.isEmpty())
                return false;
            hash->addData(digest);
        }
        return true;
    }

    QString m_root;
    QHash<QString, QByteArray> m_digests; // of modules, by path
};

} // namespace

bool ModuleCall::isLocal() const
{
    return source.startsWith(QLatin1String("./")) || source.startsWith(QLatin1String("../"));
}

bool ModuleCall::isPinned() const
{
    static const QRegularExpression exact(QStringLiteral("\\A=?\\s*v?\\d+\\.\\d+\\.\\d+\\S*\\z"));
    if (isLocal() || exact.match(version).hasMatch())
        return true;
    return source.contains(QLatin1String("?ref=")) || source.contains(QLatin1String("&ref="));
}

Result<Configuration> readConfiguration(const QString &root, const QString &folder)
{
    return FolderReader(root).read(QDir::cleanPath(folder));
}

} // namespace envdeck::terraform
