// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/base/result.h"

#include <filesystem>
#include <string_view>

namespace argus::bench {

/// True for formats that captureOfDrive() writes: "pcap", "pcapng".
bool isCaptureFormat(std::string_view format);

/// Writes the frames of a candump recording as a capture. Errors: those of reading and writing.
base::Result<> captureOfDrive(const base::ExecutionContext& context, const std::filesystem::path& drive,
                              std::string_view format, const std::filesystem::path& capture);

} // namespace argus::bench
