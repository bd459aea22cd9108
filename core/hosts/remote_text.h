// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/remote_text.h"

#include <QString>
#include <QStringView>

namespace envdeck::hosts {

// Container, image, service, task and node ids: 12 to 64 lower-case letters and digits. Only such may stand
// in a command.
bool isDockerId(QStringView text);

} // namespace envdeck::hosts
