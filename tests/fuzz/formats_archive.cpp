// SPDX-License-Identifier: Apache-2.0
// Unpacking of any bytes: no crash, no more output than the limits allow, and only clean, unique names.
#include "core/formats/archive.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdlib>
#include <set>
#include <string>

namespace {

using namespace argus;

constexpr std::uint64_t kTotal = 1 << 20;

void require(bool condition)
{
    if (!condition) {
        std::abort();
    }
}

class Sink final : public formats::ArchiveSink
{
public:
    base::Result<> beginMember(const std::string& name) override
    {
        require(!m_open && m_names.insert(name).second);
        require(!name.empty() && name.size() <= 1100 && name[0] != '/');
        require(("/" + name + "/").find("/../") == std::string::npos && name.find('\\') == std::string::npos);
        m_open = true;
        return {};
    }
    base::Result<> memberData(std::span<const std::uint8_t> data) override
    {
        m_bytes += data.size();
        require(m_open && m_bytes <= kTotal);
        return {};
    }
    base::Result<> endMember() override
    {
        require(m_open);
        m_open = false;
        return {};
    }
    void memberFailed(const std::string& name, const std::string& reason) override
    {
        require(!name.empty() && !reason.empty());
        m_open = false;
    }

private:
    std::set<std::string> m_names;
    std::uint64_t m_bytes = 0;
    bool m_open = false;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    // libarchive is handed a descriptor that can seek: a file in memory has one without touching the disk.
    static const int fd = ::memfd_create("archive", MFD_CLOEXEC);
    require(fd >= 0 && ::ftruncate(fd, 0) == 0);
    require(::pwrite(fd, data, size, 0) == static_cast<ssize_t>(size));
    formats::ArchiveLimits limits;
    limits.totalBytes = kTotal;
    limits.members = 100;
    Sink sink;
    (void)formats::unpack(base::ExecutionContext::root("fuzz", "unpack"), "/proc/self/fd/" + std::to_string(fd),
                          "fuzz.log.gz", sink, limits);
    return 0;
}
