// SPDX-License-Identifier: Apache-2.0
#include "core/blob/s3/seal.h"

#include "core/base/text.h"

namespace argus::blob::s3 {

namespace {

constexpr std::string_view kFirstLine = "argus-seal 1\n";

/// Takes "name value\n" off the front.
std::optional<std::string> takeLine(std::string_view& text, std::string_view name)
{
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos || text.substr(0, name.size()) != name || text.size() <= name.size()
        || text[name.size()] != ' ') {
        return std::nullopt;
    }
    std::string value(text.substr(name.size() + 1, end - name.size() - 1));
    text.remove_prefix(end + 1);
    return value;
}

} // namespace

std::string Seal::toText() const
{
    return std::string(kFirstLine) + "upload " + upload + "\nsize " + std::to_string(size) + "\nsha256 " + sha256
        + "\n";
}

std::optional<Seal> Seal::parse(std::string_view text)
{
    if (text.substr(0, kFirstLine.size()) != kFirstLine) {
        return std::nullopt;
    }
    text.remove_prefix(kFirstLine.size());
    auto upload = takeLine(text, "upload");
    const auto size = takeLine(text, "size");
    auto sha256 = takeLine(text, "sha256");
    const auto bytes = size ? base::parseDecimal<std::uint64_t>(*size) : std::nullopt;
    if (!upload || !bytes || !sha256 || sha256->size() != 64) {
        return std::nullopt;
    }
    return Seal {std::move(*upload), *bytes, std::move(*sha256)};
}

} // namespace argus::blob::s3
