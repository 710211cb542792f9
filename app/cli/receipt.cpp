// SPDX-License-Identifier: Apache-2.0
#include "app/cli/receipt.h"

#include <nlohmann/json.hpp>

namespace argus::cli {

using nlohmann::ordered_json;

namespace {

std::string dump(const ordered_json& json)
{
    // File names need not be UTF-8.
    return json.dump(2, ' ', false, ordered_json::error_handler_t::replace);
}

} // namespace

std::string toJson(const api::SubmissionReceipt& receipt)
{
    ordered_json json {{"batch_id", receipt.batchId.toString()}, {"files", ordered_json::array()}};
    for (const api::SubmittedFile& file : receipt.files) {
        json["files"].push_back({{"file_id", file.fileId.toString()},
                                 {"name", file.name},
                                 {"size", file.size},
                                 {"sha256", file.sha256.empty() ? ordered_json(nullptr) : ordered_json(file.sha256)}});
    }
    for (const domain::RefusedFile& refused : receipt.refused) {
        json["refused"].push_back({{"name", refused.name}, {"reason", refused.reason}});
    }
    return dump(json);
}

std::string_view toString(api::DoctorCheck::Outcome outcome)
{
    switch (outcome) {
    case api::DoctorCheck::Outcome::Good:
        return "good";
    case api::DoctorCheck::Outcome::Warning:
        return "warning";
    case api::DoctorCheck::Outcome::Bad:
        return "bad";
    }
    return "bad";
}

std::string toJson(const std::vector<api::DoctorCheck>& checks)
{
    ordered_json json = ordered_json::array();
    for (const api::DoctorCheck& check : checks) {
        json.push_back({{"name", check.name}, {"outcome", toString(check.outcome)}, {"detail", check.detail}});
    }
    return dump(json);
}

} // namespace argus::cli
