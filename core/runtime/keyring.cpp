// SPDX-License-Identifier: Apache-2.0
#include "core/runtime/keyring.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTimer>
#include <qt6keychain/keychain.h>

#include <cstdlib>

namespace argus::runtime {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

constexpr int kPatienceMs = 30000; ///< a person may have to unlock it

/// The keyring is reached over D-Bus, which needs an application object. The desk has one, the command line does not.
void needApplication()
{
    if (QCoreApplication::instance() == nullptr) {
        static int count = 1;
        static char name[] = "argus";
        static char* arguments[] = {name, nullptr};
        static const QCoreApplication kApplication(count, arguments);
    }
}

QString nameOf(const std::string& profile, Secret secret)
{
    const char* kind = "store-password";
    switch (secret) {
    case Secret::StorePassword:
        break;
    case Secret::S3AccessKey:
        kind = "s3-access-key";
        break;
    case Secret::S3SecretKey:
        kind = "s3-secret-key";
        break;
    case Secret::BusPassword:
        kind = "bus-password";
        break;
    }
    return QString::fromStdString(profile) + QLatin1Char('/') + QLatin1String(kind);
}

const QString& service()
{
    static const QString kService = QStringLiteral("argus-desk");
    return kService;
}

/// Runs a job to its end on this thread.
Result<> finish(QKeychain::Job& job)
{
    QEventLoop loop;
    QTimer patience;
    bool late = false;
    job.setAutoDelete(false);
    QObject::connect(&job, &QKeychain::Job::finished, &loop, &QEventLoop::quit);
    QObject::connect(&patience, &QTimer::timeout, &loop, [&] {
        late = true;
        loop.quit();
    });
    patience.setSingleShot(true);
    patience.start(kPatienceMs);
    job.start();
    loop.exec();
    if (late) {
        return fail(ErrorCode::Unavailable, "the system's keyring does not answer: unlock it and try again");
    }
    if (job.error() == QKeychain::EntryNotFound || job.error() == QKeychain::NoError) {
        return {};
    }
    return fail(ErrorCode::Unavailable,
                "the system's keyring cannot be used (" + job.errorString().toStdString()
                    + "): start a keyring service, or give the secrets in the environment");
}

std::string environment(const char* name)
{
    const char* value = std::getenv(name);
    return value ? value : "";
}

} // namespace

Result<std::string> readSecret(const std::string& profile, Secret secret)
{
    needApplication();
    QKeychain::ReadPasswordJob job(service());
    job.setKey(nameOf(profile, secret));
    // Never from a file of its own where there is no keyring.
    job.setInsecureFallback(false);
    if (const Result<> done = finish(job); !done) {
        return fail(done);
    }
    return job.textData().toStdString();
}

Result<> fillSecrets(const std::string& profile, Connection& connection)
{
    connection.s3AccessKey = environment("ARGUS_S3_ACCESS_KEY");
    connection.s3SecretKey = environment("ARGUS_S3_SECRET_KEY");
    // A variable that stands there for other commands must not make one on a local store look like one with Kafka.
    const std::string busPassword = isKafka(connection.bus) ? environment("ARGUS_BUS_PASSWORD") : "";
    if (!busPassword.empty()) {
        connection.busOptions["sasl.password"] = busPassword;
    }
    if (const std::string key = environment("ARGUS_BUS_KEY_PASSWORD"); isKafka(connection.bus) && !key.empty()) {
        connection.busOptions["ssl.key.password"] = key;
    }
    if (profile.empty() || !isPostgres(connection.store)) {
        return {};
    }
    const bool needsKeys = isS3(connection.blobs) && (connection.s3AccessKey.empty() || connection.s3SecretKey.empty());
    const auto password = readSecret(profile, Secret::StorePassword);
    if (!password) {
        return needsKeys ? Result<>(fail(password)) : Result<>();
    }
    connection.storePassword = *password;
    if (needsKeys) {
        auto access = readSecret(profile, Secret::S3AccessKey);
        auto secret = readSecret(profile, Secret::S3SecretKey);
        if (!access || !secret) {
            return fail(access ? secret : access);
        }
        connection.s3AccessKey = std::move(*access);
        connection.s3SecretKey = std::move(*secret);
    }
    if (busPassword.empty() && connection.busOptions.count("sasl.username") > 0) {
        const auto kept = readSecret(profile, Secret::BusPassword);
        if (!kept) {
            return fail(kept);
        }
        if (!kept->empty()) {
            connection.busOptions["sasl.password"] = *kept;
        }
    }
    return {};
}

} // namespace argus::runtime
