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
        show();
    });
    connect(&uploads, &Uploads::progressed, this, [this](const api::UploadProgress& progress) {
        m_progress = progress;
        update();
    });
    connect(&uploads, &Uploads::finished, this, [this] { setVisible(m_uploads.isRunning()); });
    connect(&uploads, &Uploads::failed, this, [this] { setVisible(m_uploads.isRunning()); });
    connect(m_cancel, &QPushButton::clicked, &uploads, &Uploads::cancelCurrent);
    localize([this] {
        m_cancel->setText(tr("Cancel upload"));
        m_bar->setAccessibleName(tr("Progress of the upload"));
        update();
    });
    hide();
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
    QString text = known ? tr("Taking in “%1”: %2 of %3, now %4")
                               .arg(m_vehicle, display::bytes(m_progress.bytesDone),
                                    display::bytes(m_progress.bytesTotal), display::text(m_progress.name))
                         : tr("Taking in “%1”…").arg(m_vehicle);
    if (m_uploads.waiting() > 0) {
        text += u"   ·   "_s % tr("%n more waiting", nullptr, static_cast<int>(m_uploads.waiting()));
    }
    m_text->setText(text);
}

void UploadBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), tokenColor(Token::Surface, palette()));
    painter.fillRect(QRect(0, 0, width(), 1), tokenColor(Token::Border, palette()));
}

} // namespace argus::ui
