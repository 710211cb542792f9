// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file_io.h"
#include "core/base/sha256.h"
#include "core/net/http_client.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

namespace argus::blob::s3 {

/// One part of an upload before it is sent: hashed as it comes in, because its hash goes ahead of it, and kept so that
/// it can be sent again. In memory up to a limit, in a file without a name beyond it. One thread.
class PartBuffer
{
public:
    /// `folder` is for the file; it is made when needed.
    PartBuffer(std::uint64_t memoryLimit, std::filesystem::path folder);
    ~PartBuffer();

    /// Unavailable when the disk is full.
    base::Result<> append(std::span<const std::uint8_t> data);
    std::uint64_t size() const { return m_size; }

    struct Sums
    {
        std::string sha256; ///< hexadecimal
        std::string md5; ///< base64; empty where the system's cryptography does without it
    };
    /// Ends the part.
    Sums finish();
    /// Its bytes from the beginning, as often as wanted; while this lives and is not cleared.
    std::unique_ptr<net::BodySource> source() const;
    /// Begins the next part.
    void clear();

private:
    struct Md5;
    base::Result<> spill();

    const std::uint64_t m_memoryLimit;
    const std::filesystem::path m_folder;
    std::uint64_t m_size = 0;
    std::string m_bytes;
    base::UniqueFd m_file;
    base::Sha256 m_sha256;
    std::unique_ptr<Md5> m_md5;
};

} // namespace argus::blob::s3
