// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace argus::ui {

/// Fills a page that has nothing to show: says why, and offers what to do. Its accessible name is its text.
class EmptyState final : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(QWidget* parent = nullptr);

    void setContent(const QString& icon, const QString& title, const QString& hint);
    /// Shown under the text; the caller sets its text and connects it.
    QPushButton* addButton(const QString& name, const QString& icon, bool primary);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_icon;
    QString m_title;
    QString m_hint;
    QVBoxLayout* m_buttons;
};

} // namespace argus::ui
