// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/engine.h"
#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <string>

namespace argus::gateway {

/// Where a headless process says how it is: `/healthz` (it lives), `/readyz` (it can work: the database answers, the
/// engine takes tasks; else 503 and why) and nothing else. A thread of its own and two that answer.
class HealthEndpoint
{
public:
    /// Invalid for what is no "host:port".
    static base::Result<> checkAddress(const std::string& address);
    /// Listens on "host:port" (port 0: any free one; the host may be left out: loopback). The engine must outlive the
    /// endpoint. Invalid for an address that is none, Unavailable when it cannot be listened on.
    static base::Result<std::unique_ptr<HealthEndpoint>> start(api::Engine& engine, const std::string& address);
    /// Ends what is being answered, a moment at most.
    ~HealthEndpoint();

    std::uint16_t port() const;
    /// From now on not ready: the process stops. Any thread.
    void setStopping();

private:
    struct Server;
    explicit HealthEndpoint(std::unique_ptr<Server> server);
    std::unique_ptr<Server> m_server;
};

} // namespace argus::gateway
