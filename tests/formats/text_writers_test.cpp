// SPDX-License-Identifier: Apache-2.0
// The writers of ASC and PEAK TRC, and the readers against what those write.
#include "core/formats/asc/asc_line.h"
#include "core/formats/asc/asc_reader.h"
#include "core/formats/asc/asc_writer.h"
#include "core/formats/candump/candump_writer.h"
#include "core/formats/text/fields.h"
#include "core/formats/trc/peak_line.h"
#include "core/formats/trc/peak_reader.h"
#include "core/formats/trc/peak_writer.h"
#include "tests/formats/writing.h"

#include <random>

using namespace argus;
using namespace argus::formats;
using namespace argus::formats::test;

namespace {

constexpr std::int64_t kStart = 1506783973191000000; // 2017-09-30 15:06:13.191
const std::vector<std::string> kChannels {"1", "2", "3"};

const std::vector<TestFrame> kSamples {
    {kStart, 0, 0x64, 0, {0x64, 0, 0xFF}},
    {kStart + 19968000, 1, 0x18EBFF00, kExtendedId | kTransmitted, {1, 2, 3, 4, 5, 6, 7, 8}},
    {kStart + 20 * kSecond, 2, 0x123, kRemote, Data(8)},
    {kStart + 21 * kSecond, 2, 0, kError, {}},
    {kStart + 22 * kSecond, 2, 0x7FF, kFd | kBitrateSwitch, {1, 2, 3, 4, 5, 6, 7, 8, 9}},
    {kStart + 23 * kSecond, 2, 0x7FF, 0, {}},
};

template <class Writer, class Reader> void checkRoundTrip()
{
    const bool dated = *rc::gen::arbitrary<bool>();
    std::vector<TestFrame> frames;
    const int count = *rc::gen::inRange(0, 30);
    for (int i = 0; i < count; ++i) {
        frames.push_back(anyFrameOf(kChannels.size()));
        frames.back().ts
            = (dated ? kStart : 0) + *rc::gen::inRange<std::int64_t>(-1'000'000, 1'000'000'000'000) * kMicrosecond;
    }
    std::vector<WriteLoss> losses;
    const Reading reading = readWith(Reader(), written<Writer>(frames, kChannels, &losses));
    RC_ASSERT(reading.skipped.empty());
    RC_ASSERT(reading.rows.size() == frames.size());
    for (std::size_t i = 0; i < frames.size(); ++i) {
        RC_ASSERT(sameContent(frames[i], reading.rows[i]));
        RC_ASSERT(frames[i].ts == reading.rows[i].ts);
        RC_ASSERT(kChannels[frames[i].channel] == reading.rows[i].channel);
    }
    RC_ASSERT(std::all_of(losses.begin(), losses.end(),
                          [](const WriteLoss& loss) { return loss.what.find("negative") != std::string::npos; }));
}

/// Every damaged form of `good` lines, read in a file whose short cut is warm, must give what the general path gives.
template <class Reader, class General>
void checkShortCut(const std::string& header, const std::vector<std::string>& good, const General& general)
{
    for (const std::string& line : good) {
        std::string text = header + line + "\n";
        std::size_t expected = 1;
        std::vector<TestFrame> frames {*general(line)};
        for (const std::string& damaged : damagedForms(line)) {
            text += damaged + '\n';
            if (const auto frame = general(damaged)) {
                frames.push_back(*frame);
                ++expected;
            }
        }
        const Reading reading = readWith(Reader(), text);
        REQUIRE(reading.rows.size() == expected);
        for (std::size_t i = 0; i < expected; ++i) {
            CAPTURE(text.substr(reading.rows[i].offset, 90));
            REQUIRE(sameContent(frames[i], reading.rows[i]));
            REQUIRE(frames[i].ts == reading.rows[i].ts);
        }
    }
}

} // namespace

TEST_CASE("what the ASC writer writes, the ASC reader reads")
{
    CHECK(rc::check([] { checkRoundTrip<AscWriter, AscReader>(); }));
}

TEST_CASE("what the PEAK TRC writer writes, the PEAK TRC reader reads")
{
    CHECK(rc::check([] { checkRoundTrip<PeakTrcWriter, PeakTrcReader>(); }));
}

TEST_CASE("marks of CAN FD that a remote or classic frame cannot have are counted")
{
    const std::vector<TestFrame> frames {{kStart, 0, 0x123, kRemote | kBitrateSwitch, Data(8)},
                                         {kStart, 0, 0x123, kErrorStateIndicator, {1}},
                                         {kStart, 0, 0x123, kFd | kErrorStateIndicator, {1}},
                                         {kStart, 0, 0x123, kRemote, Data(8)}};
    for (const auto write : {written<AscWriter>, written<PeakTrcWriter>, written<CandumpFrameWriter>}) {
        std::vector<WriteLoss> losses;
        (void)write(frames, {"can1"}, &losses);
        const auto found = std::ranges::find_if(
            losses, [](const WriteLoss& loss) { return loss.what.find("marks of CAN FD") == 0; });
        REQUIRE(found != losses.end());
        CHECK(found->frames == 2);
    }
}

TEST_CASE("ASC as Vector's tools would write it")
{
    CHECK(written<AscWriter>(kSamples, kChannels)
          == "date Sat Sep 30 15:06:13.191 2017\n"
             "base hex  timestamps absolute\n"
             "no internal events logged\n"
             "// version 9.0.0\n"
             "Begin Triggerblock Sat Sep 30 15:06:13.191 2017\n"
             "   0.000000 Start of measurement\n"
             "   0.000000 1  64              Rx   d 3 64 00 FF\n"
             "   0.019968 2  18EBFF00x       Tx   d 8 01 02 03 04 05 06 07 08\n"
             "  20.000000 3  123             Rx   r 8\n"
             "  21.000000 3  ErrorFrame\n"
             "  22.000000 CANFD   3 Rx      7FF                                  1 0 9  9 "
             "01 02 03 04 05 06 07 08 09        0    0     3000        0        0        0        0        0\n"
             "  23.000000 3  7FF             Rx   d 0\n"
             "End TriggerBlock\n");
    CHECK(readWith(AscReader(), written<AscWriter>({}, {})).skipped.empty());
}

TEST_CASE("PEAK TRC 2.1 as PEAK's tools would write it")
{
    const std::string text = written<PeakTrcWriter>(kSamples, kChannels);
    CHECK(text.starts_with(";$FILEVERSION=2.1\n;$STARTTIME=43008.629319340277777\n;$COLUMNS=N,O,T,B,I,d,R,l,D\n"));
    CHECK(text.ends_with("      1         0.000 DT 1      0064 Rx -  3    64 00 FF\n"
                         "      2        19.968 DT 2  18EBFF00 Tx -  8    01 02 03 04 05 06 07 08\n"
                         "      3     20000.000 RR 3      0123 Rx -  8\n"
                         "      4     21000.000 ER 3         - Rx -  0   \n"
                         "      5     22000.000 FB 3      07FF Rx -  9    01 02 03 04 05 06 07 08 09\n"
                         "      6     23000.000 DT 3      07FF Rx -  0\n"));
    CHECK(readWith(PeakTrcReader(), written<PeakTrcWriter>({}, {})).skipped.empty());
}

TEST_CASE("what the formats cannot hold is counted")
{
    const std::vector<std::string> channels {"can0", "1", "can1", "007"};
    std::vector<TestFrame> frames;
    for (std::uint16_t i = 0; i < 4; ++i) {
        frames.push_back({kStart + i, i, 1, 0, {}});
    }
    frames.push_back({domain::kNoTime, 1, 1, 0, {}});
    frames.push_back({std::numeric_limits<std::int64_t>::min() + 1, 1, 1, 0, {}});
    frames.push_back({kStart - kSecond, 1, 1, 0, {}});
    frames.push_back({kStart, 1, 4, kError, {1, 2}});
    const auto check
        = [&frames](const std::string& text, const formats::Reader& reader, const std::vector<WriteLoss>& losses) {
              std::map<std::string, std::uint64_t> counted;
              for (const WriteLoss& loss : losses) {
                  counted[loss.what] = loss.frames;
              }
              CHECK(counted
                    == std::map<std::string, std::uint64_t> {
                        {"channel names written as numbers", 3},
                        {"times cut to microseconds", 3},
                        {"times missing, those of the frames before are written", 1},
                        {"times too far from the first one, those of the frames before are written", 1},
                        {"times before that of the first frame are written as negative numbers", 1},
                        {"what error frames say about themselves not written", 1}});
              const Reading reading = readWith(reader, text);
              REQUIRE(reading.rows.size() == frames.size());
              CHECK(reading.channels == std::vector<std::string> {"2", "1", "3", "4"});
              CHECK(reading.rows[6].ts == kStart - kSecond);
          };
    std::vector<WriteLoss> losses;
    const std::string asc = written<AscWriter>(frames, channels, &losses);
    check(asc, AscReader(), losses);
    const std::string trc = written<PeakTrcWriter>(frames, channels, &losses);
    check(trc, PeakTrcReader(), losses);
}

TEST_CASE("errors of the sink end the writing")
{
    class FullSink final : public ByteSink
    {
    public:
        base::Result<> write(std::span<const std::uint8_t>) override
        {
            return base::fail(base::ErrorCode::Unavailable, "the disk is full");
        }
        bool canOverwrite() const override { return false; }
        base::Result<> overwrite(std::uint64_t, std::span<const std::uint8_t>) override { return {}; }
    };
    FullSink sink;
    AscWriter asc(sink);
    PeakTrcWriter trc(sink);
    const std::vector<TestFrame> many(20000, kSamples[0]);
    CHECK_FALSE(asc.frames(blockOf(many), kChannels));
    CHECK_FALSE(trc.frames(blockOf(many), kChannels));
    CHECK_FALSE(AscWriter(sink).finish());
}

TEST_CASE("the short cut for common ASC lines agrees with the general path on every damaged form of them")
{
    checkShortCut<AscReader>(
        "base hex  timestamps absolute\n",
        {"   0.019968 1  64              Rx   d 4 64 00 00 0F", "12.5 1 18EBFF00x Tx d 8 01 A0 0F A6 60 3B D1 40",
         " 1543509533.000838123 1 7FF Rx d 1 AA  Length = 0 ID = 100", "  3.0 1  1 Rx   d 0\r",
         "  30.005021 CANFD   1 Rx        300  Name   1 0 9  12 11 C2 03 04 05 06 07 08 09 0a 0B 0C  102203  133  "
         "303000 e0",
         " 30.005021 CANFD 1 Tx 1C4D80A7x 0 1 2  2 11 c2 0 0 3000", " 1.0 CANFD 1 Tx 100 0 0 0 0 0 0 1000"},
        [](const std::string& line) -> std::optional<TestFrame> {
            AscLine found;
            std::string_view text(line);
            text.remove_suffix(text.ends_with('\r') ? 1 : 0);
            if (parseAscLine(text, {}, found) != AscLineKind::Frame) {
                return std::nullopt;
            }
            return TestFrame {*found.ts, 0, found.id, found.flags,
                              Data(found.data.begin(), found.data.begin() + found.length)};
        });
}

TEST_CASE("the short cut for common PEAK TRC lines agrees with the general path on every damaged form of them")
{
    const auto check = [](const std::string& header, const PeakLayout& layout, const std::vector<std::string>& good) {
        checkShortCut<PeakTrcReader>(header, good, [&layout](const std::string& line) -> std::optional<TestFrame> {
            PeakLine found;
            std::string_view text(line);
            text.remove_suffix(text.ends_with('\r') ? 1 : 0);
            if (parsePeakLine(text, layout, found) != PeakLineKind::Frame) {
                return std::nullopt;
            }
            return TestFrame {found.ts, 0, found.id, found.flags,
                              Data(found.data.begin(), found.data.begin() + found.length)};
        });
    };
    check(";$FILEVERSION=1.1\n", peakLayoutOf("1.1"),
          {"     1)         1.6  Rx         0480  8  C2 08 7A CA 19 00 06 65 ", " 12) 7.25 Tx 18DA3AF1 0\r"});
    check(";$FILEVERSION=2.1\n", peakLayoutOf("2.1"),
          {"      1     17535.400 DT 1  00000100 Tx -  8    00 11 22 33 44 55 66 77",
           "      1     17535.400 DT 1      0100 Rx -  3    00 11 22",
           "      1     17535.400 FB 1      0100 Rx -  9    00 11 22 33 44 55 66 77 88 99 AA BB",
           "      1     17535.400 FE 1  00000100 Tx -  2    00 11"});
    check(";$FILEVERSION=2.1\n;$COLUMNS=N,O,T,B,I,d,R,l,D\n",
          peakLayoutFrom("N,O,T,B,I,d,R,l,D").value_or(PeakLayout {}),
          {"      1     17535.400 FD 1      0100 Rx -  9    00 11 22 33 44 55 66 77 88"});
}

TEST_CASE("large ASC and PEAK TRC files give the same with helpers")
{
    std::mt19937_64 random(7);
    std::vector<TestFrame> frames;
    for (int i = 0; i < 40000; ++i) {
        const auto length = random() % 9;
        frames.push_back({kStart + i * kMillisecond, static_cast<std::uint16_t>(random() % 3),
                          static_cast<std::uint32_t>(random() % 2048), 0,
                          Data(length, static_cast<std::uint8_t>(random()))});
    }
    const auto check = [](const std::string& text, const auto& make) {
        const Reading expected = readWith(make(1 << 23), text);
        CHECK(expected.rows.size() == 40000);
        for (const unsigned helpers : {0U, 1U, 3U}) {
            ReadOptions options;
            options.helpers = helpers;
            CHECK(sameReading(expected, readWith(make(10000), text, options)));
        }
    };
    check(written<AscWriter>(frames, kChannels), [](std::size_t chunk) { return AscReader(chunk); });
    check(written<PeakTrcWriter>(frames, kChannels), [](std::size_t chunk) { return PeakTrcReader(chunk); });
}
