// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace argus::store {

/// One step of the schema. The text is SQL that both databases read, statements separated by lines of "--;".
/// @SERIAL@ stands for an ever-growing primary key, @JSON@ for a document column; a statement that begins with @SQLITE@
/// or @POSTGRES@ is for that database alone. Once released, a step never changes.
struct Migration
{
    std::int64_t version;
    std::string_view name;
    std::string_view text;
};

/// In ascending order without gaps, from 1 on.
std::span<const Migration> allMigrations();

} // namespace argus::store
