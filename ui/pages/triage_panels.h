// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/dtc_model.h"
#include "ui/models/ecu_model.h"
#include "ui/models/finding_models.h"
#include "ui/models/ledger_models.h"
#include "ui/widgets/app_context.h"
#include "ui/widgets/local_widget.h"

#include <memory>

class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;
class QStackedWidget;

namespace argus::ui {

class DataTable;
class DtcDetail;
class EvidencePanel;
class FileActions;
class SearchEdit;
class TimelineWidget;

using TriagePtr = std::shared_ptr<const domain::Triage>;

/// One part of a triage result. Shows nothing for a null result.
class TriagePanel : public LocalWidget
{
    Q_OBJECT

public:
    using LocalWidget::LocalWidget;
    virtual void setTriage(const TriagePtr& triage) = 0;
};

/// The trouble codes: table, what the chosen one means, the frames it rests on.
class DtcPanel final : public TriagePanel
{
    Q_OBJECT

public:
    DtcPanel(AppContext& context, QWidget* parent);
    void setTriage(const TriagePtr& triage) override;
    void focusStart();

private:
    void choose(int row);
    /// "5 of 88" while a search hides codes.
    void countFound();

    TriagePtr m_triage;
    DtcModel m_model;
    SearchEdit* m_search;
    QLabel* m_found;
    DataTable* m_table;
    DtcDetail* m_detail;
    EvidencePanel* m_evidence;
};

/// What the diagnosis says and what to do, each statement with the frames it rests on.
class DiagnosisPanel final : public TriagePanel
{
    Q_OBJECT

public:
    DiagnosisPanel(AppContext& context, QWidget* parent);
    void setTriage(const TriagePtr& triage) override;

private:
    QWidget* makeStatements(AppContext& context);
    QWidget* makeSide(AppContext& context);
    void choose(int row);
    /// What is not in a table: the chosen statement in full, and the actions.
    void showTexts();

    TriagePtr m_triage;
    int m_row = -1; ///< of the chosen statement
    StatementModel m_statements;
    TopCodeModel m_topCodes;
    DataTable* m_table = nullptr;
    DataTable* m_topTable = nullptr;
    QLabel* m_text = nullptr;
    QListWidget* m_actions = nullptr;
    EvidencePanel* m_evidence;
};

/// The recording over time, as a picture or as a table.
class TimelinePanel final : public TriagePanel
{
    Q_OBJECT

public:
    TimelinePanel(AppContext& context, QWidget* parent);
    void setTriage(const TriagePtr& triage) override;

private:
    void nameChoices();
    void showTimeline(int index);
    QString choiceText(const QStringList& files) const;
    QString loads(const domain::Timeline& timeline) const;

    TriagePtr m_triage;
    TimelineModel m_model;
    QComboBox* m_choice;
    QPushButton* m_asTable;
    QStackedWidget* m_stack;
    TimelineWidget* m_picture;
    DataTable* m_table;
    QLabel* m_readout;
    QLabel* m_loads;
};

/// The control units, and what the chosen one says about itself.
class EcuPanel final : public TriagePanel
{
    Q_OBJECT

public:
    EcuPanel(AppContext& context, QWidget* parent);
    void setTriage(const TriagePtr& triage) override;

private:
    EcuModel m_ecus;
    SupplierModel m_supplier;
    DataTable* m_table;
    DataTable* m_supplierTable;
};

/// Refused requests and errors in text logs, with the frames they rest on.
class ResponsePanel final : public TriagePanel
{
    Q_OBJECT

public:
    ResponsePanel(AppContext& context, QWidget* parent);
    void setTriage(const TriagePtr& triage) override;

private:
    void sayWhyEmpty();

    TriagePtr m_triage;
    NegativeResponseModel m_responses;
    LogErrorModel m_logs;
    DataTable* m_table;
    DataTable* m_logTable;
    QWidget* m_logCard;
    EvidencePanel* m_evidence;
};

/// What was read of each file, what was not and why, and the warnings of the batch.
class LedgerPanel final : public TriagePanel
{
    Q_OBJECT

public:
    LedgerPanel(AppContext& context, QWidget* parent);
    void setTriage(const TriagePtr& triage) override;
    FileActions& fileActions() { return *m_fileActions; }
    /// Chooses the first warning of the batch, where there is one, and puts the keyboard there.
    void focusWarnings();

private:
    AppContext& m_context;
    LedgerModel m_files;
    AccountModel m_account;
    DataTable* m_table;
    DataTable* m_accountTable;
    FileActions* m_fileActions;
};

} // namespace argus::ui
