// SPDX-License-Identifier: Apache-2.0
#include "ui/models/dtc_model.h"

#include "core/base/text.h"
#include "ui/text/display.h"
#include "ui/text/phrasebook.h"

#include <QCoreApplication>

namespace argus::ui {

using domain::Dtc;
using namespace Qt::StringLiterals;

namespace {

struct DtcText
{
    Q_DECLARE_TR_FUNCTIONS(DtcModel)
};

QString dtcKey(const Dtc& dtc)
{
    return display::text(dtc.code + '/' + dtc.channel + '/' + dtc.ecu + '/' + dtc.protocol);
}

words::Badge dtcBadge(const Dtc& dtc)
{
    if (!dtc.fault) {
        return {DtcText::tr("No fault"), u"ok"_s, Tone::Neutral};
    }
    return words::severity(dtc.severity);
}

/// The four bits that make a code a fault, in a few words.
QString dtcShortStatus(const Dtc& dtc)
{
    if (dtc.lamps) {
        return DtcText::tr("Lamp: %1").arg(words::lamp(dtc.lamps->malfunction));
    }
    if (!dtc.status) {
        return display::none();
    }
    QStringList parts;
    const std::uint8_t byte = dtc.status->byte;
    if (byte & 0x01) {
        parts << DtcText::tr("present");
    }
    if (byte & 0x08) {
        parts << DtcText::tr("confirmed");
    } else if (byte & 0x04) {
        parts << DtcText::tr("pending");
    }
    if (byte & 0x80) {
        parts << DtcText::tr("lamp on");
    }
    const QString hex = display::text(base::hexNumber(byte, 2));
    return parts.isEmpty() ? hex : QString(hex % u"  "_s % parts.join(u", "_s));
}

QString statusTip(const Dtc& dtc)
{
    if (!dtc.status) {
        return dtcStatusText(dtc);
    }
    QString tip;
    const auto bits = words::statusBits();
    for (std::size_t i = 0; i < bits.size(); ++i) {
        if (dtc.status->byte >> i & 1) {
            tip += u"• %1\n"_s.arg(bits[i].set);
        }
    }
    return tip.isEmpty() ? DtcText::tr("No status bit is set.") : tip.trimmed();
}

QVariant sightingOrder(const domain::Sighting& sighting)
{
    return QVariant(static_cast<qlonglong>(sighting.ts));
}

std::vector<Column<Dtc>> dtcColumns()
{
    return {
        {.title = QT_TRANSLATE_NOOP("DtcModel", "Severity"),
         .kind = ColumnKind::Badge,
         .width = 112,
         .sort = [](const Dtc& d) { return QVariant(d.fault ? words::severityRank(d.severity) : -1); },
         .badge = dtcBadge},
        {.title = QT_TRANSLATE_NOOP("DtcModel", "Code"),
         .kind = ColumnKind::Mono,
         .width = 122,
         .text = [](const Dtc& d) { return display::text(d.code); }},
        {.title = QT_TRANSLATE_NOOP("DtcModel", "Meaning"),
         .width = 230,
         .text = [](const Dtc& d) { return d.meaning.empty() ? DtcText::tr("Not in any table") : phrase(d.meaning); }},
        {.title = QT_TRANSLATE_NOOP("DtcModel", "Control unit"),
         .kind = ColumnKind::Mono,
         .width = 105,
         .text = [](const Dtc& d) { return display::text(d.ecu); }},
        {.title = QT_TRANSLATE_NOOP("DtcModel", "Channel"),
         .width = 80,
         .text = [](const Dtc& d) { return display::text(d.channel); }},
        {.title = QT_TRANSLATE_NOOP("DtcModel", "Protocol"),
         .width = 84,
         .text = [](const Dtc& d) { return words::protocol(d.protocol); },
         .hidden = true},
        {.title = QT_TRANSLATE_NOOP("DtcModel", "Status"),
         .width = 165,
         .text = dtcShortStatus,
         .sort = [](const Dtc& d) { return QVariant(d.status ? int(d.status->byte) : -1); },
         .tip = statusTip},
        {.title = QT_TRANSLATE_NOOP("DtcModel", "Times"),
         .kind = ColumnKind::Number,
         .width = 66,
         .text = [](const Dtc& d) { return display::number(d.occurrences); },
         .sort = [](const Dtc& d) { return QVariant(static_cast<qulonglong>(d.occurrences)); }},
        {.title = QT_TRANSLATE_NOOP("DtcModel", "First seen"),
         .kind = ColumnKind::Time,
         .width = 145,
         .text = [](const Dtc& d) { return display::recordingClock(d.firstSeen.ts); },
         .sort = [](const Dtc& d) { return sightingOrder(d.firstSeen); },
         .tip = [](const Dtc& d) { return display::recordingTime(d.firstSeen.ts); },
         .hidden = true},
        {.title = QT_TRANSLATE_NOOP("DtcModel", "Last seen"),
         .kind = ColumnKind::Time,
         .width = 145,
         .text = [](const Dtc& d) { return display::recordingClock(d.lastSeen.ts); },
         .sort = [](const Dtc& d) { return sightingOrder(d.lastSeen); },
         .tip = [](const Dtc& d) { return display::recordingTime(d.lastSeen.ts); },
         .hidden = true},
    };
}

} // namespace

QString dtcStatusText(const Dtc& dtc)
{
    if (dtc.status) {
        return u"0x%1"_s.arg(display::text(base::hexNumber(dtc.status->byte, 2)));
    }
    return dtcShortStatus(dtc);
}

DtcModel::DtcModel(QObject* parent)
    : TableModel("DtcModel", dtcColumns(), dtcKey, parent)
{ }

} // namespace argus::ui
