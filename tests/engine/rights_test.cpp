// SPDX-License-Identifier: Apache-2.0
#include "core/engine/service/rights.h"

#include "core/base/file_io.h"
#include "tests/support/people.h"

#include <algorithm>
#include <functional>
#include <map>
#include <regex>
#include <set>
#include <sstream>

using namespace argus;
using namespace argus::engine;
using argus::test::People;
using base::ErrorCode;
using base::ExecutionContext;
using base::Result;

namespace {

/// Every function of core/api as the headers declare it: "batches.list", ...
std::set<std::string> functionsOfTheApi()
{
    std::set<std::string> names;
    const std::regex className(R"(^class (\w+)$)");
    const std::regex function(R"(\bvirtual [^~;]*?(\w+)\()");
    for (const auto& entry : std::filesystem::directory_iterator(std::string(ARGUS_SOURCE_DIR) + "/core/api")) {
        // databases.h is no part of the engine: who migrates a database has it in their hands, and its server asks.
        if (entry.path().extension() != ".h" || entry.path().filename() == "engine.h"
            || entry.path().filename() == "databases.h") {
            continue;
        }
        const auto text = base::readSmallFile(entry.path(), 1 << 20);
        REQUIRE(text);
        std::string topic;
        std::istringstream lines(*text);
        for (std::string line; std::getline(lines, line);) {
            std::smatch found;
            if (std::regex_search(line, found, className)) {
                topic = found[1];
                topic[0] = static_cast<char>(std::tolower(topic[0]));
            } else if (std::regex_search(line, found, function)) {
                names.insert(topic + "." + found[1].str());
            }
        }
    }
    return names;
}

/// What one call answered, without its value.
template <class T> Result<> outcome(const Result<T>& result)
{
    return result ? Result<>() : Result<>(base::fail(result));
}

template <class T, class Call> Result<> ask(Call&& call)
{
    return outcome(api::await<T>(std::forward<Call>(call)));
}

using Frames = std::vector<domain::FrameRow>;
using Members = std::vector<domain::WorkspaceMember>;
using Triage = std::shared_ptr<const domain::Triage>;
using BatchCommand = void (api::Batches::*)(const ExecutionContext&, domain::SeenBatch, api::Callback<domain::Batch>);

/// How a test calls each operation, on a batch or a member of its own in the workspace 'team'.
class Calls
{
public:
    explicit Calls(People& people)
        : m_people(people)
    {
        addBatchCalls();
        addResultCalls();
        addAttendanceCalls();
        addFileCalls();
        addEngineCalls();
        addCustomerCalls();
        addWorkspaceCalls();
    }

    using Call = std::function<Result<>(const ExecutionContext&)>;
    const std::map<std::string, Call>& all() const { return m_calls; }

private:
    void addBatchCalls()
    {
        m_calls["batches.list"] = [this](const auto& context) {
            return ask<std::vector<domain::Batch>>([&](auto done) { batches().list(context, {}, done); });
        };
        m_calls["batches.show"] = [this](const auto& context) {
            return ask<api::BatchDetail>([&](auto done) { batches().show(context, batch(), false, done); });
        };
        m_calls["batches.events"] = [this](const auto& context) {
            return ask<std::vector<domain::Event>>([&](auto done) { batches().events(context, batch(), done); });
        };
        for (const auto& [name, function] : std::map<std::string, BatchCommand> {
                 {"batches.complete", &api::Batches::complete},
                 {"batches.retry", &api::Batches::retry},
                 {"batches.reprocess", &api::Batches::reprocess},
                 {"batches.reopen", &api::Batches::reopen},
                 {"batches.cancel", &api::Batches::cancel},
             }) {
            m_calls[name] = [this, function = function](const auto& context) {
                return ask<domain::Batch>([&](auto done) { (batches().*function)(context, batch(), done); });
            };
        }
        m_calls["batches.reprocessWith"] = [this](const auto& context) {
            return ask<domain::Batch>([&](auto done) { batches().reprocessWith(context, batch(), {}, done); });
        };
        m_calls["batches.remove"] = [this](const auto& context) {
            return ask<void>([&](auto done) { batches().remove(context, batch(), done); });
        };
        m_calls["submissions.submit"]
            = [this](const auto& context) { return outcome(m_people.submit(context.user(), "team")); };
    }
    void addResultCalls()
    {
        m_calls["results.triage"] = [this](const auto& context) {
            return ask<Triage>([&](auto done) { m_people->results().triage(context, batch(), done); });
        };
        m_calls["results.report"] = [this](const auto& context) {
            return ask<std::string>(
                [&](auto done) { m_people->results().report(context, batch(), domain::ReportFormat::Json, 10, done); });
        };
        m_calls["results.framesAround"] = [this](const auto& context) {
            return ask<Frames>(
                [&](auto done) { m_people->results().framesAround(context, batch(), "drive.log", 0, 1, 1, done); });
        };
        m_calls["vehicles.list"] = [this](const auto& context) {
            return ask<std::vector<domain::Vehicle>>([&](auto done) { m_people->vehicles().list(context, "", done); });
        };
        m_calls["vehicles.show"] = [this](const auto& context) {
            return ask<api::VehicleDetail>([&](auto done) { m_people->vehicles().show(context, "car 1", done); });
        };
    }
    void addAttendanceCalls()
    {
        m_calls["attendance.enter"] = [this](const auto& context) {
            return ask<std::chrono::milliseconds>(
                [&](auto done) { m_people->attendance().enter(context, fresh("window"), batch(), done); });
        };
        m_calls["attendance.leave"] = [this](const auto& context) {
            return ask<void>([&](auto done) { m_people->attendance().leave(context, fresh("window"), done); });
        };
        m_calls["attendance.present"] = [this](const auto& context) {
            return ask<std::vector<domain::CaseAttendance>>(
                [&](auto done) { m_people->attendance().present(context, done); });
        };
    }
    void addFileCalls()
    {
        m_calls["recordings.formats"] = [this](const auto&) {
            return m_people->recordings().formats().empty() ? Result<>(base::fail(ErrorCode::Internal, "none"))
                                                            : Result<>();
        };
        m_calls["recordings.inspect"] = [this](const auto& context) {
            return ask<domain::Inspection>(
                [&](auto done) { m_people->recordings().inspect(context, m_people.recording, "", done); });
        };
        m_calls["recordings.frames"] = [this](const auto& context) {
            return ask<domain::Inspection>([&](auto done) {
                m_people->recordings().frames(context, m_people.recording, {}, [](auto) { return true; }, done);
            });
        };
        m_calls["recordings.convert"] = [this](const auto& context) {
            api::Conversion conversion {m_people.recording, m_people.folder / "out.asc", "asc", true, {}};
            return ask<api::ConversionResult>(
                [&](auto done) { m_people->recordings().convert(context, conversion, done); });
        };
    }
    void addEngineCalls()
    {
        m_calls["operations.status"] = [this](const auto& context) {
            return ask<api::EngineStatus>([&](auto done) { m_people->operations().status(context, done); });
        };
        m_calls["operations.pause"] = [this](const auto& context) {
            return ask<void>([&](auto done) { m_people->operations().pause(context, done); });
        };
        m_calls["operations.resume"] = [this](const auto& context) {
            return ask<void>([&](auto done) { m_people->operations().resume(context, done); });
        };
        m_calls["operations.doctor"] = [this](const auto& context) {
            return ask<std::vector<api::DoctorCheck>>([&](auto done) { m_people->operations().doctor(context, done); });
        };
        m_calls["operations.snapshot"] = [this](const auto& context) {
            return ask<api::OperationsSnapshot>([&](auto done) { m_people->operations().snapshot(context, done); });
        };
        m_calls["operations.deadLetters"] = [this](const auto& context) {
            return ask<std::vector<api::DeadLetter>>(
                [&](auto done) { m_people->operations().deadLetters(context, {}, done); });
        };
        m_calls["operations.redrive"] = [this](const auto& context) {
            return ask<api::Redriven>([&](auto done) { m_people->operations().redrive(context, {}, false, done); });
        };
        // They have no context, and so no caller.
        m_calls["operations.onBatchChanged"] = [](const auto&) { return Result<>(); };
        m_calls["operations.onProgress"] = [](const auto&) { return Result<>(); };
    }
    void addCustomerCalls()
    {
        m_calls["accounts.whoami"] = [this](const auto& context) {
            return ask<api::Identity>([&](auto done) { accounts().whoami(context, done); });
        };
        m_calls["accounts.customers"] = [this](const auto& context) {
            return ask<std::vector<domain::Customer>>([&](auto done) { accounts().customers(context, "", done); });
        };
        m_calls["accounts.addCustomer"] = [this](const auto& context) {
            return ask<domain::Customer>(
                [&](auto done) { accounts().addCustomer(context, {fresh("new"), "", "", {}}, done); });
        };
        m_calls["accounts.changeCustomer"] = [this](const auto& context) {
            api::CustomerChange change;
            change.name = fresh("name");
            return ask<domain::Customer>([&](auto done) { accounts().changeCustomer(context, "sam", change, done); });
        };
        m_calls["accounts.audit"] = [this](const auto& context) {
            return ask<std::vector<domain::AuditEntry>>([&](auto done) { accounts().audit(context, {}, done); });
        };
    }
    void addWorkspaceCalls()
    {
        m_calls["accounts.workspaces"] = [this](const auto& context) {
            return ask<std::vector<domain::Workspace>>([&](auto done) { accounts().workspaces(context, {}, done); });
        };
        m_calls["accounts.createWorkspace"] = [this](const auto& context) {
            return ask<domain::Workspace>([&](auto done) {
                accounts().createWorkspace(context, {fresh("workspace"), "", domain::WorkspaceType::Team}, done);
            });
        };
        m_calls["accounts.changeWorkspace"] = [this](const auto& context) {
            api::WorkspaceChange change;
            change.description = fresh("text");
            return ask<domain::Workspace>(
                [&](auto done) { accounts().changeWorkspace(context, "team", change, done); });
        };
        m_calls["accounts.members"] = [this](const auto& context) {
            return ask<Members>([&](auto done) { accounts().members(context, "team", done); });
        };
        m_calls["accounts.setMember"] = [this](const auto& context) {
            const std::string login = newMember();
            return outcome(m_people.trySetMember(context.user(), "team", login, {domain::MemberRole::Admin, {}}));
        };
        m_calls["accounts.removeMember"] = [this](const auto& context) {
            const std::string login = newMember();
            return ask<void>([&](auto done) { accounts().removeMember(context, "team", login, done); });
        };
        m_calls["accounts.join"] = [this](const auto& context) {
            return ask<api::Identity>([&](auto done) { accounts().join(context, "team", done); });
        };
    }

    api::Batches& batches() { return m_people->batches(); }
    api::Accounts& accounts() { return m_people->accounts(); }
    domain::BatchId batch() { return m_people.batch("team"); }
    std::string fresh(const std::string& word) { return word + " " + std::to_string(++m_number); }
    std::string newMember()
    {
        std::string login = fresh("extra");
        m_people.add(login);
        m_people.setMember("team", login, domain::MemberRole::Viewer);
        return login;
    }

    People& m_people;
    std::map<std::string, Call> m_calls;
    int m_number = 0;
};

/// What the contract gives to each of the people.
const std::map<std::string, std::set<Right>>& givenRights()
{
    using enum Right;
    static const std::map<std::string, std::set<Right>> kGiven {
        {"anna", {Open, Known, Person, Read, Use, Administer, Own, Platform, Right::Work}},
        {"otto", {Open, Known, Person, Read, Use, Administer, Own}},
        {"ada", {Open, Known, Person, Read, Use, Administer}},
        {"max", {Open, Known, Person, Read, Use}},
        {"vera", {Open, Known, Person, Read}},
        {"sus", {Open, Known, Person}},
        {"sam", {Open, Known, Person}},
        {"wim", {Open, Known, Right::Work}},
        {"zoe", {Open}},
        {"nobody", {Open}},
    };
    return kGiven;
}

} // namespace

TEST_CASE("every function of core/api has its right, and no right is for a function that is not there")
{
    std::set<std::string> ruled;
    std::size_t at = 0;
    for (const OperationRule& rule : operationRules()) {
        CHECK(static_cast<std::size_t>(rule.operation) == at++); // the table is read by index
        CHECK(&ruleOf(rule.operation) == &rule);
        CHECK((operationNamed(rule.name) == rule.operation));
        if (rule.operation != Operation::Work) {
            CHECK(ruled.insert(std::string(rule.name)).second);
        }
    }
    const std::set<std::string> declared = functionsOfTheApi();
    CHECK(declared.size() >= 36); // the headers were read as they are written
    for (const std::string& name : declared) {
        CHECK_MESSAGE(ruled.contains(name), (name + " has no entry in core/engine/service/rights.cpp"));
    }
    for (const std::string& name : ruled) {
        CHECK_MESSAGE(declared.contains(name), (name + " is no function of core/api"));
    }
}

TEST_CASE("each role may do exactly what the contract gives it, whatever the operation")
{
    People people;
    people.gather();
    Calls calls(people);
    const std::set<std::string> members {"otto", "ada", "max", "vera"};
    for (const OperationRule& rule : operationRules()) {
        if (rule.operation == Operation::Work) {
            continue;
        }
        const std::string name(rule.name);
        const auto call = calls.all().find(name);
        REQUIRE_MESSAGE(call != calls.all().end(), ("the test does not know how to call " + name));
        for (const auto& [login, rights] : givenRights()) {
            // To join takes an invitation, which none of these has; who is in already may join again.
            const bool joins = rule.operation != Operation::AccountsJoin || members.contains(login);
            const bool may = rights.contains(rule.right) && joins;
            const Result<> done = call->second(People::as(login));
            const bool denied = !done && done.error().code == ErrorCode::Denied;
            CHECK_MESSAGE(denied == !may,
                          (login + " and " + name + ": " + (done ? std::string("done") : done.error().describe())));
        }
    }
}

TEST_CASE("the rights of workspaces end where the workspace ends")
{
    People people;
    people.gather();
    people.createWorkspace("sam", "other");
    // Who owns the one is nobody in the other.
    for (const char* login : {"otto", "ada", "max", "vera"}) {
        CHECK((people.submit(login, "other").error().code == ErrorCode::Denied));
    }
    CHECK((people.submit("sam", "team").error().code == ErrorCode::Denied));
    CHECK(people.submit("sam", "other"));
}

TEST_CASE("to work on tasks is for workers and admins")
{
    People people;
    people.gather();
    const auto customers = api::await<std::vector<domain::Customer>>(
        [&](auto done) { people->accounts().customers(People::as("anna"), "", std::move(done)); });
    REQUIRE(customers);
    for (const domain::Customer& customer : *customers) {
        const Caller caller(store::workspaces::Standing {customer, {}});
        CHECK_MESSAGE(caller.has(Right::Work, {}) == (customer.login == "wim" || customer.login == "anna"),
                      customer.login);
    }
}
