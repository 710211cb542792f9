// SPDX-License-Identifier: Apache-2.0
#include "ui/bridge/attendance_feed.h"

#include <algorithm>

namespace argus::ui {

namespace {

/// When what this window has open could not be said.
constexpr std::chrono::milliseconds kRetry {10000};
constexpr std::chrono::milliseconds kPatience {10000};

} // namespace

AttendanceFeed::AttendanceFeed(EngineBridge& bridge, QObject* parent)
    : QObject(parent)
    , m_bridge(bridge)
{
    m_poll.setInterval(kInterval);
    m_again.setSingleShot(true);
    connect(&m_poll, &QTimer::timeout, this, &AttendanceFeed::refresh);
    connect(&m_again, &QTimer::timeout, this, &AttendanceFeed::say);
    connect(&bridge, &EngineBridge::watchingChanged, this, [this](bool watching) {
        if (watching) {
            m_poll.start();
            refresh();
        } else {
            m_poll.stop();
        }
    });
    connect(&bridge, &EngineBridge::detached, this, &AttendanceFeed::forget);
}

void AttendanceFeed::setOpen(const domain::BatchId& id)
{
    if (m_open == id) {
        return;
    }
    m_open = id;
    say();
    Q_EMIT changed();
}

domain::CaseAttendance AttendanceFeed::on(const domain::BatchId& id) const
{
    const auto found = m_others.find(id);
    return found == m_others.end() ? domain::CaseAttendance {id, {}, {}} : found->second;
}

void AttendanceFeed::say()
{
    m_again.stop();
    if (!m_open || !m_bridge.isAttached()) {
        return;
    }
    using Again = std::chrono::milliseconds;
    m_bridge.ask<Again>(
        this, "attendance.enter",
        [session = m_session, id = *m_open](api::Engine& engine, const base::ExecutionContext& context,
                                            api::Callback<Again> done) {
            engine.attendance().enter(context, session, id, std::move(done));
        },
        [this](base::Result<Again> result) {
            if (!result && result.error().code == base::ErrorCode::NotFound) {
                m_open.reset(); // deleted meanwhile
                return;
            }
            m_again.start(result ? *result : kRetry);
            refresh();
        },
        &m_saying, kPatience);
}

void AttendanceFeed::refresh()
{
    if (!m_bridge.isAttached() || m_asking.isBusy()) {
        return;
    }
    using List = std::vector<domain::CaseAttendance>;
    m_bridge.ask<List>(
        this, "attendance.present",
        [](api::Engine& engine, const base::ExecutionContext& context, api::Callback<List> done) {
            engine.attendance().present(context, std::move(done));
        },
        [this](base::Result<List> result) {
            // While the store is away nobody can say who is there: the last answer would be a guess.
            take(result ? *result : List());
        },
        &m_asking, kPatience);
}

void AttendanceFeed::take(const std::vector<domain::CaseAttendance>& cases)
{
    Cases others;
    for (domain::CaseAttendance each : cases) {
        const auto own = std::find_if(each.people.begin(), each.people.end(),
                                      [this](const domain::Attendee& one) { return one.session == m_session; });
        if (own != each.people.end()) {
            m_ownLogin = own->login;
            each.people.erase(own);
        }
        if (!each.people.empty() || !each.workers.empty()) {
            others.emplace(each.batchId, std::move(each));
        }
    }
    if (others != m_others) {
        m_others = std::move(others);
        Q_EMIT changed();
    }
}

void AttendanceFeed::forget()
{
    // The next engine may be one over another store.
    m_again.stop();
    m_asking.cancel();
    m_saying.cancel();
    m_open.reset();
    m_ownLogin.clear();
    m_others.clear();
    Q_EMIT changed();
}

} // namespace argus::ui
