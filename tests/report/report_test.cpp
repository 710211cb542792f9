// SPDX-License-Identifier: Apache-2.0
#include "core/report/report.h"

#include "core/base/file_io.h"
#include "core/domain/triage_json.h"
#include "core/report/text_width.h"
#include "tests/report/samples.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <sstream>
#include <string>

using namespace argus;
using domain::ReportFormat;

namespace {

bool has(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

std::size_t occurrences(const std::string& text, const std::string& part)
{
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) {
        ++count;
    }
    return count;
}

} // namespace

// After a wanted change, ARGUS_UPDATE_GOLDEN=1 in the environment writes the files anew; read the difference.
TEST_CASE("the text report is as it was agreed")
{
    for (const auto& [name, triage] : report::samples::all()) {
        if (name == "hostile") {
            continue;
        }
        CAPTURE(name);
        const std::string path = std::string(ARGUS_SOURCE_DIR) + "/tests/report/golden/" + name + ".txt";
        const std::string text = report::render(triage, ReportFormat::Text);
        if (std::getenv("ARGUS_UPDATE_GOLDEN") != nullptr) {
            CHECK(base::writeFileAtomically(path, text));
        }
        const auto golden = base::readSmallFile(path, 1 << 20);
        REQUIRE(golden);
        CHECK(text == *golden);
    }
}

TEST_CASE("no line of the text report is wider than 100 columns")
{
    for (const auto& [name, triage] : report::samples::all()) {
        if (name == "hostile") {
            continue;
        }
        std::istringstream lines(report::render(triage, ReportFormat::Text));
        for (std::string line; std::getline(lines, line);) {
            CAPTURE(line);
            CHECK(report::displayWidth(line) <= 104);
            CHECK_FALSE(line.ends_with(' '));
        }
    }
}

TEST_CASE("where no recording could be read, or the batch has warnings, none is said to be accounted for")
{
    domain::Triage triage = report::samples::withFailedFile();
    // What could not be unpacked is such a warning.
    CHECK_FALSE(has(report::render(triage, ReportFormat::Text), "is accounted for"));
    triage.warnings.clear();
    CHECK(has(report::render(triage, ReportFormat::Text), "is accounted for"));
    std::erase_if(triage.files, [](const auto& file) { return file.status != domain::FileStatus::Failed; });
    REQUIRE(triage.files.size() == 1);
    CHECK_FALSE(has(report::render(triage, ReportFormat::Text), "is accounted for"));
}

TEST_CASE("every format says who made the diagnosis and labels synthetic recordings")
{
    for (const ReportFormat format : {ReportFormat::Text, ReportFormat::Markdown, ReportFormat::Html}) {
        CAPTURE(toString(format));
        const std::string real = report::render(report::samples::car(), format);
        CHECK(has(real, "Diagnosis by rules"));
        CHECK_FALSE(has(real, "SYNTHETIC RECORDING"));
        CHECK(has(report::render(report::samples::truck(), format), "SYNTHETIC RECORDING"));
        auto modelled = report::samples::car();
        modelled.diagnosis.degraded = false;
        modelled.diagnosis.model = "llama";
        CHECK(has(report::render(modelled, format), "Diagnosis by the model llama"));
    }
    CHECK(has(report::render(report::samples::truck(), ReportFormat::Json), "\"synthetic\": true"));
}

TEST_CASE("the JSON report is the triage document")
{
    const auto triage = report::samples::car();
    CHECK(report::render(triage, ReportFormat::Json) == domain::toJson(triage) + "\n");
}

TEST_CASE("the HTML page stands alone, is in order and leads from statements to evidence")
{
    for (const auto& [name, triage] : report::samples::all()) {
        CAPTURE(name);
        const std::string html = report::render(triage, ReportFormat::Html);
        CHECK(html.starts_with("<!DOCTYPE html>"));
        CHECK(has(html, "lang=\"en\""));
        for (const char* outside : {"<script", "<link", "<img", "src=", "url(", "@import"}) {
            CHECK_FALSE(has(html, outside));
        }
        for (const char* tag :
             {"table", "section", "tr", "td", "p", "svg", "ul", "ol", "li", "div", "figure", "caption", "a"}) {
            CAPTURE(tag);
            const std::size_t opened
                = occurrences(html, "<" + std::string(tag) + ">") + occurrences(html, "<" + std::string(tag) + " ");
            CHECK(opened == occurrences(html, "</" + std::string(tag) + ">"));
        }
        CHECK(occurrences(html, "<table>") == occurrences(html, "<caption>"));
        CHECK(occurrences(html, "<h1>") == 1);
        for (std::size_t at = html.find("href=\"#E"); at != std::string::npos; at = html.find("href=\"#E", at + 1)) {
            const std::string target = html.substr(at + 7, html.find('"', at + 6) - at - 7);
            CHECK(occurrences(html, " id=\"" + target + "\"") == 1);
        }
    }
    const std::string html = report::render(report::samples::car(), ReportFormat::Html);
    CHECK(has(html, "role=\"img\""));
    CHECK(has(html, "prefers-color-scheme:dark"));
    CHECK(has(html, "<th scope=\"col\""));
    CHECK(has(html, "<th scope=\"row\""));
    CHECK(has(html, "59 02 FF 03 01 00 2F 03 51 13 2F"));
}

TEST_CASE("what could not be read and what was passed over stands in the report")
{
    for (const ReportFormat format : {ReportFormat::Text, ReportFormat::Markdown, ReportFormat::Html}) {
        const std::string text = report::render(report::samples::withFailedFile(), format);
        CHECK(has(text, "photo.jpg"));
        CHECK(has(text, "JPEG"));
        const std::string car = report::render(report::samples::car(), format);
        CHECK(has(car, "no frame in the line"));
        CHECK(has(car, "40960"));
        CHECK(has(car, "No J1939 diagnostic message was recorded."));
    }
}
