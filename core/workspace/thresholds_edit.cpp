// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/thresholds_edit.h"

#include "core/workspace/load.h"
#include "core/workspace/parse.h"
#include "core/workspace/shapes.h"
#include "core/workspace/yaml_tree.h"

namespace envdeck::workspace {

namespace {

const QByteArray byteOrderMark("\xef\xbb\xbf");
const QString sectionKey = QStringLiteral("thresholds");

// A YAML text by the byte positions of what stands in it.
class Draft {
public:
    explicit Draft(const QByteArray &text) : m_text(text) {}

    const QByteArray &text() const { return m_text; }
    QByteArray lineEnd() const { return m_text.contains("\r\n") ? "\r\n" : "\n"; }
    char at(qsizetype byte) const { return byte < m_text.size() ? m_text.at(byte) : '\0'; }

    qsizetype offsetOf(const YamlNode &node) const
    {
        qsizetype at = 0;
        for (int line = 1; line < node.line; ++line)
            at = m_text.indexOf('\n', at) + 1;
        for (int column = 1; column < node.column && at < m_text.size(); ++column) {
            do
                ++at;
            while ((this->at(at) & 0xc0) == 0x80);
        }
        return at;
    }

    // Just behind a scalar that stands on one line in its plain or quoted form; nothing for any other.
    std::optional<qsizetype> endOf(const YamlNode &scalar) const
    {
        const qsizetype start = offsetOf(scalar);
        const QByteArray plain = scalar.text.toUtf8();
        const char quote = at(start);
        if (scalar.plain)
            return QByteArrayView(m_text).sliced(start).startsWith(plain)
                       ? std::optional(start + plain.size())
                       : std::nullopt;
        const QByteArray quoted = quote + plain + quote; // whatever needs an escape in there is no threshold
        const bool simple =
            (quote == '"' || quote == '\'') && QByteArrayView(m_text).sliced(start).startsWith(quoted);
        return simple ? std::optional(start + quoted.size()) : std::nullopt;
    }

    // Just behind the colon of a key.
    std::optional<qsizetype> behindColon(const YamlNode &key) const
    {
        const auto end = endOf(key);
        const qsizetype colon = end ? skipSpaces(*end) : 0;
        return end && at(colon) == ':' ? std::optional(colon + 1) : std::nullopt;
    }

    // Where the value of a key starts, when it stands on the key's line and is no alias.
    std::optional<qsizetype> valueOf(const YamlEntry &entry) const
    {
        const auto colon = behindColon(*entry.key);
        const qsizetype start = offsetOf(*entry.value);
        return colon && skipSpaces(*colon) == start ? std::optional(start) : std::nullopt;
    }

    qsizetype skipSpaces(qsizetype from) const
    {
        while (at(from) == ' ' || at(from) == '\t')
            ++from;
        return from;
    }

    QByteArray replaced(qsizetype from, qsizetype to, const QByteArray &with) const
    {
        return m_text.left(from) + with + m_text.mid(to);
    }

    // A line of its own below the one that holds this byte.
    QByteArray withLineBelow(qsizetype byte, const QByteArray &line) const
    {
        const qsizetype end = m_text.indexOf('\n', byte);
        return end < 0 ? m_text + lineEnd() + line : replaced(end + 1, end + 1, line + lineEnd());
    }

private:
    QByteArray m_text;
};

const YamlEntry *entryOf(const YamlNode &mapping, const QString &key)
{
    for (const YamlEntry &entry : mapping.entries) {
        if (entry.key->kind == YamlNode::Kind::Scalar && entry.key->text == key)
            return &entry;
    }
    return nullptr;
}

Error notPlain(const YamlNode &node)
{
    return Error{ErrorCode::Conflict, QStringLiteral("%1:%2").arg(QLatin1String(fileName)).arg(node.line),
                 QStringLiteral("not-plain"), 0};
}

Result<QByteArray> withEmptyFilled(const Draft &draft, const YamlEntry &entry, const QByteArray &value)
{
    const auto colon = draft.behindColon(*entry.key);
    if (!colon)
        return notPlain(*entry.key);
    return draft.replaced(*colon, *colon, ' ' + value);
}

Result<QByteArray> withValue(const Draft &draft, const YamlEntry &entry, const QByteArray &value)
{
    if (entry.value->kind == YamlNode::Kind::Null)
        return withEmptyFilled(draft, entry, value);
    const auto start = draft.valueOf(entry);
    const auto end = entry.value->kind == YamlNode::Kind::Scalar ? draft.endOf(*entry.value) : std::nullopt;
    if (!start || !end)
        return notPlain(*entry.key);
    const QByteArray quote = entry.value->plain ? QByteArray() : QByteArray(1, draft.at(*start));
    return draft.replaced(*start, *end, quote + value + quote);
}

// In a section in braces behind its last value, else as a line of its own below it.
Result<QByteArray> withMember(const Draft &draft, const YamlEntry &thresholds, const QByteArray &member)
{
    const YamlNode &mapping = *thresholds.value;
    const auto start = draft.valueOf(thresholds);
    const bool braced = start && draft.at(*start) == '{';
    if (mapping.entries.empty())
        return braced ? Result<QByteArray>(
                            draft.replaced(*start + 1, draft.skipSpaces(*start + 1), ' ' + member + ' '))
                      : Result<QByteArray>(notPlain(*thresholds.key));
    const YamlEntry &last = mapping.entries.back();
    const auto end = draft.valueOf(last) && last.value->kind == YamlNode::Kind::Scalar
                         ? draft.endOf(*last.value)
                         : std::nullopt;
    if (!end)
        return notPlain(*last.key);
    if (braced)
        return draft.replaced(*end, *end, ", " + member);
    return draft.withLineBelow(*end, QByteArray(mapping.entries.front().key->column - 1, ' ') + member);
}

Result<QByteArray> withSection(const Draft &draft, const YamlNode &root, const QByteArray &member)
{
    if (draft.at(draft.offsetOf(root)) == '{')
        return notPlain(root);
    const QByteArray line =
        QByteArray(root.column - 1, ' ') + "thresholds: { " + member + " }" + draft.lineEnd();
    return draft.text() + (draft.text().endsWith('\n') ? QByteArray() : draft.lineEnd()) + line;
}

Result<QByteArray> withThreshold(const QByteArray &text, const QString &key, const QString &value)
{
    const auto read = readYaml(text);
    const auto *root = std::get_if<YamlPtr>(&read);
    if (!root || (*root)->kind != YamlNode::Kind::Mapping)
        return Error{ErrorCode::BadConfig, QString::fromLatin1(fileName), {}, 0};
    const Draft draft(text);
    const QByteArray member = (key + QStringLiteral(": ") + value).toUtf8();
    const YamlEntry *thresholds = entryOf(**root, sectionKey);
    if (!thresholds)
        return withSection(draft, **root, member);
    if (thresholds->value->kind == YamlNode::Kind::Null)
        return withEmptyFilled(draft, *thresholds, "{ " + member + " }");
    if (thresholds->value->line < thresholds->key->line)
        return notPlain(*thresholds->key); // an alias
    const YamlEntry *entry = entryOf(*thresholds->value, key);
    return entry ? withValue(draft, *entry, value.toUtf8()) : withMember(draft, *thresholds, member);
}

double Thresholds::*memberOf(const QString &key)
{
    static const QHash<QString, double Thresholds::*> members{
        {QStringLiteral("cpu"), &Thresholds::cpuPercent},
        {QStringLiteral("memory"), &Thresholds::memoryPercent},
        {QStringLiteral("disk"), &Thresholds::diskPercent},
        {QStringLiteral("error-rate"), &Thresholds::errorRatePercent},
        {QStringLiteral("p95"), &Thresholds::p95Ms}};
    return members.value(key, nullptr);
}

bool isInRange(const Thresholds &thresholds, const ThresholdSpec &spec)
{
    const double number = thresholdNumber(thresholds, spec.key);
    return number >= spec.lowest && number <= spec.highest;
}

QString shortest(double number, int decimals)
{
    QString text = QString::number(number, 'f', decimals);
    while (text.contains(QLatin1Char('.')) &&
           (text.endsWith(QLatin1Char('0')) || text.endsWith(QLatin1Char('.'))))
        text.chop(1);
    return text;
}

} // namespace

const QList<ThresholdSpec> &thresholdSpecs()
{
    using U = ThresholdUnit;
    static const QList<ThresholdSpec> specs{{QStringLiteral("cpu"), U::Percent, 1, 100, 1},
                                            {QStringLiteral("memory"), U::Percent, 1, 100, 1},
                                            {QStringLiteral("disk"), U::Percent, 1, 100, 1},
                                            {QStringLiteral("error-rate"), U::Percent, 0.01, 100, 2},
                                            {QStringLiteral("p95"), U::Milliseconds, 1, 600'000},
                                            {QStringLiteral("certificate"), U::Days, 1, 365},
                                            {QStringLiteral("observe"), U::Seconds, 1, 24 * 3600}};
    return specs;
}

double thresholdNumber(const Thresholds &thresholds, const QString &key)
{
    if (const auto member = memberOf(key))
        return thresholds.*member;
    return double(key == QLatin1String("certificate") ? thresholds.certificate.count()
                                                      : thresholds.observe.count());
}

void setThresholdNumber(Thresholds *thresholds, const QString &key, double number)
{
    if (const auto member = memberOf(key))
        thresholds->*member = number;
    else if (key == QLatin1String("certificate"))
        thresholds->certificate = std::chrono::days(qRound(number));
    else if (key == QLatin1String("observe"))
        thresholds->observe = std::chrono::seconds(qRound(number));
}

QString thresholdText(const Thresholds &thresholds, const QString &key)
{
    for (const ThresholdSpec &spec : thresholdSpecs()) {
        if (spec.key != key)
            continue;
        const double number = thresholdNumber(thresholds, key);
        switch (spec.unit) {
        case ThresholdUnit::Percent:
            return shortest(number, 4) + QStringLiteral(" %"); // as exact as the file can be
        case ThresholdUnit::Milliseconds: return shortest(number, 0) + QStringLiteral(" ms");
        case ThresholdUnit::Days: return shortest(number, 0) + QStringLiteral(" d");
        case ThresholdUnit::Seconds: return shortest(number, 0) + QStringLiteral(" s");
        }
    }
    return {};
}

QStringList thresholdChanges(const Thresholds &from, const Thresholds &to)
{
    QStringList changes;
    for (const ThresholdSpec &spec : thresholdSpecs()) {
        const QString before = thresholdText(from, spec.key);
        const QString after = thresholdText(to, spec.key);
        if (before != after)
            changes.append(QStringLiteral("%1 %2 -> %3").arg(spec.key, before, after));
    }
    return changes;
}

QHash<QString, int> thresholdLines(const QByteArray &text)
{
    QHash<QString, int> lines;
    const auto read = readYaml(text);
    const auto *root = std::get_if<YamlPtr>(&read);
    const YamlEntry *thresholds = root ? entryOf(**root, sectionKey) : nullptr;
    for (const ThresholdSpec &spec : thresholdSpecs()) {
        const YamlEntry *entry = thresholds ? entryOf(*thresholds->value, spec.key) : nullptr;
        if (entry && entry->value->kind != YamlNode::Kind::Null)
            lines.insert(spec.key, entry->key->line);
    }
    return lines;
}

Result<QByteArray> withThresholds(const QByteArray &text, const Thresholds &wanted)
{
    const Parsed before = parse(text);
    if (!before.workspace)
        return Error{ErrorCode::BadConfig, QString::fromLatin1(fileName), {}, 0};
    const bool marked = text.startsWith(byteOrderMark);
    QByteArray edited = marked ? text.mid(byteOrderMark.size()) : text;
    for (const ThresholdSpec &spec : thresholdSpecs()) {
        const QString value = thresholdText(wanted, spec.key);
        if (value == thresholdText(before.workspace->thresholds, spec.key))
            continue;
        if (!isInRange(wanted, spec))
            return Error{ErrorCode::BadInput, spec.key, QStringLiteral("out-of-range"), 0};
        const auto next = withThreshold(edited, spec.key, value);
        if (!next)
            return next;
        edited = next.value();
    }
    edited = marked ? byteOrderMark + edited : edited;
    // Whatever way the file was written in: it must now say what was asked for, and nothing else differently.
    const Parsed after = parse(edited);
    Workspace expected = *before.workspace;
    if (after.workspace)
        expected.thresholds = after.workspace->thresholds;
    if (!after.workspace || *after.workspace != expected ||
        !thresholdChanges(expected.thresholds, wanted).isEmpty())
        return Error{ErrorCode::Conflict, QString::fromLatin1(fileName), QStringLiteral("not-plain"), 0};
    return edited;
}

} // namespace envdeck::workspace
