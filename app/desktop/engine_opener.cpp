// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/engine_opener.h"

#include "core/runtime/open.h"

#include <QMetaObject>

namespace argus::desktop {

namespace {

/// The only place of the program that knows how an engine is made.
base::Result<std::unique_ptr<api::Engine>> openEngineFor(const Options& options)
{
    runtime::Settings settings;
    settings.store = options.store.toStdString();
    settings.blobs = options.blobs.toStdString();
    settings.workerName = "desk";
    return runtime::openEngine(settings);
}

} // namespace

EngineOpener::~EngineOpener()
{
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

void EngineOpener::start(const Options& options)
{
    m_thread = std::jthread([this, options] {
        auto result = std::make_shared<base::Result<std::unique_ptr<api::Engine>>>(openEngineFor(options));
        // The destructor waits for this thread, so `this` lives here; the call itself goes with it if it does not.
        QMetaObject::invokeMethod(this, [this, result] { onOpened(std::move(*result)); }, Qt::QueuedConnection);
    });
}

void EngineOpener::onOpened(base::Result<std::unique_ptr<api::Engine>> result)
{
    if (result) {
        m_engine = std::move(*result);
        Q_EMIT opened();
    } else {
        Q_EMIT failed(result.error());
    }
}

} // namespace argus::desktop
