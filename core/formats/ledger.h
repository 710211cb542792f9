// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace argus::formats {

/// Accounts for everything in a file that did not become a record: by reason, with count, bytes and the first offset.
/// Reasons are few and fixed per reader ("unreadable line", "cut at the end of the file"), so a hostile file cannot
/// make it grow; past kMaxReasons all others share one entry.
class Ledger
{
public:
    static constexpr std::size_t kMaxReasons = 32;
    static constexpr std::size_t kMaxWarnings = 64;

    void skip(std::string_view reason, std::uint64_t offset, std::uint64_t bytes, std::uint64_t count = 1);
    /// A remark for the user; the same text is kept once.
    void warn(std::string text);
    /// Adds what another part of the same file found, `other` lying behind this in the file.
    void merge(const Ledger& other);

    const std::vector<domain::Skipped>& skipped() const { return m_skipped; }
    const std::vector<std::string>& warnings() const { return m_warnings; }
    std::uint64_t skippedCount() const;

private:
    std::vector<domain::Skipped> m_skipped;
    std::vector<std::string> m_warnings;
};

} // namespace argus::formats
