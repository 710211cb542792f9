// SPDX-License-Identifier: Apache-2.0
#include "core/bus/redrive.h"

#include "core/base/mutex.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <stop_token>

namespace argus::bus {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
using store::dead_letters::Filter;
using store::sql::Connection;

namespace {

constexpr std::size_t kAtOnce = 100;
constexpr std::size_t kMostReasons = 20;

Result<> pause(const ExecutionContext& context, std::chrono::milliseconds time)
{
    base::Mutex mutex;
    base::CondVar woken;
    const std::stop_callback wake(context.stopToken(), [&mutex, &woken] {
        const base::LockGuard lock(mutex);
        woken.notifyAll();
    });
    const auto end = std::chrono::steady_clock::now() + context.remaining(time);
    const base::LockGuard lock(mutex);
    while (!context.isCancelled() && std::chrono::steady_clock::now() < end && woken.waitUntil(mutex, end)) { }
    return context.check();
}

void refuse(Redriven& redriven, const std::string& reason)
{
    ++redriven.refused;
    if (redriven.reasons.size() < kMostReasons) {
        redriven.reasons.push_back(reason);
    }
}

/// Sends these in one transaction; each of them is read again within it.
Result<Redriven> sendSome(const ExecutionContext& context, store::sql::Database& database,
                          std::span<const std::int64_t> seqs, const RedriveOptions& options)
{
    const auto work = [seqs, dryRun = options.dryRun](Connection& connection) -> Result<Redriven> {
        Redriven redriven;
        const auto now = connection.now();
        if (!now) {
            return fail(now);
        }
        for (const std::int64_t seq : seqs) {
            const auto letter = store::dead_letters::find(connection, seq);
            if (!letter) {
                return fail(letter);
            }
            if (!*letter) {
                refuse(redriven, "there is no dead letter " + std::to_string(seq));
                continue;
            }
            const Result<> sent = dryRun ? store::dead_letters::canRedrive(**letter)
                                         : store::dead_letters::redrive(connection, **letter, *now);
            if (sent) {
                ++redriven.sent;
            } else if (sent.error().code == ErrorCode::Conflict && !sent.error().retryable) {
                refuse(redriven, sent.error().message);
            } else {
                return fail(sent);
            }
        }
        return redriven;
    };
    if (options.dryRun || !options.transact) {
        return options.dryRun ? store::sql::readValue<Redriven>(database, context, work)
                              : store::sql::writeValue<Redriven>(database, context, work);
    }
    Redriven redriven;
    ARGUS_TRY(options.transact(context, [&](Connection& connection) {
        auto sent = work(connection);
        if (sent) {
            redriven = *sent;
        }
        return sent;
    }));
    return redriven;
}

} // namespace

Result<Redriven> redrive(const ExecutionContext& context, store::sql::Database& database,
                         std::span<const std::int64_t> seqs, const RedriveOptions& options)
{
    Redriven all;
    for (std::size_t next = 0; next < seqs.size(); next += kAtOnce) {
        const auto some = seqs.subspan(next, std::min(kAtOnce, seqs.size() - next));
        const auto sent = sendSome(context, database, some, options);
        if (!sent) {
            return fail(sent);
        }
        all.sent += sent->sent;
        all.refused += sent->refused;
        for (const std::string& reason : sent->reasons) {
            if (all.reasons.size() < kMostReasons) {
                all.reasons.push_back(reason);
            }
        }
        if (!options.dryRun && options.perSecond > 0 && next + kAtOnce < seqs.size()) {
            ARGUS_TRY(pause(context, std::chrono::milliseconds(some.size() * 1000 / options.perSecond)));
        }
    }
    return all;
}

Result<Redriven> redrive(const ExecutionContext& context, store::sql::Database& database, const Filter& filter,
                         const RedriveOptions& options)
{
    // Their numbers first: a letter that fails again while this runs is a new one, and not sent in circles.
    std::vector<std::int64_t> seqs;
    for (;;) {
        const auto more = store::sql::readValue<std::vector<std::int64_t>>(
            database, context, [&filter, after = seqs.empty() ? 0 : seqs.back()](Connection& connection) {
                return store::dead_letters::numbers(connection, filter, 10'000, after);
            });
        if (!more) {
            return fail(more);
        }
        if (more->empty()) {
            return redrive(context, database, seqs, options);
        }
        seqs.insert(seqs.end(), more->begin(), more->end());
    }
}

} // namespace argus::bus
