// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/state_attributes.h"

#include "core/terraform/plan_reader.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>

namespace envdeck::terraform {

namespace {

constexpr int deepest = 64;
constexpr qsizetype shortestCopy = 6; // shorter ones are ordinary words

QString jsonText(const QJsonValue &value)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact))
        .chopped(1)
        .mid(1);
}

QString withKey(const QString &path, const QString &key)
{
    static const QRegularExpression plain(QStringLiteral("\\A[A-Za-z_][A-Za-z0-9_-]*\\z"));
    if (!plain.match(key).hasMatch())
        return path + u'[' + jsonText(key) + u']';
    return path.isEmpty() ? key : path + u'.' + key;
}

QString withIndex(const QString &path, qsizetype index)
{
    return QStringLiteral("%1[%2]").arg(path).arg(index);
}

// An attribute of any type stands as {"value": …, "type": …}; paths into it begin below "value".
QJsonValue unwrapped(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    const bool dynamic = object.size() == 2 && object.contains(QLatin1String("value")) &&
                         object.contains(QLatin1String("type"));
    return dynamic ? object[QLatin1String("value")] : value;
}

// The path in our spelling that a list of steps leads to. Where a step cannot be followed, that of the last
// place that could: all of it is hidden then. Empty when there is no such attribute.
QString pathOf(const QJsonArray &steps, QJsonValue at)
{
    QString path;
    for (const QJsonValue &entry : steps) {
        const QJsonObject step = entry.toObject();
        const bool isIndex = step[QLatin1String("type")].toString() == QLatin1String("index");
        QJsonValue key = step[QLatin1String("value")];
        if (isIndex && key.isObject())
            key = key.toObject()[QLatin1String("value")];
        if (!path.isEmpty())
            at = unwrapped(at);
        if (key.isString() && at.toObject().contains(key.toString())) {
            path = withKey(path, key.toString());
            at = at.toObject()[key.toString()];
        } else if (key.isDouble() && at.isArray() && key.toInt(-1) >= 0 &&
                   key.toInt() < at.toArray().size()) {
            path = withIndex(path, key.toInt());
            at = at.toArray()[key.toInt()];
        } else {
            return path;
        }
    }
    return path;
}

class Reader {
public:
    explicit Reader(const Redactor &redactor) : m_redactor(redactor) {}

    QList<StateInstance> instances(const QString &address, const QJsonObject &resource)
    {
        QList<StateInstance> all;
        for (const QJsonValue &value : resource[QLatin1String("instances")].toArray()) {
            const QJsonObject object = value.toObject();
            const QJsonValue key = object[QLatin1String("index_key")];
            StateInstance instance;
            instance.address = key.isUndefined() ? address : address + u'[' + jsonText(key) + u']';
            instance.tainted = object[QLatin1String("status")].toString() == QLatin1String("tainted");
            instance.deposed = object[QLatin1String("deposed")].toString();
            m_found.clear();
            m_hidden.clear();
            const QJsonObject attributes = object[QLatin1String("attributes")].toObject();
            for (const QJsonValue &steps : object[QLatin1String("sensitive_attributes")].toArray())
                m_hidden.insert(pathOf(steps.toArray(), attributes));
            walk({}, attributes, false, 0);
            const QJsonObject flat = object[QLatin1String("attributes_flat")].toObject();
            for (auto it = flat.constBegin(); it != flat.constEnd(); ++it)
                walk(it.key(), it.value(), true, 0); // from before 0.12: nothing is marked there
            instance.attributes = m_found;
            all.append(instance);
        }
        return all;
    }

    // Those of outputs count as well.
    void remember(const QJsonValue &value, int depth = 0)
    {
        if (depth > deepest)
            return;
        if (value.isString() && value.toString().size() >= shortestCopy)
            m_secrets.insert(value.toString());
        for (const QJsonValue &child : value.toArray())
            remember(child, depth + 1);
        const QJsonObject object = value.toObject();
        for (auto it = object.constBegin(); it != object.constEnd(); ++it)
            remember(it.value(), depth + 1);
    }

    void hideCopies(QList<StateInstance> &instances) const
    {
        for (StateInstance &instance : instances) {
            for (StateAttribute &attribute : instance.attributes) {
                const bool known = m_secrets.contains(attribute.text);
                attribute.sensitive = attribute.sensitive || known;
                attribute.text = attribute.sensitive ? QString() : m_redactor.redacted(attribute.text);
                if (attribute.text.size() > longestValue)
                    attribute.text = attribute.text.left(longestValue) + QChar(0x2026);
            }
        }
    }

private:
    void walk(const QString &path, const QJsonValue &raw, bool hidden, int depth)
    {
        const QJsonValue value = depth > 0 ? unwrapped(raw) : raw;
        if (value.isNull() || value.isUndefined())
            return;
        if (hidden || depth > deepest) {
            remember(value);
            m_found.append({path, {}, true});
            return;
        }
        const QJsonObject object = value.toObject();
        const QJsonArray list = value.toArray();
        if (depth > 0 && object.isEmpty() && list.isEmpty()) {
            m_found.append({path, value.isString() ? value.toString() : jsonText(value), false});
            return;
        }
        for (auto it = object.constBegin(); it != object.constEnd(); ++it) {
            const QString child = withKey(path, it.key());
            walk(child, it.value(), isSecretName(it.key()) || m_hidden.contains(child), depth + 1);
        }
        for (qsizetype i = 0; i < list.size(); ++i) {
            const QString child = withIndex(path, i);
            walk(child, list.at(i), m_hidden.contains(child), depth + 1);
        }
    }

    const Redactor &m_redactor;
    QSet<QString> m_hidden; // paths of the instance at hand
    QSet<QString> m_secrets;
    QList<StateAttribute> m_found;
};

} // namespace

Result<StateDetails> stateDetailsFrom(const QByteArray &statePull, const Redactor &redactor)
{
    const auto summary = stateFrom(statePull);
    if (!summary)
        return summary.error();
    StateDetails details{summary.value(), {}};
    const QJsonObject state = QJsonDocument::fromJson(statePull).object();
    Reader reader(redactor);
    for (const QJsonValue &output : state[QLatin1String("outputs")].toObject()) {
        if (output.toObject()[QLatin1String("sensitive")].toBool())
            reader.remember(output.toObject()[QLatin1String("value")]);
    }
    const QJsonArray resources = state[QLatin1String("resources")].toArray();
    for (qsizetype i = 0; i < resources.size(); ++i) {
        const QString address = details.summary.resources.at(i).address;
        details.instances[address] += reader.instances(address, resources.at(i).toObject());
    }
    for (QList<StateInstance> &instances : details.instances)
        reader.hideCopies(instances);
    return details;
}

} // namespace envdeck::terraform
