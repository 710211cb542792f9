// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/connection_dialog.h"

#include "ui/text/display.h"
#include "ui/text/words.h"
#include "ui/theme/icons.h"
#include "ui/widgets/parts.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace argus::ui {

using namespace Qt::StringLiterals;

namespace {

QIcon outcomeIcon(api::DoctorCheck::Outcome outcome)
{
    switch (outcome) {
    case api::DoctorCheck::Outcome::Good:
        return themedIcon(u"ok"_s, Token::Ok);
    case api::DoctorCheck::Outcome::Warning:
        return themedIcon(u"warning"_s, Token::Warn);
    case api::DoctorCheck::Outcome::Bad:
        break;
    }
    return themedIcon(u"error"_s, Token::Bad);
}

/// Room for a line of each thing that a test looks at.
constexpr int kChecksHeight = 128;

/// The engine's names of what it looked at, as a beginning of a line.
QString checkName(const std::string& name)
{
    if (name == "store") {
        return ConnectionDialog::tr("Store");
    }
    if (name == "account") {
        return ConnectionDialog::tr("Account");
    }
    if (name == "integrity") {
        return ConnectionDialog::tr("Integrity");
    }
    if (name == "disk space") {
        return ConnectionDialog::tr("Disk space");
    }
    if (name == "bus") {
        return ConnectionDialog::tr("Bus");
    }
    return name == "recordings" || name == "blobs" ? ConnectionDialog::tr("Recordings") : display::text(name);
}

QString checkText(const api::DoctorCheck& check)
{
    const QString name = checkName(check.name);
    const QString detail = display::text(check.detail);
    switch (check.outcome) {
    case api::DoctorCheck::Outcome::Good:
        return ConnectionDialog::tr("%1: %2").arg(name, detail);
    case api::DoctorCheck::Outcome::Warning:
        return ConnectionDialog::tr("%1 works, with a warning: %2").arg(name, detail);
    case api::DoctorCheck::Outcome::Bad:
        break;
    }
    return ConnectionDialog::tr("%1 does not work: %2").arg(name, detail);
}

} // namespace

ConnectionDialog::ConnectionDialog(Connections& connections, const ConnectionProfile& profile, QWidget* parent)
    : QDialog(parent)
    , m_connections(connections)
    , m_replaces(profile.name)
    , m_hint(parts::muted(this))
    , m_test(parts::button(u"connectionTest"_s, u"check"_s, this))
    , m_busy(new QProgressBar(this))
    , m_checks(new QListWidget(this))
{
    setObjectName(u"connectionDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(m_replaces.isEmpty() ? tr("Add connection") : tr("Change connection"));
    setMinimumWidth(620);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 14);
    layout->setSpacing(9);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(6);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    makeForm(*form, profile);
    layout->addLayout(form);
    m_hint->setObjectName(u"connectionHint"_s);
    m_hint->setWordWrap(true);
    layout->addWidget(m_hint);
    makeTest();
    layout->addWidget(m_checks, 1);
    auto* row = new QHBoxLayout;
    row->addWidget(m_test);
    row->addWidget(m_busy);
    row->addStretch(1);
    auto* buttons = new QDialogButtonBox(this);
    m_save = buttons->addButton(tr("&Save"), QDialogButtonBox::AcceptRole);
    m_save->setObjectName(u"connectionSave"_s);
    m_save->setProperty("primary", true);
    m_save->setDefault(true);
    // The box has styled the button before the property was there.
    m_save->style()->unpolish(m_save);
    m_save->style()->polish(m_save);
    buttons->addButton(QDialogButtonBox::Cancel)->setObjectName(u"connectionCancel"_s);
    row->addWidget(buttons);
    layout->addLayout(row);
    connect(buttons, &QDialogButtonBox::accepted, this, &ConnectionDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_test, &QPushButton::clicked, this, &ConnectionDialog::test);
    for (QLineEdit* edit : findChildren<QLineEdit*>()) {
        connect(edit, &QLineEdit::textChanged, this, &ConnectionDialog::forgetResult);
        connect(edit, &QLineEdit::textChanged, this, &ConnectionDialog::check);
    }
    check();
    m_name->setFocus();
}

ConnectionDialog::~ConnectionDialog()
{
    endTest("the dialog was closed");
}

void ConnectionDialog::makeForm(QFormLayout& form, const ConnectionProfile& profile)
{
    m_name = addField(form, u"connectionName"_s, tr("&Name"), profile.name, tr("For example: workshop"));
    m_store = addPath(form, u"connectionStore"_s, tr("S&tore"), profile.store,
                      tr("A path, or postgresql://user@host:5432/database"), /*folder=*/false);
    m_storePassword = addSecret(form, u"connectionStorePassword"_s, tr("&Password of the database"));
    m_blobs = addPath(form, u"connectionBlobs"_s, tr("&Recordings"), profile.blobs,
                      tr("A folder, shared:PATH, or s3+https://host:9000/bucket"), /*folder=*/true);
    m_accessKey = addSecret(form, u"connectionAccessKey"_s, tr("&Access key"));
    m_secretKey = addSecret(form, u"connectionSecretKey"_s, tr("Secret &key"));
    m_certificates = addPath(form, u"connectionCertificates"_s, tr("&Certificates of S3 (CA)"), profile.certificates,
                             tr("Those of the system when left empty"), /*folder=*/false);
    m_bus = addField(form, u"connectionBus"_s, tr("&Bus"), profile.bus, tr("local, or kafka://host:9092"));
    m_busOptions = addField(form, u"connectionBusOptions"_s, tr("&Options of the bus"), optionsText(profile.busOptions),
                            u"security.protocol=SASL_SSL, sasl.username=desk"_s);
    m_busPassword = addSecret(form, u"connectionBusPassword"_s, tr("Pass&word of the bus"));
}

QLineEdit* ConnectionDialog::addField(QFormLayout& form, const QString& name, const QString& label,
                                      const QString& value, const QString& placeholder)
{
    auto* edit = new QLineEdit(value, this);
    edit->setObjectName(name);
    edit->setPlaceholderText(placeholder);
    form.addRow(label, edit);
    edit->setAccessibleName(QString(label).remove(u'&'));
    return edit;
}

QLineEdit* ConnectionDialog::addSecret(QFormLayout& form, const QString& name, const QString& label)
{
    QLineEdit* edit = addField(form, name, label, {}, m_replaces.isEmpty() ? QString() : tr("As it is in the keyring"));
    edit->setEchoMode(QLineEdit::Password);
    edit->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase
                              | Qt::ImhSensitiveData);
    edit->setToolTip(tr("Kept in the keyring of the system, nowhere else"));
    return edit;
}

QLineEdit* ConnectionDialog::addPath(QFormLayout& form, const QString& name, const QString& label, const QString& value,
                                     const QString& placeholder, bool folder)
{
    auto* row = new QHBoxLayout;
    auto* edit = new QLineEdit(value, this);
    edit->setObjectName(name);
    edit->setPlaceholderText(placeholder);
    edit->setAccessibleName(QString(label).remove(u'&'));
    QToolButton* choose = parts::iconButton(name % u"Choose"_s, u"folder"_s, this);
    choose->setAccessibleName(tr("Choose: %1").arg(edit->accessibleName()));
    choose->setToolTip(tr("Choose on this computer…"));
    connect(choose, &QToolButton::clicked, this, [this, edit, folder] {
        auto* dialog = new QFileDialog(this);
        dialog->setObjectName(u"connectionFileDialog"_s);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(folder ? QFileDialog::Directory : QFileDialog::AnyFile);
        connect(dialog, &QFileDialog::fileSelected, edit, &QLineEdit::setText);
        dialog->open();
    });
    row->addWidget(edit, 1);
    row->addWidget(choose);
    auto* caption = new QLabel(label, this);
    caption->setBuddy(edit);
    form.addRow(caption, row);
    return edit;
}

void ConnectionDialog::makeTest()
{
    m_test->setText(tr("Tes&t"));
    m_test->setAutoDefault(false);
    m_busy->setObjectName(u"connectionTesting"_s);
    m_busy->setAccessibleName(tr("The connection is being tested"));
    m_busy->setRange(0, 0);
    m_busy->setFixedWidth(120);
    m_busy->hide();
    m_checks->setObjectName(u"connectionChecks"_s);
    m_checks->setAccessibleName(tr("What the test found"));
    m_checks->setWordWrap(true);
    m_checks->setMinimumHeight(kChecksHeight);
    m_checks->setIconSize({16, 16});
    m_checks->hide();
}

ConnectionProfile ConnectionDialog::profile() const
{
    const auto text = [](const QLineEdit* edit) { return edit->text().trimmed(); };
    return {.name = text(m_name),
            .store = text(m_store),
            .blobs = text(m_blobs),
            .bus = text(m_bus),
            .busOptions = optionsFromText(m_busOptions->text()),
            .certificates = text(m_certificates)};
}

ConnectionSecrets ConnectionDialog::secrets() const
{
    return {m_storePassword->text(), m_accessKey->text(), m_secretKey->text(), m_busPassword->text()};
}

QString ConnectionDialog::faultText() const
{
    const ConnectionProfile now = profile();
    if (now.name != m_replaces && m_connections.find(now.name)) {
        return tr("There is a connection of this name already.");
    }
    switch (faultOf(now)) {
    case ProfileFault::None:
        return {};
    case ProfileFault::NoName:
        return tr("Give the connection a name.");
    case ProfileFault::BadName:
        return tr("A name is of letters without accents, digits, - _ . and spaces, 64 at most.");
    case ProfileFault::PasswordInAddress:
        return tr("An address holds a password, which would stand in a file: write it into its own field.");
    case ProfileFault::StoreAddress:
        return tr("The store is a path, or postgresql://user@host:port/database.");
    case ProfileFault::BlobAddress:
        return tr("Recordings lie in a folder, in shared:PATH, or in s3+https://host:port/bucket.");
    case ProfileFault::BusAddress:
        return tr("The bus is “local”, or kafka://host:port, with commas between several.");
    case ProfileFault::SecretOption:
        return tr("An option of the bus is a secret, which would stand in a file: there is a field for the password.");
    case ProfileFault::LocalAlone:
        return tr("A store of this computer goes with a folder of this computer and the local bus only.");
    case ProfileFault::SharedTogether:
        return tr("PostgreSQL goes with Kafka, and with S3 or a folder that all mount (shared:PATH).");
    }
    return {};
}

void ConnectionDialog::check()
{
    const ConnectionProfile now = profile();
    m_storePassword->setEnabled(now.usesPostgres());
    m_accessKey->setEnabled(now.usesS3());
    m_secretKey->setEnabled(now.usesS3());
    m_certificates->setEnabled(now.usesS3());
    m_busOptions->setEnabled(now.usesKafka());
    m_busPassword->setEnabled(now.usesKafka());
    const QString fault = faultText();
    m_hint->setText(fault.isEmpty() ? tr("Passwords and secret keys are kept in the keyring of the system.") : fault);
    m_save->setEnabled(fault.isEmpty());
    m_test->setEnabled(fault.isEmpty() && !m_testing);
}

void ConnectionDialog::test()
{
    m_checks->clear();
    m_checks->hide();
    ConnectionProfile tried = profile();
    if (!m_replaces.isEmpty()) {
        // What the keyring holds stands under the name that it has until it is saved.
        tried.name = m_replaces;
    }
    m_busy->show();
    m_testing = base::ExecutionContext::root("desktop", "connection.test");
    // A button that is switched off hands the keyboard on: it comes back with the answer.
    m_returnsToTest = m_test->hasFocus();
    m_test->setEnabled(false);
    m_testing = m_connections.test(tried, secrets(), this,
                                   [this](const std::vector<api::DoctorCheck>& checks) { showChecks(checks); });
}

void ConnectionDialog::endTest(const std::string& why)
{
    if (m_testing) {
        m_testing->cancel(why);
        m_testing.reset();
    }
}

void ConnectionDialog::forgetResult()
{
    if (!m_testing && m_checks->isHidden()) {
        return;
    }
    endTest("the connection was changed");
    m_busy->hide();
    m_returnsToTest = false;
    // The list keeps its place: nothing else in the dialog moves while somebody types.
    m_checks->clear();
    addNote(tr("Changed since the test. Test again to see whether it works."));
    m_checks->show();
}

void ConnectionDialog::addNote(const QString& text)
{
    m_checks->addItem(new QListWidgetItem(themedIcon(u"info"_s), text));
}

void ConnectionDialog::noteUntested(const std::vector<api::DoctorCheck>& checks)
{
    const auto has = [&checks](std::initializer_list<std::string_view> names) {
        return std::any_of(checks.begin(), checks.end(), [&](const api::DoctorCheck& check) {
            return std::find(names.begin(), names.end(), check.name) != names.end();
        });
    };
    const bool closed = std::any_of(checks.begin(), checks.end(), [](const api::DoctorCheck& check) {
        return check.name == "store" && check.outcome == api::DoctorCheck::Outcome::Bad;
    });
    if (!closed) {
        return;
    }
    const ConnectionProfile tried = profile();
    if (tried.usesS3() && !has({"recordings", "blobs"})) {
        addNote(tr("%1 not tested: the store has to open first.").arg(checkName("recordings")));
    }
    if (tried.usesKafka() && !has({"bus"})) {
        addNote(tr("%1 not tested: the store has to open first.").arg(checkName("bus")));
    }
}

void ConnectionDialog::showChecks(const std::vector<api::DoctorCheck>& checks)
{
    m_testing.reset();
    m_busy->hide();
    m_checks->show();
    for (const api::DoctorCheck& check : checks) {
        m_checks->addItem(new QListWidgetItem(outcomeIcon(check.outcome), checkText(check)));
    }
    noteUntested(checks);
    m_checks->setCurrentRow(0);
    check();
    if (std::exchange(m_returnsToTest, false)) {
        m_test->setFocus(Qt::OtherFocusReason);
    }
}

void ConnectionDialog::accept()
{
    if (!faultText().isEmpty()) {
        return;
    }
    const ConnectionProfile made = profile();
    if (const auto done = m_connections.save(made, secrets(), m_replaces); !done) {
        m_hint->setText(tr("It could not be saved: %1").arg(words::problem(done.error()).detail));
        return;
    }
    Q_EMIT saved(made.name);
    QDialog::accept();
}

} // namespace argus::ui
