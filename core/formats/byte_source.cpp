// SPDX-License-Identifier: Apache-2.0
#include "core/formats/byte_source.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace argus::formats {

namespace {

class FileSource final : public ByteSource
{
public:
    FileSource(base::UniqueFd fd, std::uint64_t size)
        : m_fd(std::move(fd))
        , m_size(size)
    { }

    std::uint64_t size() const override { return m_size; }
    base::Result<std::size_t> readAt(std::uint64_t offset, void* out, std::size_t size) const override
    {
        return base::readAt(m_fd, offset, out, size);
    }

private:
    base::UniqueFd m_fd;
    std::uint64_t m_size;
};

class MemorySource final : public ByteSource
{
public:
    explicit MemorySource(std::span<const std::uint8_t> bytes)
        : m_bytes(bytes)
    { }

    std::uint64_t size() const override { return m_bytes.size(); }
    base::Result<std::size_t> readAt(std::uint64_t offset, void* out, std::size_t size) const override
    {
        if (offset >= m_bytes.size()) {
            return std::size_t {0};
        }
        const std::size_t got = std::min(size, m_bytes.size() - static_cast<std::size_t>(offset));
        if (got > 0) {
            std::memcpy(out, m_bytes.data() + offset, got);
        }
        return got;
    }

private:
    std::span<const std::uint8_t> m_bytes;
};

} // namespace

base::Result<std::unique_ptr<ByteSource>> openFile(const std::filesystem::path& path)
{
    auto fd = base::openForReading(path);
    if (!fd) {
        return base::fail(fd);
    }
    const auto size = base::fileSize(*fd);
    if (!size) {
        return base::fail(size);
    }
    return std::unique_ptr<ByteSource>(std::make_unique<FileSource>(std::move(*fd), *size));
}

std::unique_ptr<ByteSource> memorySource(std::span<const std::uint8_t> bytes)
{
    return std::make_unique<MemorySource>(bytes);
}

} // namespace argus::formats
