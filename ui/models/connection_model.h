// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/table_model.h"
#include "ui/settings/connection_profile.h"

namespace argus::ui {

struct ConnectionRow
{
    enum class Kind
    {
        ThisComputer, ///< the user's own store, always there
        StartedWith, ///< what the command line named
        Profile
    };
    Kind kind = Kind::Profile;
    bool inUse = false;
    ConnectionProfile profile; ///< of StartedWith: its places

    bool operator==(const ConnectionRow&) const = default;
};

/// Where the desk may work. The key is kind and name.
class ConnectionModel final : public TableModel<ConnectionRow, QString>
{
public:
    explicit ConnectionModel(QObject* parent = nullptr);
};

} // namespace argus::ui
