// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/submissions.h"
#include "ui/widgets/local_widget.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace argus::ui {

class Uploads;

/// Shows how far the upload that runs is, with a way to cancel it, and what waits for the store to be
/// opened. Hidden while there is neither.
class UploadBar final : public LocalWidget
{
    Q_OBJECT

public:
    UploadBar(Uploads& uploads, QWidget* parent);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void update();
    QString text() const;
    void onCancel();

    Uploads& m_uploads;
    QString m_vehicle;
    api::UploadProgress m_progress;
    QLabel* m_text;
    QProgressBar* m_bar;
    QPushButton* m_cancel;
};

} // namespace argus::ui
