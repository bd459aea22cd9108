// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/image_ref.h"
#include "core/gitops/compose_tree.h"

#include <QStringList>

namespace envdeck::gitops {

// Place in an expanded document: {"services", "api", "image"}; items of a sequence count from "0".
using TreePath = QList<QByteArray>;

// Who else gets the scalar `image`, which services.<service>.image is written as, once everything is
// expanded: the other service, else the place with dots. Empty for nobody. Errors: TooDeep, TooManyNodes.
Result<QString> otherUseOf(const Tree &tree, const ComposeFile &file, int image, const QString &service);

// Places where the two expanded documents differ, the entry `except` of their roots apart. Errors: TooDeep,
// TooManyNodes.
Result<QList<TreePath>> differences(const Tree &before, const Tree &after, const ComposeFile &file,
                                    const QByteArray &except = {});

} // namespace envdeck::gitops
