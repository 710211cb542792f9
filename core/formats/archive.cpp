// SPDX-License-Identifier: Apache-2.0
#include "core/formats/archive.h"

#include "core/base/file_io.h"
#include "core/base/text.h"
#include "core/formats/archive_names.h"
#include "core/formats/gzip_stream.h"
#include "core/formats/signatures.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace argus::formats {

namespace {

using base::ErrorCode;
using base::Result;
using namespace std::string_view_literals;

constexpr std::size_t kReadBlock = 64 * 1024;
constexpr std::size_t kDataBlock = 256 * 1024;
/// Small archives may unpack to many times their size: zeros and short logs do.
constexpr std::uint64_t kRatioFrom = 16ULL << 20;
constexpr int kMaxRetries = 64;
constexpr int kMaxReopened = 100;
constexpr std::string_view kRest = "(rest of the archive)";

struct ArchiveDeleter
{
    void operator()(struct archive* handle) const { archive_read_free(handle); }
};
using ArchiveHandle = std::unique_ptr<struct archive, ArchiveDeleter>;

/// libarchive turns the names of members into the locale's character set: in the "C" locale, which programs start in,
/// everything beyond ASCII would be lost. Sets UTF-8 for the calling thread only.
class Utf8Locale
{
public:
    Utf8Locale()
        : m_locale(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr))
        , m_before(m_locale != nullptr ? ::uselocale(m_locale) : nullptr)
    { }
    ~Utf8Locale()
    {
        if (m_locale != nullptr) {
            ::uselocale(m_before);
            ::freelocale(m_locale);
        }
    }
    Utf8Locale(const Utf8Locale&) = delete;
    Utf8Locale& operator=(const Utf8Locale&) = delete;

private:
    locale_t m_locale;
    locale_t m_before;
};

bool startsWith(std::span<const std::uint8_t> head, std::string_view bytes)
{
    return std::string_view(reinterpret_cast<const char*>(head.data()), head.size()).starts_with(bytes);
}

/// POSIX.1-1988 ustar and the older form, which has no mark but a checksum: the sum of the 512 bytes of the header with
/// the checksum's own field counted as blanks, in octal at 148.
bool isTar(std::span<const std::uint8_t> head)
{
    constexpr std::size_t kHeader = 512;
    constexpr std::size_t kSumAt = 148;
    constexpr std::size_t kSumSize = 8;
    if (head.size() < kHeader || head[0] == 0) {
        return false;
    }
    std::uint32_t sum = 0;
    std::uint32_t stated = 0;
    bool digits = false;
    for (std::size_t i = 0; i < kHeader; ++i) {
        const bool inField = i >= kSumAt && i < kSumAt + kSumSize;
        sum += inField ? std::uint32_t {' '} : head[i];
        if (inField && head[i] >= '0' && head[i] <= '7') {
            stated = stated * 8 + (head[i] - std::uint32_t {'0'});
            digits = true;
        } else if (inField && head[i] != ' ' && head[i] != 0) {
            return false;
        }
    }
    return digits && sum == stated;
}

std::string messageOf(struct archive* handle)
{
    const char* text = archive_error_string(handle);
    return text == nullptr ? "its structure is broken" : base::printable(text, 200);
}

std::string rawNameOf(struct archive_entry* entry)
{
    if (const char* name = archive_entry_pathname_utf8(entry)) {
        return name;
    }
    const char* name = archive_entry_pathname(entry);
    return name == nullptr ? std::string() : std::string(name);
}

/// Why an entry is no file to unpack; empty when it is one.
std::string_view refusalOf(struct archive_entry* entry)
{
    if (archive_entry_hardlink(entry) != nullptr || archive_entry_symlink(entry) != nullptr
        || archive_entry_filetype(entry) == AE_IFLNK) {
        return "it is a link";
    }
    const auto type = archive_entry_filetype(entry);
    if (type != AE_IFREG && type != 0) {
        return "it is a device or another special file";
    }
    if (archive_entry_is_encrypted(entry) > 0) {
        return "it is encrypted";
    }
    return {};
}

enum class Layout : std::uint8_t
{
    Zip,
    SevenZip,
    Tar, ///< compressed or not
    Single, ///< one compressed file
};

enum class Packing : std::uint8_t
{
    None,
    Gzip, ///< unpacked here: libarchive drops what it had when the data breaks off
    Zstd
};

/// What hands libarchive the content of a gzip file, up to where it is damaged.
struct GzipFeed
{
    explicit GzipFeed(const base::UniqueFd& fd)
        : stream(fd)
        , buffer(kReadBlock)
    { }
    GzipStream stream;
    std::vector<std::uint8_t> buffer;
};

la_ssize_t feedGzip(struct archive* handle, void* feed, const void** data)
{
    auto& gzip = *static_cast<GzipFeed*>(feed);
    const auto got = gzip.stream.read(gzip.buffer);
    if (!got) {
        archive_set_error(handle, EIO, "%s", got.error().message.c_str());
        return -1;
    }
    *data = gzip.buffer.data();
    return static_cast<la_ssize_t>(*got);
}

/// Opens a file with the formats of one layout only: with all of them, libarchive would take a compressed log that
/// begins with zero bytes for an empty tar, or damage for a file without format. `gzip` must outlive what is returned;
/// null where the file is not of that packing.
Result<ArchiveHandle> openAs(const base::UniqueFd& fd, Layout layout, Packing packing, GzipFeed* gzip)
{
    ArchiveHandle handle(archive_read_new());
    if (handle == nullptr || ::lseek(fd.get(), 0, SEEK_SET) != 0) {
        return base::fail(ErrorCode::Internal, "cannot start to read an archive");
    }
    if (packing == Packing::Zstd) {
        archive_read_support_filter_zstd(handle.get());
    }
    switch (layout) {
    case Layout::Zip:
        archive_read_support_format_zip(handle.get());
        break;
    case Layout::SevenZip:
        archive_read_support_format_7zip(handle.get());
        break;
    case Layout::Tar:
        archive_read_support_format_tar(handle.get());
        break;
    case Layout::Single:
        archive_read_support_format_raw(handle.get());
        archive_read_support_format_empty(handle.get());
        break;
    }
    const int opened = gzip != nullptr ? archive_read_open(handle.get(), gzip, nullptr, feedGzip, nullptr)
                                       : archive_read_open_fd(handle.get(), fd.get(), kReadBlock);
    if (opened != ARCHIVE_OK
        || (packing == Packing::Zstd && archive_filter_code(handle.get(), 0) == ARCHIVE_FILTER_NONE)) {
        return base::fail(ErrorCode::Invalid, "the archive is damaged: " + messageOf(handle.get()));
    }
    return handle;
}

/// What a compressed file holds: a tar, or anything else as it is.
Result<Layout> layoutWithin(const base::UniqueFd& fd, Packing packing)
{
    std::array<std::uint8_t, 512> start {};
    if (packing == Packing::Gzip) {
        const auto got = GzipStream(fd).read(start);
        if (!got) {
            return base::fail(got);
        }
        return isTar(std::span(start).first(*got)) ? Layout::Tar : Layout::Single;
    }
    const auto handle = openAs(fd, Layout::Single, packing, nullptr);
    if (!handle) {
        return base::fail(handle);
    }
    struct archive_entry* entry = nullptr;
    if (archive_read_next_header(handle->get(), &entry) != ARCHIVE_OK) {
        return Layout::Single;
    }
    const la_ssize_t got = archive_read_data(handle->get(), start.data(), start.size());
    return got > 0 && isTar(std::span(start).first(static_cast<std::size_t>(got))) ? Layout::Tar : Layout::Single;
}

/// One run over an archive.
class Unpacker
{
public:
    Unpacker(const base::ExecutionContext& context, ArchiveSink& sink, const ArchiveLimits& limits,
             std::string singleName, std::uint64_t packed)
        : m_context(context)
        , m_sink(sink)
        , m_limits(limits)
        , m_singleName(std::move(singleName))
        , m_packed(std::max<std::uint64_t>(packed, 1))
        , m_buffer(kDataBlock)
    { }

    /// Opens the archive from its start; for a kind in which one damaged member does not hide the next.
    using Reopen = std::function<Result<ArchiveHandle>()>;
    /// `gzip`: what `handle` reads from, null where it reads the file. `reopen` may be empty.
    Result<> runArchive(ArchiveHandle handle, const GzipStream* gzip, Reopen reopen);
    Result<> runGzip(GzipStream& gzip);

private:
    Result<> member(struct archive_entry* entry);
    void beginData();
    Result<> copyData(const std::string& name);
    Result<> dropData();
    Result<> countUnpacked(std::uint64_t bytes);
    Result<la_ssize_t> readBlock();
    Result<la_ssize_t> readGzip();
    la_ssize_t readEntry();
    std::string reason() const;
    Result<> endDamaged(const std::string& name, la_ssize_t status, std::uint64_t bytes);
    Result<> archiveDamaged();
    bool passOverDamaged();

    const base::ExecutionContext& m_context;
    ArchiveSink& m_sink;
    const ArchiveLimits m_limits;
    const std::string m_singleName; ///< of the one member of a compressed file; empty for archives
    const std::uint64_t m_packed;
    ArchiveHandle m_handle; ///< null for a gzip file that is no archive
    GzipStream* m_gzip = nullptr; ///< that file
    const GzipStream* m_feed = nullptr; ///< what the archive comes from, where that is compressed
    std::vector<std::uint8_t> m_buffer;
    std::span<const std::uint8_t> m_block; ///< what readBlock() read
    std::span<const std::uint8_t> m_pending; ///< of the member, after the hole before it
    std::int64_t m_pendingAt = 0;
    std::int64_t m_position = 0; ///< in the member
    int m_atEnd = 0; ///< 0, or what libarchive had to say of the member's data
    ArchiveNames m_names;
    std::uint64_t m_entries = 0;
    std::uint64_t m_unpacked = 0;
    bool m_fatal = false;
    Reopen m_reopen;
    int m_reopened = 0;
};

/// What is wrong: of an archive in a compressed file the compression comes first.
std::string Unpacker::reason() const
{
    const GzipStream* gzip = m_gzip != nullptr ? m_gzip : m_feed;
    return gzip != nullptr && !gzip->damage().empty() ? gzip->damage()
        : m_handle != nullptr                         ? messageOf(m_handle.get())
                                                      : std::string("its structure is broken");
}

/// The archive cannot be read any further: a failure of the whole when nothing was got out of it.
Result<> Unpacker::archiveDamaged()
{
    const std::string what = "the archive is damaged: " + reason();
    if (m_entries == 0) {
        return base::fail(ErrorCode::Invalid, what);
    }
    m_sink.memberFailed(std::string(kRest), what);
    return {};
}

Result<> Unpacker::runGzip(GzipStream& gzip)
{
    m_gzip = &gzip;
    ++m_entries;
    return copyData(m_names.clean(m_singleName));
}

/// After a member whose damage libarchive takes for that of the whole: begins again behind it. False when that cannot
/// be.
bool Unpacker::passOverDamaged()
{
    if (!m_reopen || ++m_reopened > kMaxReopened) {
        return false;
    }
    auto handle = m_reopen();
    struct archive_entry* entry = nullptr;
    for (std::uint64_t i = 0; handle && i < m_entries; ++i) {
        if (archive_read_next_header(handle->get(), &entry) < ARCHIVE_WARN) {
            return false;
        }
    }
    if (handle) {
        m_handle = std::move(*handle);
        m_fatal = false;
    }
    return handle.has_value();
}

Result<> Unpacker::runArchive(ArchiveHandle handle, const GzipStream* gzip, Reopen reopen)
{
    m_handle = std::move(handle);
    m_reopen = std::move(reopen);
    m_feed = gzip;
    struct archive_entry* entry = nullptr;
    int retries = 0;
    while (true) {
        ARGUS_TRY(m_context.check());
        const int status = archive_read_next_header(m_handle.get(), &entry);
        if (status == ARCHIVE_EOF) {
            // Cut between two members it looks like the end.
            return m_feed != nullptr && !m_feed->damage().empty() ? archiveDamaged() : Result<>();
        }
        if (status == ARCHIVE_RETRY && ++retries < kMaxRetries) {
            continue;
        }
        if (status < ARCHIVE_WARN) {
            return archiveDamaged();
        }
        if (++m_entries > m_limits.members) {
            return base::fail(ErrorCode::Invalid,
                              "the archive has more than " + std::to_string(m_limits.members) + " members");
        }
        ARGUS_TRY(member(entry));
        if (m_fatal && !passOverDamaged()) {
            return m_singleName.empty() ? archiveDamaged() : Result<>(); // of one file the member said it all
        }
    }
}

Result<> Unpacker::member(struct archive_entry* entry)
{
    if (archive_entry_filetype(entry) == AE_IFDIR) {
        return {};
    }
    const std::string name = m_names.clean(m_singleName.empty() ? rawNameOf(entry) : m_singleName);
    if (const std::string_view refusal = refusalOf(entry); !refusal.empty()) {
        m_sink.memberFailed(name, std::string(refusal));
        return archive_entry_is_encrypted(entry) > 0 ? Result<>() : dropData();
    }
    return copyData(name);
}

Result<> Unpacker::countUnpacked(std::uint64_t bytes)
{
    m_unpacked += bytes;
    if (m_unpacked > m_limits.totalBytes) {
        return base::fail(ErrorCode::Invalid,
                          "the archive unpacks to more than " + base::formatBytes(m_limits.totalBytes));
    }
    if (m_unpacked > kRatioFrom && m_unpacked / m_packed >= m_limits.ratio) {
        return base::fail(ErrorCode::Invalid,
                          "the archive unpacks to more than " + std::to_string(m_limits.ratio) + " times its size");
    }
    return {};
}

Result<la_ssize_t> Unpacker::readGzip()
{
    const auto got = m_gzip->read(m_buffer);
    if (!got) {
        return base::fail(got);
    }
    m_block = std::span(m_buffer).first(*got);
    return *got == 0 && !m_gzip->damage().empty() ? la_ssize_t {ARCHIVE_FATAL} : static_cast<la_ssize_t>(*got);
}

/// Block by block: archive_read_data(), which fills a buffer, drops what it has when the next block is damaged.
la_ssize_t Unpacker::readEntry()
{
    if (m_pending.empty()) {
        const void* data = nullptr;
        std::size_t size = 0;
        la_int64_t offset = 0;
        const int status = archive_read_data_block(m_handle.get(), &data, &size, &offset);
        if (status == ARCHIVE_EOF) {
            return m_atEnd;
        }
        if (status == ARCHIVE_WARN && size > 0) {
            m_atEnd = status; // as a wrong checksum, which comes with the last data
        } else if (status != ARCHIVE_OK || size == 0) {
            return status != ARCHIVE_OK ? status : la_ssize_t {ARCHIVE_RETRY};
        }
        if (offset < m_position) {
            return ARCHIVE_FATAL;
        }
        m_pending = {static_cast<const std::uint8_t*>(data), size};
        m_pendingAt = offset;
    }
    if (m_pendingAt > m_position) {
        // A hole, as sparse files have.
        const auto hole = static_cast<std::uint64_t>(m_pendingAt - m_position);
        const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(hole, m_buffer.size()));
        std::fill_n(m_buffer.begin(), size, std::uint8_t {0});
        m_block = std::span(m_buffer).first(size);
    } else {
        m_block = std::exchange(m_pending, {});
    }
    m_position += static_cast<std::int64_t>(m_block.size());
    return static_cast<la_ssize_t>(m_block.size());
}

/// Sets m_block; its size, 0 at the end of the member, below 0 a libarchive status.
Result<la_ssize_t> Unpacker::readBlock()
{
    for (int retries = 0;; ++retries) {
        ARGUS_TRY(m_context.check());
        auto got = m_gzip != nullptr ? readGzip() : Result<la_ssize_t>(readEntry());
        if (got && *got == ARCHIVE_RETRY && retries < kMaxRetries) {
            continue;
        }
        if (got && *got > 0) {
            // Sizes in headers may lie: only bytes that really came count.
            ARGUS_TRY(countUnpacked(static_cast<std::uint64_t>(*got)));
        }
        return got;
    }
}

void Unpacker::beginData()
{
    m_pending = {};
    m_position = 0;
    m_atEnd = 0;
}

/// Passes over data that a refused member may claim to have, within the limits: libarchive would skip any amount of it.
Result<> Unpacker::dropData()
{
    beginData();
    while (true) {
        const auto got = readBlock();
        if (!got) {
            return base::fail(got);
        }
        if (*got <= 0) {
            return {};
        }
    }
}

Result<> Unpacker::copyData(const std::string& name)
{
    ARGUS_TRY(m_sink.beginMember(name));
    std::uint64_t bytes = 0;
    bool tooLarge = false;
    beginData();
    while (true) {
        const auto got = readBlock();
        if (!got) {
            if (!tooLarge) {
                m_sink.memberFailed(name, got.error().message);
            }
            return base::fail(got);
        }
        if (*got < 0) {
            return tooLarge ? Result<>() : endDamaged(name, *got, bytes);
        }
        if (*got == 0) {
            return tooLarge ? Result<>() : m_sink.endMember();
        }
        bytes += m_block.size();
        if (!tooLarge && bytes > m_limits.memberBytes) {
            // What is left is read all the same, so that it counts towards the limits of the whole.
            tooLarge = true;
            m_sink.memberFailed(name, "it unpacks to more than " + base::formatBytes(m_limits.memberBytes));
        }
        if (!tooLarge) {
            ARGUS_TRY(m_sink.memberData(m_block));
        }
    }
}

/// A member whose data broke off, or whose checksum is not that of its data (ARCHIVE_WARN). A recording is readable up
/// to where it was cut, and around a few wrong bytes: what came is kept, and what is wrong with it is told.
Result<> Unpacker::endDamaged(const std::string& name, la_ssize_t status, std::uint64_t bytes)
{
    m_fatal = status == ARCHIVE_FATAL;
    const std::string message = reason();
    if (bytes == 0) {
        m_sink.memberFailed(name, "it is damaged: " + message);
        return {};
    }
    ARGUS_TRY(m_sink.endMember());
    m_sink.memberFailed(name,
                        status == ARCHIVE_WARN ? "it is damaged, some of its bytes are not what was packed: " + message
                                               : "it is damaged, only its first " + std::to_string(bytes)
                                + " bytes could be unpacked: " + message);
    return {};
}

} // namespace

bool isArchive(std::span<const std::uint8_t> head)
{
    if (isZippedDocument(head)) {
        return false;
    }
    constexpr std::array kStarts {"PK\x03\x04"sv,         "PK\x05\x06"sv,   "PK\x07\x08"sv,
                                  "7z\xBC\xAF\x27\x1C"sv, "\x1F\x8B\x08"sv, "\x28\xB5\x2F\xFD"sv};
    return std::any_of(kStarts.begin(), kStarts.end(),
                       [head](std::string_view start) { return startsWith(head, start); })
        || isTar(head);
}

Result<> unpack(const base::ExecutionContext& context, const std::filesystem::path& archive,
                const std::string& archiveName, ArchiveSink& sink, const ArchiveLimits& limits)
{
    const auto fd = base::openForReading(archive);
    if (!fd) {
        return base::fail(fd);
    }
    const auto size = base::fileSize(*fd);
    if (!size) {
        return base::fail(size);
    }
    std::array<std::uint8_t, 4096> head {};
    const auto got = base::readAt(*fd, 0, head.data(), head.size());
    if (!got) {
        return base::fail(got);
    }
    const auto bytes = std::span(head).first(*got);
    if (!isArchive(bytes)) {
        return base::fail(ErrorCode::Invalid, "not an archive: " + describeContent(bytes));
    }
    const Utf8Locale locale;
    Layout layout = startsWith(bytes, "PK") ? Layout::Zip : startsWith(bytes, "7z") ? Layout::SevenZip : Layout::Tar;
    const Packing packing = layout != Layout::Tar || isTar(bytes) ? Packing::None
        : startsWith(bytes, "\x1F")                               ? Packing::Gzip
                                                                  : Packing::Zstd;
    if (packing != Packing::None) {
        const auto within = layoutWithin(*fd, packing);
        if (!within) {
            return base::fail(within);
        }
        layout = *within;
    }
    std::string singleName = layout == Layout::Single ? withoutLastExtension(archiveName) : std::string();
    if (layout == Layout::Single && singleName.empty()) {
        singleName = "member";
    }
    Unpacker unpacker(context, sink, limits, std::move(singleName), *size);
    if (packing == Packing::Gzip && layout == Layout::Single) {
        GzipStream gzip(*fd);
        return unpacker.runGzip(gzip);
    }
    std::optional<GzipFeed> feed;
    if (packing == Packing::Gzip) {
        feed.emplace(*fd);
    }
    auto handle = openAs(*fd, layout, packing, feed ? &*feed : nullptr);
    if (!handle) {
        return base::fail(handle);
    }
    const auto reopen = [&fd, packing] { return openAs(*fd, Layout::Zip, packing, nullptr); };
    return unpacker.runArchive(std::move(*handle), feed ? &feed->stream : nullptr,
                               layout == Layout::Zip ? Unpacker::Reopen(reopen) : nullptr);
}

} // namespace argus::formats
