// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <librdkafka/rdkafka.h>

#include <memory>
#include <string>

/// Owners of what the client library hands out.
namespace argus::bus::kafka {

template <auto Destroy> struct Destroyer
{
    template <class T> void operator()(T* what) const { Destroy(what); }
};

using ConfigPtr = std::unique_ptr<rd_kafka_conf_t, Destroyer<rd_kafka_conf_destroy>>;
using TopicConfigPtr = std::unique_ptr<rd_kafka_topic_conf_t, Destroyer<rd_kafka_topic_conf_destroy>>;
using PartitionsPtr
    = std::unique_ptr<rd_kafka_topic_partition_list_t, Destroyer<rd_kafka_topic_partition_list_destroy>>;
using QueuePtr = std::unique_ptr<rd_kafka_queue_t, Destroyer<rd_kafka_queue_destroy>>;
using EventPtr = std::unique_ptr<rd_kafka_event_t, Destroyer<rd_kafka_event_destroy>>;
using MessagePtr = std::unique_ptr<rd_kafka_message_t, Destroyer<rd_kafka_message_destroy>>;
using LibraryErrorPtr = std::unique_ptr<rd_kafka_error_t, Destroyer<rd_kafka_error_destroy>>;

/// Sets one option. Invalid for names and values that the library does not know; the message carries no value of a
/// secret.
base::Result<> setOption(rd_kafka_conf_t* config, const std::string& name, const std::string& value);

/// An error of the library as one of ours: what is the message's own fault is Invalid and not retryable, what rights
/// forbid is Denied, the rest is Unavailable and may pass.
base::Error toError(rd_kafka_resp_err_t code, const std::string& doing, const std::string& detail = {});

} // namespace argus::bus::kafka
