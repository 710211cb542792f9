// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"
#include "ui/widgets/local_widget.h"

#include <memory>

class QTextBrowser;

namespace argus::ui {

/// Everything about one trouble code in words: what it means, when it was seen, each bit of its status, its lamps, its
/// snapshots. As text that can be selected, copied and read aloud.
class DtcDetail final : public LocalWidget
{
    Q_OBJECT

public:
    explicit DtcDetail(QWidget* parent);
    /// Shares the result; null `dtc` clears the panel.
    void setCode(std::shared_ptr<const domain::Triage> triage, const domain::Dtc* dtc);

protected:
    void changeEvent(QEvent* event) override;

private:
    QString html() const;
    QString statusHtml() const;
    QString factsHtml() const;
    QString snapshotsHtml() const;

    std::shared_ptr<const domain::Triage> m_triage;
    const domain::Dtc* m_dtc = nullptr; ///< within m_triage
    QTextBrowser* m_text;
};

} // namespace argus::ui
