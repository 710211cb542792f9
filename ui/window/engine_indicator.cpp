// SPDX-License-Identifier: Apache-2.0
#include "ui/window/engine_indicator.h"

#include "ui/bridge/engine_bridge.h"
#include "ui/text/display.h"
#include "ui/text/words.h"
#include "ui/widgets/badge_painter.h"
#include "ui/widgets/parts.h"

#include <QHBoxLayout>
#include <QLabel>

namespace argus::ui {

using namespace Qt::StringLiterals;

EngineIndicator::EngineIndicator(EngineBridge& bridge, QWidget* parent)
    : LocalWidget(parent)
    , m_bridge(bridge)
    , m_badge(new BadgeLabel(this))
    , m_text(parts::mutedLine(this))
{
    setObjectName(u"engineIndicator"_s);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 2, 12, 2);
    layout->setSpacing(10);
    layout->addWidget(m_badge);
    layout->addWidget(m_text, 1);
    connect(&bridge, &EngineBridge::attached, this, &EngineIndicator::update);
    connect(&bridge, &EngineBridge::detached, this, &EngineIndicator::update);
    connect(&bridge, &EngineBridge::openingChanged, this, &EngineIndicator::update);
    connect(&bridge, &EngineBridge::statusChanged, this, &EngineIndicator::update);
    localize([this] { update(); });
}

void EngineIndicator::update()
{
    const api::EngineStatus& status = m_bridge.status();
    QStringList facts;
    if (!m_bridge.isAttached()) {
        if (m_bridge.openFailure()) {
            m_badge->setBadge({tr("Store is not open"), u"error"_s, Tone::Bad});
            m_text->setText(words::problem(*m_bridge.openFailure()).detail);
        } else {
            m_badge->setBadge({tr("Engine is opening"), u"clock"_s, Tone::Info});
            m_text->clear();
        }
        return;
    }
    if (!status.connected) {
        m_badge->setBadge({tr("Reconnecting"), u"warning"_s, Tone::Bad});
        facts << (status.staleSince ? tr("showing what was read until %1").arg(display::shortTime(*status.staleSince))
                                    : tr("nothing could be read yet"));
    } else if (status.paused) {
        m_badge->setBadge({tr("Engine paused"), u"pause"_s, Tone::Warn});
    } else if (status.running) {
        m_badge->setBadge({tr("Engine running"), u"ok"_s, Tone::Ok});
    } else if (!status.owner.empty()) {
        m_badge->setBadge({tr("Engine runs elsewhere"), u"info"_s, Tone::Info});
        facts << tr("by %1").arg(display::text(status.owner));
    } else {
        m_badge->setBadge({tr("Engine stopped"), u"warning"_s, Tone::Warn});
    }
    if (!status.place.empty()) {
        facts << display::text(status.place);
    }
    if (status.workers > 0) {
        facts << tr("%1 of %2 workers busy").arg(status.busyWorkers).arg(status.workers);
    }
    if (status.availableTasks > 0) {
        facts << tr("%n task(s) waiting", nullptr, static_cast<int>(status.availableTasks));
    }
    if (!status.lastError.empty()) {
        facts << tr("last error: %1").arg(display::text(status.lastError));
    }
    if (m_bridge.counters().dropped > 0) {
        facts << tr("%1 updates skipped").arg(display::number(m_bridge.counters().dropped));
    }
    m_text->setText(facts.join(u"   ·   "_s));
}

} // namespace argus::ui
