// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace argus::domain {

/// A JSON value that keeps numbers as they were written, so that stamps can be read to the nanosecond.
struct JsonNode
{
    enum class Kind : std::uint8_t
    {
        Null,
        Boolean,
        Number,
        String,
        Array,
        Object
    };

    Kind kind = Kind::Null;
    bool flag = false;
    std::string text; ///< of a string or number
    std::vector<std::string> keys; ///< of an object, beside its items
    std::vector<JsonNode> items; ///< of an array or object

    /// The member of an object; nullptr when there is none. Of repeated keys the last counts.
    const JsonNode* find(std::string_view key) const;
};

/// Reads a document. Invalid when it is no JSON, or nested deeper than any document of ours.
base::Result<JsonNode> parseJsonTree(std::string_view text);

} // namespace argus::domain
