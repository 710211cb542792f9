// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/connection_settings.h"

#include <QUrl>

#include <filesystem>

#include <unistd.h>

namespace argus::desktop {

namespace fs = std::filesystem;
using api::DoctorCheck;

namespace {

std::string withPassword(const QString& address, const QString& password)
{
    QUrl url(address);
    if (!password.isEmpty()) {
        url.setPassword(password, QUrl::DecodedMode);
    }
    return url.toString(QUrl::FullyEncoded).toStdString();
}

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
    settings.store = profile.usesPostgres() ? withPassword(profile.store, connection.secrets.storePassword)
                                            : profile.store.toStdString();
    settings.blobs = profile.blobs.toStdString();
    if (!profile.bus.isEmpty()) {
        settings.bus = profile.bus.toStdString();
    }
    return settings;
}

std::vector<DoctorCheck> testConnection(const ui::Connection& connection, const base::ExecutionContext& context)
{
    runtime::Settings settings = settingsOf(connection);
    settings.role = runtime::Role::Commands;
    settings.shutdownMs = 0;
    if (!connection.profile.usesPostgres()) {
        const fs::path store = settings.store.empty() ? runtime::defaultStore() : fs::path(settings.store);
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
