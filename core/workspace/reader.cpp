// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/reader.h"

#include "core/domain/workspace.h"
#include "core/workspace/shapes.h"

#include <QHash>
#include <algorithm>
#include <tuple>

namespace envdeck::workspace {

namespace {

constexpr int longestValueShown = 120;

bool isNull(const YamlNode &node)
{
    return node.kind == YamlNode::Kind::Null;
}

// The parser places null, which has no text, at whatever follows, and a mapping at its own first key: the key
// that holds them is the better place to look at.
Place placeOfValue(const Place &key, const YamlPtr &value, const QString &path)
{
    if (isNull(*value) || value->kind == YamlNode::Kind::Mapping)
        return {value, path, key.line, key.column};
    return {value, path, value->line, value->column};
}

void addWrongType(const Place &place, const char *expected, Problems &problems)
{
    Problem facts;
    facts.expected = {QString::fromLatin1(expected)};
    problems.add(ProblemCode::WrongType, place, facts);
}

void addWrongValue(ProblemCode code, const Place &place, const QString &value, Problems &problems)
{
    Problem facts;
    facts.value = value;
    problems.add(code, place, facts);
}

QString joined(const QString &path, const QString &name)
{
    return path.isEmpty() ? name : path + QLatin1Char('.') + name;
}

QList<Member> membersOf(const Place &place, Problems &problems)
{
    QList<Member> members;
    QHash<QString, Place> seen;
    for (const YamlEntry &entry : place.node->entries) {
        Place key{entry.key, place.path, entry.key->line, entry.key->column};
        if (entry.key->kind != YamlNode::Kind::Scalar) {
            addWrongType(key, "text", problems);
            continue;
        }
        const QString name = entry.key->text;
        key.path = joined(place.path, name);
        if (const auto first = seen.constFind(name); first != seen.cend()) {
            Problem facts;
            facts.value = name;
            facts.detail = QStringLiteral("%1:%2").arg(first->line).arg(first->column);
            problems.add(ProblemCode::DuplicateKey, key, facts);
            continue;
        }
        seen.insert(name, key);
        members.append({name, key, placeOfValue(key, entry.value, key.path)});
    }
    return members;
}

} // namespace

Place rootPlace(const YamlPtr &node)
{
    return {node, {}, node->line, node->column};
}

void Problems::add(ProblemCode code, const Place &place, Problem facts)
{
    facts.code = code;
    facts.line = place.line;
    facts.column = place.column;
    if (facts.path.isEmpty())
        facts.path = place.path;
    facts.value.truncate(longestValueShown);
    m_list.append(facts);
}

QList<Problem> Problems::sorted() const
{
    QList<Problem> list = m_list;
    std::stable_sort(list.begin(), list.end(), [](const Problem &a, const Problem &b) {
        return std::tie(a.line, a.column) < std::tie(b.line, b.column);
    });
    // A value that several aliases use is looked at several times.
    list.erase(std::unique(list.begin(), list.end()), list.end());
    return list;
}

Mapping::Mapping(const Place &place, const QStringList &known, Problems &problems)
    : m_place(place), m_problems(problems)
{
    if (place.node->kind != YamlNode::Kind::Mapping) {
        addWrongType(place, "mapping", problems);
        return;
    }
    m_isMapping = true;
    for (Member &member : membersOf(place, problems)) {
        if (known.contains(member.name)) {
            m_members.append(std::move(member));
            continue;
        }
        Problem facts;
        facts.value = member.name;
        facts.suggestion = nearest(member.name, known);
        facts.expected = known;
        m_misspelt.append(facts.suggestion);
        problems.add(ProblemCode::UnknownKey, member.key, facts);
    }
}

std::optional<Place> Mapping::find(const QString &key) const
{
    const auto it =
        std::find_if(m_members.cbegin(), m_members.cend(), [&](const Member &m) { return m.name == key; });
    if (it == m_members.cend() || isNull(*it->value.node))
        return std::nullopt;
    return it->value;
}

std::optional<Place> Mapping::require(const QString &key)
{
    const auto found = find(key);
    if (!found && m_isMapping && !m_misspelt.contains(key)) {
        Problem facts;
        facts.path = joined(m_place.path, key);
        m_problems.add(ProblemCode::MissingKey, m_place, facts);
    }
    return found;
}

Place Mapping::keyOf(const QString &key) const
{
    const auto it =
        std::find_if(m_members.cbegin(), m_members.cend(), [&](const Member &m) { return m.name == key; });
    return it == m_members.cend() ? m_place : it->key;
}

QList<Member> namedMembers(const Place &place, Problems &problems)
{
    if (place.node->kind == YamlNode::Kind::Mapping)
        return membersOf(place, problems);
    addWrongType(place, "mapping", problems);
    return {};
}

QList<Place> itemsOf(const Place &place, Problems &problems)
{
    if (place.node->kind != YamlNode::Kind::Sequence) {
        addWrongType(place, "sequence", problems);
        return {};
    }
    QList<Place> items;
    for (const YamlPtr &item : place.node->items) {
        const QString path = QStringLiteral("%1[%2]").arg(place.path).arg(items.size());
        items.append({item, path, item->line, item->column});
    }
    return items;
}

std::optional<QString> textAt(const Place &place, Problems &problems)
{
    if (place.node->kind == YamlNode::Kind::Scalar && !place.node->text.isEmpty())
        return place.node->text;
    addWrongType(place, "text", problems);
    return std::nullopt;
}

std::optional<bool> booleanAt(const Place &place, Problems &problems)
{
    if (place.node->kind == YamlNode::Kind::Scalar && place.node->plain) {
        if (place.node->text == QLatin1String("true"))
            return true;
        if (place.node->text == QLatin1String("false"))
            return false;
    }
    addWrongType(place, "true|false", problems);
    return std::nullopt;
}

std::optional<int> integerAt(const Place &place, int lowest, int highest, Problems &problems)
{
    bool isNumber = false;
    const qlonglong value = place.node->plain ? place.node->text.toLongLong(&isNumber) : 0;
    if (place.node->kind != YamlNode::Kind::Scalar || !isNumber) {
        addWrongType(place, "number", problems);
        return std::nullopt;
    }
    if (value >= lowest && value <= highest)
        return static_cast<int>(value);
    Problem facts;
    facts.value = place.node->text;
    facts.expected = {QString::number(lowest), QString::number(highest)};
    problems.add(ProblemCode::OutOfRange, place, facts);
    return std::nullopt;
}

std::optional<double> percentageAt(const Place &place, Problems &problems)
{
    const auto text = textAt(place, problems);
    const auto value = text ? percentageOf(*text) : std::nullopt;
    if (text && !value)
        addWrongValue(ProblemCode::BadPercentage, place, *text, problems);
    return value;
}

std::optional<std::chrono::milliseconds> durationAt(const Place &place, std::chrono::milliseconds lowest,
                                                    std::chrono::milliseconds highest, Problems &problems)
{
    const auto text = textAt(place, problems);
    if (!text)
        return std::nullopt;
    const auto value = durationOf(*text);
    if (!value) {
        addWrongValue(ProblemCode::BadDuration, place, *text, problems);
        return std::nullopt;
    }
    if (*value >= lowest && *value <= highest)
        return value;
    Problem facts;
    facts.value = *text;
    facts.expected = {QStringLiteral("%1 ms").arg(lowest.count()),
                      QStringLiteral("%1 ms").arg(highest.count())};
    problems.add(ProblemCode::OutOfRange, place, facts);
    return std::nullopt;
}

std::optional<int> choiceAt(const Place &place, const QStringList &choices, Problems &problems)
{
    const auto text = textAt(place, problems);
    if (!text)
        return std::nullopt;
    if (const qsizetype index = choices.indexOf(*text); index >= 0)
        return static_cast<int>(index);
    Problem facts;
    facts.value = *text;
    facts.expected = choices;
    facts.suggestion = nearest(*text, choices);
    problems.add(ProblemCode::UnknownValue, place, facts);
    return std::nullopt;
}

std::optional<QString> shapedAt(const Place &place, bool (*isRight)(const QString &), ProblemCode wrong,
                                Problems &problems)
{
    const auto text = textAt(place, problems);
    if (!text || isRight(*text))
        return text;
    addWrongValue(wrong, place, *text, problems);
    return std::nullopt;
}

std::optional<ProblemCode> urlProblem(const QUrl &url)
{
    const bool isWeb = url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http");
    if (!url.isValid() || !isWeb || url.host().isEmpty() || url.port(1) == 0)
        return ProblemCode::BadUrl;
    if (!url.userInfo().isEmpty() || url.authority(QUrl::FullyEncoded).contains(QLatin1Char('@')))
        return ProblemCode::UrlWithUserInfo;
    if (url.scheme() == QLatin1String("http") && !isLoopback(url))
        return ProblemCode::UrlNotHttps;
    return std::nullopt;
}

std::optional<QUrl> baseUrlAt(const Place &place, Problems &problems)
{
    const auto text = textAt(place, problems);
    if (!text)
        return std::nullopt;
    const QUrl url(*text, QUrl::StrictMode);
    auto wrong = urlProblem(url);
    if (!wrong && (url.hasQuery() || url.hasFragment()))
        wrong = ProblemCode::UrlNotBare;
    if (!wrong)
        return url;
    // A URL with user information may hold a password: it is not repeated anywhere.
    addWrongValue(*wrong, place, url.toDisplayString(QUrl::RemoveUserInfo), problems);
    return std::nullopt;
}

bool placeholdersAreKnown(const Place &place, const QString &text, const QStringList &known,
                          Problems &problems)
{
    bool all = true;
    for (const QString &placeholder : placeholdersOf(text)) {
        if (known.contains(placeholder))
            continue;
        all = false;
        Problem facts;
        facts.value = placeholder;
        facts.expected = known;
        facts.suggestion = nearest(placeholder, known);
        problems.add(ProblemCode::BadPlaceholder, place, facts);
    }
    return all;
}

} // namespace envdeck::workspace
