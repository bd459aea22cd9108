// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/probe_script.h"

#include "core/hosts/script_file.h"

#include <QRandomGenerator>
#include <array>

namespace envdeck::hosts {

QByteArray newMarker()
{
    std::array<quint32, 4> random;
    QRandomGenerator::system()->fillRange(random.data(), random.size());
    return QByteArray(reinterpret_cast<const char *>(random.data()), sizeof random).toHex();
}

QByteArray probeScript(const ProbeRequest &request)
{
    static const QList<std::pair<ProbePart, const char *>> names{
        {ProbePart::Basics, "basics"},       {ProbePart::Docker, "docker"},     {ProbePart::Images, "images"},
        {ProbePart::Usage, "usage"},         {ProbePart::Services, "services"}, {ProbePart::DiskUse, "disk"},
        {ProbePart::Listeners, "listeners"}, {ProbePart::Owners, "owners"}};
    QByteArray wanted = " ";
    for (const auto &[part, name] : names) {
        if (request.parts.testFlag(part))
            wanted += QByteArray(name) + ' ';
    }
    if (request.mayUseSudo)
        wanted += "sudo ";
    Q_ASSERT(isMarker(request.marker));
    return "M='" + request.marker + "'\nW='" + wanted + "'\n" + scriptFile(QStringLiteral("host_probe.sh"));
}

} // namespace envdeck::hosts
