// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/recordings.h"

#include <QDialog>

#include <optional>

class QDoubleSpinBox;
class QListWidget;
class QRadioButton;

namespace argus::ui {

/// Asks which format files are to be read as. Open it with open(); `chosen` carries the answer.
class ReadAsDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `current`: the format that is named now, empty for none. `files`: what is to be read, as text.
    ReadAsDialog(const std::vector<api::Format>& formats, const std::string& current, const QString& files,
                 QWidget* parent);

Q_SIGNALS:
    /// A format's name; empty: by content.
    void chosen(const QString& format);

private:
    void accept() override;

    QListWidget* m_list;
};

/// Asks how the clock of files is to be shifted. Open it with open(); `chosen` carries the answer.
class ShiftClockDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `current`: what is set by hand now, ns. `found`: what was found out, to start from.
    ShiftClockDialog(std::optional<std::int64_t> current, std::int64_t found, const QString& files, QWidget* parent);

Q_SIGNALS:
    /// Nanoseconds to be added to every stamp; nothing: to be found out.
    void chosen(std::optional<std::int64_t> shift);

private:
    void accept() override;

    QRadioButton* m_find;
    QDoubleSpinBox* m_seconds;
};

} // namespace argus::ui
