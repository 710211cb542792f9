// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/base/result.h"

#include <exception>
#include <string_view>

namespace argus::store::postgres {

/// What a failed statement means for its transaction.
enum class FaultKind
{
    Statement, ///< the statement was refused: running the work again would be refused again
    Race, ///< another transaction was in the way: running the work again may do
    LostKey, ///< a unique key is taken; by a transaction of this very moment, perhaps: once more, and it shows
    Connection, ///< the connection is gone, and the transaction with it
};

struct Fault
{
    FaultKind kind = FaultKind::Statement;
    base::Error error;
};

/// What an exception of libpqxx stands for. `isOpen`: whether the connection lives; `context`: what the statement ran
/// under, or null; `statement`: its beginning is shown for faults that should not be.
Fault faultOf(const std::exception& exception, bool isOpen, std::string_view statement,
              const base::ExecutionContext* context);

/// The error for a connection that could not be made.
base::Error connectError(const std::exception& exception, std::string_view where);

} // namespace argus::store::postgres
