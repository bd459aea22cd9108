// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/infrastructure/terraform_service.h"

#include "core/base/ids.h"
#include "core/base/paths.h"

#include <QDir>
#include <QFile>
#include <QTimer>

#include <algorithm>

// What terraform is asked without a plan: the state, the outputs, whether the code is in order. Any of our
// processes may ask at any time, while a plan or an apply is at work. So reads have a folder of their own,
// export and data, and take turns in it.

namespace envdeck::infrastructure {

namespace {

using namespace std::chrono_literals;

constexpr auto turnPoll = 100ms;

// Outputs that cannot be read are none: what the state holds is worth showing.
Result<State> stateOf(const Result<terraform::StateDetails> &details,
                      const Result<QList<terraform::Output>> &outputs, const terraform::Backend &backend)
{
    if (!details)
        return details.error();
    return State{details.value().summary, outputs ? outputs.value() : QList<terraform::Output>(),
                 details.value().instances, backend};
}

bool isError(const terraform::Diagnostic &diagnostic)
{
    return diagnostic.severity == terraform::Severity::Error;
}

QString wordsOf(const jobs::LockHolder &holder)
{
    return QStringLiteral("%1 (pid %2)").arg(holder.actor).arg(holder.owner.process.pid);
}

// Each of the files as it stands below the folder now.
Result<QList<QByteArray>> contentsOf(const QStringList &files, const QString &folder)
{
    QList<QByteArray> contents;
    for (const QString &name : files) {
        QFile file(folder + QLatin1Char('/') + name);
        if (!file.open(QIODevice::ReadOnly))
            return Error{ErrorCode::Io, name, file.errorString(), 0};
        contents.append(file.readAll());
    }
    return contents;
}

QList<terraform::FormattedFile> formattedFiles(const QStringList &files, const QList<QByteArray> &before,
                                               const QList<QByteArray> &after)
{
    QList<terraform::FormattedFile> formatted;
    for (qsizetype i = 0; i < files.size(); ++i)
        formatted.append({files.at(i), before.at(i), after.at(i)});
    return formatted;
}

Result<jobs::LockAttempt> tryTurn(const Places &places, const QString &actor)
{
    if (const auto made = makePrivateFolder(places.reading()); !made)
        return made.error();
    auto attempt = jobs::EnvironmentLock::tryAcquire(places.reading(), QStringLiteral("turn"),
                                                     {actor, {}, {}, {}, journal::thisOwner()});
    if (attempt && attempt.value().lock)
        QDir(places.reading() + QStringLiteral("/commit")).removeRecursively(); // of the read before
    return attempt;
}

} // namespace

bool CodeCheck::isValid() const
{
    return std::none_of(diagnostics.cbegin(), diagnostics.cend(), isError);
}

Async<TerraformService::Turn> TerraformService::readTurn(const EnvironmentId &id, QDeadlineTimer until,
                                                         std::stop_token stop)
{
    const auto tried =
        m_worker.run([places = places(id), actor = m_outside.actor] { return tryTurn(places, actor); });
    return andThen(tried, this, [=, this](const jobs::LockAttempt &attempt) {
        if (attempt.lock)
            return ready<Turn>(attempt.lock);
        if (stop.stop_requested())
            return ready<Turn>(Error{ErrorCode::Canceled, id, {}, 0});
        if (until.hasExpired())
            return ready<Turn>(Error{ErrorCode::Locked, id, wordsOf(attempt.holder), 0});
        auto later = std::make_shared<QPromise<Result<void>>>();
        later->start();
        QTimer::singleShot(turnPoll, this, [later] {
            later->addResult(Result<void>());
            later->finish();
        });
        return andThen(later->future(), this, [=, this](Done) { return readTurn(id, until, stop); });
    });
}

// The answer may be given up; the turn lasts until the program has ended, or the next read would take the
// folder from under it.
template <typename T>
Async<T> TerraformService::readWith(const EnvironmentId &id, std::stop_token stop, Reader<T> read)
{
    const QDeadlineTimer until(m_readLimits.turn);
    return andThen(readTurn(id, until, stop), this, [=, this](const Turn &turn) {
        const auto ending = std::make_shared<std::stop_source>();
        const auto end = [ending] { ending->request_stop(); };
        const auto asked = std::make_shared<std::stop_callback<decltype(end)>>(stop, end);
        const QString into = places(id).reading() + QStringLiteral("/commit");
        const auto answer =
            andThen(exportTo(id, into, ending->get_token()), this, [=, this](const QString &commit) {
                return andThen(
                    toolOn(id, into, places(id).reading(), ending->get_token(), SecretsFor::Reading), this,
                    [=](const std::shared_ptr<terraform::Tool> &tool) {
                        return read(tool, commit, ending->get_token());
                    });
            });
        // Also after an error: the next one waits.
        const auto ended =
            andThen(joined(this, answer), this, [turn, asked](const std::tuple<Result<T>> &last) {
                turn->release();
                return ready<T>(std::get<0>(last));
            });
        const auto said = withDeadline(ended, this, m_readLimits.answer);
        return andThen(joined(this, said), this, [id, end](const std::tuple<Result<T>> &last) {
            const Result<T> &result = std::get<0>(last);
            if (result || result.error().code != ErrorCode::Timeout)
                return ready<T>(result);
            end();
            return ready<T>(Error{ErrorCode::Timeout, id, result.error().detail, 0});
        });
    });
}

Async<State> TerraformService::state(const EnvironmentId &id, std::stop_token stop)
{
    return readWith<State>(
        id, stop,
        [this](const std::shared_ptr<terraform::Tool> &tool, const QString &, std::stop_token ending) {
            return andThen(
                tool->init(ending), this, [=, this](const terraform::Tool::Initialised &initialised) {
                    return andThen(joined(this, tool->fetchStateDetails(ending), tool->fetchOutputs(ending)),
                                   this, [tool, backend = initialised.backend](const auto &answers) {
                                       const auto &[details, outputs] = answers;
                                       return ready<State>(stateOf(details, outputs, backend));
                                   });
                });
        });
}

Async<CodeCheck> TerraformService::checkCode(const EnvironmentId &id, std::stop_token stop)
{
    return andThen(m_outside.mirror.fetch(stop), this, [=, this](Done) {
        return readWith<CodeCheck>(
            id, stop,
            [=, this](const std::shared_ptr<terraform::Tool> &tool, const QString &commit,
                      std::stop_token ending) {
                return andThen(tool->init(ending), this, [=, this](const terraform::Tool::Initialised &) {
                    return andThen(
                        tool->fetchDiagnostics(ending), this,
                        [tool, commit](QList<terraform::Diagnostic> found) {
                            std::stable_partition(found.begin(), found.end(), isError);
                            return ready<CodeCheck>(CodeCheck{commit, tool->target().program.name(), found});
                        });
                });
            });
    });
}

Async<FormatCheck> TerraformService::checkFormat(const EnvironmentId &id, std::stop_token stop)
{
    return andThen(m_outside.mirror.fetch(stop), this, [=, this](Done) {
        return readWith<FormatCheck>(
            id, stop,
            [=, this](const std::shared_ptr<terraform::Tool> &tool, const QString &commit,
                      std::stop_token ending) { return readFormat(id, tool, commit, ending); });
    });
}

// The export is ours and of this read alone: what would be written is written there.
Async<FormatCheck> TerraformService::readFormat(const EnvironmentId &id,
                                                const std::shared_ptr<terraform::Tool> &tool,
                                                const QString &commit, std::stop_token stop)
{
    const QString top = codeFolder(id);
    const QString folder = places(id).reading() + QStringLiteral("/commit");
    return andThen(tool->fetchFormatting(folder, stop), this, [=, this](const terraform::Formatting &found) {
        FormatCheck check{commit, found, {}};
        for (QString &file : check.found.files)
            file.prepend(top + QLatin1Char('/'));
        if (found.files.isEmpty())
            return ready<FormatCheck>(check);
        const auto read = [files = found.files, folder] { return contentsOf(files, folder); };
        return andThen(m_worker.run(read), this, [=, this](const QList<QByteArray> &before) {
            return andThen(tool->format(folder, stop), this, [=, this](Done) {
                return andThen(m_worker.run(read), this, [=](const QList<QByteArray> &after) {
                    FormatCheck whole = check;
                    whole.written = formattedFiles(check.found.files, before, after);
                    return ready<FormatCheck>(whole);
                });
            });
        });
    });
}

} // namespace envdeck::infrastructure
