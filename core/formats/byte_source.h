// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file_io.h"
#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

namespace argus::formats {

/// Bytes of a recording by offset. Plain reads, no memory mapping: a file that shrinks while it is read ends early
/// instead of killing the program. Reads from several threads at once are allowed.
class ByteSource
{
public:
    virtual ~ByteSource() = default;
    virtual std::uint64_t size() const = 0;
    /// Up to `size` bytes from `offset`; fewer only at the end.
    virtual base::Result<std::size_t> readAt(std::uint64_t offset, void* out, std::size_t size) const = 0;
};

/// A file on disk. Errors as base::openForReading.
base::Result<std::unique_ptr<ByteSource>> openFile(const std::filesystem::path& path);
/// Bytes in memory (tests, fuzzing); they must outlive the source.
std::unique_ptr<ByteSource> memorySource(std::span<const std::uint8_t> bytes);

} // namespace argus::formats
