// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gitops/compose_file.h"

#include <QStringList>

namespace envdeck::gitops {

// Whether docker stack replaces each of these services without a gap: the new container first
// (deploy.update_config.order start-first), or several replicas, one after the other. Its own default is to
// stop first. Errors: see Refusal.
Result<bool> rollsAsStack(const ComposeFile &file, const QStringList &services);

// The file with `order: start-first` at each of the services that would not roll, every other byte as it was.
// Errors: see Refusal; NotOneLine for a service that is written in a way that no line can be added to.
Result<QByteArray> withStartFirst(const ComposeFile &file, const QStringList &services);

} // namespace envdeck::gitops
