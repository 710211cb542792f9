// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace argus::formats {

/// What a file that no reader takes seems to be, from its first bytes, as half a sentence for an error message:
/// "it looks like a PNG picture", "it is empty", "it seems to be a Vector BLF recording, which this version does not
/// read". Never empty.
std::string describeContent(std::span<const std::uint8_t> head);

/// True for documents that are zip archives inside (OOXML, OpenDocument, EPUB): nobody wants those unpacked.
bool isZippedDocument(std::span<const std::uint8_t> head);

} // namespace argus::formats
