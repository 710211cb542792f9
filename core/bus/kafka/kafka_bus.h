// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bus/event_bus.h"
#include "core/bus/kafka/kafka_settings.h"

#include <memory>

namespace argus::bus::kafka {

/// The bus over Kafka (librdkafka). Connects in the background: brokers that are away are no error here, publish() says
/// Unavailable meanwhile, and state() tells. Topics are made when they are missing, and checked, as soon as a broker
/// answers. Invalid for options that are not accepted.
base::Result<std::unique_ptr<EventBus>> openKafkaBus(const KafkaSettings& settings);

/// Asks the brokers once: for `doctor` and 'test the connection'. The state has what was found, and what is weaker than
/// it should be; makes nothing. Unavailable, Denied or DeadlineExceeded when they do not answer.
base::Result<BusState> probeKafka(const base::ExecutionContext& context, const KafkaSettings& settings);

} // namespace argus::bus::kafka
