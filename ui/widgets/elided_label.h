// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLabel>

namespace argus::ui {

/// One line of plain text that ends in an ellipsis where there is no room for all of it; the whole is then its tool
/// tip, unless it has one of its own. It may become as narrow as its layout wants.
class ElidedLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget* parent = nullptr);
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    QString shown() const;
};

} // namespace argus::ui
