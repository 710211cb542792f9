// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/submissions.h"

#include <QDialog>
#include <QStringList>

class QDialogButtonBox;
class QLabel;
class QLineEdit;

namespace argus::ui {

/// Asks whose recordings these are before they are taken in. Open it with open(); `submitted` carries the answer.
class SubmitDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `formats`: what can be read, as text; empty: not known yet.
    SubmitDialog(const QStringList& paths, const QString& formats, QWidget* parent);

    /// A vehicle's name from the name of its first file: without folder and extensions.
    static QString suggestVehicle(const QStringList& paths);
    /// What is to be said about a VIN as typed: empty when nothing is.
    static QString vinHint(const QString& vin);

Q_SIGNALS:
    void submitted(const argus::api::Submission& submission);

private:
    void checkInput();
    void accept() override;

    QStringList m_paths;
    QLineEdit* m_vehicle;
    QLineEdit* m_vin;
    QLabel* m_hint;
    QDialogButtonBox* m_buttons;
};

} // namespace argus::ui
