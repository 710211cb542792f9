// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/sql/database.h"

#include <filesystem>
#include <memory>
#include <string>

namespace argus::store::sqlite {

struct SqliteOptions
{
    /// False: this process does not own the store and only reads it.
    bool writable = true;
    /// False: commits are not synced, for a store that does not outlive its process.
    bool durable = true;
    /// Connections that read at the same time, a thread each.
    unsigned readers = 2;
    /// Who login() says this process is; empty: the system's user.
    std::string login;
};

/// Opens a store file; a writable one is created when absent (its folder too). Standard C++ to the outside; Qt Sql
/// stays inside. One thread writes (group commit: all transactions that wait are committed with one sync) and is the
/// only one that checkpoints; each reader has a thread of its own. The schema is not touched: see migrations.
base::Result<std::unique_ptr<sql::Database>> openSqlite(const std::filesystem::path& path,
                                                        const SqliteOptions& options);

} // namespace argus::store::sqlite
