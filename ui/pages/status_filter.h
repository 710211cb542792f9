// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/batch.h"
#include "ui/models/batch_list_model.h"
#include "ui/widgets/local_widget.h"

#include <array>
#include <vector>

class QButtonGroup;
class QPushButton;

namespace argus::ui {

/// The states of the board in groups, each with its number of batches; one is chosen.
class StatusFilter final : public LocalWidget
{
    Q_OBJECT

public:
    enum class Group
    {
        All,
        Receiving,
        Waiting,
        Running,
        Completed,
        Failed
    };
    static constexpr std::size_t kGroupCount = 6;

    explicit StatusFilter(QWidget* parent = nullptr);

    static Group groupOf(domain::BatchStatus status);
    bool accepts(domain::BatchStatus status) const;
    void count(const std::vector<BatchRow>& batches);
    Group current() const { return m_current; }
    /// As a click on the first group.
    void showAll();

Q_SIGNALS:
    void changed();

private:
    static QString groupName(Group group);

    std::array<QPushButton*, kGroupCount> m_buttons {};
    std::array<int, kGroupCount> m_counts {};
    Group m_current = Group::All;
};

} // namespace argus::ui
