// SPDX-License-Identifier: Apache-2.0
#include "core/blob/s3/part_buffer.h"

#include "core/blob/s3/signature.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace argus::blob::s3 {

using base::ErrorCode;
using base::fail;
using base::Result;
namespace fs = std::filesystem;

namespace {

class MemorySource final : public net::BodySource
{
public:
    explicit MemorySource(std::string_view bytes)
        : m_bytes(bytes)
    { }
    std::uint64_t size() const override { return m_bytes.size(); }
    Result<std::size_t> read(std::span<std::uint8_t> out) override
    {
        const std::size_t taken = std::min(out.size(), m_bytes.size() - m_at);
        if (taken > 0) {
            std::memcpy(out.data(), m_bytes.data() + m_at, taken);
        }
        m_at += taken;
        return taken;
    }

private:
    const std::string_view m_bytes;
    std::size_t m_at = 0;
};

class FileSource final : public net::BodySource
{
public:
    FileSource(const base::UniqueFd& file, std::uint64_t size)
        : m_file(file)
        , m_size(size)
    { }
    std::uint64_t size() const override { return m_size; }
    Result<std::size_t> read(std::span<std::uint8_t> out) override
    {
        auto got = base::readAt(m_file, m_at, out.data(), out.size());
        m_at += got ? *got : 0;
        return got;
    }

private:
    const base::UniqueFd& m_file;
    const std::uint64_t m_size;
    std::uint64_t m_at = 0;
};

/// A file that goes with its descriptor, also when the process is killed.
Result<base::UniqueFd> namelessFile(const fs::path& folder)
{
    std::error_code error;
    fs::create_directories(folder, error);
    std::string pattern = (folder / ".part-XXXXXX").string();
    base::UniqueFd file(::mkostemp(pattern.data(), O_CLOEXEC));
    if (!file.isOpen()) {
        return fail(ErrorCode::Unavailable,
                    "cannot write to " + folder.string()
                        + ", where parts of an upload wait: " + base::errnoText(errno));
    }
    ::unlink(pattern.c_str());
    return file;
}

} // namespace

struct PartBuffer::Md5
{
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    /// Not everywhere: FIPS systems have none.
    bool works = EVP_DigestInit_ex(context, EVP_md5(), nullptr) == 1;

    Md5() = default;
    ~Md5() { EVP_MD_CTX_free(context); }
    Md5(const Md5&) = delete;
    Md5& operator=(const Md5&) = delete;
};

PartBuffer::PartBuffer(std::uint64_t memoryLimit, fs::path folder)
    : m_memoryLimit(memoryLimit)
    , m_folder(std::move(folder))
    , m_md5(std::make_unique<Md5>())
{ }

PartBuffer::~PartBuffer() = default;

Result<> PartBuffer::append(std::span<const std::uint8_t> data)
{
    m_sha256.update(data.data(), data.size());
    if (m_md5->works) {
        EVP_DigestUpdate(m_md5->context, data.data(), data.size());
    }
    m_size += data.size();
    if (!m_file.isOpen() && m_size <= m_memoryLimit) {
        m_bytes.append(reinterpret_cast<const char*>(data.data()), data.size());
        return {};
    }
    ARGUS_TRY(spill());
    return base::writeAll(m_file, data.data(), data.size());
}

Result<> PartBuffer::spill()
{
    if (m_file.isOpen()) {
        return {};
    }
    auto file = namelessFile(m_folder);
    if (!file) {
        return fail(file);
    }
    m_file = std::move(*file);
    ARGUS_TRY(base::writeAll(m_file, m_bytes.data(), m_bytes.size()));
    m_bytes = {};
    return {};
}

PartBuffer::Sums PartBuffer::finish()
{
    Sums sums {m_sha256.finish(), {}};
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest {};
    unsigned size = 0;
    if (m_md5->works && EVP_DigestFinal_ex(m_md5->context, digest.data(), &size) == 1) {
        sums.md5 = base64(std::string_view(reinterpret_cast<const char*>(digest.data()), size));
    }
    return sums;
}

std::unique_ptr<net::BodySource> PartBuffer::source() const
{
    if (m_file.isOpen()) {
        return std::make_unique<FileSource>(m_file, m_size);
    }
    return std::make_unique<MemorySource>(m_bytes);
}

void PartBuffer::clear()
{
    m_size = 0;
    m_bytes.clear();
    m_file.reset();
    m_sha256 = base::Sha256();
    m_md5 = std::make_unique<Md5>();
}

} // namespace argus::blob::s3
