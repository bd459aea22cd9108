// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terraform/message.h"

namespace envdeck::terraform {

// Both products' spellings; Other for a type that is not known here.
MessageKind kindFrom(const QString &type);

} // namespace envdeck::terraform
