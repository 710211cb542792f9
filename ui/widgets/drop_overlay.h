// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace argus::ui {

/// Covers the window while something is dragged over it, and says what dropping it will do. The mouse goes through it.
class DropOverlay final : public QWidget
{
    Q_OBJECT

public:
    explicit DropOverlay(QWidget* parent);
    /// Covers the whole parent. `formats`: what can be read, as text; empty: not known yet.
    void cover(const QString& formats);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_formats;
};

} // namespace argus::ui
