// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

namespace argus::formats::test {

/// A folder that is removed at the end of the test.
class TempFolder
{
public:
    TempFolder()
    {
        std::string pattern = (std::filesystem::temp_directory_path() / "argus-formats-XXXXXX").string();
        REQUIRE(::mkdtemp(pattern.data()) != nullptr);
        m_path = pattern;
    }
    ~TempFolder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;

    std::filesystem::path file(const std::string& name) const { return m_path / name; }
    std::filesystem::path write(const std::string& name, const std::string& content) const
    {
        std::ofstream out(file(name), std::ios::binary);
        out << content;
        return file(name);
    }

private:
    std::filesystem::path m_path;
};

struct Member
{
    std::string name;
    std::string content;
    int type = AE_IFREG;
    std::string link = {}; ///< target of a symbolic link, or of a hard link for AE_IFREG
};

enum class Kind : unsigned char
{
    Zip,
    Tar,
    TarGz,
    TarZst,
    SevenZip,
    Gz,
    Zst
};

inline bool isRaw(Kind kind)
{
    return kind == Kind::Gz || kind == Kind::Zst;
}

inline void chooseFormat(struct archive* out, Kind kind)
{
    switch (kind) {
    case Kind::Zip:
        archive_write_set_format_zip(out);
        break;
    case Kind::SevenZip:
        archive_write_set_format_7zip(out);
        break;
    case Kind::Tar:
    case Kind::TarGz:
    case Kind::TarZst:
        archive_write_set_format_pax_restricted(out);
        break;
    case Kind::Gz:
    case Kind::Zst:
        archive_write_set_format_raw(out);
        break;
    }
    if (kind == Kind::TarGz || kind == Kind::Gz) {
        archive_write_add_filter_gzip(out);
    } else if (kind == Kind::TarZst || kind == Kind::Zst) {
        archive_write_add_filter_zstd(out);
    }
}

/// Writes an archive with libarchive's own writer.
inline std::filesystem::path makeArchive(const TempFolder& folder, const std::string& name, Kind kind,
                                         const std::vector<Member>& members, const char* password = nullptr)
{
    const auto path = folder.file(name);
    struct archive* out = archive_write_new();
    chooseFormat(out, kind);
    if (password != nullptr) {
        REQUIRE(archive_write_set_options(out, "zip:encryption=aes256") == ARCHIVE_OK);
        REQUIRE(archive_write_set_passphrase(out, password) == ARCHIVE_OK);
    }
    REQUIRE(archive_write_open_filename(out, path.c_str()) == ARCHIVE_OK);
    for (const Member& member : members) {
        struct archive_entry* entry = archive_entry_new();
        archive_entry_set_pathname(entry, member.name.c_str());
        archive_entry_set_filetype(entry, static_cast<unsigned>(member.type));
        archive_entry_set_perm(entry, 0644);
        if (member.type == AE_IFLNK) {
            archive_entry_set_symlink(entry, member.link.c_str());
        } else if (!member.link.empty()) {
            archive_entry_set_hardlink(entry, member.link.c_str());
        } else if (member.type == AE_IFREG) {
            archive_entry_set_size(entry, static_cast<la_int64_t>(member.content.size()));
        }
        REQUIRE(archive_write_header(out, entry) >= ARCHIVE_WARN);
        if (!member.content.empty()) {
            REQUIRE(archive_write_data(out, member.content.data(), member.content.size()) >= 0);
        }
        archive_entry_free(entry);
    }
    REQUIRE(archive_write_close(out) == ARCHIVE_OK);
    archive_write_free(out);
    return path;
}

/// Keeps members in memory and checks the order of the calls.
class MemorySink final : public ArchiveSink
{
public:
    base::Result<> beginMember(const std::string& name) override
    {
        CHECK(m_open.empty());
        CHECK_FALSE(name.empty());
        m_open = name;
        m_content.clear();
        return {};
    }
    base::Result<> memberData(std::span<const std::uint8_t> data) override
    {
        CHECK_FALSE(m_open.empty());
        m_content.append(reinterpret_cast<const char*>(data.data()), data.size());
        total += data.size();
        return {};
    }
    base::Result<> endMember() override
    {
        CHECK_FALSE(m_open.empty());
        CHECK(members.emplace(m_open, m_content).second);
        order.push_back(m_open);
        m_open.clear();
        return {};
    }
    void memberFailed(const std::string& name, const std::string& reason) override
    {
        if (!m_open.empty()) {
            CHECK(name == m_open);
            m_open.clear();
        }
        failed.emplace_back(name, reason);
    }

    std::map<std::string, std::string> members;
    std::vector<std::string> order;
    std::vector<std::pair<std::string, std::string>> failed;
    std::uint64_t total = 0;

private:
    std::string m_open;
    std::string m_content;
};

inline base::Result<> unpackTo(MemorySink& sink, const std::filesystem::path& path, const ArchiveLimits& limits = {})
{
    return unpack(base::ExecutionContext::root("test", "unpack"), path, path.filename().string(), sink, limits);
}

} // namespace argus::formats::test
