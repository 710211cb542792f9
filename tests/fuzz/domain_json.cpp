// SPDX-License-Identifier: Apache-2.0
// Documents that come back from a store or a bus: whatever they hold, the readers answer with a value or an error, and
// what they accept can be written again.
#include "core/domain/event.h"
#include "core/domain/triage_json.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <variant>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace argus;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto event = domain::eventFromJson(text)) {
        if (const auto* known = std::get_if<domain::Event>(&*event)) {
            const auto again = domain::eventFromJson(domain::toJson(*known));
            if (!again || !std::holds_alternative<domain::Event>(*again)) {
                std::abort();
            }
        }
    }
    if (const auto triage = domain::triageFromJson(text)) {
        if (!domain::triageFromJson(domain::toJson(*triage))) {
            std::abort();
        }
    }
    return 0;
}
