// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/program.h"

#include "core/process/process.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

namespace envdeck::terraform {

namespace {

using namespace std::chrono_literals;

constexpr auto versionDeadline = 20s; // 63 ms measured; the rest is a cold disk

QVersionNumber oldest(Product product)
{
    switch (product) {
    case Product::Terraform: return QVersionNumber(1, 5);
    case Product::OpenTofu: return QVersionNumber(1, 6);
    }
    Q_UNREACHABLE();
}

QStringList namesOf(WantedProgram wanted)
{
    switch (wanted) {
    case WantedProgram::Auto: return {QStringLiteral("terraform"), QStringLiteral("tofu")};
    case WantedProgram::Terraform: return {QStringLiteral("terraform")};
    case WantedProgram::OpenTofu: return {QStringLiteral("tofu")};
    }
    Q_UNREACHABLE();
}

Result<QString> locate(WantedProgram wanted, const QString &personalPath)
{
    if (!personalPath.isEmpty())
        return process::findProgram(personalPath);
    const QStringList names = namesOf(wanted);
    for (const QString &name : names) {
        if (Result<QString> found = process::findProgram(name))
            return found;
    }
    return Error{ErrorCode::ToolMissing, names.join(QStringLiteral(", ")), {}, 0};
}

QString productName(Product product)
{
    switch (product) {
    case Product::Terraform: return QStringLiteral("terraform");
    case Product::OpenTofu: return QStringLiteral("tofu");
    }
    Q_UNREACHABLE();
}

} // namespace

QString Program::name() const
{
    return productName(product) + u' ' + version.toString();
}

bool Program::hasInitJson() const
{
    switch (product) {
    case Product::Terraform: return version >= QVersionNumber(1, 9);
    case Product::OpenTofu: return version >= QVersionNumber(1, 7);
    }
    Q_UNREACHABLE();
}

Async<Program> findProgram(WantedProgram wanted, const QString &personalPath, std::stop_token stop)
{
    const Result<QString> path = locate(wanted, personalPath);
    if (!path)
        return ready<Program>(path.error());
    process::Spec spec;
    spec.program = path.value();
    spec.arguments = QStringList{QStringLiteral("version"), QStringLiteral("-json")};
    spec.environment.insert(QStringLiteral("CHECKPOINT_DISABLE"), QStringLiteral("1"));
    spec.stopPolicy = process::StopPolicy::InterruptOnce;
    spec.deadline = versionDeadline;
    auto promise = std::make_shared<QPromise<Result<Program>>>();
    promise->start();
    auto *context = new QObject;
    whenDone(process::run(spec, std::move(stop)), context,
             [promise, context, path = path.value()](const Result<process::Outcome> &outcome) {
                 context->deleteLater();
                 if (!outcome)
                     promise->addResult(outcome.error());
                 else if (!outcome.value().succeeded())
                     promise->addResult(process::failureOf(outcome.value(), path));
                 else
                     promise->addResult(programFrom(path, outcome.value().out));
                 promise->finish();
             });
    return promise->future();
}

Result<Program> programFrom(const QString &path, const QByteArray &versionJson)
{
    const QJsonObject object = QJsonDocument::fromJson(versionJson).object();
    const QString written = object[QLatin1String("terraform_version")].toString();
    const QVersionNumber version = QVersionNumber::fromString(written);
    if (version.isNull())
        return Error{ErrorCode::BadResponse, path, QString::fromUtf8(versionJson.left(200)), 0};
    const QString canonical = QFileInfo(path).canonicalFilePath();
    const QString file = QFileInfo(canonical.isEmpty() ? path : canonical).fileName();
    const bool isTofu = file.contains(QLatin1String("tofu"), Qt::CaseInsensitive);
    const Program program{isTofu ? Product::OpenTofu : Product::Terraform, path, version};
    if (version < oldest(program.product))
        return Error{ErrorCode::BadConfig, path, written, 0};
    return program;
}

} // namespace envdeck::terraform
