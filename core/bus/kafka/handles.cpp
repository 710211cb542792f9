// SPDX-License-Identifier: Apache-2.0
#include "core/bus/kafka/handles.h"

#include "core/base/text.h"
#include "core/bus/kafka/kafka_settings.h"

#include <array>

namespace argus::bus::kafka {

using base::ErrorCode;
using base::fail;
using base::Result;

Result<> setOption(rd_kafka_conf_t* config, const std::string& name, const std::string& value)
{
    std::array<char, 512> reason {};
    const auto result = rd_kafka_conf_set(config, name.c_str(), value.c_str(), reason.data(), reason.size());
    if (result == RD_KAFKA_CONF_OK) {
        return {};
    }
    if (result == RD_KAFKA_CONF_UNKNOWN) {
        return fail(ErrorCode::Invalid, "the client library knows no option '" + base::printable(name, 100) + "'");
    }
    if (isSecretOption(name)) {
        return fail(ErrorCode::Invalid, "the value of the bus option " + name + " is not accepted");
    }
    return fail(ErrorCode::Invalid, "the bus option " + name + ": " + base::printable(reason.data(), reason.size()));
}

base::Error toError(rd_kafka_resp_err_t code, const std::string& doing, const std::string& detail)
{
    std::string text = doing + ": " + base::printable(rd_kafka_err2str(code));
    if (!detail.empty()) {
        text += " (" + base::printable(detail) + ")";
    }
    switch (code) {
    case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE:
    case RD_KAFKA_RESP_ERR_RECORD_LIST_TOO_LARGE:
    case RD_KAFKA_RESP_ERR_INVALID_RECORD:
        return {ErrorCode::Invalid, std::move(text), {}, false};
    case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED:
    case RD_KAFKA_RESP_ERR__AUTHENTICATION:
        return {ErrorCode::Denied, std::move(text), {}, true};
    case RD_KAFKA_RESP_ERR_INVALID_TIMESTAMP:
        // No message's own fault: one of the clocks is wrong, and once it is right the message is taken.
        return {ErrorCode::Unavailable,
                text + ": the clocks of the database and of the brokers differ by more than the brokers allow",
                {},
                true};
    default:
        return {ErrorCode::Unavailable, std::move(text), {}, true};
    }
}

} // namespace argus::bus::kafka
