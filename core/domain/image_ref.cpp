// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/image_ref.h"

#include <QRegularExpression>

namespace envdeck {

namespace {

const QRegularExpression &tagShape()
{
    static const QRegularExpression shape(QStringLiteral("\\A[A-Za-z0-9_][A-Za-z0-9._-]{0,127}\\z"));
    return shape;
}

const QRegularExpression &digestShape()
{
    static const QRegularExpression shape(QStringLiteral("\\Asha256:[0-9a-f]{64}\\z"));
    return shape;
}

// The first part is a registry when it looks like a host: has a dot or a port, or is localhost.
qsizetype registryEnd(const QString &repository)
{
    const qsizetype slash = repository.indexOf(QLatin1Char('/'));
    const QString first = repository.left(slash);
    const bool isHost = slash > 0 && (first.contains(QLatin1Char('.')) || first.contains(QLatin1Char(':')) ||
                                      first == QLatin1String("localhost"));
    return isHost ? slash : -1;
}

// As the distribution project's reference grammar has it.
bool isRepository(const QString &text)
{
    static const QRegularExpression host(
        QStringLiteral("\\A[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-"
                       "9])?)*(?::[0-9]{1,5})?\\z"));
    static const QRegularExpression path(QStringLiteral(
        "\\A[a-z0-9]+(?:(?:\\.|_{1,2}|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_{1,2}|-+)[a-z0-9]+)*)*\\z"));
    constexpr int longest = 255;
    const qsizetype end = registryEnd(text);
    return text.size() <= longest && (end < 0 || host.match(text.left(end)).hasMatch()) &&
           path.match(text.mid(end + 1)).hasMatch();
}

} // namespace

std::optional<ImageRef> ImageRef::parse(const QString &text)
{
    ImageRef ref;
    QString rest = text;
    if (const qsizetype at = rest.indexOf(QLatin1Char('@')); at >= 0) {
        ref.digest = rest.mid(at + 1);
        rest.truncate(at);
        if (!isDigest(ref.digest))
            return std::nullopt;
    }
    const qsizetype colon = rest.indexOf(QLatin1Char(':'), rest.lastIndexOf(QLatin1Char('/')) + 1);
    if (colon >= 0) {
        ref.tag = rest.mid(colon + 1);
        rest.truncate(colon);
        if (!isTag(ref.tag))
            return std::nullopt;
    }
    ref.repository = rest;
    if (!isRepository(rest))
        return std::nullopt;
    return ref;
}

QString ImageRef::text() const
{
    QString out = repository;
    if (!tag.isEmpty())
        out += QLatin1Char(':') + tag;
    if (!digest.isEmpty())
        out += QLatin1Char('@') + digest;
    return out;
}

QString ImageRef::registry() const
{
    const qsizetype end = registryEnd(repository);
    return end < 0 ? QStringLiteral("docker.io") : repository.left(end);
}

QString ImageRef::path() const
{
    const qsizetype end = registryEnd(repository);
    if (end >= 0)
        return repository.mid(end + 1);
    return repository.contains(QLatin1Char('/')) ? repository : QStringLiteral("library/") + repository;
}

bool isTag(QStringView text)
{
    return tagShape().match(text.toString()).hasMatch();
}

bool isDigest(QStringView text)
{
    return digestShape().match(text.toString()).hasMatch();
}

QString shortDigest(const QString &digest)
{
    return digest.mid(digest.indexOf(QLatin1Char(':')) + 1, 7);
}

} // namespace envdeck
