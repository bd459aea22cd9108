// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/infrastructure/errored_state.h"

#include "core/base/safe_file.h"
#include "core/terraform/state.h"

#include <QCryptographicHash>
#include <QFileInfo>

namespace envdeck::infrastructure {

namespace {

constexpr qint64 largestState = 1024LL * 1024 * 1024;

} // namespace

Result<std::optional<ErroredState>> readErroredState(const Places &places)
{
    using Answer = std::optional<ErroredState>;
    const QString path = places.erroredState();
    const QFileInfo info(path);
    if (!info.exists())
        return Answer();
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    const auto text = readFile(path, largestState);
    if (!text)
        return text.error().code == ErrorCode::NotFound ? Result<Answer>(Answer()) : text.error();
    const auto state = terraform::stateFrom(text.value());
    if (!state || !state.value().exists)
        return Error{ErrorCode::BadResponse, path, {}, 0};
    return Answer(ErroredState{path, info.lastModified().toUTC(),
                               QCryptographicHash::hash(text.value(), QCryptographicHash::Sha256).toHex(),
                               state.value().serial, state.value().lineage,
                               int(state.value().resources.size())});
}

} // namespace envdeck::infrastructure
