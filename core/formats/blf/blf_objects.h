// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"
#include "core/formats/blf/blf_findings.h"
#include "core/formats/blf/blf_layout.h"

#include <cstddef>
#include <cstdint>

namespace argus::formats::blf {

/// Reads objects out of bytes of the stream. `start` is what their times count from, ns. One thread at a time.
class ObjectParser
{
public:
    ObjectParser(domain::RecordingTime start, Findings& findings)
        : m_start(start)
        , m_findings(findings)
    { }

    /// Reads all whole objects of `data` from `from` on, a place that findObject() gave, and returns where the first
    /// one begins that is not whole (`size`: none). Between objects, what should be an object and is none is accounted
    /// for. Cost: some nanoseconds for each frame; linear in `size` whatever the bytes are.
    std::size_t parse(const std::uint8_t* data, std::size_t from, std::size_t size);

    /// Reads one object whose bytes are all there; `at` is its offset.
    void readObject(const std::uint8_t* object, const ObjectHeader& header, std::uint64_t at);

    /// True when the object of `data[at, next)` is to be given up for another one that begins within it, because none
    /// follows it: its size is damaged. `inner` is that other one.
    static bool isOverlong(const std::uint8_t* data, std::size_t at, std::size_t next, std::size_t& inner);

    /// Accounts for `size` bytes between objects, unless they are padding.
    void accountGap(const std::uint8_t* bytes, std::size_t size, std::uint64_t at);

private:
    struct Body
    {
        const std::uint8_t* object = nullptr;
        const std::uint8_t* bytes = nullptr; ///< behind the header
        std::size_t size = 0;
        std::size_t headerSize = 0;
        domain::RecordingTime ts = 0;
        std::uint64_t at = 0;
    };

    std::size_t readUsualFrames(const std::uint8_t* data, std::size_t at, std::size_t size);
    domain::RecordingTime timeOf(const std::uint8_t* object) const;
    void readTimed(const std::uint8_t* object, const ObjectHeader& header, std::uint64_t at);
    void loseObject(const ObjectHeader& header, std::uint64_t at);
    bool readCanMessage(const Body& body);
    bool readCanFdMessage(const Body& body);
    bool readCanFdMessage64(const Body& body);
    bool readCanError(const Body& body);
    bool readCanErrorExt(const Body& body);
    bool readCanFdError64(const Body& body);
    bool readEthernetFrame(const Body& body);
    bool readEthernetFrameEx(const Body& body);
    bool readEventComment(const Body& body);
    bool readGlobalMarker(const Body& body);
    bool readAppText(const Body& body);
    void addLongFrame(const Body& body, std::uint32_t id, std::uint32_t channel, std::uint8_t flags, std::size_t dataAt,
                      std::size_t dataEnd, std::size_t length);

    const domain::RecordingTime m_start;
    Findings& m_findings;
};

} // namespace argus::formats::blf
