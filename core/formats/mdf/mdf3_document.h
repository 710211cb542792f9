// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/base/result.h"
#include "core/formats/byte_source.h"
#include "core/formats/ledger.h"
#include "core/formats/mdf/mdf_model.h"

namespace argus::formats::mdf {

/// Reads what the blocks of an MDF 2 or 3 file say, without the data. What is damaged is left out, with a warning.
/// Errors: those of the source and of the context. Cost: a few small reads for each block; memory in proportion to the
/// blocks.
base::Result<Document> readMdf3(const base::ExecutionContext& context, const ByteSource& source, Ledger& ledger);

} // namespace argus::formats::mdf
