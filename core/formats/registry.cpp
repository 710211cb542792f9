// SPDX-License-Identifier: Apache-2.0
#include "core/formats/candump/candump_reader.h"
#include "core/formats/mdf/mdf_reader.h"
#include "core/formats/reader.h"
#include "core/formats/signatures.h"

#include <algorithm>

namespace argus::formats {

void RecordSink::otherRecords(std::string_view, std::uint64_t) { }

void RecordSink::packet(const Packet&, const std::vector<std::string>&)
{
    otherRecords(kPacketKind, 1);
}

void RecordSink::diagnosticPayload(const DiagnosticPayload&, const std::vector<std::string>&)
{
    otherRecords(kDiagnosticKind, 1);
}

void RecordSink::marker(const Marker& marker)
{
    otherRecords(marker.kind, 1);
}

void RecordSink::samples(const SampleBlock& block, const std::vector<SignalGroup>&)
{
    otherRecords(kSampleKind, block.time.size());
}

const std::vector<const Reader*>& allReaders()
{
    // A new format is one more object and one more entry here; the order decides between equally sure readers.
    static const CandumpReader kCandump;
    static const MdfReader kMdf;
    static const std::vector<const Reader*> kReaders {&kCandump, &kMdf};
    return kReaders;
}

const Reader* findReader(std::string_view format)
{
    const auto& readers = allReaders();
    const auto found = std::find_if(readers.begin(), readers.end(),
                                    [format](const Reader* reader) { return reader->format() == format; });
    return found == readers.end() ? nullptr : *found;
}

base::Result<const Reader*> recognise(const ByteSource& source, std::string_view filename)
{
    std::vector<std::uint8_t> head(kProbeBytes);
    const auto got = source.readAt(0, head.data(), head.size());
    if (!got) {
        return base::fail(got);
    }
    head.resize(std::min(*got, head.size()));
    const Reader* best = nullptr;
    int bestScore = 0;
    for (const Reader* reader : allReaders()) {
        const int score = reader->probe(head, filename);
        if (score > bestScore) {
            best = reader;
            bestScore = score;
        }
    }
    if (best == nullptr) {
        return base::fail(base::ErrorCode::Invalid, describeContent(head));
    }
    return best;
}

} // namespace argus::formats
