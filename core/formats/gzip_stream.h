// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file_io.h"
#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace argus::formats {

/// Unpacks a gzip file (RFC 1952, also several one after the other) up to its last whole byte: where it is cut or
/// damaged, everything that can be unpacked before is given. One thread at a time.
class GzipStream
{
public:
    /// Reads `fd` from its start; it must outlive the stream.
    explicit GzipStream(const base::UniqueFd& fd);
    ~GzipStream();
    GzipStream(const GzipStream&) = delete;
    GzipStream& operator=(const GzipStream&) = delete;

    /// Fills `out`; fewer bytes only at the end, 0 after it. Errors: those of reading the file.
    base::Result<std::size_t> read(std::span<std::uint8_t> out);
    /// Where and why it ended before its end, or what is wrong with what was unpacked; empty while all is well.
    const std::string& damage() const { return m_damage; }

private:
    enum class State
    {
        Header, ///< of the next part
        Data,
        Ended
    };
    base::Result<> fill();
    base::Result<> beginPart();
    void endDamaged(const std::string& why);

    const base::UniqueFd& m_fd;
    struct Zlib;
    std::unique_ptr<Zlib> m_zlib;
    std::vector<std::uint8_t> m_packed;
    std::uint64_t m_offset = 0; ///< of what comes after m_packed in the file
    State m_state = State::Header;
    bool m_first = true;
    std::string m_damage;
};

} // namespace argus::formats
