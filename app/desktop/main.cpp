// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/engine_opener.h"
#include "app/desktop/measure_start.h"
#include "app/desktop/options.h"
#include "app/desktop/screenshot.h"
#include "core/base/signal_watch.h"
#include "ui/window/desk.h"

#include <QApplication>
#include <QFileInfo>
#include <QSettings>

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

void connectEngine(desktop::EngineOpener& opener, ui::Desk& desk, std::unique_ptr<api::Engine>& engine,
                   const desktop::Options& options)
{
    QObject::connect(&opener, &desktop::EngineOpener::opened, &desk.window(), [&] {
        engine = opener.take();
        desk.bridge().attach(*engine);
        if (!options.sample.isEmpty()) {
            desk.window().submitAndOpen(sampleSubmission(options.sample));
        } else if (!options.screenshot.isEmpty()) {
            desktop::takeScreenshot(desk.window(), options.screenshot);
        }
        if (!options.paths.isEmpty()) {
            desk.window().addPaths(options.paths);
        }
    });
    QObject::connect(&opener, &desktop::EngineOpener::failed, &desk.window(), [&](const base::Error& error) {
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

} // namespace

int main(int argc, char** argv)
{
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
    const base::SignalWatch signals(
        [] { QMetaObject::invokeMethod(qApp, [] { QCoreApplication::quit(); }, Qt::QueuedConnection); });
    // The order of destruction matters: the window and its bridge go first, then the engine ends, then the opener.
    desktop::EngineOpener opener;
    std::unique_ptr<api::Engine> engine;
    ui::Desk desk(app, std::make_unique<QSettings>(), {options.theme, options.language});
    connectEngine(opener, desk, engine, options);
    if (options.measureStart) {
        desktop::measureStart(desk.window());
    } else {
        opener.start(options);
    }
    if (!options.page.isEmpty()) {
        desk.window().showPage(options.page);
    }
    desk.window().show();
    const int status = QApplication::exec();
    desk.bridge().detach();
    return status;
}
