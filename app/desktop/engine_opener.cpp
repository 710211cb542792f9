// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/engine_opener.h"

#include "core/runtime/open.h"
#include "core/runtime/resolve.h"

#include <QMetaObject>

namespace argus::desktop {

namespace {

/// The only place of the program that knows how an engine is made.
base::Result<std::unique_ptr<api::Engine>> openEngineFor(const Options& options)
{
    runtime::Connection given;
    given.store = options.store.toStdString();
    given.bus = options.bus.toStdString();
    given.blobs = options.blobs.toStdString();
    std::vector<std::string> busOptions;
    for (const QString& option : options.busOptions) {
        busOptions.push_back(option.toStdString());
    }
    auto connection = runtime::resolveConnection(given, options.profile.toStdString(), busOptions);
    if (!connection) {
        return base::fail(connection);
    }
    runtime::Settings settings;
    settings.connection = std::move(*connection);
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
