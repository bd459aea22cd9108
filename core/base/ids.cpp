// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/ids.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <array>

namespace envdeck {

QString newOperationId(const QDateTime &at)
{
    std::array<quint8, 16> bytes;
    const auto ms = static_cast<quint64>(at.toMSecsSinceEpoch());
    for (std::size_t i = 0; i < 6; ++i)
        bytes[i] = static_cast<quint8>(ms >> (8 * (5 - i)));
    for (std::size_t i = 6; i < 16; ++i)
        bytes[i] = static_cast<quint8>(QRandomGenerator::system()->bounded(256));
    bytes[6] = static_cast<quint8>((bytes[6] & 0x0f) | 0x70); // version 7
    bytes[8] = static_cast<quint8>((bytes[8] & 0x3f) | 0x80); // variant 10

    const auto hex = QByteArray::fromRawData(reinterpret_cast<const char *>(bytes.data()), 16).toHex();
    QString id = QString::fromLatin1(hex);
    for (const int at_ : {20, 16, 12, 8})
        id.insert(at_, QLatin1Char('-'));
    return id;
}

bool isOperationId(QStringView text)
{
    static const QRegularExpression shape(
        QStringLiteral("\\A[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\\z"));
    return shape.match(text.toString()).hasMatch();
}

} // namespace envdeck
