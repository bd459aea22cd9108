// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/resource_code.h"

#include "core/base/safe_file.h"
#include "core/terraform/plan_reader.h"
#include "core/terraform/variables.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

namespace envdeck::terraform {

namespace {

constexpr qint64 largestFile = 1024 * 1024;
constexpr std::size_t deepestModule = 64; // modules that call modules

struct AddressPart {
    QString name;
    bool indexed = false;
};

// module.dns["a.b"].lab_dns.record[0]: dots and brackets inside of an index are its own.
QList<AddressPart> partsOf(const QString &address)
{
    QList<AddressPart> parts{{}};
    bool isQuoted = false;
    int depth = 0;
    for (qsizetype i = 0; i < address.size(); ++i) {
        const QChar c = address.at(i);
        if (isQuoted) {
            if (c == QLatin1Char('\\'))
                ++i;
            else if (c == QLatin1Char('"'))
                isQuoted = false;
        } else if (c == QLatin1Char('"')) {
            isQuoted = true;
        } else if (c == QLatin1Char('[')) {
            ++depth;
            parts.last().indexed = true;
        } else if (c == QLatin1Char(']')) {
            --depth;
        } else if (depth == 0 && c == QLatin1Char('.')) {
            parts.append(AddressPart());
        } else if (depth == 0) {
            parts.last().name += c;
        }
    }
    return parts;
}

// The variable that an expression consists of.
QString variableIn(const QByteArray &expression)
{
    static const QRegularExpression plain(QStringLiteral("\\Avar\\.([A-Za-z_][A-Za-z0-9_-]*)\\z"));
    return plain.match(QString::fromUtf8(expression)).captured(1);
}

bool isValue(const QByteArray &expression)
{
    static const QRegularExpression scalar(
        QStringLiteral("\\A(true|false|null|-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?)\\z"));
    return literalText(expression) || scalar.match(QString::fromUtf8(expression)).hasMatch();
}

ArgumentCode written(const QString &file, const HclAttribute &attribute, bool isWhole)
{
    ArgumentCode code{file, attribute.line, attribute.name, attribute.expression, {}, false, false, {}};
    code.isLiteral = isWhole && isValue(attribute.expression);
    if (isSecretName(attribute.name)) {
        code.isSecret = true;
        code.expression.clear();
    }
    return code;
}

bool isRepeated(const HclBody &body)
{
    return body.attribute(u"count") || body.attribute(u"for_each");
}

} // namespace

CodeFinder::CodeFinder(const QString &root, const QString &folder)
    : m_root(QDir::cleanPath(root)), m_folder(QDir::cleanPath(folder)),
      m_folders(std::make_unique<QHash<QString, std::shared_ptr<std::vector<File>>>>())
{
}

CodeFinder::~CodeFinder() = default;

QString CodeFinder::below(const QString &path) const
{
    return QDir(m_root).relativeFilePath(path);
}

const std::vector<CodeFinder::File> &CodeFinder::filesOf(const QString &folder)
{
    std::shared_ptr<std::vector<File>> &known = (*m_folders)[folder];
    if (known)
        return *known;
    known = std::make_shared<std::vector<File>>();
    for (const QString &name : QDir(folder).entryList({QStringLiteral("*.tf")}, QDir::Files, QDir::Name)) {
        const QString path = folder + QLatin1Char('/') + name;
        const auto text = readFile(path, largestFile);
        if (auto body = text ? readHcl(text.value()) : Result<HclBody>(text.error()))
            known->push_back({path, std::move(body).value()});
    }
    return *known;
}

CodeFinder::Found CodeFinder::blockOf(const QString &folder, const QString &type, const QStringList &labels)
{
    for (const File &file : filesOf(folder)) {
        for (const HclBlock &block : file.body.blocks) {
            if (block.type == type && block.labels == labels)
                return {&block, file.name};
        }
    }
    return {};
}

ResourceCode CodeFinder::find(const QString &address, const QStringList &paths)
{
    const QList<AddressPart> parts = partsOf(address);
    std::vector<Level> levels{{m_folder, {}}};
    ResourceCode code;
    qsizetype at = 0;
    for (; at + 1 < parts.size() && parts.at(at).name == QLatin1String("module"); at += 2) {
        const Found call = blockOf(levels.back().folder, QStringLiteral("module"), {parts.at(at + 1).name});
        const HclAttribute *source = call.block ? call.block->body.attribute(u"source") : nullptr;
        const QString where = source ? literalText(source->expression).value_or(QString()) : QString();
        if (!where.startsWith(QLatin1String("./")) && !where.startsWith(QLatin1String("../")))
            return {}; // a module from elsewhere: its code is not here
        const QString folder = QDir::cleanPath(levels.back().folder + QLatin1Char('/') + where);
        if (!folder.startsWith(m_root + QLatin1Char('/')) || levels.size() > deepestModule)
            return {};
        code.repeated = code.repeated || isRepeated(call.block->body);
        levels.push_back({folder, call});
    }
    if (at + 2 != parts.size())
        return {};
    const Found resource =
        blockOf(levels.back().folder, QStringLiteral("resource"), {parts.at(at).name, parts.at(at + 1).name});
    if (!resource.block)
        return {};
    code.file = below(resource.file);
    code.line = resource.block->line;
    code.repeated = code.repeated || isRepeated(resource.block->body);
    for (const QString &path : paths)
        code.arguments.insert(path, argument(levels, resource, path));
    return code;
}

ArgumentCode CodeFinder::argument(const std::vector<Level> &levels, const Found &resource,
                                  const QString &path)
{
    static const QRegularExpression separator(QStringLiteral("[.\\[]"));
    const QString name = path.section(separator, 0, 0);
    const bool isWhole = name == path; // "ttl", not "labels.team": that is a part of what stands there
    const HclAttribute *attribute = resource.block->body.attribute(name);
    if (!attribute) {
        const auto &blocks = resource.block->body.blocks;
        const auto nested =
            std::find_if(blocks.cbegin(), blocks.cend(), [&](const HclBlock &b) { return b.type == name; });
        return nested == blocks.cend()
                   ? ArgumentCode()
                   : ArgumentCode{
                         below(resource.file), nested->line, name, {}, {}, false, isSecretName(name), {}};
    }
    QString file = resource.file;
    for (auto level = levels.crbegin();; ++level) {
        const QString variable = isWhole ? variableIn(attribute->expression) : QString();
        if (variable.isEmpty())
            return written(below(file), *attribute, isWhole);
        if (!level->call.block)
            return rootVariable(variable);
        const HclAttribute *given = level->call.block->body.attribute(variable);
        if (!given) { // the module's own default
            const Found declared = blockOf(level->folder, QStringLiteral("variable"), {variable});
            const HclAttribute *value = declared.block ? declared.block->body.attribute(u"default") : nullptr;
            return value ? written(below(declared.file), *value, isWhole)
                         : written(below(file), *attribute, false);
        }
        attribute = given;
        file = level->call.file;
    }
}

ArgumentCode CodeFinder::rootVariable(const QString &name)
{
    const auto configuration = readConfiguration(m_root, m_folder);
    const auto variables = configuration ? readVariables(configuration.value(), m_folder, {})
                                         : Result<QList<Variable>>(configuration.error());
    if (!variables)
        return {};
    const auto found = std::find_if(variables.value().cbegin(), variables.value().cend(),
                                    [&](const Variable &v) { return v.name == name; });
    if (found == variables.value().cend() || !found->declaration)
        return {};
    const VariableValue *value = found->effective();
    const QString file = value ? value->file : found->declaration->file;
    ArgumentCode code{below(m_folder + QLatin1Char('/') + file),
                      value ? value->line : found->declaration->line,
                      name,
                      value ? value->expression : QByteArray(),
                      name,
                      value && value->source == ValueSource::File && isValue(value->expression),
                      found->isSecret(),
                      found->declaration->type};
    if (code.isSecret)
        code.expression.clear();
    return code;
}

QByteArray expressionOfJson(const QString &json)
{
    const QByteArray text = json.toUtf8().trimmed();
    if (!text.startsWith('"'))
        return text;
    const QJsonArray array = QJsonDocument::fromJson('[' + text + ']').array();
    return quotedText(array.at(0).toString());
}

} // namespace envdeck::terraform
