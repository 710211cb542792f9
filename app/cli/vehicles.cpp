// SPDX-License-Identifier: Apache-2.0
#include "app/cli/output.h"
#include "app/cli/session.h"
#include "core/domain/batch_json.h"
#include "core/report/text_table.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace argus::cli {

namespace {

struct VehicleOptions
{
    std::string id;
    std::string search;
    std::string format = "text";
};

std::string asTable(const std::vector<domain::Vehicle>& vehicles)
{
    report::TextTable table(
        {{"vehicle"}, {"VIN"}, {"batches", report::TextTable::Align::Right}, {"first seen"}, {"last seen"}});
    for (const domain::Vehicle& vehicle : vehicles) {
        table.addRow({vehicle.id, vehicle.vin, std::to_string(vehicle.batchCount), base::formatIso(vehicle.firstSeen),
                      base::formatIso(vehicle.lastSeen)});
    }
    return table.isEmpty() ? "no vehicles\n" : table.render();
}

std::string asText(const api::VehicleDetail& detail)
{
    report::TextTable codes(
        {{"code that came back"}, {"batches", report::TextTable::Align::Right}, {"first"}, {"last"}});
    for (const domain::ReturningCode& code : detail.returningCodes) {
        codes.addRow(
            {code.code, std::to_string(code.batches), base::formatIso(code.firstSeen), base::formatIso(code.lastSeen)});
    }
    report::TextTable batches({{"batch"}, {"status"}, {"created"}});
    for (const domain::Batch& batch : detail.batches) {
        batches.addRow(
            {batch.id.toString(), std::string(domain::toString(batch.status)), base::formatIso(batch.createdAt)});
    }
    return asTable({detail.vehicle}) + "\n" + batches.render() + (codes.isEmpty() ? "" : "\n" + codes.render());
}

void runList(Session& session, const VehicleOptions& options)
{
    const auto engine = openEngine(session, runtime::Role::Commands);
    if (!engine) {
        return;
    }
    const auto vehicles = api::await<std::vector<domain::Vehicle>>(
        [&](auto answer) { engine->vehicles().list(session.context, options.search, std::move(answer)); });
    if (!vehicles) {
        reportError(session, vehicles.error());
        return;
    }
    result(options.format == "json" ? domain::vehiclesToJson(*vehicles) : asTable(*vehicles));
}

void runShow(Session& session, const VehicleOptions& options)
{
    const auto engine = openEngine(session, runtime::Role::Commands);
    if (!engine) {
        return;
    }
    const auto detail = api::await<api::VehicleDetail>(
        [&](auto answer) { engine->vehicles().show(session.context, options.id, std::move(answer)); });
    if (!detail) {
        reportError(session, detail.error());
        return;
    }
    result(options.format == "json"
               ? domain::vehicleDetailToJson(detail->vehicle, detail->batches, detail->returningCodes)
               : asText(*detail));
}

} // namespace

void addVehicles(CLI::App& app, Session& session)
{
    const auto options = std::make_shared<VehicleOptions>();
    CLI::App* group = app.add_subcommand("vehicles", "Vehicles and the codes that came back");
    group->require_subcommand(1);
    group->fallthrough();
    CLI::App* list = group->add_subcommand("list", "Vehicles, last seen first");
    list->fallthrough();
    list->add_option("--search", options->search, "Only with this in id or VIN");
    list->add_option("--format", options->format, "text or json")->check(CLI::IsMember({"text", "json"}));
    list->callback([&session, options] { runList(session, *options); });
    CLI::App* show = group->add_subcommand("show", "One vehicle with its batches");
    show->fallthrough();
    show->add_option("ID", options->id, "The vehicle's id")->required();
    show->add_option("--format", options->format, "text or json")->check(CLI::IsMember({"text", "json"}));
    show->callback([&session, options] { runShow(session, *options); });
}

} // namespace argus::cli
