// SPDX-License-Identifier: Apache-2.0
#include "core/report/text_table.h"

#include "core/report/text_width.h"

#include <doctest/doctest.h>

#include <sstream>

using namespace argus::report;

TEST_CASE("columns are aligned by what a terminal shows, without trailing spaces")
{
    TextTable table({{"Name"}, {"Count", TextTable::Align::Right}, {"Note"}});
    table.addRow({"发动机", "7", ""});
    table.addRow({"ab", "1234", "x"});
    table.addRow({"ab"});
    CHECK(table.render()
          == "Name    Count  Note\n"
             "------  -----  ----\n"
             "发动机      7\n"
             "ab       1234  x\n"
             "ab\n");
}

TEST_CASE("flexible columns wrap so that the table fits")
{
    TextTable table({{"Id"}, {"Text", TextTable::Align::Left, true}, {"More", TextTable::Align::Left, true}});
    table.addRow({"1", "a rather long text that does not fit into one line", "short"});
    const std::string text = table.render(40, 2);
    std::istringstream lines(text);
    std::string line;
    int count = 0;
    while (std::getline(lines, line)) {
        CHECK(displayWidth(line) <= 40);
        ++count;
    }
    CHECK(count > 3);
    CHECK(text.find("  1   a rather long") != std::string::npos);
}

TEST_CASE("cells cannot steer the terminal")
{
    TextTable table({{"Name"}});
    table.addRow({"a\x1B[2J\nb"});
    CHECK(table.render().find("a\\x1B[2J\\x0Ab") != std::string::npos);
    CHECK(TextTable({}).render() == "\n\n");
}
