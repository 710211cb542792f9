// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/operations.h"
#include "core/base/context.h"
#include "ui/settings/profile_files.h"
#include "ui/settings/secret_store.h"

#include <QObject>

#include <array>
#include <functional>
#include <map>
#include <optional>

namespace argus::ui {

class UiSettings;

/// A profile with what it needs to be used.
struct Connection
{
    ConnectionProfile profile; ///< with an empty name: this computer
    ConnectionSecrets secrets;
};

/// What the application does with connections. Implemented by app/desktop.
class ConnectionHost
{
public:
    virtual ~ConnectionHost() = default;
    /// Tries it out and tells what answers; ends early with `context`. `done` comes on any thread.
    virtual void test(const Connection& connection, const base::ExecutionContext& context,
                      std::function<void(std::vector<api::DoctorCheck>)> done)
        = 0;
    /// Closes the engine behind the window and opens one over this.
    virtual void open(const Connection& connection) = 0;
};

/// The connections of the desk: the profiles of the user, their secrets, and which one is in use. GUI thread only; it
/// never waits for servers or the keyring.
class Connections final : public QObject
{
    Q_OBJECT

public:
    /// All must outlive this.
    Connections(ProfileFiles files, SecretStore& secrets, ConnectionHost& host, UiSettings& settings,
                QObject* parent = nullptr);

    const QList<ConnectionProfile>& profiles() const { return m_loaded.profiles; }
    const QStringList& unreadable() const { return m_loaded.unreadable; }
    std::optional<ConnectionProfile> find(const QString& name) const;
    /// The profile in use; empty: this computer, or what the desk was started with.
    const QString& current() const { return m_current; }
    /// What the desk was started with in place of a profile (--store, or the environment); it can be used again however
    /// many others were used since. Its name is empty.
    const std::optional<ConnectionProfile>& startedWith() const { return m_startedWith; }
    bool isStartedWithInUse() const { return m_startedInUse; }
    /// It is in use from now on. `open` opens it, with what a profile does not hold; called by useStartedWith().
    void setStartedWith(const ConnectionProfile& place, std::function<void()> open);
    void useStartedWith();

    /// Secrets that are empty are left as they are. `replaces`: the name it had before; empty: it is new.
    base::Result<> save(const ConnectionProfile& profile, const ConnectionSecrets& typed, const QString& replaces);
    /// With its secrets.
    base::Result<> remove(const QString& name);
    /// Empty: this computer. Used again at the next start.
    void use(const QString& name);

    using Tested = std::function<void(std::vector<api::DoctorCheck>)>;
    /// `typed` goes before what the keyring holds. Cancel the context that it returns to give up; `done` is not called
    /// then, nor when `receiver` is gone.
    base::ExecutionContext test(const ConnectionProfile& profile, const ConnectionSecrets& typed, QObject* receiver,
                                Tested done);

Q_SIGNALS:
    void changed();
    /// The keyring did not take a secret; it is known until the program ends.
    void secretNotKept(const argus::base::Error& error);
    /// The keyring did not give a secret that may be there.
    void secretNotRead(const argus::base::Error& error);

private:
    enum class Secret
    {
        StorePassword,
        AccessKey,
        SecretKey,
        BusPassword
    };
    static constexpr std::array kSecrets {Secret::StorePassword, Secret::AccessKey, Secret::SecretKey,
                                          Secret::BusPassword};
    static QString keyOf(const QString& profile, Secret secret);
    static QString& fieldOf(ConnectionSecrets& secrets, Secret secret);
    void reload();
    void keep(const QString& key, const QString& value);
    void moveSecret(const QString& from, const QString& to);
    /// Reads what `connection` needs and has not yet, one secret after the other.
    void complete(Connection connection, std::function<void(Connection)> done);

    const ProfileFiles m_files;
    SecretStore& m_secrets;
    ConnectionHost& m_host;
    UiSettings& m_settings;
    ProfileFiles::Loaded m_loaded;
    std::map<QString, QString> m_session; ///< secrets of this run that the keyring did not take
    QString m_current;
    std::optional<ConnectionProfile> m_startedWith;
    std::function<void()> m_openStartedWith;
    bool m_startedInUse = false;
    int m_uses = 0; ///< a later use() goes before one whose secrets are still being read
};

} // namespace argus::ui
