// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/settings/secret_store.h"

namespace argus::desktop {

/// The keyring of the system (Secret Service, KWallet) under the name of this program. GUI thread only.
class Keyring final : public ui::SecretStore
{
public:
    void read(const QString& key, std::function<void(base::Result<QString>)> done) override;
    void write(const QString& key, const QString& secret, std::function<void(base::Result<>)> done) override;
};

} // namespace argus::desktop
