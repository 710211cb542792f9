// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace argus::test {

/// A real server that a test needs: `tests/servers/serve.py NAME`, started on the loopback interface and ended with
/// this object. One thread.
class TestServer
{
public:
    /// Starts the server and waits until it answers. Where it cannot be had, nothing; `skipReason` says why. With
    /// ARGUS_REQUIRE_SERVERS=1 in the environment that is a failure of the test instead.
    static std::optional<TestServer> start(const std::string& name, const std::vector<std::string>& options = {});
    TestServer(TestServer&& other) noexcept;
    TestServer& operator=(TestServer&& other) = delete;
    ~TestServer();

    /// What the server said of itself at its start, such as "url"; empty when it said nothing of that.
    const std::string& operator[](const std::string& name) const;

    /// SIGKILL. restart() starts it again on the same port with the same data; also after stop().
    void kill() { command("kill"); }
    void restart() { command("restart"); }
    void stop() { command("stop"); }
    /// SIGSTOP and SIGCONT, where the server offers it: it holds its connections and answers nothing.
    void freeze() { command("freeze"); }
    void thaw() { command("thaw"); }

private:
    TestServer() = default;
    std::string readLine();
    void command(const std::string& word);

    int m_pid = -1;
    int m_input = -1; ///< the server's standard input
    int m_output = -1;
    std::string m_read; ///< what came behind the last line
    std::map<std::string, std::string> m_facts;
};

/// Tells that a test was skipped: "skipped: no database: reason". Use: `if (!server) { return; }` after start().
void noteSkipped(const std::string& what, const std::string& reason);

} // namespace argus::test
