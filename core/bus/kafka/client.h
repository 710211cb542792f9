// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/mutex.h"
#include "core/base/result.h"
#include "core/bus/bus_state.h"
#include "core/bus/kafka/handles.h"
#include "core/bus/kafka/kafka_settings.h"
#include "core/bus/kafka/statistics.h"

#include <functional>
#include <memory>
#include <set>
#include <string>

namespace argus::bus::kafka {

enum class Role
{
    Producer,
    Consumer
};

/// What every client of the library reports, kept for people. Any thread.
class ClientStatus
{
public:
    void noteError(const std::string& text);
    /// No broker can be reached: for the reason that was told last.
    void noteAllDown(const std::string& text);
    /// Why a broker's certificate was refused; what the library says of it afterwards tells only that it was.
    void noteCertificate(const std::string& why);
    /// Why no broker takes this client at all, when that will not pass by itself; empty otherwise.
    std::string refusal() const;
    void noteStatistics(Statistics statistics);
    /// Brokers, last error, connection: as far as this client knows.
    BusState state() const;
    Statistics statistics() const;

private:
    mutable base::Mutex m_mutex;
    Statistics m_statistics ARGUS_GUARDED_BY(m_mutex);
    bool m_allDown ARGUS_GUARDED_BY(m_mutex) = false;
    std::set<std::string> m_told ARGUS_GUARDED_BY(m_mutex); ///< faults that stand in the log
    void keep(const std::string& text) ARGUS_REQUIRES(m_mutex);

    std::string m_certificate ARGUS_GUARDED_BY(m_mutex); ///< why the last one was refused
    std::string m_reason ARGUS_GUARDED_BY(m_mutex); ///< the last fault of a connection, while no broker is there
    bool m_refused ARGUS_GUARDED_BY(m_mutex) = false; ///< whether m_reason needs somebody's doing
    std::string m_lastError ARGUS_GUARDED_BY(m_mutex);
    std::optional<base::UtcTime> m_lastErrorAt ARGUS_GUARDED_BY(m_mutex);
};

/// Whom the library calls. Owned by what owns the client, and outlives it.
struct Callbacks
{
    ClientStatus status;
    std::function<void(const rd_kafka_message_t&)> delivered; ///< producers
    std::function<void(rd_kafka_resp_err_t, rd_kafka_topic_partition_list_t*)> rebalanced; ///< consumers
    std::function<void(rd_kafka_resp_err_t, const rd_kafka_topic_partition_list_t*)> committed; ///< consumers
    std::function<void(const std::string&)> fatal;
};

/// The configuration of a client of this program, without callbacks: what the settings say, then what is promised.
base::Result<ConfigPtr> makeConfig(const KafkaSettings& settings, Role role, const std::string& group);

/// A client of the library. Callbacks come on the threads that poll it.
base::Result<rd_kafka_t*> makeClient(ConfigPtr config, Role role, Callbacks& callbacks);

} // namespace argus::bus::kafka
