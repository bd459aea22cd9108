// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/parse_parts.h"
#include "core/hosts/remote_text.h"

#include <QRegularExpression>

namespace envdeck::hosts {

namespace {

// The flavour of "6.1.0-31-cloud-amd64" is "cloud-amd64": another one is no newer version of this one.
QString flavourOf(const QString &kernel)
{
    qsizetype at = 0;
    while (at < kernel.size() && !kernel.at(at).isLetter())
        ++at;
    return kernel.mid(at);
}

QList<int> numbersOf(const QString &kernel)
{
    QList<int> numbers;
    for (const QString &part : kernel.left(kernel.size() - flavourOf(kernel).size())
                                   .split(QRegularExpression(QStringLiteral("[^0-9]+")), Qt::SkipEmptyParts))
        numbers.append(part.left(9).toInt());
    return numbers;
}

} // namespace

Result<RebootFacts> readReboot(const Section &section)
{
    RebootFacts facts;
    QString running;
    QStringList installed;
    for (const QByteArray &line : section.lines()) {
        if (line == "required")
            facts.required = true;
        else if (line == "init-replaced")
            facts.initReplaced = true;
        else if (line.startsWith("package=") && facts.packages.size() < 50)
            facts.packages.append(remoteText(QByteArrayView(line).sliced(8), 100));
        else if (line.startsWith("running="))
            running = remoteText(QByteArrayView(line).sliced(8), 100);
        else if (line.startsWith("kernel="))
            installed.append(remoteText(QByteArrayView(line).sliced(7), 100));
    }
    if (running.isEmpty())
        return errorOf(section);
    facts.packages.removeDuplicates();
    // Where the running kernel is not installed here (a container, a kernel of the hypervisor), the installed
    // ones say nothing about it.
    if (installed.contains(running)) {
        QString newest = running;
        for (const QString &kernel : installed) {
            if (flavourOf(kernel) == flavourOf(running) && numbersOf(newest) < numbersOf(kernel))
                newest = kernel;
        }
        if (newest != running)
            facts.newerKernel = newest;
    }
    return facts;
}

} // namespace envdeck::hosts
