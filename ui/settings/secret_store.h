// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QString>

#include <functional>

namespace argus::ui {

/// Where passwords and keys are kept: the system's keyring, or memory in tests. GUI thread only; answers come later on
/// the same thread, never from within the call. Unavailable where there is no keyring.
class SecretStore
{
public:
    virtual ~SecretStore() = default;
    /// Hands over the secret; an empty text: there is none.
    virtual void read(const QString& key, std::function<void(base::Result<QString>)> done) = 0;
    /// An empty text removes it.
    virtual void write(const QString& key, const QString& secret, std::function<void(base::Result<>)> done) = 0;
};

} // namespace argus::ui
