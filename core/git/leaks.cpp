// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/git/leaks.h"

#include <QRegularExpression>
#include <QSet>
#include <algorithm>
#include <array>

namespace envdeck::git {

namespace {

// File names that hold secrets; the part behind the last "/" is compared, in any case.
constexpr std::array secretNames{"terraform.tfvars",
                                 "terraform.tfvars.*",
                                 "terraform.tfvars-*",
                                 "*.secret.tfvars",
                                 "*.secret.tfvars.*",
                                 "*.secret.auto.tfvars",
                                 "*.secret.auto.tfvars.*",
                                 "*.tfstate",
                                 "*.tfstate.*",
                                 "*.tfplan",
                                 "tfplan",
                                 "id_rsa",
                                 "id_ed25519",
                                 "id_ecdsa",
                                 "id_dsa",
                                 "*_rsa",
                                 "*_ed25519",
                                 "*_ecdsa",
                                 "*.key",
                                 "*.ppk",
                                 "*.p12",
                                 "*.pfx"};

// What is meant to be public, or is encrypted.
constexpr std::array harmlessEnds{".example", ".sample", ".template", ".dist", ".tftpl", ".md",
                                  ".pub",     ".age",    ".gpg",      ".asc",  ".sops",  ".sops.json"};

constexpr std::array leakNames{"live-secret", "tracked-secret", "secret-file",        "secret-content",
                               "in-history",  "not-ignored",    "sensitive-variable", "token-shape"};

int lineAt(const QByteArray &text, qsizetype at)
{
    return int(QByteArrayView(text).first(at).count('\n')) + 1;
}

const QRegularExpression &privateKey()
{
    static const QRegularExpression shape(QStringLiteral(
        "-----BEGIN [A-Z ]*PRIVATE KEY-----(\\\\n|\\s)+([A-Za-z-]+: [^\\n]*\\s+)*[A-Za-z0-9+/=]{32,}"));
    return shape;
}

const QRegularExpression &tokenShape()
{
    static const QRegularExpression shape(
        QStringLiteral(
            "\\bgh[pousr]_[A-Za-z0-9]{16,}|\\bgithub_pat_[A-Za-z0-9_]{20,}|\\bglpat-[A-Za-z0-9_-]{16,}"
            "|\\bdop_v1_[0-9a-f]{16,}|\\bAKIA[0-9A-Z]{16}\\b|\\bxox[abprs]-[A-Za-z0-9-]{10,}"
            "|\\bauthorization[\"']?\\s*[:=]\\s*[\"']?(bearer|basic)\\s+[A-Za-z0-9._~+/=-]{12,}"
            "|[a-z][a-z0-9+.-]*://[^/\\s:@$]*:[^/\\s@$*<{]+@"
            "|/api/deploy(/compose)?/[A-Za-z0-9_-]{8,}"),
        QRegularExpression::CaseInsensitiveOption);
    return shape;
}

// `#` and `//` comments go; what stands in quotes stays. Enough of HCL to find blocks and their attributes.
QByteArray withoutComments(const QByteArray &hcl)
{
    QByteArray out;
    bool quoted = false;
    for (qsizetype i = 0; i < hcl.size(); ++i) {
        const char c = hcl.at(i);
        if (quoted && c == '\\' && i + 1 < hcl.size()) {
            out.append(c).append(hcl.at(++i));
            continue;
        }
        if (c == '"')
            quoted = !quoted;
        if (!quoted && (c == '#' || hcl.mid(i, 2) == "//")) {
            while (i < hcl.size() && hcl.at(i) != '\n')
                ++i;
            out.append('\n');
            continue;
        }
        if (!quoted && hcl.mid(i, 2) == "/*") {
            i = hcl.indexOf("*/", i);
            if (i < 0)
                break;
            ++i;
            continue;
        }
        if (c == '\n')
            quoted = false; // a quoted text ends with its line
        out.append(c);
    }
    return out;
}

// From behind "{" to its "}".
QByteArray blockAt(const QByteArray &hcl, qsizetype from)
{
    int depth = 1;
    bool quoted = false;
    for (qsizetype at = from; at < hcl.size(); ++at) {
        const char c = hcl.at(at);
        if (quoted && c == '\\') {
            ++at;
            continue;
        }
        quoted = c == '"' ? !quoted : quoted && c != '\n'; // a quoted text ends with its line
        if (!quoted)
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        if (depth == 0)
            return hcl.mid(from, at - from);
    }
    return hcl.mid(from);
}

} // namespace

QString leakName(LeakKind kind)
{
    return QString::fromLatin1(leakNames.at(static_cast<std::size_t>(kind)));
}

bool isSecretFileName(QStringView path)
{
    static const QList<QRegularExpression> shapes = [] {
        QList<QRegularExpression> list;
        for (const char *name : secretNames)
            list.append(
                QRegularExpression(QRegularExpression::wildcardToRegularExpression(QLatin1String(name)),
                                   QRegularExpression::CaseInsensitiveOption));
        return list;
    }();
    const QString name = path.sliced(path.lastIndexOf(QLatin1Char('/')) + 1).toString();
    const auto isHarmless = [&name](const char *end) {
        return name.endsWith(QLatin1String(end), Qt::CaseInsensitive);
    };
    if (std::any_of(harmlessEnds.begin(), harmlessEnds.end(), isHarmless))
        return false;
    return std::any_of(shapes.cbegin(), shapes.cend(),
                       [&name](const QRegularExpression &shape) { return shape.match(name).hasMatch(); });
}

QStringList secretFilePatterns()
{
    QStringList patterns;
    for (const char *name : secretNames)
        patterns.append(QStringLiteral(":(top,glob,icase)**/") + QLatin1String(name));
    return patterns;
}

bool isSecretContent(const QByteArray &content)
{
    const bool hasVersion = content.contains("\"terraform_version\"");
    if (hasVersion && ((content.contains("\"lineage\"") && content.contains("\"serial\"")) ||
                       content.contains("\"planned_values\"") || content.contains("\"resource_changes\"")))
        return true;
    return content.contains("PRIVATE KEY-----") &&
           privateKey().match(QString::fromLatin1(content)).hasMatch();
}

QStringList sensitiveVariablesSet(const QByteArray &tf, const QByteArray &tfvars)
{
    static const QRegularExpression variable(
        QStringLiteral("\\bvariable\\s+\"?([A-Za-z_][A-Za-z0-9_-]*)\"?\\s*\\{"));
    static const QRegularExpression sensitive(QStringLiteral("\\bsensitive\\s*=\\s*true\\b"));
    const QByteArray declared = withoutComments(tf);
    const QString set = QString::fromUtf8(withoutComments(tfvars));
    QStringList found;
    auto matches =
        variable.globalMatch(QString::fromLatin1(declared)); // one character a byte: positions stay true
    while (matches.hasNext()) {
        const auto match = matches.next();
        const QString name = match.captured(1);
        const QRegularExpression assignment(
            QStringLiteral("(^|[\\s{,])\"?%1\"?\\s*[=:]").arg(QRegularExpression::escape(name)));
        if (sensitive.match(QString::fromLatin1(blockAt(declared, match.capturedEnd()))).hasMatch() &&
            assignment.match(set).hasMatch())
            found.append(name);
    }
    return found;
}

QList<Leak> leaksOf(const QString &path, const QByteArray &before, const QByteArray &after,
                    const Redactor &live)
{
    QList<Leak> leaks;
    for (const Secret &needle : live.needles()) {
        const qsizetype at = after.indexOf(needle.reveal());
        if (at < 0)
            continue;
        const bool isNew = !before.contains(needle.reveal());
        const Leak leak{isNew ? LeakKind::LiveSecret : LeakKind::TrackedSecret, path, lineAt(after, at)};
        if (!leaks.contains(leak))
            leaks.append(leak);
    }
    const QList<QByteArray> known = before.split('\n');
    const QSet<QByteArray> old(known.cbegin(), known.cend());
    const QList<QByteArray> lines = after.split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (!old.contains(lines.at(i)) && tokenShape().match(QString::fromUtf8(lines.at(i))).hasMatch())
            leaks.append({LeakKind::TokenShape, path, int(i) + 1});
    }
    return leaks;
}

} // namespace envdeck::git
