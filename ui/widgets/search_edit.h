// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/local_widget.h"

#include <QLineEdit>
#include <QTimer>

namespace argus::ui {

/// A search field that tells what was typed once the typing pauses for 300 ms (at once on Enter or when cleared).
class SearchEdit final : public QLineEdit
{
    Q_OBJECT

public:
    explicit SearchEdit(const QString& name, QWidget* parent = nullptr);

Q_SIGNALS:
    void searched(const QString& text);

protected:
    /// Esc empties it before it means anything else.
    bool event(QEvent* event) override;

private:
    void tell();

    QTimer m_pause;
    QString m_told;
};

} // namespace argus::ui
