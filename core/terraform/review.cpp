// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/review.h"

#include "core/base/safe_file.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>

namespace envdeck::terraform {

namespace {

constexpr qsizetype hashBlock = 1024 * 1024;

// Each part with its length, so that no two lists of parts read the same.
void add(QCryptographicHash &hash, QByteArrayView part)
{
    hash.addData(QByteArray::number(part.size()) + ':');
    hash.addData(part);
}

// The plan's digest goes in too: what stands in the journal is then no fingerprint of a password by itself.
Result<QByteArray> variablesDigest(const Target &target, const QByteArray &planDigest)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    add(hash, planDigest);
    const QStringList files = target.valueFiles();
    for (const QString &file : files) {
        const Result<QByteArray> text = readFile(file);
        if (!text)
            return text.error();
        add(hash, QDir(target.configuration).relativeFilePath(file).toUtf8());
        add(hash, text.value());
    }
    for (auto it = target.variables.cbegin(); it != target.variables.cend(); ++it) {
        add(hash, "TF_VAR_" + it.key().toUtf8());
        add(hash, it.value().toUtf8());
    }
    for (auto it = target.secrets.cbegin(); it != target.secrets.cend(); ++it) {
        add(hash, it.key().toUtf8());
        add(hash, it.value().reveal());
    }
    return hash.result().toHex();
}

} // namespace

Result<QByteArray> digestOf(const QString &file, std::stop_token stop)
{
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return Error{source.exists() ? ErrorCode::Io : ErrorCode::NotFound, file, source.errorString(), 0};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (QByteArray block(hashBlock, Qt::Uninitialized);;) {
        if (stop.stop_requested())
            return Error{ErrorCode::Canceled, file, {}, 0};
        const qint64 read = source.read(block.data(), block.size());
        if (read < 0)
            return Error{ErrorCode::Io, file, source.errorString(), 0};
        if (read == 0)
            return hash.result().toHex();
        hash.addData(QByteArrayView(block.constData(), read));
    }
}

Result<ReviewRecord> computeReview(const Target &target, const QString &planFile, const ReviewFacts &facts)
{
    const Result<QByteArray> plan = digestOf(planFile);
    if (!plan)
        return plan.error();
    const Result<QByteArray> lock = digestOf(target.configuration + QStringLiteral("/.terraform.lock.hcl"));
    if (!lock && lock.error().code != ErrorCode::NotFound)
        return lock.error();
    const Result<QByteArray> variables = variablesDigest(target, plan.value());
    if (!variables)
        return variables.error();

    ReviewRecord record;
    record.planDigest = plan.value();
    record.lockFileDigest = lock ? lock.value() : QByteArray();
    record.variablesDigest = variables.value();
    record.commit = facts.commit;
    record.workspace = target.workspace;
    record.backend = facts.backend.label();
    record.serial = facts.state.serial;
    record.lineage = facts.state.lineage;
    record.program = target.program.name();
    record.counts = facts.counts;
    return record;
}

std::optional<ReviewField> firstDifference(const ReviewRecord &reviewed, const ReviewRecord &now)
{
    if (reviewed.planDigest != now.planDigest)
        return ReviewField::PlanFile; // before Variables, which hang on it
    if (reviewed.lockFileDigest != now.lockFileDigest)
        return ReviewField::LockFile;
    if (reviewed.variablesDigest != now.variablesDigest)
        return ReviewField::Variables;
    if (reviewed.commit != now.commit)
        return ReviewField::Commit;
    if (reviewed.workspace != now.workspace)
        return ReviewField::Workspace;
    if (reviewed.backend != now.backend)
        return ReviewField::Backend;
    if (reviewed.lineage != now.lineage)
        return ReviewField::Lineage;
    if (reviewed.serial != now.serial)
        return ReviewField::Serial;
    if (reviewed.program != now.program)
        return ReviewField::Program;
    if (reviewed.counts != now.counts)
        return ReviewField::Counts;
    return {};
}

} // namespace envdeck::terraform
