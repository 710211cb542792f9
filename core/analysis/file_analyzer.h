// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/fact_collector.h"
#include "core/analysis/file_findings.h"
#include "core/analysis/gap_finder.h"
#include "core/analysis/timeline_builder.h"
#include "core/formats/reader.h"
#include "core/protocol/diagnostic_decoder.h"
#include "core/protocol/net/network_decoder.h"

#include <string_view>
#include <vector>

namespace argus::analysis {

/// Turns the records of one file into its findings: give it to Reader::read as the sink, then call finish. One instance
/// for each file, one thread. Memory is bounded whatever the file holds.
class FileAnalyzer final : public formats::RecordSink
{
public:
    FileAnalyzer();
    FileAnalyzer(const FileAnalyzer&) = delete;
    FileAnalyzer& operator=(const FileAnalyzer&) = delete;

    void frames(const formats::FrameBlock& block, const std::vector<std::string>& channels) override;
    void otherRecords(std::string_view kind, std::uint64_t count) override;
    void diagnosticPayload(const formats::DiagnosticPayload& payload,
                           const std::vector<std::string>& channels) override;
    void samples(const formats::SampleBlock& block, const std::vector<formats::SignalGroup>& groups) override;
    void packet(const formats::Packet& packet, const std::vector<std::string>& channels) override;

    /// Frames so far, for progress.
    std::uint64_t frameCount() const { return m_findings.frames; }

    /// The findings, with what the reader could not read. Call once; the analyzer is not used after that.
    FileFindings finish(const formats::ReadSummary& summary);

private:
    void countKinds(const formats::FrameBlock& block, const std::vector<std::string>& channels);
    void countTimes(const formats::FrameBlock& block);
    void addOthers();
    void addWarnings(const formats::ReadSummary& summary);

    FileFindings m_findings;
    TimelineBuilder m_timeline;
    GapFinder m_gaps;
    MarkCollector m_marks;
    FactCollector m_collector;
    protocol::DiagnosticDecoder m_decoder;
    protocol::NetworkDecoder m_network;
    FileFindings m_others; ///< only the times of packets and samples: they stand where there are no frames
};

} // namespace argus::analysis
