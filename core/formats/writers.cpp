// SPDX-License-Identifier: Apache-2.0
#include "core/formats/writers.h"

#include "core/base/text.h"
#include "core/formats/candump/candump_writer.h"

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
