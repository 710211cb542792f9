// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/keyring.h"

#include <QObject>

#include <qt6keychain/keychain.h>

namespace argus::desktop {

using namespace Qt::StringLiterals;

namespace {

base::Failure keyringFault(const QKeychain::Job& job)
{
    return base::fail(base::ErrorCode::Unavailable,
                      "the keyring of the system: " + job.errorString().toStdString() + " (code "
                          + std::to_string(static_cast<int>(job.error())) + ")");
}

} // namespace

void Keyring::read(const QString& key, std::function<void(base::Result<QString>)> done)
{
    auto* job = new QKeychain::ReadPasswordJob(u"argus-desk"_s);
    job->setKey(key);
    // Never into a file of its own where there is no keyring.
    job->setInsecureFallback(false);
    QObject::connect(job, &QKeychain::Job::finished, job, [job, done = std::move(done)] {
        if (job->error() == QKeychain::EntryNotFound) {
            done(QString());
        } else if (job->error() != QKeychain::NoError) {
            done(keyringFault(*job));
        } else {
            done(job->textData());
        }
    });
    job->start();
}

void Keyring::write(const QString& key, const QString& secret, std::function<void(base::Result<>)> done)
{
    QKeychain::Job* job = nullptr;
    if (secret.isEmpty()) {
        job = new QKeychain::DeletePasswordJob(u"argus-desk"_s);
    } else {
        auto* write = new QKeychain::WritePasswordJob(u"argus-desk"_s);
        write->setTextData(secret);
        job = write;
    }
    job->setKey(key);
    job->setInsecureFallback(false);
    QObject::connect(job, &QKeychain::Job::finished, job, [job, done = std::move(done)] {
        const bool isDone = job->error() == QKeychain::NoError || job->error() == QKeychain::EntryNotFound;
        done(isDone ? base::Result<>() : base::Result<>(keyringFault(*job)));
    });
    job->start();
}

} // namespace argus::desktop
