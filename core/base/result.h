// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <tl/expected.hpp>

#include <utility>

namespace argus::base {

/// A value, or the Error that took its place. Check it (`if (!r) return fail(r);`), then read it with `*r` or `r->`;
/// `.value()` throws and is not used. std::expected takes over here once the project moves past C++20.
template <class T = void> class [[nodiscard]] Result : public tl::expected<T, Error>
{
public:
    using tl::expected<T, Error>::expected;
    Result(tl::expected<T, Error> other)
        : tl::expected<T, Error>(std::move(other))
    { }
};

using Failure = tl::unexpected<Error>;

/// Makes the failure that any Result<T> can be returned as.
inline Failure fail(ErrorCode code, std::string message, std::source_location where = std::source_location::current())
{
    return Failure(Error {code, std::move(message), {}, false, where});
}

/// The same for a fault that may pass by itself.
inline Failure failTransient(ErrorCode code, std::string message,
                             std::source_location where = std::source_location::current())
{
    return Failure(Error {code, std::move(message), {}, true, where});
}

inline Failure fail(Error error)
{
    return Failure(std::move(error));
}

/// Hands the error of a failed result on to the caller.
template <class T> Failure fail(const Result<T>& failed)
{
    return Failure(failed.error());
}

} // namespace argus::base

/// Returns the error of `expression` (a Result) to the caller, or goes on. For results whose value is not needed. The
/// counter keeps nested uses (a lambda within the expression) from shadowing each other.
#define ARGUS_TRY(expression) ARGUS_TRY_AS(expression, __COUNTER__)
#define ARGUS_TRY_AS(expression, number) ARGUS_TRY_NAMED(expression, number)
#define ARGUS_TRY_NAMED(expression, number)                                                                            \
    do {                                                                                                               \
        if (auto argusResult##number = (expression); !argusResult##number) {                                           \
            return ::argus::base::Failure(std::move(argusResult##number).error());                                     \
        }                                                                                                              \
    } while (false)
