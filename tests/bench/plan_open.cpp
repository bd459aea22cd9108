// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// envdeck-plan-open make FILE MEGABYTES [create]: writes a plan of that size, as `show -json` would: a fifth
// of its resources changes in place, or all of them are made, with forty attributes each.
// envdeck-plan-open read FILE: milliseconds of reading the plan alone.
// envdeck-plan-open lines FILE: milliseconds of reading the file and counting its newlines.
// envdeck-plan-open open FILE: milliseconds from the file to the painted list, then those of a filter and of
// a hundred scrolls. envdeck-plan-open memory FILE: by how many bytes the peak grew, over the size of the
// file.
#include "core/terraform/plan_reader.h"
#include "ui/pages/plan_review.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QLineEdit>
#include <QScrollBar>
#include <QTreeView>
#include <cstdio>

namespace {

using namespace envdeck;

constexpr qint64 pieceSize = 256 * 1024;

// What a record is: few long attributes, or forty short ones.
QByteArray valuesOf(const QByteArray &number, bool isLong, bool isChanged)
{
    if (isLong)
        return R"({"name":"record-)" + number + R"(","ttl":)" + (isChanged ? "60" : "300") +
               R"(,"tags":["a","b","c"],"comment":")" + QByteArray(1000, 'x') +
               R"(","labels":{"role":"apps","unit":")" + number + R"("}})";
    QByteArray values = R"({"name":"record-)" + number + '"';
    for (int i = 0; i < 40; ++i)
        values += R"(,"attribute_)" + QByteArray::number(i) + R"(":)" +
                  (i % 3 == 0   ? QByteArray::number(i * 10)
                   : i % 3 == 1 ? QByteArray("true")
                                : QByteArray(R"("value )" + QByteArray::number(i) + '"'));
    return values + '}';
}

QByteArray resourceOf(const QByteArray &number, const QByteArray &values)
{
    return R"({"address":"cloudflare_record.r)" + number +
           R"(","mode":"managed","type":"cloudflare_record","name":"r)" + number +
           R"(","provider_name":"registry.terraform.io/cloudflare/cloudflare","schema_version":0,"values":)" +
           values + R"(,"sensitive_values":{}})";
}

QByteArray changeOf(const QByteArray &number, int module, const QByteArray &action, const QByteArray &before,
                    const QByteArray &after)
{
    const QByteArray within = "module.m" + QByteArray::number(module);
    return R"({"address":")" + within + ".cloudflare_record.r" + number + R"(","module_address":")" + within +
           R"(","mode":"managed","type":"cloudflare_record","name":"r)" + number +
           R"(","provider_name":"registry.terraform.io/cloudflare/cloudflare","change":{"actions":[")" +
           action + R"("],"before":)" + before + R"(,"after":)" + after +
           R"(,"after_unknown":{},"before_sensitive":{},"after_sensitive":{}}})";
}

// As the program writes it: what is planned, each change, and for resources that are there what was.
int make(const QString &path, qint64 bytes, bool creates)
{
    QByteArray planned;
    QByteArray changes;
    QByteArray prior;
    for (int i = 0; planned.size() + changes.size() + prior.size() < bytes; ++i) {
        const bool isChanged = creates || i % 5 == 0; // most of a large plan stays as it is
        const QByteArray number = QByteArray::number(i);
        const QByteArray before = creates ? QByteArray("null") : valuesOf(number, true, false);
        const QByteArray after = valuesOf(number, !creates, isChanged);
        const char *between = i ? ",\n" : "";
        planned += between + resourceOf(number, after);
        changes += between + changeOf(number, i % 40,
                                      creates     ? "create"
                                      : isChanged ? "update"
                                                  : "no-op",
                                      before, after);
        if (!creates)
            prior += between + resourceOf(number, before);
    }
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return 1;
    file.write(
        R"({"format_version":"1.2","terraform_version":"1.11.4","planned_values":{"root_module":{"resources":[)");
    file.write(planned);
    file.write(R"(]}},"resource_changes":[)");
    file.write(changes);
    file.write(R"(],"prior_state":{"format_version":"1.0","values":{"root_module":{"resources":[)");
    file.write(prior);
    file.write("]}}}}\n");
    return 0;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

qint64 peakBytes()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (status.open(QIODevice::ReadOnly)) {
        const QList<QByteArray> lines = status.readAll().split('\n');
        for (const QByteArray &line : lines) {
            if (line.startsWith("VmHWM:"))
                return line.mid(6).simplified().split(' ').at(0).toLongLong() * 1024;
        }
    }
    return 0;
}

// As Tool::fetchPlan reads the program's output.
Result<Plan> read(QFile &file)
{
    terraform::PlanReader reader;
    for (QByteArray piece = file.read(pieceSize); !piece.isEmpty(); piece = file.read(pieceSize))
        reader.feed(std::move(piece));
    return reader.finish();
}

int readOnly(const QString &path)
{
    QElapsedTimer timer;
    timer.start();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return 1;
    const Result<Plan> plan = read(file);
    std::printf("%.1f\n", double(timer.nsecsElapsed()) / 1e6);
    return plan ? 0 : 1;
}

int open(const QString &path, bool measuresMemory)
{
    ui::PlanReview review;
    review.resize(1200, 800);
    review.show();
    QApplication::processEvents();
    const qint64 before = peakBytes();
    QElapsedTimer timer;
    timer.start();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return 1;
    const Result<Plan> plan = read(file);
    if (!plan)
        return 1;
    review.setPlan(plan.value(), QStringLiteral("prod"));
    review.grab();
    const double opened = double(timer.nsecsElapsed()) / 1e6;
    if (measuresMemory) {
        std::printf("%.3f\n", double(peakBytes() - before) / double(file.size()));
        return 0;
    }
    timer.restart();
    review.findChild<QLineEdit *>()->setText(QStringLiteral("r1999"));
    review.grab();
    const double filtered = double(timer.nsecsElapsed()) / 1e6;
    review.findChild<QLineEdit *>()->clear();
    auto *tree = review.findChild<QTreeView *>();
    review.grab();
    timer.restart();
    for (int i = 1; i <= 100; ++i) {
        tree->verticalScrollBar()->setValue(tree->verticalScrollBar()->maximum() / 100 * i);
        review.grab();
    }
    std::printf("%.1f %.1f %.1f\n", opened, filtered, double(timer.nsecsElapsed()) / 1e8);
    return 0;
}

int lines(const QString &path)
{
    QElapsedTimer timer;
    timer.start();
    const QByteArray text = contentOf(path);
    const auto count = text.count('\n');
    std::printf("%.1f\n", double(timer.nsecsElapsed()) / 1e6);
    return count > 0 ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QString verb = arguments.value(1);
    const QString path = arguments.value(2);
    if (verb == QLatin1String("make"))
        return make(path, arguments.value(3).toLongLong() * 1024 * 1024,
                    arguments.value(4) == QLatin1String("create"));
    if (verb == QLatin1String("lines"))
        return lines(path);
    if (verb == QLatin1String("read"))
        return readOnly(path);
    return verb == QLatin1String("open") || verb == QLatin1String("memory")
               ? open(path, verb == QLatin1String("memory"))
               : 64;
}
