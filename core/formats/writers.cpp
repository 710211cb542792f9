// SPDX-License-Identifier: Apache-2.0
#include "core/formats/writers.h"

#include "core/base/text.h"
#include "core/formats/asc/asc_writer.h"
#include "core/formats/blf/blf_writer.h"
#include "core/formats/candump/candump_writer.h"
#include "core/formats/csv/gvret_writer.h"
#include "core/formats/mdf/mdf_writer.h"
#include "core/formats/pcap/pcapng_writer.h"
#include "core/formats/trc/peak_writer.h"

#include <algorithm>
#include <string>

namespace argus::formats {

namespace {

template <class Writer> std::unique_ptr<FrameWriter> make(ByteSink& sink)
{
    return std::make_unique<Writer>(sink);
}

} // namespace

const std::vector<WriterKind>& allWriters()
{
    static const std::vector<WriterKind> kWriters {
        {"candump", "candump log", {".log", ".candump"}, false, &make<CandumpFrameWriter>},
        {"asc", "Vector ASC", {".asc"}, false, &make<AscWriter>},
        {"blf", "Vector BLF", {".blf"}, true, &make<BlfWriter>},
        {"mdf",
         "ASAM MDF 4.10",
         {".mf4", ".mdf"},
         true,
         [](ByteSink& sink) -> std::unique_ptr<FrameWriter> {
             return std::make_unique<MdfWriter>(sink, MdfWriter::Compression::Deflate);
         }},
        {"peak_trc", "PEAK TRC 2.1", {".trc"}, false, &make<PeakTrcWriter>},
        {"gvret_csv", "SavvyCAN (GVRET) CSV", {".csv"}, false, &make<GvretCsvWriter>},
        {"pcapng", "pcapng", {".pcapng"}, false, &make<PcapngWriter>},
    };
    return kWriters;
}

const WriterKind* findWriter(std::string_view format)
{
    const auto& writers = allWriters();
    const auto found = std::ranges::find(writers, format, &WriterKind::format);
    return found == writers.end() ? nullptr : &*found;
}

const WriterKind* writerForName(std::string_view filename)
{
    const std::string name = base::toLower(filename);
    const auto& writers = allWriters();
    const auto found = std::ranges::find_if(writers, [&name](const WriterKind& writer) {
        return std::ranges::any_of(writer.extensions,
                                   [&name](std::string_view extension) { return name.ends_with(extension); });
    });
    return found == writers.end() ? nullptr : &*found;
}

} // namespace argus::formats
