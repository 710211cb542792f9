// SPDX-License-Identifier: Apache-2.0
// Writes every sample in every format into a folder: for the check against the JSON Schema, and to look at.
#include "core/report/report.h"
#include "tests/report/samples.h"

#include <filesystem>
#include <fstream>
#include <iostream>

int main(int argc, char** argv)
{
    using argus::domain::ReportFormat;
    if (argc != 2) {
        std::cerr << "usage: write_samples FOLDER\n";
        return 2;
    }
    const std::filesystem::path folder(argv[1]);
    std::filesystem::create_directories(folder);
    for (const auto& [name, triage] : argus::report::samples::all()) {
        for (const ReportFormat format :
             {ReportFormat::Text, ReportFormat::Json, ReportFormat::Markdown, ReportFormat::Html}) {
            std::ofstream out(folder / (name + "." + std::string(toString(format))), std::ios::binary);
            out << argus::report::render(triage, format);
            if (!out.flush()) {
                std::cerr << "cannot write to " << folder << "\n";
                return 1;
            }
        }
    }
    return 0;
}
