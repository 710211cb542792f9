// SPDX-License-Identifier: Apache-2.0
#include "core/bus/kafka/client.h"

#include "core/base/log.h"
#include "core/base/text.h"
#include "core/bus/kafka/faults.h"

#include <openssl/x509.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>
#include <utility>
#include <vector>

namespace argus::bus::kafka {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

using Options = std::vector<std::pair<std::string, std::string>>;

constexpr std::size_t kMostTold = 100;

/// What people may change.
Options defaultsOf(Role role)
{
    // A broker that comes back is found soon; idle clients ask little.
    Options options {{"reconnect.backoff.ms", "100"},
                     {"reconnect.backoff.max.ms", "2000"},
                     {"socket.keepalive.enable", "true"},
                     // Where a port expects another protocol, the end of the connection is all that is told of it.
                     {"log.connection.close", "true"}};
    if (role == Role::Producer) {
        // A topic that nobody has is told before a publish runs out of patience.
        options.insert(
            options.end(),
            {{"compression.type", "lz4"}, {"linger.ms", "5"}, {"topic.metadata.propagation.max.ms", "5000"}});
    } else {
        options.insert(options.end(),
                       {{"queued.max.messages.kbytes", "16384"}, {"topic.metadata.refresh.interval.ms", "10000"}});
    }
    return options;
}

/// What is promised, whatever people say.
Options promisesOf(Role role, const KafkaSettings& settings, const std::string& group)
{
    Options options {{"bootstrap.servers", settings.brokers},
                     {"client.id", settings.clientId},
                     {"statistics.interval.ms", std::to_string(settings.statisticsInterval.count())}};
    if (role == Role::Producer) {
        // Messages do not time out one by one, which would let later ones of a key overtake: a publish that ends takes
        // all of its messages back.
        options.insert(options.end(),
                       {{"enable.idempotence", "true"},
                        {"acks", "all"},
                        {"message.timeout.ms", "0"},
                        {"partitioner", "murmur2_random"}});
    } else {
        options.insert(options.end(),
                       {{"group.id", group},
                        {"enable.auto.commit", "false"},
                        {"enable.auto.offset.store", "false"},
                        {"auto.offset.reset", "earliest"},
                        {"isolation.level", "read_committed"},
                        {"partition.assignment.strategy", "range,roundrobin"},
                        {"allow.auto.create.topics", "false"},
                        {"enable.partition.eof", "false"}});
    }
    return options;
}

Callbacks& callbacksOf(void* opaque)
{
    return *static_cast<Callbacks*>(opaque);
}

void onLog(const rd_kafka_t*, int level, const char* facility, const char* text)
{
    // Faults of connections are told once through the error callback; the library repeats them with each attempt.
    constexpr int kWarning = 4;
    const std::string_view about = facility;
    const bool repeated = about == "FAIL" || about == "ERROR" || about == "REQTMOUT" || about == "CONFWARN"
        || about == "CONNECT" || about == "GETPID" || about == "TERMINATE" || about == "SSLCERTVRFY";
    base::log(level <= kWarning && !repeated ? base::LogLevel::Warning : base::LogLevel::Debug, "kafka",
              std::string(about) + ": " + base::printable(text, 1000));
}

void onError(rd_kafka_t* client, int code, const char* reason, void* opaque)
{
    Callbacks& callbacks = callbacksOf(opaque);
    std::string text = base::printable(reason, 1000);
    if (code == RD_KAFKA_RESP_ERR__FATAL) {
        std::array<char, 512> detail {};
        const auto cause = rd_kafka_fatal_error(client, detail.data(), detail.size());
        text = std::string(rd_kafka_err2name(cause)) + ": " + base::printable(detail.data(), detail.size());
        if (callbacks.fatal) {
            callbacks.fatal(text);
        }
    } else if (code == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN) {
        callbacks.status.noteAllDown(text);
        return;
    }
    callbacks.status.noteError(text);
}

/// Asked about each certificate of a broker's chain: leaves the verification's judgement as it is, and keeps its
/// reason.
int onCertificate(rd_kafka_t*, const char*, std::int32_t, int* error, int, const char*, std::size_t, char* reason,
                  std::size_t size, void* opaque)
{
    if (*error == X509_V_OK) {
        return 1;
    }
    const std::string why = X509_verify_cert_error_string(*error);
    callbacksOf(opaque).status.noteCertificate(why);
    std::snprintf(reason, size, "%s", why.c_str());
    return 0;
}

int onStatistics(rd_kafka_t*, char* json, std::size_t size, void* opaque)
{
    callbacksOf(opaque).status.noteStatistics(readStatistics(std::string_view(json, size)));
    return 0; // the library frees it
}

void onDelivered(rd_kafka_t*, const rd_kafka_message_t* message, void* opaque)
{
    callbacksOf(opaque).delivered(*message);
}

void onRebalanced(rd_kafka_t*, rd_kafka_resp_err_t code, rd_kafka_topic_partition_list_t* partitions, void* opaque)
{
    callbacksOf(opaque).rebalanced(code, partitions);
}

void onCommitted(rd_kafka_t*, rd_kafka_resp_err_t code, rd_kafka_topic_partition_list_t* offsets, void* opaque)
{
    callbacksOf(opaque).committed(code, offsets);
}

} // namespace

void ClientStatus::keep(const std::string& text)
{
    if (m_told.size() > kMostTold) {
        m_told.clear();
    }
    // Each fault once; again after the brokers were there in between.
    base::log(m_told.insert(text).second ? base::LogLevel::Warning : base::LogLevel::Debug, "kafka", text);
    m_lastError = text;
    m_lastErrorAt = base::SystemClock::instance().now();
}

void ClientStatus::noteError(const std::string& text)
{
    // "... failed: Connection refused (after 3ms in state CONNECT, 1 identical error(s) suppressed)"
    const std::string said = text.substr(0, text.find(" (after "));
    const base::LockGuard lock(m_mutex);
    const Fault fault = explain(said, m_certificate);
    if (fault.kind == FaultKind::Farewell) {
        base::log(base::LogLevel::Debug, "kafka", text);
        return;
    }
    m_reason = fault.text;
    m_refused = fault.kind == FaultKind::Refused;
    keep(fault.text);
}

void ClientStatus::noteAllDown(const std::string& text)
{
    const base::LockGuard lock(m_mutex);
    m_allDown = true;
    keep("no broker can be reached (" + text + ")" + (m_reason.empty() ? "" : ": " + m_reason));
}

void ClientStatus::noteCertificate(const std::string& why)
{
    const base::LockGuard lock(m_mutex);
    m_certificate = why;
}

std::string ClientStatus::refusal() const
{
    const base::LockGuard lock(m_mutex);
    return m_allDown && m_refused ? m_reason : std::string();
}

void ClientStatus::noteStatistics(Statistics statistics)
{
    const base::LockGuard lock(m_mutex);
    m_statistics = std::move(statistics);
    m_allDown = false; // these are newer, and say themselves who is connected
    const bool allUp = std::all_of(m_statistics.brokers.begin(), m_statistics.brokers.end(),
                                   [](const BrokerState& broker) { return broker.connected; });
    if (allUp && !m_statistics.brokers.empty()) {
        m_told.clear();
        m_reason.clear();
        m_refused = false;
    }
}

BusState ClientStatus::state() const
{
    BusState state;
    const base::LockGuard lock(m_mutex);
    state.brokers = m_statistics.brokers;
    for (BrokerState& broker : state.brokers) {
        broker.connected = broker.connected && !m_allDown;
        state.connected = state.connected || broker.connected;
    }
    state.lastError = m_lastError;
    state.lastErrorAt = m_lastErrorAt;
    return state;
}

Statistics ClientStatus::statistics() const
{
    const base::LockGuard lock(m_mutex);
    return m_statistics;
}

Result<ConfigPtr> makeConfig(const KafkaSettings& settings, Role role, const std::string& group)
{
    ARGUS_TRY(checkOptions(settings.options));
    ARGUS_TRY(checkFiles(settings.options));
    ConfigPtr config(rd_kafka_conf_new());
    for (const auto& [name, value] : defaultsOf(role)) {
        ARGUS_TRY(setOption(config.get(), name, value));
    }
    for (const auto& [name, value] : settings.options) {
        ARGUS_TRY(setOption(config.get(), name, value));
    }
    for (const auto& [name, value] : promisesOf(role, settings, group)) {
        ARGUS_TRY(setOption(config.get(), name, value));
    }
    return config;
}

Result<rd_kafka_t*> makeClient(ConfigPtr config, Role role, Callbacks& callbacks)
{
    rd_kafka_conf_set_opaque(config.get(), &callbacks);
    rd_kafka_conf_set_log_cb(config.get(), onLog);
    rd_kafka_conf_set_error_cb(config.get(), onError);
    rd_kafka_conf_set_stats_cb(config.get(), onStatistics);
    rd_kafka_conf_set_ssl_cert_verify_cb(config.get(), onCertificate);
    if (role == Role::Producer) {
        rd_kafka_conf_set_dr_msg_cb(config.get(), onDelivered);
    } else {
        rd_kafka_conf_set_rebalance_cb(config.get(), onRebalanced);
        rd_kafka_conf_set_offset_commit_cb(config.get(), onCommitted);
    }
    std::array<char, 512> reason {};
    rd_kafka_t* client = rd_kafka_new(role == Role::Producer ? RD_KAFKA_PRODUCER : RD_KAFKA_CONSUMER, config.get(),
                                      reason.data(), reason.size());
    if (!client) {
        // The library's text names options and files, never values of secrets.
        return fail(ErrorCode::Invalid,
                    "the Kafka client cannot be made: " + explainMaking(base::printable(reason.data(), reason.size())));
    }
    config.release(); // the client owns it now
    return client;
}

} // namespace argus::bus::kafka
