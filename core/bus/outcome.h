// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <map>
#include <optional>
#include <utility>

namespace argus::bus {

/// What became of messages that were handed on together, one by one, by their index. A Result stands for all of them.
class Outcome
{
public:
    Outcome() = default;
    /// The same for every message.
    Outcome(base::Result<> all)
    {
        if (!all) {
            m_all = std::move(all).error();
        }
    }
    Outcome(base::Failure all)
        : Outcome(base::Result<>(std::move(all)))
    { }

    void fail(std::size_t index, base::Error error) { m_failed.insert_or_assign(index, std::move(error)); }

    bool isSafe(std::size_t index) const { return !m_all && !m_failed.contains(index); }
    /// Why a message is not safe; null when it is.
    const base::Error* error(std::size_t index) const
    {
        if (const auto found = m_failed.find(index); found != m_failed.end()) {
            return &found->second;
        }
        return m_all ? &*m_all : nullptr;
    }
    /// True when it was one fault for all of them: nobody was reached.
    bool failedAsAWhole() const { return m_all.has_value(); }
    /// Success when every message is safe, else the first error.
    base::Result<> all() const
    {
        if (m_all) {
            return base::fail(*m_all);
        }
        return m_failed.empty() ? base::Result<>() : base::Result<>(base::fail(m_failed.begin()->second));
    }
    operator base::Result<>() const { return all(); }
    explicit operator bool() const { return !m_all && m_failed.empty(); }

private:
    std::optional<base::Error> m_all;
    std::map<std::size_t, base::Error> m_failed;
};

} // namespace argus::bus
