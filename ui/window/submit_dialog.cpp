// SPDX-License-Identifier: Apache-2.0
#include "ui/window/submit_dialog.h"

#include "core/domain/vin.h"
#include "ui/theme/icons.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/wrapped_height.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QStyle>

namespace argus::ui {

using namespace Qt::StringLiterals;

namespace {

QListWidget* makePathList(const QStringList& paths, QWidget* parent)
{
    auto* list = new QListWidget(parent);
    list->setObjectName(u"submitPaths"_s);
    list->setSelectionMode(QAbstractItemView::NoSelection);
    list->setTextElideMode(Qt::ElideMiddle);
    list->setIconSize({16, 16});
    list->setFrameShape(QFrame::StyledPanel);
    for (const QString& path : paths) {
        // Whether it is a folder is guessed from its name: asking the disk could make the window wait.
        const bool folder = QFileInfo(path).suffix().isEmpty();
        list->addItem(
            new QListWidgetItem(themedIcon(folder ? u"folder"_s : u"file"_s), QDir::toNativeSeparators(path)));
    }
    list->setFixedHeight(static_cast<int>(std::clamp<qsizetype>(paths.size(), 2, 6)) * 24 + 10);
    return list;
}

} // namespace

SubmitDialog::SubmitDialog(const QStringList& paths, const QString& formats, QWidget* parent)
    : QDialog(parent)
    , m_paths(paths)
    , m_vehicle(new QLineEdit(suggestVehicle(paths), this))
    , m_vin(new QLineEdit(this))
    , m_hint(parts::muted(this))
    , m_buttons(new QDialogButtonBox(this))
{
    setObjectName(u"submitDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Take recordings in"));
    setMinimumWidth(540);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    QLabel* title = parts::heading(this);
    title->setText(
        tr("%n file(s) or folder(s) become one batch of one vehicle", nullptr, static_cast<int>(paths.size())));
    QListWidget* list = makePathList(paths, this);
    list->setAccessibleName(tr("Files and folders to take in"));
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    m_vehicle->setObjectName(u"submitVehicle"_s);
    m_vehicle->setAccessibleName(tr("Vehicle"));
    m_vehicle->setMaxLength(128);
    m_vin->setObjectName(u"submitVin"_s);
    m_vin->setAccessibleName(tr("VIN, optional"));
    m_vin->setPlaceholderText(tr("Found in the recordings when left empty"));
    m_vin->setMaxLength(static_cast<int>(domain::kMaxVinLength));
    m_hint->setObjectName(u"submitHint"_s);
    m_hint->setWordWrap(true);
    form->addRow(tr("&Vehicle"), m_vehicle);
    form->addRow(tr("V&IN (optional)"), m_vin);
    form->addRow(QString(), m_hint);
    m_buttons->setObjectName(u"submitButtons"_s);
    QPushButton* start = m_buttons->addButton(tr("&Start"), QDialogButtonBox::AcceptRole);
    start->setObjectName(u"submitStart"_s);
    start->setProperty("primary", true);
    start->setDefault(true);
    // The box has styled the button before the property was there.
    start->style()->unpolish(start);
    start->style()->polish(start);
    QPushButton* cancel = m_buttons->addButton(QDialogButtonBox::Cancel);
    cancel->setObjectName(u"submitCancel"_s);
    layout->addWidget(title);
    layout->addWidget(list);
    if (!formats.isEmpty()) {
        QLabel* readable = parts::muted(this);
        readable->setObjectName(u"submitFormats"_s);
        readable->setWordWrap(true);
        readable->setText(tr("What a file is, its content says. Read are: %1; also packed.").arg(formats));
        layout->addWidget(readable);
    }
    layout->addLayout(form);
    layout->addStretch(1);
    layout->addWidget(m_buttons);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &SubmitDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_vehicle, &QLineEdit::textChanged, this, &SubmitDialog::checkInput);
    connect(m_vin, &QLineEdit::textChanged, this, &SubmitDialog::checkInput);
    checkInput();
    new WrappedHeight(this);
    m_vehicle->selectAll();
    m_vehicle->setFocus();
}

QString SubmitDialog::suggestVehicle(const QStringList& paths)
{
    if (paths.isEmpty()) {
        return {};
    }
    const QString name = QFileInfo(QDir::cleanPath(paths.front())).fileName();
    const qsizetype dot = name.indexOf(u'.', 1);
    return dot > 0 ? name.left(dot) : name;
}

QString SubmitDialog::vinHint(const QString& vin)
{
    const std::string typed = vin.trimmed().toUpper().toStdString();
    if (typed.empty()) {
        return {};
    }
    if (!domain::isWellFormedVin(typed)) {
        return tr("A VIN has 17 letters and digits without I, O and Q (ISO 3779); this has %n. It is taken as it is.",
                  nullptr, static_cast<int>(vin.trimmed().size()));
    }
    if (!domain::hasValidCheckDigit(typed)) {
        return tr("The check digit does not fit. That is normal for vehicles from outside North America and China.");
    }
    return tr("The check digit fits.");
}

void SubmitDialog::checkInput()
{
    const bool named = !m_vehicle->text().trimmed().isEmpty();
    m_hint->setText(named ? vinHint(m_vin->text()) : tr("Give the vehicle a name, so that its batches stay together."));
    for (QAbstractButton* button : m_buttons->buttons()) {
        if (m_buttons->buttonRole(button) == QDialogButtonBox::AcceptRole) {
            button->setEnabled(named);
        }
    }
}

void SubmitDialog::accept()
{
    api::Submission submission;
    for (const QString& path : m_paths) {
        submission.paths.emplace_back(path.toStdString());
    }
    submission.vehicleId = m_vehicle->text().trimmed().toStdString();
    submission.vin = m_vin->text().trimmed().toUpper().toStdString();
    Q_EMIT submitted(submission);
    QDialog::accept();
}

} // namespace argus::ui
