// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/pages/triage_panels.h"

#include <optional>

class QAction;

namespace argus::ui {

class BadgeButton;
class BadgeLabel;

/// The head of a triage result: whose it is, what was found in short, and by what.
class TriageHeader final : public TriagePanel
{
    Q_OBJECT

public:
    explicit TriageHeader(QWidget* parent);
    void setTriage(const TriagePtr& triage) override;
    /// Who else is on the case, and in which run it is meanwhile where that is not the shown one.
    void setOthers(const words::Badge& who, const QString& whoInFull);
    void setNow(const std::optional<domain::Batch>& now);
    QPushButton* exportButton() const { return m_export; }
    QPushButton* backButton() const { return m_back; }

Q_SIGNALS:
    /// What the result warns of is to be read in full.
    void warningsWanted();

private:
    void update();
    void updateWarnings();
    QString vinText() const;
    QString factsText() const;

    TriagePtr m_triage;
    QWidget* m_banner = nullptr;
    QLabel* m_title;
    QLabel* m_facts;
    QLabel* m_summary;
    BadgeLabel* m_state;
    BadgeLabel* m_method;
    BadgeButton* m_warnings;
    BadgeLabel* m_who;
    BadgeLabel* m_now;
    std::optional<domain::Batch> m_batchNow;
    QPushButton* m_export;
    QPushButton* m_back;
};

} // namespace argus::ui
