// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/table_model.h"

namespace argus::ui {

/// Refused requests. The key is control unit, channel, service and code.
class NegativeResponseModel final : public TableModel<domain::NegativeResponse, QString>
{
public:
    explicit NegativeResponseModel(QObject* parent = nullptr);
};

struct StatementRow
{
    domain::Statement statement;
    int number = 0;
};

/// What the diagnosis says. The key is the number in its order.
class StatementModel final : public TableModel<StatementRow>
{
public:
    explicit StatementModel(QObject* parent = nullptr);
};

struct TopCodeRow
{
    domain::TopCode code;
    int rank = 0;
};

/// The codes with most weight. The key is the rank.
class TopCodeModel final : public TableModel<TopCodeRow>
{
public:
    explicit TopCodeModel(QObject* parent = nullptr);
};

/// Error lines of text logs by template. The key is level and template.
class LogErrorModel final : public TableModel<domain::LogErrorCluster, QString>
{
public:
    explicit LogErrorModel(QObject* parent = nullptr);
};

} // namespace argus::ui
