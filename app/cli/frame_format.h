// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/inspection.h"

#include <string>
#include <string_view>

namespace argus::cli {

/// Writes frames as lines: "text" for people, "candump" (log form), "csv", or "json" (one object per line).
class FrameFormat
{
public:
    explicit FrameFormat(std::string_view name);
    /// What stands before the first frame; empty where nothing does.
    std::string header() const;
    void append(std::string& out, const domain::FrameRow& row) const;

private:
    enum class Kind
    {
        Text,
        Candump,
        Csv,
        Json
    };
    void appendText(std::string& out, const domain::FrameRow& row) const;
    void appendCsv(std::string& out, const domain::FrameRow& row) const;
    void appendJson(std::string& out, const domain::FrameRow& row) const;

    Kind m_kind = Kind::Text;
};

} // namespace argus::cli
