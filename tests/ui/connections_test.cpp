// SPDX-License-Identifier: Apache-2.0
#include "ui/bridge/connections.h"
#include "ui/settings/ui_settings.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace argus;
using namespace argus::ui;
using namespace Qt::StringLiterals;

namespace {

/// A keyring in memory; answers come later, as the real one's do.
class MemorySecrets final : public SecretStore
{
public:
    void read(const QString& key, std::function<void(base::Result<QString>)> done) override
    {
        QTimer::singleShot(0, [this, key, done = std::move(done)] {
            broken ? done(base::fail(base::ErrorCode::Unavailable, "no keyring")) : done(kept.value(key));
        });
    }
    void write(const QString& key, const QString& secret, std::function<void(base::Result<>)> done) override
    {
        QTimer::singleShot(0, [this, key, secret, done = std::move(done)] {
            if (broken) {
                done(base::fail(base::ErrorCode::Unavailable, "no keyring"));
                return;
            }
            secret.isEmpty() ? (void)kept.remove(key) : (void)kept.insert(key, secret);
            done({});
        });
    }

    QMap<QString, QString> kept;
    bool broken = false;
};

class RecordingHost final : public ConnectionHost
{
public:
    void test(const Connection& connection, const base::ExecutionContext&,
              std::function<void(std::vector<api::DoctorCheck>)> done) override
    {
        tested.push_back(connection);
        if (answers) {
            done({{"store", api::DoctorCheck::Outcome::Good, "answers"}});
        }
    }
    void open(const Connection& connection) override { opened.push_back(connection); }

    std::vector<Connection> tested;
    std::vector<Connection> opened;
    bool answers = true;
};

ConnectionProfile workshop()
{
    return {.name = u"workshop 1"_s,
            .store = u"postgresql://argus@db:5432/argus?sslmode=verify-full"_s,
            .blobs = u"s3+https://s3:9000/recordings"_s,
            .bus = u"kafka://k1:9092,k2:9092"_s,
            .busOptions = {{u"security.protocol"_s, u"SASL_SSL"_s}},
            .certificates = u"/etc/ca.pem"_s};
}

} // namespace

class ConnectionsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aProfileSurvivesItsFile();
    void aFileHoldsNoSecret();
    void damagedFilesAreToldNotLost();
    void faultsAreFound_data();
    void faultsAreFound();
    void optionsAreText();
    void theKeyringHoldsThePasswords();
    void aRenamedConnectionKeepsItsPasswords();
    void withoutAKeyringThePasswordLastsTheRun();
    void theLastUseWins();
    void whatItWasStartedWithCanBeUsedAgain();
    void aTestThatWasGivenUpSaysNothing();
    void whatIsTypedGoesBeforeWhatIsKept();

private:
    QString folder() const { return m_folder->filePath(u"connections"_s); }
    std::unique_ptr<Connections> make()
    {
        return std::make_unique<Connections>(ProfileFiles(folder()), m_secrets, m_host, *m_settings);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<UiSettings> m_settings;
    MemorySecrets m_secrets;
    RecordingHost m_host;
};

void ConnectionsTest::init()
{
    QTest::qWait(5); // what the test before still had under way
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<UiSettings>(
        std::make_unique<QSettings>(m_folder->filePath(u"ui.ini"_s), QSettings::IniFormat));
    m_secrets = {};
    m_host = {};
}

void ConnectionsTest::aProfileSurvivesItsFile()
{
    const ProfileFiles files(folder());
    QVERIFY(files.load().profiles.isEmpty());
    QVERIFY(files.save(workshop(), {}).has_value());
    QCOMPARE(files.load().profiles.size(), 1);
    QVERIFY(files.load().profiles.front() == workshop());
    QVERIFY(QFile::exists(folder() + u"/workshop 1.json"_s));
    ConnectionProfile renamed = workshop();
    renamed.name = u"two"_s;
    QVERIFY(files.save(renamed, workshop().name).has_value());
    QCOMPARE(QDir(folder()).entryList(QDir::Files), QStringList {u"two.json"_s});
    // A name is never a path.
    renamed.name = u"../escape"_s;
    QVERIFY(!files.save(renamed, {}).has_value());
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList());
    QVERIFY(files.remove(u"two"_s).has_value());
    QVERIFY(files.load().profiles.isEmpty());
    QVERIFY(files.remove(u"never was"_s).has_value());
}

void ConnectionsTest::aFileHoldsNoSecret()
{
    const auto connections = make();
    QVERIFY(connections->save(workshop(), {u"pw-db"_s, u"pw-key"_s, u"pw-s3"_s, u"pw-bus"_s}, {}).has_value());
    const QDir dir(folder());
    QCOMPARE(dir.entryList(QDir::Files).size(), 1);
    QFile file(dir.filePath(dir.entryList(QDir::Files).front()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.contains("postgresql://argus@db:5432/argus"));
    QVERIFY(!text.contains("pw-"));
    QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void ConnectionsTest::damagedFilesAreToldNotLost()
{
    QVERIFY(ProfileFiles(folder()).save(workshop(), {}).has_value());
    for (const auto& [name, text] : {std::pair("cut.json", "{\"store\":"), std::pair("list.json", "[1]")}) {
        QFile file(folder() + u'/' + QString::fromLatin1(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    const auto loaded = ProfileFiles(folder()).load();
    QCOMPARE(loaded.profiles.size(), 1);
    QCOMPARE(loaded.unreadable.size(), 2);
    QVERIFY(loaded.unreadable.join(u'\n').contains(u"cut.json: is no connection profile"_s));
    QVERIFY(QFile::exists(folder() + u"/cut.json"_s));
}

void ConnectionsTest::faultsAreFound_data()
{
    QTest::addColumn<QString>("store");
    QTest::addColumn<QString>("blobs");
    QTest::addColumn<QString>("bus");
    QTest::addColumn<int>("fault");
    const auto row = [](const char* name, const char* store, const char* blobs, const char* bus, ProfileFault fault) {
        QTest::newRow(name) << QString::fromLatin1(store) << QString::fromLatin1(blobs) << QString::fromLatin1(bus)
                            << static_cast<int>(fault);
    };
    row("own store", "", "", "", ProfileFault::None);
    row("a path", "/data/store.db", "/data/blobs", "local", ProfileFault::None);
    row("shared, S3", "postgresql://h/d", "s3+http://h:9000/b", "kafka://k:9092", ProfileFault::None);
    row("shared, folder", "postgresql://h:5432/d", "shared:/mnt/x", "kafka://a:1,b:2", ProfileFault::None);
    row("password", "postgresql://u:secret@h/d", "shared:/mnt/x", "kafka://k:9092", ProfileFault::PasswordInAddress);
    row("password among the parameters", "postgresql://h/d?password=x", "shared:/mnt/x", "kafka://k:9092",
        ProfileFault::PasswordInAddress);
    row("parameters", "postgresql://u@h/d?sslmode=require", "shared:/mnt/x", "kafka://k:9092", ProfileFault::None);
    row("no database", "postgresql://h", "shared:/mnt/x", "kafka://k:9092", ProfileFault::StoreAddress);
    row("other database", "mysql://h/d", "shared:/mnt/x", "kafka://k:9092", ProfileFault::StoreAddress);
    row("no bucket", "postgresql://h/d", "s3+http://h:9000", "kafka://k:9092", ProfileFault::BlobAddress);
    row("other protocol", "postgresql://h/d", "ftp://h/x", "kafka://k:9092", ProfileFault::BlobAddress);
    row("nameless share", "postgresql://h/d", "shared:", "kafka://k:9092", ProfileFault::BlobAddress);
    row("no broker", "postgresql://h/d", "shared:/mnt/x", "kafka://", ProfileFault::BusAddress);
    row("an empty broker", "postgresql://h/d", "shared:/mnt/x", "kafka://a:1,,b:2", ProfileFault::BusAddress);
    row("other bus", "postgresql://h/d", "shared:/mnt/x", "nats://k", ProfileFault::BusAddress);
    row("local with Kafka", "/data/store.db", "", "kafka://k:9092", ProfileFault::LocalAlone);
    row("local with S3", "", "s3+http://h:9000/b", "", ProfileFault::LocalAlone);
    row("without Kafka", "postgresql://h/d", "shared:/mnt/x", "local", ProfileFault::SharedTogether);
    row("without recordings", "postgresql://h/d", "", "kafka://k:9092", ProfileFault::SharedTogether);
}

void ConnectionsTest::faultsAreFound()
{
    QFETCH(QString, store);
    QFETCH(QString, blobs);
    QFETCH(QString, bus);
    ConnectionProfile profile;
    profile.name = u"x"_s;
    profile.store = store;
    profile.blobs = blobs;
    profile.bus = bus;
    QTEST(static_cast<int>(faultOf(profile)), "fault");
    for (const QString& name : {u"../up"_s, u".hidden"_s, u"a/b"_s, u"werkstätte"_s, QString(65, u'x')}) {
        profile.name = name;
        QCOMPARE(static_cast<int>(faultOf(profile)), static_cast<int>(ProfileFault::BadName));
    }
    profile.name = u"  "_s;
    QCOMPARE(static_cast<int>(faultOf(profile)), static_cast<int>(ProfileFault::NoName));
}

void ConnectionsTest::optionsAreText()
{
    const QMap<QString, QString> options {{u"sasl.username"_s, u"desk"_s}, {u"security.protocol"_s, u"SASL_SSL"_s}};
    QCOMPARE(optionsText(options), u"sasl.username=desk, security.protocol=SASL_SSL"_s);
    QCOMPARE(optionsFromText(optionsText(options)), options);
    QCOMPARE(optionsFromText(u" a = b=c ,, nothing, =x"_s), (QMap<QString, QString> {{u"a"_s, u"b=c"_s}}));
    ConnectionProfile profile = workshop();
    profile.busOptions.insert(u"sasl.password"_s, u"x"_s);
    QCOMPARE(static_cast<int>(faultOf(profile)), static_cast<int>(ProfileFault::SecretOption));
}

void ConnectionsTest::theKeyringHoldsThePasswords()
{
    const auto connections = make();
    QVERIFY(connections->save(workshop(), {u"pw-db"_s, u"pw-key"_s, u"pw-s3"_s, {}}, {}).has_value());
    QTRY_COMPARE(m_secrets.kept.size(), 3);
    // The next run reads them from there, and only those that are needed.
    const auto next = make();
    next->use(workshop().name);
    QVERIFY(m_host.opened.empty());
    QTRY_COMPARE(m_host.opened.size(), std::size_t(1));
    QCOMPARE(m_host.opened[0].secrets.storePassword, u"pw-db"_s);
    QCOMPARE(m_host.opened[0].secrets.secretKey, u"pw-s3"_s);
    QCOMPARE(m_host.opened[0].secrets.busPassword, QString());
    QCOMPARE(m_settings->lastProfile(), workshop().name);
    QVERIFY(next->remove(workshop().name).has_value());
    QTRY_VERIFY(m_secrets.kept.isEmpty());
}

void ConnectionsTest::whatItWasStartedWithCanBeUsedAgain()
{
    const auto connections = make();
    QVERIFY(connections->save(workshop(), {}, {}).has_value());
    int opened = 0;
    ConnectionProfile started;
    started.store = u"/cases/store.db"_s;
    connections->setStartedWith(started, [&opened] { ++opened; });
    QVERIFY(connections->isStartedWithInUse());
    connections->use(workshop().name);
    QVERIFY(!connections->isStartedWithInUse());
    QVERIFY(connections->startedWith().has_value());
    connections->useStartedWith();
    QCOMPARE(opened, 1);
    QVERIFY(connections->isStartedWithInUse());
    QCOMPARE(connections->current(), QString());
    // The keyring's late answer for the other does not take over.
    QTest::qWait(20);
    QVERIFY(m_host.opened.empty());
}

void ConnectionsTest::aRenamedConnectionKeepsItsPasswords()
{
    const auto connections = make();
    QVERIFY(connections->save(workshop(), {u"pw-db"_s, {}, {}, {}}, {}).has_value());
    QTRY_COMPARE(m_secrets.kept.size(), 1);
    connections->use(workshop().name);
    ConnectionProfile renamed = workshop();
    renamed.name = u"two"_s;
    QVERIFY(connections->save(renamed, {}, workshop().name).has_value());
    QTRY_COMPARE(m_secrets.kept.keys(), QStringList {u"two/store-password"_s});
    QCOMPARE(m_secrets.kept.first(), u"pw-db"_s);
    QCOMPARE(connections->current(), u"two"_s);
    QCOMPARE(connections->profiles().size(), 1);
}

void ConnectionsTest::withoutAKeyringThePasswordLastsTheRun()
{
    m_secrets.broken = true;
    const auto connections = make();
    QSignalSpy notKept(connections.get(), &Connections::secretNotKept);
    QVERIFY(connections->save(workshop(), {u"pw-db"_s, u"pw-key"_s, u"pw-s3"_s, {}}, {}).has_value());
    QTRY_COMPARE(notKept.size(), 3);
    connections->use(workshop().name);
    QTRY_COMPARE(m_host.opened.size(), std::size_t(1));
    QCOMPARE(m_host.opened[0].secrets.storePassword, u"pw-db"_s);
    // The next run has nothing, says so, and tries without.
    const auto next = make();
    QSignalSpy notRead(next.get(), &Connections::secretNotRead);
    next->use(workshop().name);
    QTRY_COMPARE(m_host.opened.size(), std::size_t(2));
    QVERIFY(!notRead.isEmpty());
    QCOMPARE(m_host.opened[1].secrets.storePassword, QString());
}

void ConnectionsTest::theLastUseWins()
{
    const auto connections = make();
    QVERIFY(connections->save(workshop(), {}, {}).has_value());
    connections->use(workshop().name); // waits for the keyring
    connections->use({}); // this computer needs none
    QCOMPARE(m_host.opened.size(), std::size_t(1));
    QTest::qWait(30);
    QCOMPARE(m_host.opened.size(), std::size_t(1));
    QCOMPARE(m_host.opened[0].profile.name, QString());
    QCOMPARE(m_settings->lastProfile(), QString());
    // A connection that is gone leaves this computer.
    connections->use(u"gone"_s);
    QCOMPARE(connections->current(), QString());
}

void ConnectionsTest::aTestThatWasGivenUpSaysNothing()
{
    const auto connections = make();
    int told = 0;
    const auto context
        = connections->test(workshop(), {u"a"_s, u"b"_s, u"c"_s, {}}, this, [&](const auto&) { ++told; });
    context.cancel("closed");
    QTest::qWait(30);
    QCOMPARE(told, 0);
    connections->test(workshop(), {u"a"_s, u"b"_s, u"c"_s, {}}, this,
                      [&](const auto& checks) { told += static_cast<int>(checks.size()); });
    QTRY_COMPARE(told, 1);
}

void ConnectionsTest::whatIsTypedGoesBeforeWhatIsKept()
{
    const auto connections = make();
    QVERIFY(connections->save(workshop(), {u"old"_s, u"kept"_s, u"kept too"_s, {}}, {}).has_value());
    QTRY_COMPARE(m_secrets.kept.size(), 3);
    connections->test(workshop(), {u"new"_s, {}, {}, {}}, this, [](const auto&) { });
    QTRY_COMPARE(m_host.tested.size(), std::size_t(1));
    QCOMPARE(m_host.tested[0].secrets.storePassword, u"new"_s);
    QCOMPARE(m_host.tested[0].secrets.secretKey, u"kept too"_s);
}

QTEST_GUILESS_MAIN(ConnectionsTest)
#include "connections_test.moc"
