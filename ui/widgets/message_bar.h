// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/notices.h"

#include <QFrame>

class QVBoxLayout;

namespace argus::ui {

/// Shows notices above the page, the newest on top, three at most. Each can be closed; those that only confirm
/// something go away by themselves.
class MessageBar final : public QWidget
{
    Q_OBJECT

public:
    explicit MessageBar(Notices& notices, QWidget* parent = nullptr);

private:
    void add(const Notice& notice);

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
