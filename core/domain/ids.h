// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/uuid.h"

namespace argus::domain {

using BatchId = base::StrongId<struct BatchTag>;
using FileId = base::StrongId<struct FileTag>;
using TaskId = base::StrongId<struct TaskTag>;
using EventId = base::StrongId<struct EventTag>;

} // namespace argus::domain
