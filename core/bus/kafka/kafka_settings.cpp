// SPDX-License-Identifier: Apache-2.0
#include "core/bus/kafka/kafka_settings.h"

#include "core/base/file_io.h"
#include "core/base/text.h"
#include "core/bus/kafka/handles.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <optional>

namespace argus::bus::kafka {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

struct Refused
{
    std::string_view name;
    std::string_view why;
};

constexpr std::string_view kOffsets = "an offset is committed after its effect only, by this program";
constexpr std::string_view kSafe = "a message counts as published only when all replicas have it, once and in order";
constexpr std::string_view kAssignment = "manual commits need the eager assignment of this client version";
constexpr std::string_view kSetHere = "this program sets it for each client";

constexpr std::array kRefused {
    Refused {"enable.auto.commit", kOffsets},
    Refused {"auto.commit.enable", kOffsets},
    Refused {"auto.commit.interval.ms", kOffsets},
    Refused {"enable.auto.offset.store", kOffsets},
    Refused {"auto.offset.reset", "a group that is new reads from the earliest message on, so that nothing is missed"},
    Refused {"offset.store.method", kOffsets},
    Refused {"isolation.level", "messages of transactions that were given up are never read"},
    Refused {"acks", kSafe},
    Refused {"request.required.acks", kSafe},
    Refused {"enable.idempotence", kSafe},
    Refused {"enable.gapless.guarantee", kSafe},
    Refused {"max.in.flight", kSafe},
    Refused {"max.in.flight.requests.per.connection", kSafe},
    Refused {"retries", kSafe},
    Refused {"message.send.max.retries", kSafe},
    Refused {"queuing.strategy", kSafe},
    Refused {"message.timeout.ms", "how long to try is a setting of the program; the outbox tries again"},
    Refused {"delivery.timeout.ms", "how long to try is a setting of the program; the outbox tries again"},
    Refused {"partitioner", "all processes must put a batch's events on the same partition"},
    Refused {"transactional.id", "the outbox and the inbox make effects exactly once"},
    Refused {"delivery.report.only.error", kSafe},
    Refused {"group.id", "each consumer of this program has its own group"},
    Refused {"group.instance.id",
             "a static member that is started twice, or again after a kill, is locked out for good"},
    Refused {"partition.assignment.strategy", kAssignment},
    Refused {"allow.auto.create.topics", "topics are made with their proper settings only"},
    Refused {"bootstrap.servers", "give the brokers as kafka://host:port[,host:port]"},
    Refused {"metadata.broker.list", "give the brokers as kafka://host:port[,host:port]"},
    Refused {"client.id", kSetHere},
    Refused {"enable.partition.eof", kSetHere},
    Refused {"statistics.interval.ms", kSetHere},
    Refused {"plugin.library.paths", "no foreign code is loaded into this program"},
};

constexpr std::array<std::string_view, 9> kSecrets {
    "sasl.password",
    "ssl.key.password",
    "ssl.keystore.password",
    "ssl.key.pem",
    "sasl.oauthbearer.config",
    "sasl.oauthbearer.client.secret",
    "sasl.kerberos.kinit.cmd",
    "sasl.oauthbearer.extensions",
    "ssl_key",
};

/// What the library opens by itself, and whose absence it tells in OpenSSL's words.
constexpr std::array<std::string_view, 6> kFiles {"ssl.ca.location",  "ssl.certificate.location",
                                                  "ssl.key.location", "ssl.keystore.location",
                                                  "ssl.crl.location", "sasl.kerberos.keytab"};

bool isPort(std::string_view text)
{
    const auto port = base::parseDecimal<std::uint16_t>(text);
    return port && *port > 0;
}

bool isBroker(std::string_view text)
{
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0 || !isPort(text.substr(colon + 1))) {
        return false;
    }
    const std::string_view host = text.substr(0, colon);
    return host.find_first_of("@/ \t") == std::string_view::npos
        && (host.find(':') == std::string_view::npos || (host.front() == '[' && host.back() == ']'));
}

} // namespace

bool isSecretOption(std::string_view name)
{
    return std::find(kSecrets.begin(), kSecrets.end(), name) != kSecrets.end()
        || name.find("password") != std::string_view::npos || name.find("secret") != std::string_view::npos;
}

Result<KafkaSettings> settingsFromUrl(std::string_view url)
{
    constexpr std::string_view kScheme = "kafka://";
    if (url.substr(0, kScheme.size()) != kScheme) {
        return fail(ErrorCode::Invalid, "a Kafka bus is given as kafka://host:port[,host:port]");
    }
    std::string_view rest = url.substr(kScheme.size());
    if (rest.find('@') != std::string_view::npos) {
        return fail(ErrorCode::Invalid,
                    "the address of a Kafka bus carries no user or password: they are options of the "
                    "client (sasl.username, and sasl.password from the environment or the keyring)");
    }
    KafkaSettings settings;
    while (!rest.empty() && rest.back() == '/') {
        rest.remove_suffix(1);
    }
    for (std::size_t begin = 0; begin <= rest.size();) {
        const std::size_t end = std::min(rest.find(',', begin), rest.size());
        const std::string_view broker = base::trimmed(rest.substr(begin, end - begin));
        if (!isBroker(broker)) {
            return fail(ErrorCode::Invalid,
                        "'" + base::printable(broker, 200)
                            + "' is no broker: a Kafka bus is given as kafka://host:port[,host:port]");
        }
        settings.brokers += (settings.brokers.empty() ? "" : ",") + std::string(broker);
        begin = end + 1;
    }
    return settings;
}

Result<> checkOptions(const std::map<std::string, std::string>& options)
{
    const ConfigPtr scratch(rd_kafka_conf_new());
    for (const auto& [name, value] : options) {
        const auto refused = std::find_if(kRefused.begin(), kRefused.end(),
                                          [&name = name](const Refused& entry) { return entry.name == name; });
        if (refused != kRefused.end()) {
            return fail(ErrorCode::Invalid, "the bus option " + name + " cannot be set: " + std::string(refused->why));
        }
        if (name.size() > 3 && name.substr(name.size() - 3) == "_cb") {
            return fail(ErrorCode::Invalid, "the bus option " + base::printable(name) + " is no option for people");
        }
        ARGUS_TRY(setOption(scratch.get(), name, value));
    }
    return {};
}

Result<> checkFiles(const std::map<std::string, std::string>& options)
{
    for (const auto& [name, value] : options) {
        // "probe" is a word of the library: it looks for the system's authorities.
        if (std::find(kFiles.begin(), kFiles.end(), name) == kFiles.end() || value == "probe") {
            continue;
        }
        if (::access(value.c_str(), R_OK) != 0) {
            return fail(ErrorCode::Invalid,
                        "the bus option " + name + ": " + base::printable(value, 500)
                            + " cannot be read: " + base::errnoText(errno));
        }
    }
    return {};
}

} // namespace argus::bus::kafka
