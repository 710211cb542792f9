// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/domain/triage_json.h"
#include "core/report/report.h"
#include "tests/report/samples.h"

#include <doctest/doctest.h>

#include <string>

using namespace argus;
using domain::ReportFormat;

namespace {

bool has(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("nothing from a recording becomes markup in HTML")
{
    const std::string html = report::render(report::samples::hostile(), ReportFormat::Html);
    CHECK_FALSE(has(html, "<script"));
    CHECK_FALSE(has(html, "\x1B"));
    CHECK_FALSE(has(html, "\xE2\x80\xAE"));
    CHECK(has(html, "&lt;script&gt;alert(1)&lt;/script&gt;"));
    CHECK(has(html, "&amp;amp;"));
    CHECK(base::isUtf8(html));
    // Quotes inside attributes: no caption or label may end its attribute early.
    CHECK_FALSE(has(html, "\"'&"));
    CHECK_FALSE(has(html, "http://evil\""));
}

TEST_CASE("nothing from a recording becomes markup in Markdown")
{
    const std::string text = report::render(report::samples::hostile(), ReportFormat::Markdown);
    CHECK_FALSE(has(text, "<script"));
    // Brackets, colons and bars from the data carry a backslash; only links to our own evidence do not.
    for (std::size_t at = text.find("]("); at != std::string::npos; at = text.find("](", at + 1)) {
        CHECK((text[at - 1] == '\\' || text.compare(at, 4, "](#E") == 0));
    }
    for (std::size_t at = text.find("://"); at != std::string::npos; at = text.find("://", at + 1)) {
        CHECK(text[at - 1] == '\\');
    }
    CHECK(has(text, "&lt;script&gt;"));
    CHECK(has(text, "\\|"));
    CHECK(base::isUtf8(text));
}

TEST_CASE("nothing from a recording steers a terminal")
{
    const std::string text = report::render(report::samples::hostile(), ReportFormat::Text);
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        CHECK((byte >= 0x20 || byte == '\n'));
    }
    CHECK_FALSE(has(text, "\xE2\x80\xAE"));
    CHECK(base::isUtf8(text));
}

TEST_CASE("a hostile result is still a document that reads back")
{
    const std::string json = report::render(report::samples::hostile(), ReportFormat::Json);
    const auto back = domain::triageFromJson(json);
    REQUIRE(back);
    CHECK(domain::toJson(*back) + "\n" == json);
}
