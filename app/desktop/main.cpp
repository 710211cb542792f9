// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/connection_settings.h"
#include "app/desktop/desk_host.h"
#include "app/desktop/engine_session.h"
#include "app/desktop/keyring.h"
#include "app/desktop/measure_start.h"
#include "app/desktop/options.h"
#include "app/desktop/screenshot.h"
#include "core/base/output_target.h"
#include "core/base/signal_watch.h"
#include "core/runtime/profiles.h"
#include "core/runtime/resolve.h"
#include "ui/bridge/connections.h"
#include "ui/window/desk.h"

#include <QApplication>
#include <QFileInfo>
#include <QPointer>
#include <QSettings>

#include <cstdio>
#include <utility>

#include <argus_version.h>

using namespace argus;
using namespace Qt::StringLiterals;

namespace {

/// Whether `argument` is among the arguments: asked before there is an application.
bool hasArgument(int argc, char** argv, const char* argument)
{
    for (int i = 1; i < argc; ++i) {
        if (qstrcmp(argv[i], argument) == 0) {
            return true;
        }
    }
    return false;
}

api::Submission sampleSubmission(const QString& path)
{
    api::Submission submission;
    submission.paths.emplace_back(QFileInfo(path).absoluteFilePath().toStdString());
    submission.vehicleId = QFileInfo(path).completeBaseName().toStdString();
    return submission;
}

/// What is done once, when the first engine is there.
void beginWork(ui::Desk& desk, const desktop::Options& options)
{
    if (!options.sample.isEmpty()) {
        desk.window().submitAndOpen(sampleSubmission(options.sample));
    } else if (!options.screenshot.isEmpty()) {
        desktop::takeScreenshot(desk.window(), options.screenshot);
    }
    if (!options.paths.isEmpty()) {
        desk.window().addPaths(options.paths);
    }
}

void connectEngine(desktop::EngineSession& session, ui::Desk& desk, const desktop::Options& options)
{
    QObject::connect(&session, &desktop::EngineSession::closing, &desk.window(), [&] {
        desk.bridge().detach();
        desk.bridge().reportOpening();
    });
    QObject::connect(&session, &desktop::EngineSession::opened, &desk.window(), [&, isFirst = true]() mutable {
        desk.bridge().attach(*session.engine());
        if (std::exchange(isFirst, false)) {
            beginWork(desk, options);
        }
    });
    QObject::connect(&session, &desktop::EngineSession::failed, &desk.window(), [&](const base::Error& error) {
        desk.window().showOpenError(error);
        if (!options.screenshot.isEmpty()) {
            desktop::takeScreenshot(desk.window(), options.screenshot);
        }
    });
    QObject::connect(&desk.window(), &ui::MainWindow::sampleShown, &desk.window(), [&] {
        if (!options.screenshot.isEmpty()) {
            desktop::takeScreenshot(desk.window(), options.screenshot);
        }
    });
}

QString profileFolder()
{
    return QString::fromStdString(runtime::profileFolder().string());
}

/// What the command line and the environment name.
base::Result<runtime::Settings> givenSettings(const desktop::Options& options)
{
    runtime::Connection given;
    given.store = options.store.toStdString();
    given.bus = options.bus.toStdString();
    given.blobs = options.blobs.toStdString();
    std::vector<std::string> busOptions;
    for (const QString& option : options.busOptions) {
        busOptions.push_back(option.toStdString());
    }
    auto connection = runtime::resolveConnection(given, {}, busOptions);
    if (!connection) {
        return base::fail(connection);
    }
    runtime::Settings settings;
    settings.connection = std::move(*connection);
    settings.workerName = "desk";
    return settings;
}

/// Opens what the command line names, else the connection that was used last. False, after saying why: there is no such
/// connection.
bool openStore(desktop::EngineSession& session, ui::Connections& connections, ui::UiSettings& settings,
               const desktop::Options& options)
{
    if (options.profile.isEmpty() && (!options.store.isEmpty() || !options.blobs.isEmpty() || !options.bus.isEmpty())) {
        const auto given = givenSettings(options);
        if (!given) {
            std::fprintf(stderr, "argus-desk: %s\n", given.error().message.c_str());
            return false;
        }
        const runtime::Connection& place = given->connection;
        ui::ConnectionProfile started;
        started.store = QString::fromStdString(place.store.empty() ? runtime::describe(place)
                                                                   : runtime::withoutPassword(place.store));
        started.blobs = QString::fromStdString(place.blobs);
        started.bus = QString::fromStdString(place.bus);
        connections.setStartedWith(started, [&session, given = *given] { session.open(given); });
        session.open(*given);
        return true;
    }
    if (!options.profile.isEmpty() && !connections.find(options.profile)) {
        QStringList names;
        for (const ui::ConnectionProfile& profile : connections.profiles()) {
            names << profile.name;
        }
        std::fprintf(stderr, "argus-desk: there is no connection '%s'; there are: %s\n", qPrintable(options.profile),
                     names.isEmpty() ? "none" : qPrintable(names.join(u", "_s)));
        return false;
    }
    connections.use(options.profile.isEmpty() ? settings.lastProfile() : options.profile);
    return true;
}

} // namespace

int main(int argc, char** argv)
{
    base::fillStandardDescriptors();
    QCoreApplication::setApplicationName(u"argus-desk"_s);
    QCoreApplication::setOrganizationName(u"argus-desk"_s);
    QCoreApplication::setApplicationVersion(u"" ARGUS_VERSION " (" ARGUS_COMMIT ")"_s);
    if (hasArgument(argc, argv, "--help") || hasArgument(argc, argv, "-h") || hasArgument(argc, argv, "--version")
        || hasArgument(argc, argv, "-v")) {
        // These must work where there is no screen.
        const QCoreApplication plain(argc, argv);
        return desktop::parseOptions(QCoreApplication::arguments()).exitStatus.value_or(0);
    }
    base::SignalWatch::hold();
    QApplication app(argc, argv);
    const auto [options, exitStatus] = desktop::parseOptions(QCoreApplication::arguments());
    if (exitStatus) {
        return *exitStatus;
    }
    // A first SIGTERM is as if the window was closed; it outlives the engine, so that a second one ends its end.
    QPointer<ui::MainWindow> window;
    const base::SignalWatch signals([&window] {
        QMetaObject::invokeMethod(
            qApp,
            [&window] {
                if (window) {
                    window->stopAsking();
                }
                QCoreApplication::quit();
            },
            Qt::QueuedConnection);
    });
    // The order of destruction matters: the window and its bridge go first, then what they ask, then the engine.
    desktop::EngineSession session;
    desktop::Keyring keyring;
    desktop::DeskHost host(session);
    ui::Desk desk(app, std::make_unique<QSettings>(), {options.theme, options.language});
    window = &desk.window();
    ui::Connections& connections = desk.makeConnections(ui::ProfileFiles(profileFolder()), keyring, host);
    connectEngine(session, desk, options);
    if (options.measureStart) {
        desktop::measureStart(desk.window());
    } else if (!openStore(session, connections, desk.settings(), options)) {
        return 2;
    }
    if (!options.page.isEmpty()) {
        desk.window().showPage(options.page);
    }
    desk.window().show();
    const int status = QApplication::exec();
    desk.bridge().detach();
    return status;
}
