// SPDX-License-Identifier: Apache-2.0
#include "ui/models/frame_model.h"

#include "core/base/text.h"
#include "ui/text/display.h"
#include "ui/text/phrasebook.h"

#include <QCoreApplication>

namespace argus::ui {

using domain::Evidence;
using namespace Qt::StringLiterals;

namespace {

struct FrameText
{
    Q_DECLARE_TR_FUNCTIONS(FrameModel)
};

words::Badge frameMark(const FrameLine& line)
{
    if (line.isEvidence) {
        return {FrameText::tr("Evidence"), u"forward"_s, Tone::Info};
    }
    return line.frame.error ? words::Badge {FrameText::tr("Error"), u"warning"_s, Tone::Warn} : words::Badge {};
}

QString frameKind(const FrameLine& line)
{
    const domain::FrameRow& frame = line.frame;
    QStringList parts;
    if (frame.error) {
        parts << FrameText::tr("error frame");
    } else if (frame.remote) {
        parts << FrameText::tr("remote");
    } else {
        parts << (frame.fd ? u"CAN FD"_s : u"CAN"_s);
    }
    if (frame.bitrateSwitch) {
        parts << u"BRS"_s;
    }
    if (frame.errorStateIndicator) {
        parts << u"ESI"_s;
    }
    return parts.join(u' ');
}

std::vector<Column<FrameLine>> frameColumns()
{
    return {
        // What a frame carries comes first; where in the file it lies is for those who go there.
        {.title = QT_TRANSLATE_NOOP("FrameModel", "Mark"), .kind = ColumnKind::Badge, .width = 112, .badge = frameMark},
        {.title = QT_TRANSLATE_NOOP("FrameModel", "Time"),
         .kind = ColumnKind::Mono,
         .width = 135,
         .text = [](const FrameLine& l) { return display::recordingClock(l.frame.ts); },
         .sort = [](const FrameLine& l) { return QVariant(static_cast<qlonglong>(l.frame.ts)); },
         .tip = [](const FrameLine& l) { return display::recordingTime(l.frame.ts); }},
        {.title = QT_TRANSLATE_NOOP("FrameModel", "Channel"),
         .width = 76,
         .text = [](const FrameLine& l) { return display::text(l.frame.channel); }},
        {.title = QT_TRANSLATE_NOOP("FrameModel", "Id"),
         .kind = ColumnKind::Mono,
         .width = 86,
         .text = [](const FrameLine& l) { return canIdText(l.frame); }},
        {.title = QT_TRANSLATE_NOOP("FrameModel", "Length"),
         .kind = ColumnKind::Number,
         .width = 66,
         .text = [](const FrameLine& l) { return QString::number(l.frame.data.size()); },
         .sort = [](const FrameLine& l) { return QVariant(static_cast<qulonglong>(l.frame.data.size())); }},
        {.title = QT_TRANSLATE_NOOP("FrameModel", "Direction"),
         .width = 84,
         .text = [](const FrameLine& l) { return l.frame.transmitted ? u"Tx"_s : u"Rx"_s; },
         .hidden = true},
        {.title = QT_TRANSLATE_NOOP("FrameModel", "Data"),
         .kind = ColumnKind::Bytes,
         .width = 215,
         .text = [](const FrameLine& l) { return display::text(base::toHex(l.frame.data, ' ')); }},
        {.title = QT_TRANSLATE_NOOP("FrameModel", "What it is"),
         .width = 260,
         .text = [](const FrameLine& l) { return phrase(l.frame.note); }},
        {.title = QT_TRANSLATE_NOOP("FrameModel", "Kind"), .width = 108, .text = frameKind},
        {.title = QT_TRANSLATE_NOOP("FrameModel", "Offset"),
         .kind = ColumnKind::Mono,
         .width = 96,
         .text = [](const FrameLine& l) { return display::offset(l.frame.offset); },
         .sort = [](const FrameLine& l) { return QVariant(static_cast<qulonglong>(l.frame.offset)); }},
    };
}

std::vector<Column<Evidence>> evidenceColumns()
{
    return {
        {.title = QT_TRANSLATE_NOOP("EvidenceModel", "Time"),
         .kind = ColumnKind::Mono,
         .width = 135,
         .text = [](const Evidence& e) { return display::recordingClock(e.ts); },
         .sort = [](const Evidence& e) { return QVariant(static_cast<qlonglong>(e.ts)); },
         .tip = [](const Evidence& e) { return display::recordingTime(e.ts); }},
        {.title = QT_TRANSLATE_NOOP("EvidenceModel", "Id"),
         .kind = ColumnKind::Mono,
         .width = 84,
         .text = [](const Evidence& e) { return display::text(e.id); }},
        {.title = QT_TRANSLATE_NOOP("EvidenceModel", "Message"),
         .kind = ColumnKind::Bytes,
         .width = 240,
         .text = [](const Evidence& e) { return display::spacedHex(e.raw); }},
        {.title = QT_TRANSLATE_NOOP("EvidenceModel", "File"),
         .width = 180,
         .text = [](const Evidence& e) { return display::text(e.file); }},
        {.title = QT_TRANSLATE_NOOP("EvidenceModel", "Offset"),
         .kind = ColumnKind::Mono,
         .width = 100,
         .text = [](const Evidence& e) { return display::offset(e.offset); },
         .sort = [](const Evidence& e) { return QVariant(static_cast<qulonglong>(e.offset)); }},
    };
}

} // namespace

QString canIdText(const domain::FrameRow& frame)
{
    return frame.error ? display::none() : display::text(base::hexNumber(frame.id, frame.extended ? 8 : 3));
}

FrameModel::FrameModel(QObject* parent)
    : TableModel(
          "FrameModel", frameColumns(), [](const FrameLine& l) { return static_cast<qint64>(l.frame.number); }, parent)
{ }

EvidenceModel::EvidenceModel(QObject* parent)
    : TableModel(
          "EvidenceModel", evidenceColumns(),
          [](const Evidence& e) { return QString(display::text(e.file) % u'@' % QString::number(e.offset)); }, parent)
{ }

} // namespace argus::ui
