// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/base/result.h"
#include "core/formats/frame_writer.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string_view>

namespace argus::bench {

using MakeWriter = std::function<std::unique_ptr<formats::FrameWriter>(formats::ByteSink& sink)>;

/// Writes the frames of the candump recording `drive` to `path`. Errors: those of reading and writing.
base::Result<> rewriteDrive(const base::ExecutionContext& context, const std::filesystem::path& drive,
                            const std::filesystem::path& path, const MakeWriter& make);

/// A writer for `format`: one of the program's, or for "pcap", which the program only reads, one that writes as tcpdump
/// does on a CAN interface. Invalid where there is none.
base::Result<MakeWriter> writerFor(std::string_view format);

} // namespace argus::bench
