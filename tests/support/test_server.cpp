// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_server.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace argus::test {

std::optional<TestServer> TestServer::start(const std::string& name, const std::vector<std::string>& options)
{
    int input[2] = {-1, -1};
    int output[2] = {-1, -1};
    REQUIRE(::pipe2(input, O_CLOEXEC) == 0);
    REQUIRE(::pipe2(output, O_CLOEXEC) == 0);
    std::vector<std::string> words {"python3", ARGUS_TEST_SERVE, name};
    words.insert(words.end(), options.begin(), options.end());
    std::vector<char*> arguments;
    for (std::string& word : words) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        ::dup2(input[0], STDIN_FILENO);
        ::dup2(output[1], STDOUT_FILENO);
        ::execvp(arguments[0], arguments.data());
        ::_exit(127);
    }
    ::close(input[0]);
    ::close(output[1]);
    TestServer server;
    server.m_pid = child;
    server.m_input = input[1];
    server.m_output = output[0];
    const auto facts = nlohmann::json::parse(server.readLine(), nullptr, /*allow_exceptions=*/false);
    REQUIRE_MESSAGE(facts.is_object(), "tests/servers/serve.py " << name << " said nothing usable");
    if (facts.contains("unavailable")) {
        noteSkipped(name, facts["unavailable"].get<std::string>());
        return std::nullopt;
    }
    for (const auto& [key, value] : facts.items()) {
        server.m_facts[key] = value.is_string() ? value.get<std::string>() : value.dump();
    }
    return server;
}

TestServer::TestServer(TestServer&& other) noexcept
    : m_pid(std::exchange(other.m_pid, -1))
    , m_input(std::exchange(other.m_input, -1))
    , m_output(std::exchange(other.m_output, -1))
    , m_read(std::move(other.m_read))
    , m_facts(std::move(other.m_facts))
{ }

TestServer::~TestServer()
{
    if (m_pid < 0) {
        return;
    }
    ::close(m_input);
    ::waitpid(m_pid, nullptr, 0);
    ::close(m_output);
}

const std::string& TestServer::operator[](const std::string& name) const
{
    static const std::string kNothing;
    const auto found = m_facts.find(name);
    return found == m_facts.end() ? kNothing : found->second;
}

std::string TestServer::readLine()
{
    while (m_read.find('\n') == std::string::npos) {
        char block[4096];
        const ssize_t count = ::read(m_output, block, sizeof block);
        if (count <= 0) {
            return {};
        }
        m_read.append(block, static_cast<std::size_t>(count));
    }
    const std::size_t end = m_read.find('\n');
    std::string line = m_read.substr(0, end);
    m_read.erase(0, end + 1);
    return line;
}

void TestServer::command(const std::string& word)
{
    const std::string line = word + "\n";
    REQUIRE(::write(m_input, line.data(), line.size()) == static_cast<ssize_t>(line.size()));
    const auto answer = nlohmann::json::parse(readLine(), nullptr, /*allow_exceptions=*/false);
    REQUIRE_MESSAGE(answer.is_object(), word << ": the server's script ended");
    REQUIRE_MESSAGE(!answer.contains("error"), word << ": " << answer.dump());
}

void noteSkipped(const std::string& what, const std::string& reason)
{
    const std::string name = what == "postgres" ? "no database" : what == "kafka" ? "no broker" : "no S3 server";
    const char* required = std::getenv("ARGUS_REQUIRE_SERVERS");
    const bool must = required && std::strcmp(required, "1") == 0;
    const std::string text = "skipped: " + name + ": " + reason;
    MESSAGE(text);
    CHECK_MESSAGE(!must, text);
}

} // namespace argus::test
