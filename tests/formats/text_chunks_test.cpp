// SPDX-License-Identifier: Apache-2.0
#include "core/formats/text/text_chunks.h"
#include "tests/formats/reading.h"

#include <doctest/doctest.h>

using namespace argus::formats;
using namespace argus::formats::test;

namespace {

/// All chunks of a text, each checked to be whole lines at its place, joined again.
std::string joined(const std::string& text, std::size_t chunkBytes)
{
    const auto source = memorySource(bytesOf(text));
    TextChunks chunks(*source, 0, UINT64_MAX, chunkBytes, {});
    TextChunk chunk;
    std::string all;
    while (true) {
        const auto more = chunks.next(chunk);
        REQUIRE(more.has_value());
        if (!*more) {
            return all;
        }
        if (chunk.longLine) {
            CHECK(chunk.longLine->offset == all.size());
            all += text.substr(all.size(), chunk.longLine->bytes);
        }
        const std::string_view part = chunk.text();
        if (!part.empty()) {
            CHECK(chunk.offset == all.size());
            CHECK((part.back() == '\n') != chunk.cutAtEnd);
            for (std::size_t i = 0; i < TextChunk::kPadding; ++i) {
                REQUIRE(part.data()[part.size() + i] == '\0');
            }
        }
        all += part;
    }
}

} // namespace

TEST_CASE("chunks are whole lines and lose nothing")
{
    const std::string longLine(kMaxLineBytes + 1, 'x');
    const std::string limit(kMaxLineBytes, 'y');
    for (const std::string& text :
         {std::string(), std::string("a"), std::string("\n"), std::string("a\nbb\n\nccc\nd"), limit + "\n" + limit,
          longLine + "\na\n" + longLine + "\n" + longLine + "\nb", longLine, "a\n" + longLine + "\n" + longLine}) {
        for (const std::size_t chunk : {std::size_t {1}, std::size_t {3}, std::size_t {70000}, std::size_t {1} << 20}) {
            if (chunk < 1000 && text.size() > 1000) {
                continue;
            }
            CAPTURE(text.size());
            CAPTURE(chunk);
            CHECK(joined(text, chunk) == text);
        }
    }
}
