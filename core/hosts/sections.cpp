// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/sections.h"

#include "core/hosts/remote_text.h"

namespace envdeck::hosts {

QList<QByteArray> Section::lines() const
{
    QList<QByteArray> list;
    for (qsizetype at = 0; at < body.size();) {
        qsizetype end = body.indexOf('\n', at);
        if (end < 0)
            end = body.size();
        QByteArray line = body.mid(at, end - at);
        if (line.endsWith('\r'))
            line.chop(1);
        if (!line.trimmed().isEmpty())
            list.append(line);
        at = end + 1;
    }
    return list;
}

QHash<QByteArray, Section> sectionsOf(const QByteArray &output, const QByteArray &marker)
{
    QHash<QByteArray, Section> sections;
    Section current;
    const auto keep = [&] {
        if (!current.name.isEmpty() && !sections.contains(current.name))
            sections.insert(current.name, current);
        current = {};
    };
    qsizetype bodyFrom = 0;
    for (qsizetype at = 0; at < output.size();) {
        qsizetype end = output.indexOf('\n', at);
        if (end < 0)
            end = output.size();
        const QByteArrayView line = QByteArrayView(output).sliced(at, end - at);
        if (line.startsWith(marker)) {
            current.body = output.mid(bodyFrom, at - bodyFrom);
            const QByteArray rest = line.sliced(marker.size()).toByteArray().trimmed();
            if (rest.startsWith('=')) {
                bool isNumber = false;
                const int code = rest.mid(1).trimmed().toInt(&isNumber);
                if (isNumber)
                    current.code = code;
                keep();
            } else {
                keep(); // was cut off
                current.name = rest;
            }
            bodyFrom = end + 1;
        }
        at = end + 1;
    }
    current.body = output.mid(bodyFrom);
    keep();
    return sections;
}

Error errorOf(const Section &section)
{
    // The command's own words stand among its rows.
    QByteArray said;
    for (const QByteArray &line : section.lines()) {
        if (!line.startsWith('{') && !line.startsWith("how=") && !line.startsWith("total=") &&
            line != "missing")
            said += (said.isEmpty() ? "" : " ") + line.left(400);
        if (said.size() > 1200)
            break;
    }
    Error error{ErrorCode::ToolFailed, QString::fromLatin1(section.name), remoteText(said),
                section.code.value_or(0)};
    const QByteArray low = said.toLower();
    if (!section.code)
        error = Error{ErrorCode::BadResponse, error.subject, QStringLiteral("cut off"), 0};
    else if (*section.code == 124 || *section.code == 137 || *section.code == 143)
        error.code = ErrorCode::Timeout;
    else if (low.contains("permission denied") || low.contains("password is required"))
        error.code = ErrorCode::Forbidden;
    else if (*section.code == 127)
        error.code = ErrorCode::ToolMissing;
    else if (*section.code == 0)
        error.code = ErrorCode::BadResponse;
    if (error.detail.isEmpty() && error.code == ErrorCode::BadResponse)
        error.detail = QStringLiteral("nothing to read in it");
    return error;
}

} // namespace envdeck::hosts
