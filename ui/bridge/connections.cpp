// SPDX-License-Identifier: Apache-2.0
#include "ui/bridge/connections.h"

#include "ui/settings/ui_settings.h"

#include <QCoreApplication>
#include <QPointer>

#include <algorithm>

namespace argus::ui {

using namespace Qt::StringLiterals;

Connections::Connections(ProfileFiles files, SecretStore& secrets, ConnectionHost& host, UiSettings& settings,
                         QObject* parent)
    : QObject(parent)
    , m_files(std::move(files))
    , m_secrets(secrets)
    , m_host(host)
    , m_settings(settings)
    , m_loaded(m_files.load())
{ }

QString Connections::keyOf(const QString& profile, Secret secret)
{
    // The command line looks under the same names.
    switch (secret) {
    case Secret::StorePassword:
        return profile % u"/store-password"_s;
    case Secret::AccessKey:
        return profile % u"/s3-access-key"_s;
    case Secret::SecretKey:
        return profile % u"/s3-secret-key"_s;
    case Secret::BusPassword:
        return profile % u"/bus-password"_s;
    }
    return profile;
}

QString& Connections::fieldOf(ConnectionSecrets& secrets, Secret secret)
{
    switch (secret) {
    case Secret::StorePassword:
        return secrets.storePassword;
    case Secret::AccessKey:
        return secrets.accessKey;
    case Secret::SecretKey:
        return secrets.secretKey;
    case Secret::BusPassword:
        break;
    }
    return secrets.busPassword;
}

std::optional<ConnectionProfile> Connections::find(const QString& name) const
{
    const auto found = std::ranges::find(m_loaded.profiles, name, &ConnectionProfile::name);
    return found == m_loaded.profiles.end() ? std::nullopt : std::optional(*found);
}

void Connections::setStartedWith(const ConnectionProfile& place, std::function<void()> open)
{
    m_startedWith = place;
    m_openStartedWith = std::move(open);
    m_startedInUse = true;
    Q_EMIT changed();
}

void Connections::useStartedWith()
{
    if (!m_startedWith || m_startedInUse) {
        return;
    }
    m_startedInUse = true;
    m_current.clear();
    ++m_uses;
    Q_EMIT changed();
    m_openStartedWith();
}

void Connections::reload()
{
    m_loaded = m_files.load();
    Q_EMIT changed();
}

base::Result<> Connections::save(const ConnectionProfile& profile, const ConnectionSecrets& typed,
                                 const QString& replaces)
{
    ARGUS_TRY(m_files.save(profile, replaces));
    ConnectionSecrets secrets = typed;
    for (const Secret secret : kSecrets) {
        if (const QString& value = fieldOf(secrets, secret); !value.isEmpty()) {
            keep(keyOf(profile.name, secret), value);
        } else if (!replaces.isEmpty() && replaces != profile.name) {
            moveSecret(keyOf(replaces, secret), keyOf(profile.name, secret));
        }
    }
    if (!replaces.isEmpty() && m_current == replaces) {
        m_current = profile.name;
        m_settings.setLastProfile(profile.name);
    }
    reload();
    return {};
}

base::Result<> Connections::remove(const QString& name)
{
    ARGUS_TRY(m_files.remove(name));
    for (const Secret secret : kSecrets) {
        const QString key = keyOf(name, secret);
        m_session.erase(key);
        // Where there is no keyring there is nothing to remove.
        m_secrets.write(key, {}, [](const base::Result<>&) { });
    }
    reload();
    return {};
}

void Connections::keep(const QString& key, const QString& value)
{
    m_session[key] = value;
    m_secrets.write(key, value, [guard = QPointer(this), key](const base::Result<>& written) {
        if (!guard) {
            return;
        }
        if (written) {
            guard->m_session.erase(key);
        } else {
            Q_EMIT guard->secretNotKept(written.error());
        }
    });
}

void Connections::moveSecret(const QString& from, const QString& to)
{
    if (const auto known = m_session.extract(from)) {
        keep(to, known.mapped());
        return;
    }
    m_secrets.read(from, [guard = QPointer(this), from, to](const base::Result<QString>& read) {
        if (guard && read && !read->isEmpty()) {
            guard->keep(to, *read);
            guard->m_secrets.write(from, {}, [](const base::Result<>&) { });
        }
    });
}

void Connections::complete(Connection connection, std::function<void(Connection)> done)
{
    const ConnectionProfile& profile = connection.profile;
    const std::array<std::pair<Secret, bool>, 4> needs {{
        {Secret::StorePassword, profile.usesPostgres()},
        {Secret::AccessKey, profile.usesS3()},
        {Secret::SecretKey, profile.usesS3()},
        {Secret::BusPassword, profile.usesKafka() && profile.busOptions.contains(u"sasl.username"_s)},
    }};
    std::vector<Secret> missing;
    for (const auto& [secret, isNeeded] : needs) {
        QString& field = fieldOf(connection.secrets, secret);
        if (const auto known = m_session.find(keyOf(profile.name, secret));
            field.isEmpty() && known != m_session.end()) {
            field = known->second;
        }
        if (isNeeded && field.isEmpty()) {
            missing.push_back(secret);
        }
    }
    if (missing.empty()) {
        done(std::move(connection));
        return;
    }
    auto state = std::make_shared<std::pair<Connection, std::size_t>>(std::move(connection), missing.size());
    for (const Secret secret : missing) {
        m_secrets.read(keyOf(state->first.profile.name, secret),
                       [guard = QPointer(this), state, secret, done](const base::Result<QString>& read) {
                           if (!guard) {
                               return;
                           }
                           if (read) {
                               fieldOf(state->first.secrets, secret) = *read;
                           } else {
                               // Without it the servers say what they think of that.
                               Q_EMIT guard->secretNotRead(read.error());
                           }
                           if (--state->second == 0) {
                               done(std::move(state->first));
                           }
                       });
    }
}

void Connections::use(const QString& name)
{
    const auto profile = find(name);
    m_current = profile ? name : QString();
    m_startedInUse = false;
    m_settings.setLastProfile(m_current);
    const int turn = ++m_uses;
    Q_EMIT changed();
    complete({profile.value_or(ConnectionProfile()), {}}, [this, turn](const Connection& connection) {
        if (turn == m_uses) {
            m_host.open(connection);
        }
    });
}

base::ExecutionContext Connections::test(const ConnectionProfile& profile, const ConnectionSecrets& typed,
                                         QObject* receiver, Tested done)
{
    const auto context = base::ExecutionContext::root("desktop", "connection.test");
    complete({profile, typed}, [this, context, receiver = QPointer(receiver), done](const Connection& connection) {
        if (!receiver || context.isCancelled()) {
            return;
        }
        m_host.test(connection, context,
                    [guard = QPointer(this), context, receiver, done](std::vector<api::DoctorCheck> checks) {
                        // The host answers on a thread of its own; `guard` may be looked at on this one only.
                        QMetaObject::invokeMethod(
                            qApp,
                            [guard, context, receiver, done, checks = std::move(checks)]() mutable {
                                if (guard && receiver && !context.isCancelled()) {
                                    done(std::move(checks));
                                }
                            },
                            Qt::QueuedConnection);
                    });
    });
    return context;
}

} // namespace argus::ui
