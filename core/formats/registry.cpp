// SPDX-License-Identifier: Apache-2.0
#include "core/formats/asc/asc_reader.h"
#include "core/formats/blf/blf_reader.h"
#include "core/formats/busmaster/busmaster_reader.h"
#include "core/formats/candump/candump_reader.h"
#include "core/formats/crtd/crtd_reader.h"
#include "core/formats/csv/csv_reader.h"
#include "core/formats/csv/obd_csv_reader.h"
#include "core/formats/elm327/elm327_reader.h"
#include "core/formats/mdf/mdf_reader.h"
#include "core/formats/microchip/microchip_reader.h"
#include "core/formats/pcap/pcap_reader.h"
#include "core/formats/pcap/pcapng_reader.h"
#include "core/formats/reader.h"
#include "core/formats/signatures.h"
#include "core/formats/trc/carbus_reader.h"
#include "core/formats/trc/peak_reader.h"

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
    static const BlfReader kBlf;
    static const CandumpReader kCandump;
    static const AscReader kAsc;
    static const PeakTrcReader kPeakTrc;
    static const CarbusTrcReader kCarbusTrc;
    static const CsvReader kGvretCsv(CsvReader::Dialect::Gvret);
    static const CsvReader kCsv(CsvReader::Dialect::Other);
    static const CrtdReader kCrtd;
    static const BusmasterReader kBusmaster;
    static const MicrochipReader kMicrochip;
    static const Elm327Reader kElm327;
    static const ObdCsvReader kObdCsv;
    static const MdfReader kMdf;
    static const PcapReader kPcap;
    static const PcapngReader kPcapng;
    static const std::vector<const Reader*> kReaders {
        &kCandump,   &kAsc,    &kPeakTrc, &kCarbusTrc, &kGvretCsv, &kCsv, &kCrtd, &kBusmaster,
        &kMicrochip, &kElm327, &kObdCsv,  &kPcap,      &kPcapng,   &kBlf, &kMdf,
    };
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
