// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/mutex.h"
#include "core/net/http_client.h"

#include <chrono>
#include <optional>
#include <string>

namespace argus::net {

/// What passes between the thread that called send() and the thread that talks to the server. Neither waits for the
/// other with the mutex held. Bytes in both directions are bounded by kWindow.
class Exchange
{
public:
    using Time = std::chrono::steady_clock::time_point;
    /// The most bytes that lie here, in each direction.
    static constexpr std::size_t kWindow = std::size_t {1} << 20;

    // The talking thread.

    /// Something moved: the idle time starts again. The server is reached.
    void touch();
    /// The answer's first lines.
    void head(int status, std::vector<Header> headers);
    /// Room for received bytes.
    std::size_t room();
    void received(std::string_view bytes);
    /// Up to `size` bytes of the request's body; -1 at its end; 0 when there are none yet: then more are asked for.
    std::int64_t takeBody(char* out, std::size_t size);
    std::size_t bodyBytes();
    /// The end, with what went wrong. The first one counts.
    void end(std::optional<base::Error> failure);

    // The calling thread.

    /// Why it wakes up.
    struct News
    {
        std::string received; ///< taken out
        bool wantsBody = false;
        bool ended = false;
    };
    /// Waits until there is news or `stop` says so; `until` is when to look at `stop` again at the latest.
    News waitForNews(const std::function<std::optional<Time>()>& stop);
    void wake();
    void giveBody(std::string_view bytes, bool isLast);
    void waitForEnd();
    bool isConnected();
    Time lastMove();
    /// After the end.
    std::optional<base::Error> failure();
    /// After the end, or once bytes were received.
    Response answer();
    /// Whether the answer is 2xx; false as long as there is none.
    bool isSuccess();

private:
    base::Mutex m_mutex;
    base::CondVar m_changed;
    Response m_answer ARGUS_GUARDED_BY(m_mutex);
    std::string m_received ARGUS_GUARDED_BY(m_mutex);
    std::string m_body ARGUS_GUARDED_BY(m_mutex);
    std::size_t m_bodyTaken ARGUS_GUARDED_BY(m_mutex) = 0;
    bool m_bodyEnds ARGUS_GUARDED_BY(m_mutex) = false;
    bool m_wantsBody ARGUS_GUARDED_BY(m_mutex) = false;
    bool m_connected ARGUS_GUARDED_BY(m_mutex) = false;
    bool m_ended ARGUS_GUARDED_BY(m_mutex) = false;
    Time m_lastMove ARGUS_GUARDED_BY(m_mutex) = std::chrono::steady_clock::now();
    std::optional<base::Error> m_failure ARGUS_GUARDED_BY(m_mutex);
};

} // namespace argus::net
