// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/sql/database.h"

#include <atomic>

namespace argus::test {

/// A database whose server goes away when the test says so: everything is refused as unavailable until it is back.
class AwayDatabase final : public store::sql::Database
{
public:
    explicit AwayDatabase(store::sql::Database& real)
        : m_real(real)
    { }

    void goAway() { m_away = true; }
    void comeBack() { m_away = false; }
    /// Writes that were refused because it was away.
    int refused() const { return m_refused; }

    base::Result<> read(const base::ExecutionContext& context, store::sql::Work work) override
    {
        return m_away ? gone() : m_real.read(context, std::move(work));
    }
    base::Result<> write(const base::ExecutionContext& context, store::sql::Work work) override
    {
        return m_away ? gone() : m_real.write(context, std::move(work));
    }
    void writeLater(const base::ExecutionContext& context, store::sql::Work work,
                    std::function<void(base::Result<>)> done) override
    {
        if (m_away) {
            done(gone());
            ++m_refused; // only now has whoever wrote drawn its conclusion
        } else {
            m_real.writeLater(context, std::move(work), std::move(done));
        }
    }
    store::sql::Dialect dialect() const override { return m_real.dialect(); }
    bool isWritable() const override { return m_real.isWritable(); }
    std::string describe() const override { return m_real.describe(); }
    std::string login() const override { return m_real.login(); }

private:
    static base::Failure gone()
    {
        return base::failTransient(base::ErrorCode::Unavailable, "the database is away, because the test says so");
    }

    store::sql::Database& m_real;
    std::atomic<bool> m_away {false};
    std::atomic<int> m_refused {0};
};

} // namespace argus::test
