// SPDX-License-Identifier: Apache-2.0
#include "core/index/index_cache.h"
#include "core/index/index_file.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>

using namespace argus;
using namespace argus::index;
namespace fs = std::filesystem;

namespace {

/// A folder with a recording and a cache, removed at the end.
class Place
{
public:
    Place()
    {
        std::string name = (fs::temp_directory_path() / "argus-index-XXXXXX").string();
        m_folder = ::mkdtemp(name.data());
        write("recording", std::string(200'000, 'x'));
    }
    ~Place() { fs::remove_all(m_folder); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    void write(const std::string& name, const std::string& content) const
    {
        std::ofstream(m_folder / name, std::ios::binary) << content;
    }
    fs::path recording() const { return m_folder / "recording"; }
    fs::path cache() const { return m_folder / "cache" / "index"; }
    CacheSettings settings() const { return {cache(), 1 << 20, 1}; }

private:
    fs::path m_folder;
};

formats::FrameBlock block(std::uint64_t first, std::size_t count)
{
    formats::FrameBlock rows;
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t n = first + i;
        rows.append(static_cast<std::int64_t>(n) * 1'000'000, n * 10, static_cast<std::uint32_t>(n % 2000), 0, 0,
                    std::vector<std::uint8_t>(n % 9, static_cast<std::uint8_t>(n)));
    }
    return rows;
}

IndexSummary about(const std::string& key)
{
    IndexSummary summary;
    summary.key = key;
    summary.format = "candump";
    summary.channels = {"can0"};
    summary.warnings = {"a warning"};
    return summary;
}

std::string fill(const IndexCache& cache, const fs::path& recording, std::uint64_t frames, bool withPayload = false)
{
    const std::string key = IndexCache::keyOf(recording).value();
    const auto writer = cache.begin(key, fs::file_size(recording), withPayload);
    REQUIRE(writer != nullptr);
    for (std::uint64_t done = 0; done < frames; done += 1000) {
        writer->frames(block(done, static_cast<std::size_t>(std::min<std::uint64_t>(1000, frames - done))), {"can0"});
    }
    REQUIRE(cache.finish(*writer, about(key)).has_value());
    return key;
}

std::size_t filesIn(const fs::path& folder)
{
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

/// The parts of an index file that say where everything lies; put back with checksums that fit.
struct Directory
{
    explicit Directory(const std::string& file)
    {
        std::memcpy(&tail, file.data() + file.size() - sizeof tail, sizeof tail);
        blocks.resize(static_cast<std::size_t>(tail.blocks));
        std::memcpy(blocks.data(), file.data() + tail.directory, blocks.size() * sizeof(BlockEntry));
        summary = file.substr(static_cast<std::size_t>(tail.summary), static_cast<std::size_t>(tail.summarySize));
    }
    std::string putBack(const std::string& file) const
    {
        const std::string head = file.substr(0, static_cast<std::size_t>(tail.directory));
        std::string end(reinterpret_cast<const char*>(blocks.data()), blocks.size() * sizeof(BlockEntry));
        end += summary;
        FileTail written = tail;
        written.check = checksum({reinterpret_cast<const std::uint8_t*>(end.data()), end.size()});
        return head + end + std::string(reinterpret_cast<const char*>(&written), sizeof written);
    }

    FileTail tail;
    std::vector<BlockEntry> blocks;
    std::string summary;
};

} // namespace

TEST_CASE("an index gives back its frames by number, offset and time")
{
    const Place place;
    const IndexCache cache(place.settings());
    const std::string key = fill(cache, place.recording(), 10'000, true);
    const auto index = cache.find(key);
    REQUIRE(index != nullptr);
    CHECK(index->frames() == 10'000);
    CHECK(index->summary().channels == std::vector<std::string> {"can0"});
    CHECK(index->summary().warnings == std::vector<std::string> {"a warning"});

    formats::FrameBlock rows;
    REQUIRE(index->read(4090, 20, rows).has_value());
    REQUIRE(rows.size() == 20);
    CHECK(rows.offset.front() == 40900);
    CHECK(rows.id.back() == 4109 % 2000);
    CHECK(rows.length[3] == 4093 % 9);
    CHECK(rows.payload(3).front() == static_cast<std::uint8_t>(4093));
    rows.clear();
    REQUIRE(index->read(9'999, 100, rows).has_value());
    CHECK(rows.size() == 1);
    REQUIRE(index->read(10'000, 100, rows).has_value());
    CHECK(rows.size() == 1);

    CHECK(index->frameAt(0).value() == 0);
    CHECK(index->frameAt(81920).value() == 8192);
    CHECK(index->frameAt(81925).value() == 8192);
    CHECK(index->frameAt(UINT64_MAX).value() == 9'999);

    const auto runs = index->runsWithin(5'000'000'000, 5'001'000'000);
    REQUIRE(runs.size() == 1);
    CHECK(runs[0].first == 4096);
    CHECK(runs[0].count == 4096);
    CHECK(index->runsWithin(20'000'000'000, 30'000'000'000).empty());
}

TEST_CASE("offsets that do not ascend are found exactly or not at all")
{
    const Place place;
    const IndexCache cache(place.settings());
    const std::string key = IndexCache::keyOf(place.recording()).value();
    const auto writer = cache.begin(key, 200'000, true);
    writer->frames(block(5000, 5000), {"can0"});
    writer->frames(block(0, 5000), {"can0"});
    IndexSummary summary = about(key);
    summary.offsetsAscend = false;
    REQUIRE(cache.finish(*writer, summary).has_value());
    const auto index = cache.find(key);
    REQUIRE(index != nullptr);
    CHECK(index->frameAt(10).value() == 5001);
    CHECK(index->frameAt(50'000).value() == 0);
    CHECK_FALSE(index->frameAt(11).value().has_value());
}

TEST_CASE("a recording that changed has another key; its content is checked on demand")
{
    const Place place;
    const IndexCache cache(place.settings());
    const auto context = base::ExecutionContext::root("test", "verify");
    const std::string key = IndexCache::keyOf(place.recording()).value();
    CHECK(IndexCache::keyOf(place.recording()).value() == key);
    place.write("recording", std::string(200'001, 'x'));
    CHECK(IndexCache::keyOf(place.recording()).value() != key);
    CHECK_FALSE(IndexCache::keyOf(place.recording() / "nothing").has_value());

    const std::string now = IndexCache::keyOf(place.recording()).value();
    const auto writer = cache.begin(now, 200'001, false);
    writer->frames(block(0, 10), {"can0"});
    IndexSummary summary = about(now);
    summary.sha256 = "not the hash of the recording";
    REQUIRE(cache.finish(*writer, summary).has_value());
    const auto index = cache.find(now);
    REQUIRE(index != nullptr);
    CHECK_FALSE(cache.verify(context, place.recording(), *index).value());
    CHECK(cache.find(now) == nullptr);
}

TEST_CASE("half an index is none: cut, damaged, unfinished")
{
    const Place place;
    const IndexCache cache(place.settings());
    const std::string key = fill(cache, place.recording(), 5'000);
    const fs::path file = *fs::directory_iterator(place.cache());
    std::ifstream in(file, std::ios::binary);
    const std::string whole((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    for (const std::size_t size : {std::size_t {0}, std::size_t {1}, whole.size() / 2, whole.size() - 1}) {
        std::ofstream(file, std::ios::binary | std::ios::trunc) << whole.substr(0, size);
        CHECK(cache.find(key) == nullptr);
        CHECK_FALSE(fs::exists(file));
    }
    for (std::size_t at = 0; at < whole.size(); at += whole.size() / 97) {
        std::string damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x40);
        std::ofstream(file, std::ios::binary | std::ios::trunc) << damaged;
        const auto index = cache.find(key);
        formats::FrameBlock rows;
        // The damage shows in the directory, or in the block that has it.
        CHECK((index == nullptr || !index->read(0, UINT64_MAX, rows).has_value()));
    }
    fs::remove_all(place.cache());
    {
        const auto writer = cache.begin(key, 200'000, false);
        writer->frames(block(0, 5000), {"can0"});
    }
    CHECK(filesIn(place.cache()) == 0);
}

TEST_CASE("an index whose checksums fit and whose content does not is none")
{
    const Place place;
    const IndexCache cache(place.settings());
    const std::string key = fill(cache, place.recording(), 10'000);
    const fs::path file = *fs::directory_iterator(place.cache());
    std::ifstream in(file, std::ios::binary);
    const std::string whole((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    const auto isRead = [&](const Directory& changed) {
        std::ofstream(file, std::ios::binary | std::ios::trunc) << changed.putBack(whole);
        const auto index = cache.find(key);
        formats::FrameBlock rows;
        return index != nullptr && index->read(0, UINT64_MAX, rows).has_value();
    };
    const Directory sound(whole);
    REQUIRE(sound.blocks.size() == 3);
    CHECK(isRead(sound));

    Directory overlapping = sound; // a small file would stand for any number of frames
    overlapping.blocks[1] = overlapping.blocks[0];
    CHECK_FALSE(isRead(overlapping));
    Directory wrapping = sound;
    wrapping.tail.directory = 0 - 3 * sizeof(BlockEntry);
    wrapping.tail.summary = 0;
    wrapping.tail.check = checksum({});
    std::ofstream(file, std::ios::binary | std::ios::trunc)
        << whole.substr(0, whole.size() - sizeof(FileTail))
        << std::string(reinterpret_cast<const char*>(&wrapping.tail), sizeof wrapping.tail);
    CHECK(cache.find(key) == nullptr);
    Directory unknownChannel = sound;
    unknownChannel.summary.replace(unknownChannel.summary.find("[\"can0\"]"), 8, "[]      ");
    CHECK_FALSE(isRead(unknownChannel));
}

TEST_CASE("the cache stays within its bounds: the least lately used goes first")
{
    const Place place;
    CacheSettings settings = place.settings();
    fill(IndexCache(settings), place.recording(), 5'000);
    settings.maxBytes = 3 * fs::file_size(*fs::directory_iterator(place.cache())) + 1000; // room for three
    fs::remove_all(place.cache());
    const IndexCache cache(settings);
    std::vector<std::string> keys;
    for (int i = 0; i < 4; ++i) {
        place.write("recording", std::string(1000 + static_cast<std::size_t>(i), 'y'));
        keys.push_back(fill(cache, place.recording(), 5'000));
        for (std::size_t k = 0; k < keys.size() && i == 2; ++k) {
            const auto age = std::chrono::hours(k == 0 ? 1 : 10 - static_cast<int>(k));
            fs::last_write_time(place.cache() / (keys[k] + ".aidx"), fs::file_time_type::clock::now() - age);
        }
    }
    CHECK(cache.find(keys[0]) != nullptr);
    CHECK(cache.find(keys[1]) == nullptr);
    CHECK(cache.find(keys[3]) != nullptr);

    const auto writer = cache.begin("large", 200'000, true);
    writer->frames(block(0, 60'000), {"can0"});
    const auto refused = cache.finish(*writer, about("large"));
    REQUIRE_FALSE(refused.has_value());
    CHECK((refused.error().code == base::ErrorCode::Quota));
    CHECK(cache.begin("tiny", 0, false) == nullptr);
    CHECK(IndexCache(CacheSettings {}).begin("none", 200'000, false) == nullptr);
}
