// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/connection_settings.h"

#include <filesystem>

#include <unistd.h>

namespace argus::desktop {

namespace fs = std::filesystem;
using api::DoctorCheck;

namespace {

/// A store of this computer that is not there yet: whether it can be made.
std::vector<DoctorCheck> checkNewStore(const fs::path& store)
{
    std::error_code error;
    fs::path folder = fs::absolute(store, error).parent_path();
    while (!folder.empty() && folder != folder.parent_path() && !fs::exists(folder, error)) {
        folder = folder.parent_path();
    }
    if (!fs::is_directory(folder, error) || ::access(folder.c_str(), W_OK | X_OK) != 0) {
        return {{"store", DoctorCheck::Outcome::Bad,
                 "there is none at " + store.string() + ", and " + folder.string() + " cannot be written"}};
    }
    return {{"store", DoctorCheck::Outcome::Good, "will be made at " + store.string() + " with its first use"}};
}

} // namespace

runtime::Settings settingsOf(const ui::Connection& connection)
{
    const ui::ConnectionProfile& profile = connection.profile;
    runtime::Settings settings;
    settings.workerName = "desk";
    runtime::Connection& wanted = settings.connection;
    wanted.store = profile.store.toStdString();
    wanted.blobs = profile.blobs.toStdString();
    wanted.bus = profile.bus.toStdString();
    wanted.certificates = profile.certificates.toStdString();
    for (auto it = profile.busOptions.begin(); it != profile.busOptions.end(); ++it) {
        wanted.busOptions[it.key().toStdString()] = it.value().toStdString();
    }
    wanted.storePassword = connection.secrets.storePassword.toStdString();
    wanted.s3AccessKey = connection.secrets.accessKey.toStdString();
    wanted.s3SecretKey = connection.secrets.secretKey.toStdString();
    if (!connection.secrets.busPassword.isEmpty()) {
        wanted.busOptions["sasl.password"] = connection.secrets.busPassword.toStdString();
    }
    return settings;
}

std::vector<DoctorCheck> testConnection(const ui::Connection& connection, const base::ExecutionContext& context)
{
    runtime::Settings settings = settingsOf(connection);
    settings.role = runtime::Role::Commands;
    settings.shutdownMs = 0;
    if (!connection.profile.usesPostgres()) {
        const fs::path store
            = settings.connection.store.empty() ? runtime::defaultStore() : fs::path(settings.connection.store);
        std::error_code error;
        if (!fs::exists(store, error)) {
            return checkNewStore(store);
        }
    }
    auto engine = runtime::openEngine(settings);
    if (!engine) {
        return {{"store", DoctorCheck::Outcome::Bad, engine.error().message}};
    }
    auto checks = api::await<std::vector<DoctorCheck>>([&](api::Callback<std::vector<DoctorCheck>> done) {
        (*engine)->operations().doctor(context, std::move(done));
    });
    if (!checks) {
        return {{"engine", DoctorCheck::Outcome::Bad, checks.error().message}};
    }
    return std::move(*checks);
}

} // namespace argus::desktop
