// SPDX-License-Identifier: Apache-2.0
#include "ui/window/upload_bar.h"

#include "ui/bridge/uploads.h"
#include "ui/text/display.h"
#include "ui/theme/icons.h"
#include "ui/widgets/parts.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>

namespace argus::ui {

using namespace Qt::StringLiterals;

UploadBar::UploadBar(Uploads& uploads, QWidget* parent)
    : LocalWidget(parent)
    , m_uploads(uploads)
    , m_text(new QLabel(this))
    , m_bar(new QProgressBar(this))
    , m_cancel(parts::button(u"uploadCancel"_s, u"cancel"_s, this))
{
    setObjectName(u"uploadBar"_s);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(parts::kPagePadding, 7, parts::kPagePadding, 7);
    layout->setSpacing(12);
    m_text->setTextFormat(Qt::PlainText);
    m_bar->setObjectName(u"uploadProgress"_s);
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(220);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_bar);
    layout->addWidget(m_cancel);
    connect(&uploads, &Uploads::started, this, [this](const api::Submission& submission) {
        m_vehicle = display::text(submission.vehicleId);
        m_progress = {};
        update();
    });
    connect(&uploads, &Uploads::progressed, this, [this](const api::UploadProgress& progress) {
        m_progress = progress;
        update();
    });
    connect(&uploads, &Uploads::finished, this, &UploadBar::update);
    connect(&uploads, &Uploads::failed, this, &UploadBar::update);
    connect(&uploads, &Uploads::waitingChanged, this, &UploadBar::update);
    connect(m_cancel, &QPushButton::clicked, this, &UploadBar::onCancel);
    localize([this] {
        m_bar->setAccessibleName(tr("Progress of the upload"));
        update();
    });
}

void UploadBar::onCancel()
{
    if (m_uploads.isRunning()) {
        m_uploads.cancelCurrent();
    } else {
        m_uploads.discardWaiting();
    }
}

void UploadBar::update()
{
    const bool known = m_progress.bytesTotal > 0;
    constexpr int kSteps = 1000;
    m_bar->setRange(0, known ? kSteps : 0);
    if (known) {
        const double share = static_cast<double>(m_progress.bytesDone) / static_cast<double>(m_progress.bytesTotal);
        m_bar->setValue(static_cast<int>(std::min(1.0, share) * kSteps));
    }
    m_bar->setVisible(!m_uploads.isHeld());
    m_cancel->setText(m_uploads.isHeld() ? tr("Do not take in") : tr("Cancel upload"));
    m_text->setText(text());
    setVisible(m_uploads.isRunning() || m_uploads.isHeld());
}

QString UploadBar::text() const
{
    QString text;
    std::size_t more = m_uploads.waiting();
    if (m_uploads.isHeld()) {
        text = tr("“%1” waits for the store to be opened").arg(display::text(m_uploads.firstWaiting().vehicleId));
        --more;
    } else if (m_progress.bytesTotal > 0) {
        text = tr("Taking in “%1”: %2 of %3, now %4")
                   .arg(m_vehicle, display::bytes(m_progress.bytesDone), display::bytes(m_progress.bytesTotal),
                        display::text(m_progress.name));
    } else {
        text = tr("Taking in “%1”…").arg(m_vehicle);
    }
    if (more > 0) {
        text += u"   ·   "_s % tr("%n more waiting", nullptr, static_cast<int>(more));
    }
    return text;
}

void UploadBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), tokenColor(Token::Surface, palette()));
    painter.fillRect(QRect(0, 0, width(), 1), tokenColor(Token::Border, palette()));
}

} // namespace argus::ui
