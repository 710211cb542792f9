// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/mutex.h"
#include "core/domain/worker.h"
#include "core/engine/settings.h"
#include "core/store/sql/database.h"

#include <functional>
#include <string>
#include <thread>

namespace argus::engine {

/// Keeps this process's row among the workers of the store, so that others see that it lives, and follows what they
/// decided for all: the pause. One thread; a server that is away is asked again with the next beat.
class Presence
{
public:
    struct Hooks
    {
        /// What this process is and does now; identity, name, concurrency, busy and state are read.
        std::function<domain::Worker()> self;
        /// The store says that the engine is paused, or goes on.
        std::function<void(bool)> paused;
    };

    Presence(store::sql::Database& database, const EngineSettings& settings, Hooks hooks);
    /// Takes the row away where the server can be reached within a moment.
    ~Presence();

    /// Announces this process, warns about others of the same name, starts the thread.
    base::Result<> start();

private:
    void run(std::stop_token stop);
    base::Result<> beat(const base::ExecutionContext& context);
    void followPause(const base::ExecutionContext& context);

    store::sql::Database& m_database;
    const EngineSettings m_settings;
    const Hooks m_hooks;
    base::Mutex m_mutex;
    base::CondVar m_stopped;
    std::jthread m_thread;
};

/// The computer's name, for people.
std::string hostName();

} // namespace argus::engine
