// SPDX-License-Identifier: Apache-2.0
#include "core/formats/signatures.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace argus::formats {

namespace {

using namespace std::string_view_literals;

/// Bytes at a place, and what a file is that has them there.
struct Signature
{
    std::size_t offset;
    std::string_view bytes;
    std::string_view name;
};

/// Recordings that are known by sight.
constexpr std::array kRecordings {
    Signature {0, "Generic File\0"sv, "a compressed CANedge recording (MFC)"},
    Signature {0, "DLT\x01"sv, "an AUTOSAR DLT log"},
    Signature {0, "DLT\x02"sv, "an AUTOSAR DLT log, version 2"},
    Signature {0, "\x89MCAP0\r\n"sv, "an MCAP recording"},
    Signature {0, "#ROSBAG V"sv, "a ROS bag"},
};

/// Things that are no recordings.
constexpr std::array kOthers {
    Signature {0, "\x89PNG\r\n\x1A\n"sv, "a PNG picture"},
    Signature {0, "\xFF\xD8\xFF"sv, "a JPEG picture"},
    Signature {0, "GIF87a"sv, "a GIF picture"},
    Signature {0, "GIF89a"sv, "a GIF picture"},
    Signature {8, "WEBP"sv, "a WebP picture"},
    Signature {0, "II*\0"sv, "a TIFF picture"},
    Signature {0, "MM\0*"sv, "a TIFF picture"},
    Signature {4, "ftyp"sv, "a video or picture (MP4, HEIF)"},
    Signature {8, "AVI "sv, "a video (AVI)"},
    Signature {8, "WAVE"sv, "a sound file (WAV)"},
    Signature {0, "\x1A\x45\xDF\xA3"sv, "a video (Matroska)"},
    Signature {0, "%PDF-"sv, "a PDF document"},
    Signature {0, "{\\rtf"sv, "an RTF document"},
    Signature {0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "an Office document"},
    Signature {0,
               "\x7F"
               "ELF"sv,
               "a program (ELF)"},
    Signature {0, "SQLite format 3\0"sv, "an SQLite database"},
    Signature {0, "\x89HDF\r\n\x1A\n"sv, "an HDF5 file"},
    Signature {0, "PAR1"sv, "a Parquet file"},
    Signature {0, "MATLAB 5.0 MAT-file"sv, "a MATLAB file"},
    Signature {0, "PK\x03\x04"sv, "a zip archive"},
    Signature {0, "PK\x05\x06"sv, "an empty zip archive"},
    Signature {0, "7z\xBC\xAF\x27\x1C"sv, "a 7z archive"},
    Signature {0, "\x1F\x8B"sv, "a gzip-compressed file"},
    Signature {0, "\x28\xB5\x2F\xFD"sv, "a zstd-compressed file"},
    Signature {257, "ustar"sv, "a tar archive"},
    Signature {0,
               "\xFD"
               "7zXZ\0"sv,
               "an xz-compressed file"},
    Signature {0, "BZh"sv, "a bzip2-compressed file"},
    Signature {0, "Rar!\x1A\x07"sv, "a RAR archive"},
    Signature {0, "version https://git-lfs.github.com/spec/"sv,
               "a Git LFS pointer, which stands for a file that was not fetched"},
    Signature {0, "VERSION \""sv, "a DBC database, not a recording"},
    Signature {0, "MZ"sv, "a program (Windows)"},
};

std::string_view asText(std::span<const std::uint8_t> head)
{
    return {reinterpret_cast<const char*>(head.data()), head.size()};
}

const Signature* find(std::span<const Signature> signatures, std::string_view text)
{
    const auto found = std::find_if(signatures.begin(), signatures.end(), [text](const Signature& signature) {
        return text.size() >= signature.offset && text.substr(signature.offset).starts_with(signature.bytes);
    });
    return found == signatures.end() ? nullptr : &*found;
}

/// Every other byte of Western text in UTF-16 is zero.
bool looksLikeUtf16(std::string_view text)
{
    if (text.starts_with("\xFF\xFE"sv) || text.starts_with("\xFE\xFF"sv)) {
        return true;
    }
    const std::size_t size = std::min<std::size_t>(text.size(), 512) & ~std::size_t {1};
    std::array<std::size_t, 2> zeros {};
    for (std::size_t i = 0; i < size; ++i) {
        zeros[i % 2] += text[i] == '\0' ? 1 : 0;
    }
    const auto [few, many] = std::minmax(zeros[0], zeros[1]);
    return size >= 8 && many * 10 > size / 2 * 9 && few * 10 < size / 2;
}

bool looksBinary(std::string_view text)
{
    const auto odd = std::count_if(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\x1B' && c != '\f';
    });
    return static_cast<std::size_t>(odd) * 50 > text.size() || (!base::isUtf8(text) && odd > 0);
}

std::string describeText(std::string_view text)
{
    const std::string lower = base::toLower(base::trimmed(text.substr(0, 4096)));
    const std::string_view start(lower);
    if (start.starts_with("<!doctype html") || start.starts_with("<html")) {
        return "it is a web page (HTML)";
    }
    if (start.starts_with("<?xml") || start.starts_with("<autosar")) {
        return "it is an XML document";
    }
    if (start.starts_with('{') || start.starts_with('[')) {
        return "it looks like JSON text";
    }
    if (start.empty()) {
        return "it holds only blanks";
    }
    return "it is text, but no recording that this version knows";
}

} // namespace

bool isZippedDocument(std::span<const std::uint8_t> head)
{
    // APPNOTE.TXT 4.3.7: the name's length at 26, the name at 30, its content behind it.
    constexpr std::size_t kName = 30;
    const std::string_view text = asText(head);
    if (!text.starts_with("PK\x03\x04") || text.size() < kName) {
        return false;
    }
    const std::size_t length = head[26] | std::size_t {head[27]} << 8;
    const std::string_view name = text.substr(kName, length);
    if (name == "mimetype") {
        const std::string_view content = text.substr(std::min(text.size(), kName + length), 256);
        return content.find("application/vnd.oasis") != std::string_view::npos
            || content.find("application/epub") != std::string_view::npos;
    }
    constexpr std::array kStarts {"[Content_Types].xml"sv, "_rels/.rels"sv, "docProps/"sv};
    return std::any_of(kStarts.begin(), kStarts.end(),
                       [name](std::string_view start) { return name.starts_with(start); });
}

std::string describeContent(std::span<const std::uint8_t> head)
{
    const std::string_view text = asText(head);
    if (text.empty()) {
        return "it is empty";
    }
    if (const Signature* known = find(kRecordings, text)) {
        return "it seems to be " + std::string(known->name) + ", which this version does not read";
    }
    if (isZippedDocument(head)) {
        return "it looks like an Office document";
    }
    if (const Signature* known = find(kOthers, text)) {
        return "it looks like " + std::string(known->name);
    }
    if (looksLikeUtf16(text)) {
        return "it is UTF-16 text; saved as UTF-8 it may be readable";
    }
    if (std::all_of(text.begin(), text.end(), [](char c) { return c == '\0'; })) {
        return "it holds only zero bytes";
    }
    return looksBinary(text) ? "it is binary data of an unknown kind" : describeText(text);
}

} // namespace argus::formats
