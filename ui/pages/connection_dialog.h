// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/operations.h"
#include "ui/bridge/connections.h"

#include <QDialog>

class QFormLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QProgressBar;
class QPushButton;

namespace argus::ui {

/// Makes or changes a connection, and tries it out. Saves by itself; open it with open().
class ConnectionDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `profile`: to start from; with an empty name it is a new one. `connections` must outlive this.
    ConnectionDialog(Connections& connections, const ConnectionProfile& profile, QWidget* parent);
    ~ConnectionDialog() override;

Q_SIGNALS:
    void saved(const QString& name);

private:
    void makeForm(QFormLayout& form, const ConnectionProfile& profile);
    QLineEdit* addField(QFormLayout& form, const QString& name, const QString& label, const QString& value,
                        const QString& placeholder);
    QLineEdit* addSecret(QFormLayout& form, const QString& name, const QString& label);
    QLineEdit* addPath(QFormLayout& form, const QString& name, const QString& label, const QString& value,
                       const QString& placeholder, bool folder);
    void makeTest();
    ConnectionProfile profile() const;
    ConnectionSecrets secrets() const;
    void check();
    QString faultText() const;
    void test();
    void endTest(const std::string& why);
    /// What a test found is no longer so of what stands in the fields now.
    void forgetResult();
    void addNote(const QString& text);
    /// What the test could not look at because the store did not open.
    void noteUntested(const std::vector<api::DoctorCheck>& checks);
    void showChecks(const std::vector<api::DoctorCheck>& checks);
    void accept() override;

    Connections& m_connections;
    const QString m_replaces;
    QLineEdit* m_name = nullptr;
    QLineEdit* m_store = nullptr;
    QLineEdit* m_storePassword = nullptr;
    QLineEdit* m_blobs = nullptr;
    QLineEdit* m_accessKey = nullptr;
    QLineEdit* m_secretKey = nullptr;
    QLineEdit* m_certificates = nullptr;
    QLineEdit* m_bus = nullptr;
    QLineEdit* m_busOptions = nullptr;
    QLineEdit* m_busPassword = nullptr;
    QLabel* m_hint;
    QPushButton* m_test;
    QPushButton* m_save = nullptr;
    QProgressBar* m_busy;
    QListWidget* m_checks;
    bool m_returnsToTest = false; ///< the keyboard was on the button when the test began
    std::optional<base::ExecutionContext> m_testing;
};

} // namespace argus::ui
