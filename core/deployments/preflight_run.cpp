// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deployments/preflight_run.h"

#include "core/gitops/compose_facts.h"

namespace envdeck::deployments {

namespace {

constexpr qint64 tooLittle = 200LL * 1024 * 1024;   // no image fits into it
constexpr qint64 little = 2LL * 1024 * 1024 * 1024; // the next one may not

} // namespace

PreflightRun::PreflightRun(const Outside &outside, const Patience &patience, const Review &review)
    : m_outside(outside), m_patience(patience), m_review(review)
{
    lookAtImage();
    lookAtVariables();
    lookAtMigration();
    lookAtPlatform();
    lookAtDisk();
    lookAtSkipped();
    lookAtHold();
}

PreflightRun::~PreflightRun()
{
    m_stop.request_stop();
}

int PreflightRun::announce(const QString &id)
{
    m_checks.append(PreflightCheck{id, Verdict::Unknown, {}, {}});
    ++m_open;
    return int(m_checks.size()) - 1;
}

void PreflightRun::finish(int index, PreflightCheck check)
{
    check.id = m_checks.at(index).id;
    m_checks[index] = check;
    --m_open;
    Q_EMIT checkChanged(index);
    if (m_open == 0)
        Q_EMIT finished();
}

// Is it there, and is it still what it was when it ran here before?
void PreflightRun::lookAtImage()
{
    const int there = announce(QStringLiteral("image-in-registry"));
    const QString before = !m_review.promotedDigest.isEmpty() ? m_review.promotedDigest
                           : m_review.record                  ? m_review.record->image.digest
                                                              : QString();
    const int same = before.isEmpty() ? -1 : announce(QStringLiteral("digest-unchanged"));
    whenDone(withDeadline(m_outside.registry.facts(m_review.to, m_stop.get_token()), this, m_patience.check),
             this, [this, there, same, before](const Result<platform::ImageFacts> &facts) {
                 if (!facts) {
                     const bool gone = facts.error().code == ErrorCode::NotFound;
                     finish(there, {{},
                                    gone ? Verdict::Failed : Verdict::Unknown,
                                    {{QStringLiteral("image"), m_review.to.text()}},
                                    facts.error().detail});
                     if (same >= 0)
                         finish(same, {{}, Verdict::Unknown, {}, facts.error().detail});
                     return;
                 }
                 const QString digest = facts.value().digest;
                 finish(there,
                        {{},
                         Verdict::Ok,
                         {{QStringLiteral("image"), m_review.to.text()}, {QStringLiteral("digest"), digest}},
                         {}});
                 if (same < 0)
                     return;
                 const bool moved = digest != before;
                 // What was seen to run well is what goes on, or comes back; a line that names it by its
                 // digest gets it, wherever the tag points.
                 const bool isRebuilt =
                     !m_review.promotedDigest.isEmpty() && m_review.to.digest != m_review.promotedDigest;
                 const bool blocks = m_review.request.action == Action::Rollback || isRebuilt;
                 const Verdict verdict = !moved ? Verdict::Ok : blocks ? Verdict::Failed : Verdict::Warning;
                 finish(same, {{},
                               verdict,
                               {{QStringLiteral("digest"), digest}, {QStringLiteral("before"), before}},
                               {}});
             });
}

void PreflightRun::lookAtVariables()
{
    const int index = announce(QStringLiteral("variables-set"));
    const auto file = m_outside.mirror.readFile(m_review.baseCommit, m_review.file, m_stop.get_token());
    const auto names = m_outside.platform.variableNames(m_review.request.target, m_stop.get_token());
    whenDone(withDeadline(joined(this, file, names), this, m_patience.check), this,
             [this, index](const auto &answers) {
                 const auto unknown = [&](const QString &why) {
                     finish(index, {{}, Verdict::Unknown, {}, why});
                 };
                 if (!answers)
                     return unknown(answers.error().detail);
                 const auto &[content, set] = answers.value();
                 if (!content || !set)
                     return unknown(content ? set.error().detail : content.error().detail);
                 const auto facts = gitops::factsOf({m_review.file, content.value()});
                 if (!facts)
                     return unknown(facts.error().detail);
                 QStringList missing;
                 int required = 0;
                 for (const gitops::ComposeVariable &variable : facts.value().variables) {
                     required += variable.required ? 1 : 0;
                     if (variable.required && !set.value().contains(variable.name))
                         missing.append(variable.name);
                 }
                 const QHash<QString, QString> numbers{
                     {QStringLiteral("count"), QString::number(required)},
                     {QStringLiteral("missing"), missing.join(QLatin1String(", "))}};
                 finish(index, {{}, missing.isEmpty() ? Verdict::Ok : Verdict::Failed, numbers, {}});
             });
}

// Going forward, the new version migrates; going back, the one that leaves has migrated already.
void PreflightRun::lookAtMigration()
{
    const bool back = m_review.request.action == Action::Rollback;
    const ImageRef image = back ? m_review.from : m_review.to;
    const int index = announce(QStringLiteral("migration"));
    whenDone(withDeadline(m_outside.registry.facts(image, m_stop.get_token()), this, m_patience.check), this,
             [this, index, image, back](const Result<platform::ImageFacts> &facts) {
                 if (!facts)
                     return finish(index, {{},
                                           Verdict::Unknown,
                                           {{QStringLiteral("version"), image.tag}},
                                           facts.error().detail});
                 const QString label = facts.value().labels.value(QStringLiteral("envdeck.migration"));
                 const bool migrates = !label.isEmpty() && label != QLatin1String("false");
                 finish(index, {{},
                                migrates ? Verdict::Warning : Verdict::Ok,
                                {{QStringLiteral("version"), image.tag},
                                 {QStringLiteral("direction"),
                                  back ? QStringLiteral("back") : QStringLiteral("forward")}},
                                {}});
             });
}

// Whether it can run on the processors that are there: those that the hosts tell, else those that the version
// which runs now was made for.
void PreflightRun::lookAtPlatform()
{
    using Names = QStringList;
    const int index = announce(QStringLiteral("image-platform"));
    const auto made = [this](const ImageRef &image) {
        return andThen(m_outside.registry.facts(image, m_stop.get_token()), this,
                       [](const platform::ImageFacts &facts) { return ready<Names>(facts.platforms); });
    };
    const auto hosts =
        m_outside.hosts ? m_outside.hosts->platforms(m_review.request.target.environment, m_stop.get_token())
                        : ready<Names>(Error{ErrorCode::BadConfig, {}, QStringLiteral("not-configured"), 0});
    const auto wait = [this](const Async<Names> &answer) {
        return withDeadline(answer, this, m_patience.check);
    };
    whenDone(
        joined(this, wait(made(m_review.to)), wait(made(m_review.from)), wait(hosts)), this,
        [this, index](const auto &answers) {
            if (!answers)
                return finish(index, {{}, Verdict::Unknown, {}, answers.error().detail});
            const auto &[image, before, there] = answers.value();
            if (!image || image.value().isEmpty())
                return finish(index, {{}, Verdict::Unknown, {}, image ? QString() : image.error().detail});
            const bool told = there && !there.value().isEmpty();
            const QStringList wanted = told ? there.value() : before ? before.value() : QStringList();
            QStringList lacking = wanted;
            lacking.removeIf([has = image.value()](const QString &each) { return has.contains(each); });
            // Of an image for several nobody can say which of them the hosts are.
            const bool isGuess = !told && !lacking.isEmpty() && lacking.size() < wanted.size();
            const Verdict verdict = wanted.isEmpty() || isGuess ? Verdict::Unknown
                                    : lacking.isEmpty()         ? Verdict::Ok
                                                                : Verdict::Failed;
            finish(index,
                   {{},
                    verdict,
                    {{QStringLiteral("image"), image.value().join(QStringLiteral(", "))},
                     {QStringLiteral("wanted"), wanted.join(QStringLiteral(", "))},
                     {QStringLiteral("by"), told ? QStringLiteral("hosts") : QStringLiteral("before")}},
                    {}});
        });
}

void PreflightRun::lookAtDisk()
{
    const Environment *environment = m_outside.workspace.environment(m_review.request.target.environment);
    if (!m_outside.hosts || !environment || environment->hosts.isEmpty())
        return;
    const int index = announce(QStringLiteral("disk"));
    whenDone(withDeadline(m_outside.hosts->freeBytes(environment->name, m_stop.get_token()), this,
                          m_patience.check),
             this, [this, index](const Result<qint64> &free) {
                 if (!free) // not the platform's words, whose key is another matter
                     return finish(
                         index, {{}, Verdict::Unknown, {}, QStringLiteral("hosts: ") + free.error().detail});
                 const Verdict verdict = free.value() < tooLittle ? Verdict::Failed
                                         : free.value() < little  ? Verdict::Warning
                                                                  : Verdict::Ok;
                 finish(index, {{}, verdict, {{QStringLiteral("free"), QString::number(free.value())}}, {}});
             });
}

void PreflightRun::lookAtSkipped()
{
    if (!m_review.skipped.isEmpty())
        answerSoon(QStringLiteral("skips-environment"),
                   {{},
                    Verdict::Warning,
                    {{QStringLiteral("skipped"), m_review.skipped.join(QStringLiteral(", "))},
                     {QStringLiteral("version"), m_review.to.tag}},
                    {}});
}

void PreflightRun::lookAtHold()
{
    if (!m_review.holdInForce || m_review.holdInForce->version == m_review.to.tag)
        return;
    const Hold &hold = *m_review.holdInForce;
    answerSoon(QStringLiteral("hold"), {{},
                                        Verdict::Warning,
                                        {{QStringLiteral("version"), hold.version},
                                         {QStringLiteral("by"), hold.by},
                                         {QStringLiteral("reason"), hold.reason}},
                                        {}});
}

// Known already, and still told from the event loop: nobody listens yet while this is being made.
void PreflightRun::answerSoon(const QString &id, const PreflightCheck &check)
{
    const int index = announce(id);
    QMetaObject::invokeMethod(
        this, [this, index, check] { finish(index, check); }, Qt::QueuedConnection);
}

} // namespace envdeck::deployments
