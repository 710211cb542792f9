// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/domain/batch.h"

#include <QString>

namespace argus::ui::words {

/// True when a command was refused because the batch is not any more as the user saw it: Conflict or NotFound.
bool isOvertaken(const base::Error& error);
/// What has happened to the batch meanwhile, from such a refusal (api::Batches says what its details hold), and how it
/// is now.
QString meanwhile(const base::Error& error, const domain::Batch& seen);

} // namespace argus::ui::words
