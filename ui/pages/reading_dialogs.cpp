// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/reading_dialogs.h"

#include "ui/text/display.h"
#include "ui/widgets/parts.h"

#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QStyle>
#include <QVBoxLayout>

#include <cmath>

namespace argus::ui {

using namespace Qt::StringLiterals;

namespace {

/// Microseconds: what recorders can tell.
constexpr int kDecimals = 6;
/// Enough to bring a stamp that counts from the start to the time of day.
constexpr double kMostSeconds = 4e9;

/// A dialog of this kind: heading, explanation, `content`, buttons.
void buildDialog(QDialog* dialog, const QString& heading, const QString& explanation, QLayout* content,
                 const QString& prefix, const QString& acceptText)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setMinimumWidth(480);
    auto* layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    QLabel* title = parts::heading(dialog);
    title->setText(heading);
    title->setWordWrap(true);
    title->setTextFormat(Qt::PlainText);
    QLabel* text = parts::muted(dialog);
    text->setText(explanation);
    text->setWordWrap(true);
    layout->addWidget(title);
    layout->addWidget(text);
    layout->addLayout(content, 1);
    auto* buttons = new QDialogButtonBox(dialog);
    QPushButton* start = buttons->addButton(acceptText, QDialogButtonBox::AcceptRole);
    start->setObjectName(prefix % u"Start"_s);
    start->setProperty("primary", true);
    start->setDefault(true);
    // The box has styled the button before the property was there.
    start->style()->unpolish(start);
    start->style()->polish(start);
    buttons->addButton(QDialogButtonBox::Cancel)->setObjectName(prefix % u"Cancel"_s);
    layout->addWidget(buttons);
    QObject::connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
}

} // namespace

ReadAsDialog::ReadAsDialog(const std::vector<api::Format>& formats, const std::string& current, const QString& files,
                           QWidget* parent)
    : QDialog(parent)
    , m_list(new QListWidget(this))
{
    setObjectName(u"readAsDialog"_s);
    setWindowTitle(tr("Read as"));
    m_list->setObjectName(u"readAsFormats"_s);
    m_list->setAccessibleName(tr("Formats"));
    m_list->setUniformItemSizes(true);
    m_list->addItem(tr("By its content"));
    m_list->item(0)->setData(Qt::UserRole, QString());
    m_list->setCurrentRow(0);
    for (const api::Format& format : formats) {
        auto* item = new QListWidgetItem(display::text(format.displayName), m_list);
        item->setData(Qt::UserRole, display::text(format.name));
        if (format.name == current) {
            m_list->setCurrentItem(item);
        }
    }
    m_list->setMinimumHeight(300);
    connect(m_list, &QListWidget::itemActivated, this, &ReadAsDialog::accept);
    auto* content = new QVBoxLayout;
    content->addWidget(m_list);
    buildDialog(this, tr("Read %1 as").arg(files),
                tr("The batch runs again. Files of which you change nothing are not read again."), content, u"readAs"_s,
                tr("&Read again"));
    m_list->setFocus();
}

void ReadAsDialog::accept()
{
    Q_EMIT chosen(m_list->currentItem()->data(Qt::UserRole).toString());
    QDialog::accept();
}

ShiftClockDialog::ShiftClockDialog(std::optional<std::int64_t> current, std::int64_t found, const QString& files,
                                   QWidget* parent)
    : QDialog(parent)
    , m_find(new QRadioButton(tr("&Find it out from the recordings"), this))
    , m_seconds(new QDoubleSpinBox(this))
{
    setObjectName(u"shiftClockDialog"_s);
    setWindowTitle(tr("Shift clock"));
    m_find->setObjectName(u"shiftFind"_s);
    m_find->setAccessibleName(tr("Find it out from the recordings"));
    auto* byHand = new QRadioButton(tr("&Add to every stamp:"), this);
    byHand->setObjectName(u"shiftByHand"_s);
    byHand->setAccessibleName(tr("Add to every stamp"));
    m_seconds->setObjectName(u"shiftSeconds"_s);
    m_seconds->setAccessibleName(tr("Seconds to be added"));
    m_seconds->setDecimals(kDecimals);
    m_seconds->setRange(-kMostSeconds, kMostSeconds);
    m_seconds->setSuffix(tr(" s"));
    m_seconds->setValue(static_cast<double>(current.value_or(found)) / 1e9);
    m_seconds->setMinimumWidth(200);
    byHand->setChecked(true);
    connect(m_find, &QRadioButton::toggled, m_seconds, &QWidget::setDisabled);
    auto* row = new QHBoxLayout;
    row->addWidget(byHand);
    row->addWidget(m_seconds);
    row->addStretch(1);
    auto* content = new QVBoxLayout;
    content->setSpacing(8);
    content->addLayout(row);
    content->addWidget(m_find);
    content->addStretch(1);
    buildDialog(this, tr("The clock of %1").arg(files),
                tr("Brings the stamps of the file on the clock of the others: a clock that is behind needs a positive "
                   "number. The batch is put together again; nothing is read again."),
                content, u"shift"_s, tr("&Set the clock"));
    m_seconds->setFocus();
    m_seconds->selectAll();
}

void ShiftClockDialog::accept()
{
    m_seconds->interpretText();
    Q_EMIT chosen(m_find->isChecked() ? std::nullopt
                                      : std::optional<std::int64_t>(std::llround(m_seconds->value() * 1e6) * 1000));
    QDialog::accept();
}

} // namespace argus::ui
