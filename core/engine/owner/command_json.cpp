// SPDX-License-Identifier: Apache-2.0
#include "core/engine/owner/command_json.h"

#include "core/engine/owner/account_change_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

namespace argus::engine {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
using nlohmann::json;

namespace {

constexpr std::array kCodes {
    ErrorCode::DeadlineExceeded, ErrorCode::Cancelled, ErrorCode::NotFound,    ErrorCode::Conflict, ErrorCode::Quota,
    ErrorCode::Invalid,          ErrorCode::Denied,    ErrorCode::Unavailable, ErrorCode::Internal,
};

std::string stringAt(const json& object, const char* key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::int64_t numberAt(const json& object, const char* key, std::int64_t otherwise)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_number_integer() ? found->get<std::int64_t>() : otherwise;
}

std::optional<std::int64_t> optionalNumberAt(const json& object, const char* key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_number_integer() ? std::optional(found->get<std::int64_t>())
                                                               : std::nullopt;
}

bool flagAt(const json& object, const char* key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_boolean() && found->get<bool>();
}

json changesToJson(const std::vector<domain::ReadingChange>& changes)
{
    json array = json::array();
    for (const domain::ReadingChange& change : changes) {
        array.push_back({{"file", change.file},
                         {"read_as", change.readAs ? json(*change.readAs) : json()},
                         {"clock_shift", change.clockShift ? json(*change.clockShift) : json()},
                         {"find_clock", change.findClock}});
    }
    return array;
}

std::vector<domain::ReadingChange> changesAt(const json& object, const char* key)
{
    std::vector<domain::ReadingChange> changes;
    const auto found = object.find(key);
    if (found == object.end() || !found->is_array()) {
        return changes;
    }
    for (const json& each : *found) {
        if (!each.is_object()) {
            continue;
        }
        domain::ReadingChange& change = changes.emplace_back();
        change.file = stringAt(each, "file");
        if (const auto format = each.find("read_as"); format != each.end() && format->is_string()) {
            change.readAs = format->get<std::string>();
        }
        change.clockShift = optionalNumberAt(each, "clock_shift");
        change.findClock = flagAt(each, "find_clock");
    }
    return changes;
}

json refusalsToJson(const Refusals& refusals)
{
    json refused = json::array();
    for (const domain::RefusedFile& file : refusals.refused) {
        refused.push_back({{"name", file.name}, {"reason", file.reason}});
    }
    return {{"refused", std::move(refused)}, {"lifted", refusals.lifted}};
}

Refusals refusalsAt(const json& object, const char* key, domain::BatchId batch)
{
    Refusals refusals {batch, {}, {}};
    const auto found = object.find(key);
    if (found == object.end() || !found->is_object()) {
        return refusals;
    }
    if (const auto refused = found->find("refused"); refused != found->end() && refused->is_array()) {
        for (const json& file : *refused) {
            if (file.is_object()) {
                refusals.refused.push_back({stringAt(file, "name"), stringAt(file, "reason")});
            }
        }
    }
    if (const auto lifted = found->find("lifted"); lifted != found->end() && lifted->is_array()) {
        for (const json& name : *lifted) {
            if (name.is_string()) {
                refusals.lifted.push_back(name.get<std::string>());
            }
        }
    }
    return refusals;
}

json redriveToJson(const RedriveRequest& request)
{
    return {{"ids", request.ids},           {"topic", request.topic},
            {"consumer", request.consumer}, {"reason", request.reason},
            {"batch", request.batch},       {"since", request.since ? json(base::toMicros(*request.since)) : json()},
            {"redriven", request.redriven}, {"dry_run", request.dryRun}};
}

RedriveRequest redriveAt(const json& object, const char* key)
{
    RedriveRequest request;
    const auto found = object.find(key);
    if (found == object.end() || !found->is_object()) {
        return request;
    }
    if (const auto ids = found->find("ids"); ids != found->end() && ids->is_array()) {
        for (const json& id : *ids) {
            if (id.is_number_integer()) {
                request.ids.push_back(id.get<std::int64_t>());
            }
        }
    }
    request.topic = stringAt(*found, "topic");
    request.consumer = stringAt(*found, "consumer");
    request.reason = stringAt(*found, "reason");
    request.batch = stringAt(*found, "batch");
    if (const auto since = optionalNumberAt(*found, "since")) {
        request.since = base::fromMicros(*since);
    }
    request.redriven = flagAt(*found, "redriven");
    request.dryRun = flagAt(*found, "dry_run");
    return request;
}

json detailsToJson(const base::Error& error)
{
    json object = json::object();
    for (const auto& [key, value] : error.details) {
        object[key] = value;
    }
    return object;
}

Result<json> parseLine(std::string_view line)
{
    if (line.size() > kMaxCommandBytes) {
        return fail(ErrorCode::Invalid, "the line is too long");
    }
    json parsed = json::parse(line, nullptr, /*allow_exceptions=*/false);
    if (parsed.is_discarded() || !parsed.is_object()) {
        return fail(ErrorCode::Invalid, "not a JSON object");
    }
    return parsed;
}

std::string dumpLine(const json& object)
{
    return object.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

domain::BatchId batchOf(const CommandRequest& request)
{
    return request.op == "addFile" ? request.file.batchId : request.op == "createBatch" ? request.batch.id : request.id;
}

template <class Id> Result<std::string> idText(const Result<Id>& id)
{
    return id ? Result<std::string>(id->toString()) : Result<std::string>(fail(id));
}

Result<std::string> noId(const Result<>& done)
{
    return done ? Result<std::string>(std::string()) : Result<std::string>(fail(done));
}

} // namespace

std::string toJson(const CommandRequest& request)
{
    json object = {
        {"op", request.op},
        {"user", request.user},
        {"trace_id", request.traceId},
        {"timeout_ms", request.timeoutMs},
        {"vehicle_id", request.batch.vehicleId},
        {"vin", request.batch.vin},
        {"workspace", request.batch.workspace},
        {"priority", request.batch.priority},
        {"expected_workers", request.batch.expectedWorkers},
        {"key", request.batch.key},
        {"batch_id", batchOf(request).toString()},
        {"file_id", request.file.fileId.toString()},
        {"name", request.file.name},
        {"size", request.file.size},
        {"sha256", request.file.sha256},
        {"read_as", request.file.readAs},
        {"clock_shift", request.file.clockShift ? json(*request.file.clockShift) : json()},
        {"run", request.seenRun},
        {"changes", changesToJson(request.changes)},
        {"paused", request.paused},
        {"redrive", redriveToJson(request.redrive)},
    };
    if (request.op == "noteRefusals") {
        object["refusals"] = refusalsToJson(request.refusals);
    }
    if (request.op == "attend") {
        object["session"] = request.attending.session;
        object["host"] = request.attending.host;
        object["open"] = request.attending.batch ? json(request.attending.batch->toString()) : json();
    }
    if (request.op == "changeAccounts") {
        object["accounts"] = accountChangeToJson(request.accounts);
    }
    return dumpLine(object);
}

Result<CommandRequest> requestFromJson(std::string_view line)
{
    const auto parsed = parseLine(line);
    if (!parsed) {
        return fail(parsed);
    }
    CommandRequest request;
    request.op = stringAt(*parsed, "op");
    request.user = stringAt(*parsed, "user");
    request.traceId = stringAt(*parsed, "trace_id");
    request.timeoutMs = std::clamp<std::int64_t>(numberAt(*parsed, "timeout_ms", 30000), 1, 60000);
    request.batch = {domain::BatchId {},
                     stringAt(*parsed, "vehicle_id"),
                     stringAt(*parsed, "vin"),
                     stringAt(*parsed, "workspace"),
                     numberAt(*parsed, "priority", 0),
                     numberAt(*parsed, "expected_workers", 0),
                     stringAt(*parsed, "key")};
    const auto batchId = domain::BatchId::parse(stringAt(*parsed, "batch_id"));
    const auto fileId = domain::FileId::parse(stringAt(*parsed, "file_id"));
    if (!batchId || !fileId) {
        return fail(ErrorCode::Invalid, "batch_id or file_id is no UUID");
    }
    request.id = *batchId;
    request.batch.id = *batchId;
    request.file.batchId = *batchId;
    request.file.fileId = *fileId;
    request.file.name = stringAt(*parsed, "name");
    request.file.size = static_cast<std::uint64_t>(std::max<std::int64_t>(numberAt(*parsed, "size", 0), 0));
    request.file.sha256 = stringAt(*parsed, "sha256");
    request.file.readAs = stringAt(*parsed, "read_as");
    request.file.clockShift = optionalNumberAt(*parsed, "clock_shift");
    request.seenRun = numberAt(*parsed, "run", 0);
    request.changes = changesAt(*parsed, "changes");
    request.paused = flagAt(*parsed, "paused");
    request.redrive = redriveAt(*parsed, "redrive");
    if (request.op == "noteRefusals") {
        request.refusals = refusalsAt(*parsed, "refusals", request.id);
    }
    if (request.op == "attend") {
        request.attending.session = stringAt(*parsed, "session");
        request.attending.host = stringAt(*parsed, "host");
        if (const std::string open = stringAt(*parsed, "open"); !open.empty()) {
            const auto batch = domain::BatchId::parse(open);
            if (!batch) {
                return fail(ErrorCode::Invalid, "the open batch is no UUID");
            }
            request.attending.batch = *batch;
        }
    }
    if (request.op == "changeAccounts") {
        auto change = accountChangeFromJson(parsed->value("accounts", json::object()));
        if (!change) {
            return fail(change);
        }
        request.accounts = std::move(*change);
    }
    return request;
}

std::string answerToJson(const Result<std::string>& answer)
{
    if (answer) {
        return dumpLine({{"ok", true}, {"id", *answer}});
    }
    const base::Error& error = answer.error();
    return dumpLine({{"ok", false},
                     {"code", std::string(base::toString(error.code))},
                     {"message", error.message},
                     {"retryable", error.retryable},
                     {"details", detailsToJson(error)}});
}

Result<std::string> answerFromJson(std::string_view line)
{
    const auto parsed = parseLine(line);
    if (!parsed) {
        return base::failTransient(ErrorCode::Unavailable, "the owner of the store gave no readable answer");
    }
    if (flagAt(*parsed, "ok")) {
        return stringAt(*parsed, "id");
    }
    const std::string name = stringAt(*parsed, "code");
    const auto code
        = std::find_if(kCodes.begin(), kCodes.end(), [&name](ErrorCode each) { return base::toString(each) == name; });
    base::Error error {code == kCodes.end() ? ErrorCode::Internal : *code, stringAt(*parsed, "message"), {}};
    error.retryable = flagAt(*parsed, "retryable");
    if (const auto details = parsed->find("details"); details != parsed->end() && details->is_object()) {
        for (const auto& [key, value] : details->items()) {
            if (value.is_string()) {
                error.details.emplace_back(key, value.get<std::string>());
            }
        }
    }
    return fail(std::move(error));
}

Result<RedriveAnswer> redriveAnswerFromText(std::string_view text)
{
    RedriveAnswer answer;
    const char* const end = text.data() + text.size();
    const auto matched = std::from_chars(text.data(), end, answer.matched);
    const bool spaced = matched.ec == std::errc() && matched.ptr != end && *matched.ptr == ' ';
    if (!spaced || std::from_chars(matched.ptr + 1, end, answer.sent).ec != std::errc()) {
        return fail(ErrorCode::Internal, "the owner of the store gave no readable answer");
    }
    return answer;
}

Result<std::string> perform(Commands& commands, const CommandRequest& request)
{
    const ExecutionContext context = ExecutionContext::root(request.user, request.op)
                                         .withTraceId(request.traceId)
                                         .withTimeout(std::chrono::milliseconds(request.timeoutMs));
    if (request.op == "createBatch") {
        return idText(commands.createBatch(context, request.batch));
    }
    if (request.op == "addFile") {
        return idText(commands.addFile(context, request.file));
    }
    if (request.op == "noteRefusals") {
        return noId(commands.noteRefusals(context, request.refusals));
    }
    if (request.op == "attend") {
        return noId(commands.attend(context, request.attending));
    }
    if (request.op == "setPaused") {
        return noId(commands.setPaused(context, request.paused));
    }
    if (request.op == "redrive") {
        const auto answer = commands.redrive(context, request.redrive);
        return answer ? Result<std::string>(std::to_string(answer->matched) + " " + std::to_string(answer->sent))
                      : Result<std::string>(fail(answer));
    }
    if (request.op == "changeAccounts") {
        return noId(commands.changeAccounts(context, request.accounts));
    }
    const domain::SeenBatch seen(request.id, request.seenRun);
    if (request.op == "reprocessWith") {
        return noId(commands.reprocessWith(context, seen, request.changes));
    }
    using Simple = Result<> (Commands::*)(const ExecutionContext&, domain::SeenBatch);
    constexpr std::array<std::pair<const char*, Simple>, 6> kSimple {{
        {"complete", &Commands::complete},
        {"retry", &Commands::retry},
        {"reprocess", &Commands::reprocess},
        {"reopen", &Commands::reopen},
        {"cancel", &Commands::cancel},
        {"remove", &Commands::remove},
    }};
    for (const auto& [name, function] : kSimple) {
        if (request.op == name) {
            return noId((commands.*function)(context, seen));
        }
    }
    return fail(ErrorCode::Invalid, "the owner of the store does not know the command '" + request.op + "'");
}

} // namespace argus::engine
