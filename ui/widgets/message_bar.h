// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/notices.h"

#include <QFrame>

class QVBoxLayout;

namespace argus::ui {

/// Shows notices over the lower right corner of an area, the newest on top, three at most: nothing moves under the
/// mouse when one comes or goes. Each can be closed; those that only confirm something go away by themselves.
class MessageBar final : public QWidget
{
    Q_OBJECT

public:
    /// `area`: what it lies over; a child of the same parent, which owns both.
    MessageBar(Notices& notices, QWidget* area);

protected:
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void add(const Notice& notice);
    void withdraw(const QString& key);
    void place();

    QWidget* m_area;
    QVBoxLayout* m_layout;
};

/// One notice.
class NoticeRow final : public QFrame
{
    Q_OBJECT

public:
    NoticeRow(const Notice& notice, QWidget* parent);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Tone m_tone;
};

} // namespace argus::ui
