// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/deployment.h"
#include "core/pulls/edit_steps.h"

#include <QJsonObject>

namespace envdeck::apps {

// A whole compose file on its way into git: one that was changed on the platform, or the draft of a stack.
struct Adoption {
    enum class Kind { Adopt, StackDraft };
    Kind kind = Kind::Adopt;
    QString operation;
    Target target;
    QString branch;
    QString file;
    QByteArray before; // SHA-256 of what git held at the review
    QByteArray text;   // what it becomes
    QString reason;
    ChangePath path = ChangePath::Push;
    QString pushed = {}; // to its branch, by an earlier run
    friend bool operator==(const Adoption &, const Adoption &) = default;
};

QJsonObject toJson(const Adoption &adoption);
Result<Adoption> adoptionFrom(const QJsonObject &json);

class AdoptionSteps final : public pulls::EditSteps {
public:
    AdoptionSteps(git::Mirror &mirror, const Adoption &adoption, pulls::Desk *pulls);

protected:
    Result<QByteArray> edited(const QString &file, const QByteArray &content) const override;
    QString message() const override;
    QString proposal() const override;

private:
    Adoption m_adoption;
};

jobs::Job adoptionJob(git::Mirror &mirror, const Adoption &adoption, pulls::Desk *pulls);

} // namespace envdeck::apps
