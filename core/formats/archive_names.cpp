// SPDX-License-Identifier: Apache-2.0
#include "core/formats/archive_names.h"

#include "core/base/text.h"

#include <algorithm>
#include <functional>
#include <vector>

namespace argus::formats {

namespace {

/// Longest part and longest name in bytes; file systems allow 255 and 4096, and uploads put their own names before.
constexpr std::size_t kMaxPart = 200;
constexpr std::size_t kMaxName = 1024;
constexpr std::size_t kMaxExtension = 16;
constexpr std::string_view kNameless = "member";

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// At most `size` bytes of well-formed UTF-8 without cutting a character.
std::string_view shortened(std::string_view text, std::size_t size)
{
    if (text.size() <= size) {
        return text;
    }
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) {
        --size;
    }
    return text.substr(0, size);
}

std::size_t extensionStart(std::string_view name)
{
    const std::size_t dot = name.rfind('.');
    return dot == std::string_view::npos || dot == 0 ? name.size() : dot;
}

/// The bytes of a part that every system can show and store: others as %NN.
std::string safePart(std::string_view part)
{
    // Twice the bound is enough to look at: what follows is cut off anyway, but for the extension.
    std::string text;
    if (part.size() > 2 * kMaxPart) {
        const std::string_view extension = part.substr(extensionStart(part));
        text = part.substr(0, kMaxPart);
        text += extension.size() <= kMaxExtension ? extension : std::string_view {};
        part = text;
    }
    std::string out;
    for (std::size_t i = 0; i < part.size();) {
        std::size_t size = 1;
        while (size < 4 && i + size < part.size() && !base::isUtf8(part.substr(i, size))) {
            ++size;
        }
        const std::string_view character = part.substr(i, size);
        const auto byte = static_cast<unsigned char>(part[i]);
        if (base::isUtf8(character) && byte >= 0x20 && byte != 0x7F) {
            out += character;
            i += size;
        } else {
            out += '%' + base::hexNumber(byte, 2);
            ++i;
        }
    }
    if (out.size() > kMaxPart) {
        const std::string extension = out.substr(extensionStart(out));
        const std::size_t kept = extension.size() <= kMaxExtension ? extension.size() : 0;
        out = std::string(shortened(out, kMaxPart - kept)) + extension.substr(extension.size() - kept);
    }
    return out;
}

std::vector<std::string_view> partsOf(std::string_view name)
{
    std::vector<std::string_view> parts;
    while (!name.empty()) {
        // Backslashes divide as well: archives from Windows have them, and no recording needs one in its name.
        const std::size_t end = std::min(name.find_first_of("/\\"), name.size());
        std::string_view part = name.substr(0, end);
        name.remove_prefix(std::min(end + 1, name.size()));
        if (parts.empty() && part.size() >= 2 && isLetter(part[0]) && part[1] == ':') {
            part.remove_prefix(2);
        }
        if (!part.empty() && part != "." && part != ".." && part != "?") {
            parts.push_back(part);
        }
    }
    return parts;
}

} // namespace

bool ArchiveNames::claim(const std::string& name)
{
    return m_taken.insert(std::hash<std::string> {}(name)).second;
}

std::string ArchiveNames::clean(std::string_view raw)
{
    ++m_members;
    // A name of more bytes is only good for its last part.
    constexpr std::size_t kMaxRaw = 4096;
    if (raw.size() > kMaxRaw) {
        const std::size_t slash = raw.find_last_of("/\\");
        raw = slash == std::string_view::npos ? raw : raw.substr(slash);
    }
    const std::vector<std::string_view> parts = partsOf(raw);
    std::string name;
    for (const std::string_view part : parts) {
        name += (name.empty() ? "" : "/") + safePart(part);
    }
    if (name.size() > kMaxName) {
        name = safePart(parts.back());
    }
    if (name.empty()) {
        name = kNameless;
    }
    if (claim(name)) {
        return name;
    }
    const std::size_t slash = name.rfind('/');
    const std::size_t partStart = slash == std::string::npos ? 0 : slash + 1;
    const std::size_t dot = partStart + extensionStart(std::string_view(name).substr(partStart));
    // The number of the member is unused as a suffix unless the archive means mischief: then count on.
    for (std::uint64_t number = m_members;; ++number) {
        std::string unique = name.substr(0, dot) + " (" + std::to_string(number) + ")" + name.substr(dot);
        if (claim(unique)) {
            return unique;
        }
    }
}

std::string withoutLastExtension(std::string_view name)
{
    const std::size_t slash = name.find_last_of("/\\");
    name = slash == std::string_view::npos ? name : name.substr(slash + 1);
    return std::string(name.substr(0, extensionStart(name)));
}

} // namespace argus::formats
