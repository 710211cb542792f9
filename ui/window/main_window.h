// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/ids.h"
#include "ui/bridge/uploads.h"
#include "ui/widgets/app_context.h"

#include <QMainWindow>
#include <QPointer>

class QStackedWidget;

namespace argus::ui {

class BatchesPage;
class CommandPalette;
class DropOverlay;
class MessageBar;
class OperationsPage;
class Page;
class SettingsPage;
class Sidebar;
class TriagePage;
class UploadBar;
class VehiclesPage;
class WindowActions;

/// The window: navigation, pages, drag and drop, uploads, command palette. Pages are made when first shown. The parts
/// of the context must outlive it.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(AppContext& context);
    ~MainWindow() override;

    /// Asks whose these are and takes them in.
    void addPaths(const QStringList& paths);
    /// Takes them in without asking, and opens the result once it is there.
    void submitAndOpen(const api::Submission& submission);
    /// The system ends the program, or the session it runs in: closing asks nothing any more.
    void stopAsking() { m_quitsAllTheSame = true; }
    void openResult(const domain::BatchId& id);
    void openBatch(const domain::BatchId& id);
    /// "batches", "triage", "vehicles", "operations", "settings"
    void showPage(const QString& name);
    TriagePage* triagePage();
    /// What goes wrong before the engine is there.
    void showOpenError(const base::Error& error);

Q_SIGNALS:
    /// The result that submitAndOpen waits for is on the screen (or cannot come).
    void sampleShown();

protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void makeLayout();
    void connectActions();
    void connectUploads();
    /// Uploads are under way: the window stays until the user has said so.
    void askBeforeQuitting();
    /// Tells of recordings that wait because no store could be opened.
    void connectHeldUploads();
    void watchSample(const domain::BatchId& id);
    template <class PageType, class... Args> PageType* ensurePage(QPointer<PageType>& page, Args&&... args);
    OperationsPage* operationsPage();
    void present(Page* page, QAction* action);
    /// With a batch: its files, else a new batch that is asked for.
    void chooseFiles(bool folder, const std::optional<domain::Batch>& into = {});
    void setPaused(bool paused);
    void updateEngineActions();
    void openPalette();
    void findOnPage();
    void showAbout();
    void restoreWindow();
    void retranslate();
    Page* currentPage() const;

    AppContext& m_context;
    Uploads m_uploads;
    bool m_quitsAllTheSame = false; ///< the user was asked about uploads under way
    WindowActions* m_actions;
    Sidebar* m_sidebar = nullptr;
    QStackedWidget* m_stack = nullptr;
    MessageBar* m_messages = nullptr;
    DropOverlay* m_overlay = nullptr;
    QPointer<CommandPalette> m_palette;
    QPointer<BatchesPage> m_batches;
    QPointer<TriagePage> m_triage;
    QPointer<VehiclesPage> m_vehicles;
    QPointer<OperationsPage> m_operations;
    QPointer<SettingsPage> m_settings;
    bool m_nextIsSample = false;
    std::optional<domain::BatchId> m_sample; ///< its result is opened when it has ended
};

} // namespace argus::ui
