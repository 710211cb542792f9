// SPDX-License-Identifier: Apache-2.0
#include "core/base/file_hash.h"

#include "core/base/file_io.h"
#include "core/base/sha256.h"

#include <vector>

namespace argus::base {

Result<FileHash> hashFile(const ExecutionContext& context, const std::filesystem::path& path)
{
    const auto fd = openForReading(path);
    if (!fd) {
        return fail(fd);
    }
    Sha256 hash;
    FileHash found;
    std::vector<std::uint8_t> buffer(1 << 20);
    while (true) {
        ARGUS_TRY(context.check());
        const auto got = readAt(*fd, found.bytes, buffer.data(), buffer.size());
        if (!got) {
            return fail(got);
        }
        if (*got == 0) {
            break;
        }
        hash.update(buffer.data(), *got);
        found.bytes += *got;
    }
    found.sha256 = hash.finish();
    return found;
}

} // namespace argus::base
