// SPDX-License-Identifier: Apache-2.0
// Runs a fuzz target without libFuzzer: every seed, its prefixes, and seeded mutations of it. Deterministic.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using Bytes = std::vector<std::uint8_t>;

std::vector<Bytes> loadSeeds(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> paths;
    if (std::filesystem::is_directory(folder)) {
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            paths.push_back(entry.path());
        }
    }
    std::sort(paths.begin(), paths.end());
    std::vector<Bytes> seeds {Bytes {}};
    for (const auto& path : paths) {
        std::ifstream in(path, std::ios::binary);
        seeds.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    return seeds;
}

Bytes mutate(Bytes bytes, const std::vector<Bytes>& seeds, std::mt19937_64& random)
{
    const auto below
        = [&random](std::size_t limit) { return static_cast<std::size_t>(random() % (limit == 0 ? 1 : limit)); };
    const std::size_t steps = 1 + below(8);
    for (std::size_t i = 0; i < steps; ++i) {
        const std::size_t at = below(bytes.size() + 1);
        switch (below(6)) {
        case 0: // flip a bit
            if (at < bytes.size()) {
                bytes[at] = static_cast<std::uint8_t>(bytes[at] ^ (1U << below(8)));
            }
            break;
        case 1: // put an extreme value
            if (at < bytes.size()) {
                constexpr std::uint8_t kExtreme[] {0x00, 0x7F, 0x80, 0xFF, '\n', ' ', '#', '('};
                bytes[at] = kExtreme[below(sizeof kExtreme)];
            }
            break;
        case 2: // insert
            bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(at), static_cast<std::uint8_t>(random()));
            break;
        case 3: // remove a range
            if (at < bytes.size()) {
                const std::size_t count = 1 + below(std::min<std::size_t>(bytes.size() - at, 32));
                bytes.erase(bytes.begin() + static_cast<std::ptrdiff_t>(at),
                            bytes.begin() + static_cast<std::ptrdiff_t>(std::min(at + count, bytes.size())));
            }
            break;
        case 4: { // splice in part of another seed
            const Bytes& other = seeds[below(seeds.size())];
            if (!other.empty()) {
                const std::size_t from = below(other.size());
                const std::size_t count = 1 + below(std::min<std::size_t>(other.size() - from, 256));
                bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(at),
                             other.begin() + static_cast<std::ptrdiff_t>(from),
                             other.begin() + static_cast<std::ptrdiff_t>(std::min(from + count, other.size())));
            }
            break;
        }
        default: // cut the tail
            bytes.resize(at);
            break;
        }
    }
    return bytes;
}

} // namespace

int main(int argc, char** argv)
{
    std::size_t runs = 1000;
    std::filesystem::path folder;
    for (int i = 1; i < argc; ++i) {
        if (std::strcmp(argv[i], "--runs") == 0 && i + 1 < argc) {
            runs = std::strtoul(argv[++i], nullptr, 10);
        } else {
            folder = argv[i];
        }
    }
    const std::vector<Bytes> seeds = loadSeeds(folder);
    std::mt19937_64 random(20260301);
    for (const Bytes& seed : seeds) {
        LLVMFuzzerTestOneInput(seed.data(), seed.size());
        for (std::size_t cut = 0; cut < std::min<std::size_t>(seed.size(), 64); ++cut) {
            LLVMFuzzerTestOneInput(seed.data(), seed.size() - cut);
        }
    }
    for (std::size_t i = 0; i < runs; ++i) {
        const Bytes input = mutate(seeds[static_cast<std::size_t>(random() % seeds.size())], seeds, random);
        LLVMFuzzerTestOneInput(input.data(), input.size());
    }
    std::printf("%zu seeds, %zu mutated inputs: no failure\n", seeds.size(), runs);
    return 0;
}
