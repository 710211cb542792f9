// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/notices.h"

#include <QElapsedTimer>
#include <QFrame>

#include <chrono>

class QVBoxLayout;

namespace argus::ui {

class NoticeRow;

/// Shows notices over the lower right corner of an area, the newest on top, three at most: nothing moves under the
/// mouse when one comes or goes. Each can be closed. Those that tell of no error go away by themselves after a while,
/// though never under the mouse or the keyboard; errors stay until the user turns to another page. What can be taken
/// back stays until it is.
class MessageBar final : public QWidget
{
    Q_OBJECT

public:
    /// `area`: what it lies over; a child of the same parent, which owns both.
    /// `unread`: what came less than this before the page is left is kept for the next one.
    MessageBar(Notices& notices, QWidget* area, std::chrono::milliseconds unread = std::chrono::seconds(5));

    /// False: there was none.
    bool closeNewest();
    /// What was told on the page that is left has been read by now, unless it came only a moment ago.
    void pageLeft();

protected:
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void add(const Notice& notice);
    void letPass(NoticeRow* row, std::chrono::milliseconds after);
    void withdraw(const QString& key);
    void place();

    QWidget* m_area;
    QVBoxLayout* m_layout;
    std::chrono::milliseconds m_unread;
};

/// One notice.
class NoticeRow final : public QFrame
{
    Q_OBJECT

public:
    NoticeRow(const Notice& notice, QWidget* parent);

    const QString& key() const { return m_key; }
    std::chrono::milliseconds age() const { return std::chrono::milliseconds(m_since.elapsed()); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Tone m_tone;
    QString m_key;
    QElapsedTimer m_since;
};

} // namespace argus::ui
