// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QJsonValue>

namespace envdeck::sandbox {

// What a `--format` of docker's says of one object, as far as clients of hosts ask for it: fields
// (.State.Status), `json`, `index MAP "key"`, parentheses, `with … else … end`. The branch that is not taken
// may hold anything. Errors: BadInput with what is not understood, or with a field that the object does not
// have.
Result<QString> rendered(const QString &format, const QJsonValue &object);

} // namespace envdeck::sandbox
