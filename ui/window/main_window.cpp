// SPDX-License-Identifier: Apache-2.0
#include "ui/window/main_window.h"

#include "ui/pages/batches_page.h"
#include "ui/pages/operations_page.h"
#include "ui/pages/settings_page.h"
#include "ui/pages/triage_page.h"
#include "ui/pages/vehicles_page.h"
#include "ui/settings/ui_settings.h"
#include "ui/text/display.h"
#include "ui/text/reading_words.h"
#include "ui/text/words.h"
#include "ui/widgets/command_palette.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/drop_overlay.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/search_edit.h"
#include "ui/widgets/sidebar.h"
#include "ui/window/engine_indicator.h"
#include "ui/window/upload_bar.h"
#include "ui/window/window_actions.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenuBar>
#include <QMimeData>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>

namespace argus::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kCompactBelow = 1100;

/// The dividers of a page stand where the user left them.
void keepDividers(const QWidget& page, UiSettings& settings)
{
    for (QSplitter* splitter : page.findChildren<QSplitter*>()) {
        splitter->restoreState(settings.layout(splitter->objectName()));
        QObject::connect(splitter, &QSplitter::splitterMoved, &settings,
                         [splitter, &settings] { settings.setLayout(splitter->objectName(), splitter->saveState()); });
    }
}

} // namespace

MainWindow::MainWindow(AppContext& context)
    : m_context(context)
    , m_uploads(context.bridge)
    , m_actions(new WindowActions(this))
{
    setObjectName(u"mainWindow"_s);
    setAcceptDrops(true);
    makeLayout();
    connectActions();
    connectUploads();
    connectHeldUploads();
    connect(&context.bridge, &EngineBridge::statusChanged, this, &MainWindow::updateEngineActions);
    connect(&context.bridge, &EngineBridge::attached, this, [this] {
        m_context.bridge.setWatching(isVisible());
        m_context.notices.withdraw(u"open"_s);
    });
    retranslate();
    restoreWindow();
}

MainWindow::~MainWindow() = default;

void MainWindow::makeLayout()
{
    m_actions->fillMenus(*menuBar());
    menuBar()->setObjectName(u"menuBar"_s);
    auto* central = new QWidget(this);
    auto* row = new QHBoxLayout(central);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_sidebar = new Sidebar(central);
    m_sidebar->addPage(u"navBatches"_s, m_actions->batches);
    m_sidebar->addPage(u"navTriage"_s, m_actions->triage);
    m_sidebar->addPage(u"navVehicles"_s, m_actions->vehicles);
    m_sidebar->addPage(u"navOperations"_s, m_actions->operations);
    m_sidebar->addPage(u"navSettings"_s, m_actions->settings, /*atBottom=*/true);
    row->addWidget(m_sidebar);
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    m_stack = new QStackedWidget(central);
    column->addWidget(m_stack, 1);
    m_messages = new MessageBar(m_context.notices, m_stack);
    connect(m_stack, &QStackedWidget::currentChanged, m_messages, &MessageBar::pageLeft);
    column->addWidget(new UploadBar(m_uploads, central));
    row->addLayout(column, 1);
    setCentralWidget(central);
    statusBar()->setObjectName(u"statusBar"_s);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(new EngineIndicator(m_context.bridge, this), 1);
    m_overlay = new DropOverlay(this);
}

void MainWindow::connectActions()
{
    const auto& a = *m_actions;
    connect(a.addFiles, &QAction::triggered, this, [this] { chooseFiles(/*folder=*/false); });
    connect(a.addFolder, &QAction::triggered, this, [this] { chooseFiles(/*folder=*/true); });
    connect(a.quit, &QAction::triggered, this, &QWidget::close);
    for (const auto& [action, name] :
         {std::pair(a.batches, u"batches"_s), std::pair(a.triage, u"triage"_s), std::pair(a.vehicles, u"vehicles"_s),
          std::pair(a.operations, u"operations"_s), std::pair(a.settings, u"settings"_s)}) {
        connect(action, &QAction::triggered, this, [this, name = name] { showPage(name); });
    }
    connect(a.palette, &QAction::triggered, this, &MainWindow::openPalette);
    connect(a.find, &QAction::triggered, this, &MainWindow::findOnPage);
    connect(a.lightTheme, &QAction::triggered, this, [this] { m_context.settings.setTheme(ThemeChoice::Light); });
    connect(a.darkTheme, &QAction::triggered, this, [this] { m_context.settings.setTheme(ThemeChoice::Dark); });
    connect(a.pause, &QAction::triggered, this, [this] { setPaused(true); });
    connect(a.resume, &QAction::triggered, this, [this] { setPaused(false); });
    connect(a.about, &QAction::triggered, this, &MainWindow::showAbout);
    addActions(a.all());
}

void MainWindow::connectHeldUploads()
{
    const QString key = u"held-uploads"_s;
    connect(&m_uploads, &Uploads::held, this, [this, key](const api::Submission& submission, const base::Error& why) {
        m_context.notices.post(
            Notice {.tone = Tone::Bad,
                    .title = tr("The recordings of “%1” are not taken in: the store is not open.")
                                 .arg(display::text(submission.vehicleId)),
                    .text = tr("They wait and are taken in as soon as a store opens; closing the window forgets them. "
                               "Mend what keeps the store from opening, or open another one under Settings. "
                               "Details: %1")
                                .arg(words::problem(why).detail),
                    .actionText = tr("Settings"),
                    .action = [this] { showPage(u"settings"_s); },
                    .key = key});
    });
    connect(&m_uploads, &Uploads::waitingChanged, this, [this, key] {
        if (!m_uploads.isHeld()) {
            m_context.notices.withdraw(key);
        }
    });
}

template <class PageType, class... Args> PageType* MainWindow::ensurePage(QPointer<PageType>& page, Args&&... args)
{
    if (!page) {
        page = new PageType(m_context, std::forward<Args>(args)..., m_stack);
        m_stack->addWidget(page);
        keepDividers(*page, m_context.settings);
        connect(page, &Page::resultWanted, this, &MainWindow::openResult);
        connect(page, &Page::addFilesWanted, m_actions->addFiles, &QAction::trigger);
        connect(page, &Page::addToBatchWanted, this,
                [this](const domain::Batch& batch) { chooseFiles(/*folder=*/false, batch); });
    }
    return page;
}

TriagePage* MainWindow::triagePage()
{
    const bool isNew = !m_triage;
    TriagePage* page = ensurePage(m_triage);
    if (isNew) {
        connect(page, &TriagePage::batchWanted, this, &MainWindow::openBatch);
        connect(page, &TriagePage::loaded, this, [this] {
            if (m_sample && m_triage->batch() == m_sample) {
                m_sample.reset();
                Q_EMIT sampleShown();
            }
        });
    }
    return page;
}

OperationsPage* MainWindow::operationsPage()
{
    const bool isNew = !m_operations;
    OperationsPage* page = ensurePage(m_operations);
    if (isNew) {
        connect(page, &OperationsPage::pauseWanted, this, &MainWindow::setPaused);
    }
    return page;
}

void MainWindow::showPage(const QString& name)
{
    if (name == "triage"_L1) {
        present(triagePage(), m_actions->triage);
    } else if (name == "vehicles"_L1) {
        present(ensurePage(m_vehicles), m_actions->vehicles);
    } else if (name == "operations"_L1) {
        present(operationsPage(), m_actions->operations);
    } else if (name == "settings"_L1) {
        QList<QPointer<QAction>> actions;
        for (QAction* action : m_actions->all()) {
            actions << action;
        }
        present(ensurePage(m_settings, actions), m_actions->settings);
    } else {
        present(ensurePage(m_batches), m_actions->batches);
    }
    m_context.settings.setLastPage(name);
}

void MainWindow::present(Page* page, QAction* action)
{
    m_stack->setCurrentWidget(page);
    action->setChecked(true);
    page->focusStart();
}

Page* MainWindow::currentPage() const
{
    return qobject_cast<Page*>(m_stack->currentWidget());
}

void MainWindow::openResult(const domain::BatchId& id)
{
    showPage(u"triage"_s);
    m_triage->openBatch(id);
}

void MainWindow::openBatch(const domain::BatchId& id)
{
    showPage(u"batches"_s);
    m_batches->choose(id);
}

void MainWindow::updateEngineActions()
{
    const api::EngineStatus& status = m_context.bridge.status();
    m_actions->pause->setEnabled(status.running && !status.paused);
    m_actions->resume->setEnabled(status.running && status.paused);
}

void MainWindow::openPalette()
{
    if (!m_palette) {
        m_palette = new CommandPalette(this);
    }
    QList<QAction*> actions;
    if (const Page* page = currentPage()) {
        actions = page->pageActions();
    }
    for (QAction* action : m_actions->all()) {
        if (action != m_actions->palette) {
            actions << action;
        }
    }
    m_palette->open(actions);
}

void MainWindow::findOnPage()
{
    Page* page = currentPage();
    if (!page) {
        return;
    }
    // The table that has the keyboard is meant; else the field of the page, or of its first table.
    if (auto* table = qobject_cast<DataTable*>(QApplication::focusWidget()); table && page->isAncestorOf(table)) {
        table->openFilter();
        return;
    }
    for (SearchEdit* edit : page->findChildren<SearchEdit*>()) {
        if (edit->isVisible()) {
            edit->setFocus(Qt::ShortcutFocusReason);
            edit->selectAll();
            return;
        }
    }
    for (DataTable* table : page->findChildren<DataTable*>()) {
        if (table->isVisible()) {
            table->openFilter();
            return;
        }
    }
}

void MainWindow::restoreWindow()
{
    resize(1360, 860);
    setMinimumSize(820, 560);
    restoreGeometry(m_context.settings.layout(u"mainWindow"_s));
}

void MainWindow::retranslate()
{
    setWindowTitle(tr("Argus Desk"));
    m_actions->retranslate();
    m_sidebar->setAccessibleName(tr("Pages"));
}

void MainWindow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QMainWindow::changeEvent(event);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    m_context.settings.setLayout(u"mainWindow"_s, saveGeometry());
    if (m_quitsAllTheSame || qApp->isSavingSession() || (!m_uploads.isRunning() && m_uploads.waiting() == 0)) {
        QMainWindow::closeEvent(event);
        return;
    }
    event->ignore();
    askBeforeQuitting();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls()) {
        event->acceptProposedAction();
        m_overlay->cover(reading::formatList(m_context.bridge.formats()));
    }
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent*)
{
    m_overlay->hide();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    m_overlay->hide();
    QStringList paths;
    for (const QUrl& url : event->mimeData()->urls()) {
        if (url.isLocalFile()) {
            paths << url.toLocalFile();
        }
    }
    event->acceptProposedAction();
    addPaths(paths);
}

void MainWindow::keyPressEvent(QKeyEvent* event)
{
    // Comes here only where nothing below wanted the key: a filter, a dialog or the palette closes first.
    if (event->key() == Qt::Key_Escape && m_messages->closeNewest()) {
        event->accept();
        return;
    }
    QMainWindow::keyPressEvent(event);
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    m_sidebar->setCompact(width() < kCompactBelow);
    if (m_overlay->isVisible()) {
        m_overlay->cover(reading::formatList(m_context.bridge.formats()));
    }
}

void MainWindow::showEvent(QShowEvent* event)
{
    QMainWindow::showEvent(event);
    if (!currentPage()) {
        const QString last = m_context.settings.lastPage();
        // A result is not kept open over a restart, so its page would be empty.
        showPage(last.isEmpty() || last == "triage"_L1 ? u"batches"_s : last);
    }
    m_context.bridge.setWatching(true);
}

void MainWindow::hideEvent(QHideEvent* event)
{
    m_context.bridge.setWatching(false);
    QMainWindow::hideEvent(event);
}

} // namespace argus::ui
