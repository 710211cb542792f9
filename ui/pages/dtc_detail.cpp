// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/dtc_detail.h"

#include "core/base/text.h"
#include "ui/text/display.h"
#include "ui/text/phrasebook.h"
#include "ui/text/words.h"
#include "ui/theme/fonts.h"
#include "ui/theme/tokens.h"

#include <QTextBrowser>
#include <QVBoxLayout>

namespace argus::ui {

using namespace Qt::StringLiterals;

namespace {

QString safe(const std::string& text)
{
    return display::text(text).toHtmlEscaped();
}

QString factRow(const QString& name, const QString& value, const QPalette& palette)
{
    return u"<tr><td style='padding:2px 14px 2px 0; color:%1'>%2</td><td style='padding:2px 0'>%3</td></tr>"_s.arg(
        tokenColor(Token::Muted, palette).name(), name.toHtmlEscaped(), value);
}

QString subheading(const QString& text)
{
    return u"<p style='margin-top:12px; margin-bottom:4px'><b>%1</b></p>"_s.arg(text.toHtmlEscaped());
}

} // namespace

DtcDetail::DtcDetail(QWidget* parent)
    : LocalWidget(parent)
    , m_text(new QTextBrowser(this))
{
    setObjectName(u"dtcDetail"_s);
    m_text->setObjectName(u"dtcDetailText"_s);
    m_text->setProperty("plain", true);
    m_text->setOpenLinks(false);
    m_text->setTabChangesFocus(true);
    m_text->document()->setDocumentMargin(12);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_text);
    localize([this] {
        m_text->setAccessibleName(tr("About the chosen trouble code"));
        m_text->setPlaceholderText(tr("Choose a trouble code to read what it means and what its status says."));
        m_text->setHtml(html());
    });
}

void DtcDetail::setCode(std::shared_ptr<const domain::Triage> triage, const domain::Dtc* dtc)
{
    m_triage = std::move(triage);
    m_dtc = dtc;
    refreshTexts();
}

void DtcDetail::changeEvent(QEvent* event)
{
    LocalWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        m_text->setHtml(html());
    }
}

QString DtcDetail::html() const
{
    if (!m_dtc) {
        return {};
    }
    const QString meaning = m_dtc->meaning.empty()
        ? tr("No table has a meaning for this code; look it up in the maker's documents.")
        : phrase(m_dtc->meaning);
    QString out = u"<p style='font-size:large; margin-bottom:2px'><b>%1</b></p><p style='margin-top:0'>%2</p>"_s.arg(
        safe(m_dtc->code), meaning.toHtmlEscaped());
    return out + factsHtml() + statusHtml() + snapshotsHtml();
}

QString DtcDetail::factsHtml() const
{
    const auto seen = [](const domain::Sighting& sighting) {
        return tr("%1 in %2").arg(display::recordingTime(sighting.ts), display::text(sighting.file)).toHtmlEscaped();
    };
    QString rows;
    const words::Badge severity = words::severity(m_dtc->severity);
    rows += factRow(tr("Severity"), severity.text, palette());
    rows += factRow(tr("Control unit"), tr("%1 on %2").arg(safe(m_dtc->ecu), safe(m_dtc->channel)), palette());
    rows += factRow(tr("Protocol"), words::protocol(m_dtc->protocol), palette());
    if (!m_dtc->raw.empty()) {
        rows += factRow(tr("Raw bytes"), display::spacedHex(m_dtc->raw), palette());
    }
    QStringList services;
    for (const auto& [service, count] : m_dtc->services) {
        services << tr("%1 by %2").arg(display::number(count), display::text(service));
    }
    rows += factRow(
        tr("Reported"),
        tr("%n time(s): %1", nullptr, static_cast<int>(m_dtc->occurrences)).arg(services.join(u", "_s)).toHtmlEscaped(),
        palette());
    rows += factRow(tr("First seen"), seen(m_dtc->firstSeen), palette());
    rows += factRow(tr("Last seen"), seen(m_dtc->lastSeen), palette());
    if (m_dtc->clearedAt) {
        rows += factRow(tr("Cleared"), seen(*m_dtc->clearedAt), palette());
    }
    if (m_dtc->oc) {
        rows += factRow(tr("Occurrence count"), QString::number(*m_dtc->oc), palette());
    }
    for (const std::string& remark : m_dtc->remarks) {
        rows += factRow(tr("Remark"), safe(remark), palette());
    }
    return u"<table cellspacing='0'>%1</table>"_s.arg(rows);
}

QString DtcDetail::statusHtml() const
{
    QString out;
    if (m_dtc->status) {
        out += subheading(tr("Status byte 0x%1").arg(display::text(base::hexNumber(m_dtc->status->byte, 2))));
        QString rows;
        const auto bits = words::statusBits();
        for (std::size_t i = 0; i < bits.size(); ++i) {
            const bool set = m_dtc->status->byte >> i & 1;
            const QString color = tokenColor(set ? Token::Text : Token::Muted, palette()).name();
            const QString name = set ? u"<b>%1</b>"_s.arg(bits[i].name) : bits[i].name;
            rows += u"<tr><td style='color:%1; padding:3px 10px 3px 0'>%2&nbsp;%3</td>"
                    "<td style='color:%1; padding:3px 0'>%4<br>%5</td></tr>"_s.arg(
                        color, QString::number(i), set ? u"●"_s : u"○"_s, name, set ? bits[i].set : bits[i].clear);
        }
        out += u"<table cellspacing='0'>%1</table>"_s.arg(rows);
    }
    if (m_dtc->lamps) {
        const domain::Lamps& lamps = *m_dtc->lamps;
        out += subheading(tr("Lamps"));
        QString rows = factRow(tr("Malfunction indicator"), words::lamp(lamps.malfunction).toHtmlEscaped(), palette());
        rows += factRow(tr("Red stop lamp"), words::lamp(lamps.redStop).toHtmlEscaped(), palette());
        rows += factRow(tr("Amber warning lamp"), words::lamp(lamps.amberWarning).toHtmlEscaped(), palette());
        rows += factRow(tr("Protect lamp"), words::lamp(lamps.protect).toHtmlEscaped(), palette());
        out += u"<table cellspacing='0'>%1</table>"_s.arg(rows);
    }
    return out;
}

QString DtcDetail::snapshotsHtml() const
{
    if (m_dtc->snapshots.empty()) {
        return {};
    }
    QString out = subheading(tr("Snapshots and extended data"));
    const QString mono = monoFont().families().join(u"','"_s);
    for (const domain::Snapshot& snapshot : m_dtc->snapshots) {
        out += u"<p style='margin:2px 0'>%1<br><span style=\"font-family:'%2'\">%3</span></p>"_s.arg(
            tr("%1, record %2").arg(safe(snapshot.kind)).arg(snapshot.record), mono,
            display::spacedHex(snapshot.data).toHtmlEscaped());
    }
    return out;
}

} // namespace argus::ui
