// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QStringList>

namespace envdeck::testing {

// How the shape of `answer` differs from a recorded one, a line each, with its path ("data[].state: string
// expected, got null"); empty when it does not. Shape: the same types, the same members and no others, at
// every depth. A recorded null or empty list says nothing about what stands there; an element of a list has
// to look like one of the recorded elements. Below a path of `open` ("data.labels") anything of the same type
// goes.
QStringList shapeDifferences(const QJsonValue &recorded, const QJsonValue &answer,
                             const QStringList &open = {});

} // namespace envdeck::testing
