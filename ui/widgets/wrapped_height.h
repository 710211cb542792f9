// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

class QWidget;

namespace argus::ui {

/// Keeps a widget at least as tall as its layout needs at the width it has. Texts that wrap need more height the
/// narrower they are; splitters, scroll areas and windows do not ask for that and would paint one thing over another.
/// A window grows when a text in it does. Lives as long as the widget.
class WrappedHeight final : public QObject
{
    Q_OBJECT

public:
    /// `widget` has its layout already.
    explicit WrappedHeight(QWidget* widget);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void keep();

    QWidget* m_widget;
};

} // namespace argus::ui
