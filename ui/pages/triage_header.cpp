// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/triage_header.h"

#include "ui/text/display.h"
#include "ui/text/phrasebook.h"
#include "ui/widgets/badge_painter.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/synthetic_banner.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTextDocument>
#include <QVBoxLayout>

#include <algorithm>

namespace argus::ui {

using namespace Qt::StringLiterals;

TriageHeader::TriageHeader(QWidget* parent)
    : TriagePanel(parent)
    , m_title(parts::pageTitle(this))
    , m_facts(parts::muted(this))
    , m_summary(new QLabel(this))
    , m_state(new BadgeLabel(this))
    , m_method(new BadgeLabel(this))
    , m_warnings(new BadgeButton(this))
    , m_who(new BadgeLabel(this))
    , m_now(new BadgeLabel(this))
    , m_export(parts::button(u"exportReport"_s, u"export"_s, this))
    , m_back(parts::button(u"showBatch"_s, u"batches"_s, this))
{
    setObjectName(u"triageHeader"_s);
    m_banner = new SyntheticBanner(this);
    m_summary->setObjectName(u"triageSummary"_s);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_facts->setWordWrap(true);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_export->setProperty("menuButton", true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 4);
    layout->setSpacing(7);
    layout->addWidget(m_banner);
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    row->addWidget(m_title);
    row->addWidget(m_state);
    row->addWidget(m_warnings);
    row->addWidget(m_method);
    row->addWidget(m_now);
    row->addWidget(m_who);
    m_who->setObjectName(u"triageWho"_s);
    m_now->setObjectName(u"triageNow"_s);
    m_warnings->setObjectName(u"triageWarnings"_s);
    connect(m_warnings, &QAbstractButton::clicked, this, &TriageHeader::warningsWanted);
    m_warnings->hide();
    m_method->setShrinks();
    m_who->hide();
    m_now->hide();
    row->addStretch(1);
    row->addWidget(m_back);
    row->addWidget(m_export);
    layout->addLayout(row);
    layout->addWidget(m_summary);
    layout->addWidget(m_facts);
    localize([this] {
        m_export->setText(tr("E&xport report"));
        m_export->setToolTip(tr("Save this result as a document"));
        m_back->setText(tr("Show &batch"));
        m_back->setToolTip(tr("Show the stages, files and events of this batch"));
        update();
    });
}

void TriageHeader::setTriage(const TriagePtr& triage)
{
    m_triage = triage;
    update();
}

void TriageHeader::setOthers(const words::Badge& who, const QString& whoInFull)
{
    m_who->setBadge(who);
    m_who->setToolTip(whoInFull);
    m_who->setAccessibleDescription(whoInFull);
}

void TriageHeader::setNow(const std::optional<domain::Batch>& now)
{
    m_batchNow = now;
    update();
}

void TriageHeader::update()
{
    m_banner->setVisible(m_triage && m_triage->synthetic);
    if (!m_triage) {
        return;
    }
    const domain::Triage& triage = *m_triage;
    const bool isOld = m_batchNow && m_batchNow->runEpoch > triage.batch.runEpoch;
    m_now->setBadge(
        isOld
            ? words::Badge {tr("Run %1: %2").arg(m_batchNow->runEpoch).arg(words::batchStatus(m_batchNow->status).text),
                            words::batchStatus(m_batchNow->status).icon, Tone::Warn}
            : words::Badge {});
    m_now->setToolTip(isOld ? tr("What is shown is the result of run %1.").arg(triage.batch.runEpoch) : QString());
    m_title->setText(display::text(triage.batch.vehicleId));
    m_state->setBadge(words::batchStatus(triage.batch));
    m_state->setToolTip(words::batchStatusTip(triage.batch));
    if (triage.diagnosis.degraded) {
        m_method->setBadge({tr("Diagnosis by rules"), u"diagnosis"_s, Tone::Neutral});
        m_method->setToolTip(
            tr("Written from the table of codes and rules of this program, without a language model."));
    } else {
        m_method->setBadge(
            {tr("Diagnosis by %1").arg(display::text(triage.diagnosis.model)), u"diagnosis"_s, Tone::Info});
        m_method->setToolTip(tr("Written by a language model; each statement names the frames it rests on."));
    }
    updateWarnings();
    m_summary->setText(phrase(triage.diagnosis.summary));
    m_facts->setText(factsText());
}

void TriageHeader::updateWarnings()
{
    QStringList warnings;
    for (const std::string& warning : m_triage->warnings) {
        warnings << phrase(warning);
    }
    m_warnings->setBadge(
        warnings.isEmpty()
            ? words::Badge {}
            : words::Badge {tr("%n warning(s)", nullptr, static_cast<int>(warnings.size())), u"warning"_s, Tone::Warn});
    const QString inFull = warnings.join(u'\n');
    // A tool tip takes what looks like markup for markup, and a warning quotes names from files.
    m_warnings->setToolTip(inFull.isEmpty() ? QString() : Qt::convertFromPlainText(inFull, Qt::WhiteSpaceNormal));
    m_warnings->setAccessibleDescription(inFull);
}

QString TriageHeader::vinText() const
{
    const domain::TriageVehicle& vehicle = m_triage->vehicle;
    if (vehicle.vin.empty()) {
        return tr("VIN not known");
    }
    const QString vin = display::text(vehicle.vin);
    if (vehicle.vinSource.empty()) {
        return tr("VIN %1").arg(vin);
    }
    return vehicle.vinSource == "given" ? tr("VIN %1, as given").arg(vin)
                                        : tr("VIN %1, read by %2").arg(vin, words::vinSource(vehicle.vinSource));
}

QString TriageHeader::factsText() const
{
    const domain::Triage& triage = *m_triage;
    const auto faults
        = std::count_if(triage.dtcs.begin(), triage.dtcs.end(), [](const auto& dtc) { return dtc.fault; });
    std::uint64_t frames = 0;
    std::uint64_t skipped = 0;
    for (const domain::TriageFile& file : triage.files) {
        frames += file.frames;
        for (const domain::Skipped& entry : file.skipped) {
            skipped += entry.count;
        }
    }
    QStringList facts {
        vinText(),
        tr("%n fault(s)", nullptr, static_cast<int>(faults)),
        tr("%n code(s) in all", nullptr, static_cast<int>(triage.dtcs.size())),
        tr("%n control unit(s)", nullptr, static_cast<int>(triage.ecus.size())),
        tr("%n file(s)", nullptr, static_cast<int>(triage.files.size())),
        tr("%n frame(s)", nullptr, display::plural(frames)),
    };
    if (skipped > 0) {
        facts << tr("%n record(s) skipped", nullptr, static_cast<int>(skipped));
    }
    return facts.join(u"   ·   "_s);
}

} // namespace argus::ui
