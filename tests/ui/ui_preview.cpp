// SPDX-License-Identifier: Apache-2.0
// Shows the window on the engine of the tests, to look at it without a store:
//   ui_preview [--theme T] [--language L] [--size WxH] [--page NAME] [--panel NAME] [--tab N]
//   [--standalone] [--away] [--empty] [--palette] [--out FILE.png]
#include "tests/ui/sample_data.h"
#include "tests/ui/sample_operations.h"
#include "ui/pages/triage_page.h"
#include "ui/widgets/data_table.h"
#include "ui/window/desk.h"

#include <QAction>
#include <QApplication>
#include <QCommandLineParser>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTimer>

using namespace argus;
using namespace Qt::StringLiterals;

namespace {

void keepMoving(ui::test::FakeEngine& engine, QObject* parent)
{
    auto* timer = new QTimer(parent);
    QObject::connect(timer, &QTimer::timeout, parent, [&engine, done = std::uint64_t(0)]() mutable {
        done = (done + 700'000) % 18'000'000;
        for (const domain::Batch& batch : engine.allBatches()) {
            if (batch.status == domain::BatchStatus::Scattering) {
                engine.batches().show(base::ExecutionContext::root("preview", "show"), batch.id, false,
                                      [&engine, done](base::Result<api::BatchDetail> detail) {
                                          for (const auto& file : detail->files) {
                                              if (file.status == domain::FileStatus::Parsing) {
                                                  engine.tellProgress(
                                                      {file.batchId, file.id, domain::Stage::Parse, done, file.size});
                                              }
                                          }
                                      });
            }
        }
    });
    timer->start(50);
}

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    QApplication::setApplicationVersion(u"preview"_s);
    QCommandLineParser parser;
    parser.addOptions({{u"theme"_s, {}, u"t"_s},
                       {u"language"_s, {}, u"l"_s},
                       {u"size"_s, {}, u"s"_s, u"1600x1000"_s},
                       {u"page"_s, {}, u"p"_s, u"batches"_s},
                       {u"panel"_s, {}, u"p"_s},
                       {u"drop"_s, {}, u"path"_s},
                       {u"select"_s, u"the second row of a table"_s, u"name"_s},
                       {u"action"_s, u"what to do then"_s, u"name"_s},
                       {u"tab"_s, u"number of the tab of the page"_s, u"number"_s},
                       QCommandLineOption(u"standalone"_s),
                       QCommandLineOption(u"away"_s),
                       QCommandLineOption(u"empty"_s),
                       QCommandLineOption(u"palette"_s),
                       QCommandLineOption(u"running"_s),
                       {u"out"_s, {}, u"f"_s}});
    parser.process(app);
    QTemporaryDir folder;
    ui::test::FakeEngine engine;
    domain::BatchId shown {};
    if (!parser.isSet(u"empty"_s)) {
        shown = ui::test::fillEngine(engine);
    }
    if (parser.isSet(u"standalone"_s)) {
        engine.setSnapshot(ui::test::makeStandaloneSnapshot(base::SystemClock::instance().now()));
        engine.setDeadLetters({});
    }
    ui::Desk desk(app, std::make_unique<QSettings>(folder.filePath(u"ui.ini"_s), QSettings::IniFormat),
                  {parser.value(u"theme"_s), parser.value(u"language"_s)});
    const QStringList size = parser.value(u"size"_s).split(u'x');
    desk.window().resize(size[0].toInt(), size[1].toInt());
    desk.window().show();
    desk.bridge().attach(engine);
    keepMoving(engine, &desk.window());
    const QString page = parser.value(u"page"_s);
    if (page == "triage"_L1 && !shown.isNil()) {
        desk.window().openResult(shown);
    } else if (page == "batches"_L1 && parser.isSet(u"running"_s)) {
        for (const domain::Batch& batch : engine.allBatches()) {
            if (batch.status == domain::BatchStatus::Scattering) {
                desk.window().openBatch(batch.id);
            }
        }
    } else {
        desk.window().showPage(page);
    }
    QTimer::singleShot(700, &desk.window(), [&] {
        if (parser.isSet(u"panel"_s)) {
            desk.window().triagePage()->showPanel(parser.value(u"panel"_s));
        }
        if (auto* tabs = desk.window().findChild<QTabWidget*>(page + u"Tabs"_s)) {
            tabs->setCurrentIndex(parser.value(u"tab"_s).toInt());
        }
        if (parser.isSet(u"away"_s)) {
            engine.failCalls("operations.snapshot",
                             base::Error {base::ErrorCode::Unavailable, "connection refused", {}, false});
            desk.window().findChild<QAction*>(u"operationsRefresh"_s)->trigger();
        }
        if (auto* table = desk.window().findChild<ui::DataTable*>(parser.value(u"select"_s))) {
            table->selectSourceRow(1);
        }
        if (auto* action = desk.window().findChild<QAction*>(parser.value(u"action"_s))) {
            action->trigger();
        }
        if (parser.isSet(u"palette"_s)) {
            desk.window().findChild<QAction*>(u"actionPalette"_s)->trigger();
        }
        if (parser.isSet(u"drop"_s)) {
            desk.window().addPaths({parser.value(u"drop"_s)});
        }
    });
    if (parser.isSet(u"out"_s)) {
        QTimer::singleShot(3000, &desk.window(), [&] {
            QWidget* target = parser.isSet(u"drop"_s) || parser.isSet(u"action"_s) ? QApplication::activeModalWidget()
                                                                                   : &desk.window();
            (target ? target : &desk.window())->grab().save(parser.value(u"out"_s));
            QApplication::quit();
        });
    }
    return QApplication::exec();
}
