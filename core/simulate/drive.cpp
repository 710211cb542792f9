// SPDX-License-Identifier: Apache-2.0
#include "core/simulate/drive.h"

#include "core/simulate/bus_clock.h"
#include "core/simulate/cyclic_traffic.h"
#include "core/simulate/disturbances.h"
#include "core/simulate/episodes.h"
#include "core/simulate/line_writer.h"

namespace argus::simulate {

namespace {

constexpr std::string_view kUnreadable = "unreadable line";
constexpr std::string_view kCutTail = "cut at the end of the file";
/// A shorter recording is never cut in the middle of a line: who asks for 20 frames wants 20 lines.
constexpr std::uint64_t kFramesBeforeCut = 500;

/// One drive under way: ordinary traffic and scheduled items merged into one stream of lines.
class Drive
{
public:
    Drive(const base::ExecutionContext& context, const DriveOptions& options, const WriteChunk& write)
        : m_options(options)
        , m_random(options.seed)
        , m_scenario(options.story == DriveStory::Misfire ? misfireScenario(m_random) : randomScenario(m_random))
        , m_traffic({options.seed, m_scenario.fdBus, options.story == DriveStory::Misfire})
        , m_writer(context, write, options.bytes, options.frames)
        , m_planner(options.story == DriveStory::Misfire
                        ? misfireEpisodes(m_schedule, m_random, m_scenario, options.damage)
                        : randomEpisodes(m_schedule, m_random, m_scenario, options.damage))
        , m_cutTail(options.damage && options.story == DriveStory::Random && m_random.chance(50))
    { }

    base::Result<DriveExpectation> run();

private:
    bool runEpisode(const Episode& episode);
    bool writeScheduled();
    void wrote(Micros stamp);
    void pause(std::int64_t seconds);
    DriveExpectation expectation();

    const DriveOptions m_options;
    Random m_random;
    Scenario m_scenario;
    Schedule m_schedule;
    CyclicTraffic m_traffic;
    LineWriter m_writer;
    BusClock m_clock;
    Tally m_tally;
    std::unique_ptr<EpisodePlanner> m_planner;
    const bool m_cutTail;
    Micros m_firstTs = 0;
    Micros m_lastTs = 0;
    Micros m_pausedAt = 0; ///< last stamp before a pause; 0: no pause is open
};

base::Result<DriveExpectation> Drive::run()
{
    Micros start = kDriveStart;
    bool more = true;
    while (more) {
        const Episode episode = m_planner->plan(start);
        more = runEpisode(episode) && !episode.last;
        if (more && episode.pauseSeconds > 0) {
            pause(episode.pauseSeconds);
        }
        start = episode.end + episode.pauseSeconds * kSecond;
    }
    DriveExpectation result = expectation();
    ARGUS_TRY(m_writer.finish());
    result.bytes = m_writer.bytes();
    return result;
}

bool Drive::runEpisode(const Episode& episode)
{
    bool silenceLeft = episode.silence.has_value();
    for (;;) {
        const Micros nextTraffic = m_traffic.nextTime();
        if (!m_schedule.empty() && m_schedule.nextDue() <= nextTraffic) {
            if (!writeScheduled()) {
                return false;
            }
            continue;
        }
        if (nextTraffic >= episode.end) {
            return true;
        }
        if (silenceLeft && nextTraffic >= episode.silence->from) {
            m_traffic.silence(episode.silence->owner, episode.silence->until);
            silenceLeft = false;
        }
        const Micros before = m_clock.last();
        if (!m_traffic.writeNext(m_writer, m_clock)) {
            return false;
        }
        if (m_clock.last() != before) { // its sender is not silent
            wrote(m_clock.last());
        }
    }
}

bool Drive::writeScheduled()
{
    const Micros due = m_schedule.nextDue();
    const ScheduledItem item = m_schedule.take();
    if (!item.line.empty()) {
        const std::uint64_t offset = m_writer.bytes();
        // A recording begins with a frame: a reader must be able to tell what it is.
        if (m_writer.frames() == 0 || !m_writer.rawLine(item.line)) {
            return m_writer.frames() == 0;
        }
        m_tally.skipped(kUnreadable, offset, m_writer.bytes() - offset);
        return true;
    }
    const Micros now = m_clock.stamp(item.frame.bus, due, BusClock::duration(item.frame.bus, item.frame.length));
    if (!m_writer.frame(now, item.frame)) {
        return false;
    }
    m_tally.count(item.frame);
    if (item.written) {
        item.written(m_tally, now);
    }
    wrote(now);
    return true;
}

void Drive::wrote(Micros stamp)
{
    m_lastTs = stamp;
    if (m_firstTs == 0) {
        m_firstTs = stamp;
    }
    if (m_pausedAt != 0) {
        m_tally.gap(m_pausedAt, stamp);
        m_pausedAt = 0;
    }
}

void Drive::pause(std::int64_t seconds)
{
    m_traffic.pause(seconds);
    m_pausedAt = m_lastTs;
}

DriveExpectation Drive::expectation()
{
    std::uint64_t cut = 0;
    if (m_cutTail && m_writer.frames() >= kFramesBeforeCut) {
        const std::uint64_t offset = m_writer.bytes();
        cut = m_writer.cutTail(m_clock.last() + kMillisecond, noiseFrame(m_random, /*fdBus=*/false));
        if (cut > 0) {
            m_tally.skipped(kCutTail, offset, cut);
        }
    }
    m_traffic.addTo(m_tally);
    DriveExpectation result = m_tally.result();
    result.seed = m_options.seed;
    result.firstTs = m_firstTs;
    result.lastTs = m_lastTs;
    result.cutTail = cut > 0;
    return result;
}

} // namespace

base::Result<DriveExpectation> writeDrive(const base::ExecutionContext& context, const DriveOptions& options,
                                          const WriteChunk& write)
{
    if (!options.bytes && !options.frames) {
        return base::fail(base::ErrorCode::Invalid, "a drive needs a size: bytes or frames");
    }
    return Drive(context, options, write).run();
}

DriveOptions sampleDrive()
{
    DriveOptions options;
    options.seed = 2026;
    options.bytes = 300'000; // more than the story takes
    options.story = DriveStory::Misfire;
    return options;
}

} // namespace argus::simulate
