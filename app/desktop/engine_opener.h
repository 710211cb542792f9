// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/options.h"
#include "core/api/engine.h"
#include "core/base/result.h"

#include <QObject>

#include <memory>
#include <optional>
#include <thread>

namespace argus::desktop {

/// Opens the engine on a thread of its own, so that the window is there meanwhile. GUI thread only.
class EngineOpener final : public QObject
{
    Q_OBJECT

public:
    EngineOpener() = default;
    /// Waits for the opening to end.
    ~EngineOpener() override;

    void start(const Options& options);
    /// The engine, after opened().
    std::unique_ptr<api::Engine> take() { return std::move(m_engine); }

Q_SIGNALS:
    void opened();
    void failed(const argus::base::Error& error);

private:
    void onOpened(base::Result<std::unique_ptr<api::Engine>> result);

    std::unique_ptr<api::Engine> m_engine;
    std::jthread m_thread;
};

} // namespace argus::desktop
