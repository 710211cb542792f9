// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/table_model_base.h"
#include "ui/models/table_proxy.h"
#include "ui/widgets/app_context.h"

#include <QPointer>
#include <QTableView>
#include <QTimer>

#include <vector>

namespace argus::ui {

class SearchEdit;

/// The table of every page: sorts, filters (Ctrl+F), copies (Ctrl+C, tab-separated), exports to CSV, hides and moves
/// columns and remembers them by its name (all of it also from its menu, with the keyboard), and says what to do when
/// it is empty. Until the user moves a column they fit its width and what they hold. Actions that are added to it head
/// its menu.
class DataTable final : public QTableView
{
    Q_OBJECT

public:
    /// `name` is the object's name and the key of its layout; `model` must outlive the table.
    DataTable(const QString& name, TableModelBase* model, AppContext& context, QWidget* parent);
    ~DataTable() override;

    TableProxy& proxy() { return m_proxy; }
    /// Shown in the middle when there are no rows; a filter that hides all of them is told apart.
    void setEmptyText(const QString& title, const QString& hint);
    void setEmptyIcon(const QString& icon);
    /// Before the user has chosen otherwise.
    void setDefaultSort(int column, Qt::SortOrder order);
    /// The field of the page that filters this table, in place of one of its own.
    void setSearchEdit(SearchEdit* edit);
    /// The field of the page that narrows the rows by other means, by asking the engine: Ctrl+F goes there.
    void setFindField(SearchEdit* edit);

    /// Row of the model, not of the view; -1: none.
    int currentSourceRow() const;
    /// Of the model, in the order of the view.
    QList<int> selectedSourceRows() const;
    void selectSourceRow(int row);
    /// False while a search or a filter hides it.
    bool showsSourceRow(int row) const;
    void selectFirstRow();

Q_SIGNALS:
    /// Enter or double-click.
    void rowActivated(int sourceRow);
    /// Also with -1, when there is no current row any more.
    void currentRowChanged(int sourceRow);

public Q_SLOTS:
    void copySelection();
    void exportCsv();
    /// Puts the keyboard into the field that filters the rows; Escape there takes the filter away.
    void openFilter();
    /// Columns as they were at first, fitted to the width.
    void forgetLayout();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void setUpHeader();
    void setUpFitting();
    void measureColumns();
    /// Each column as wide as what it holds and its title need, as far as there is room; nothing once the user chose.
    void fitColumns();
    void closeFilter();
    void nameFilter();
    void placeFilter();
    QString layoutKey() const;
    void restoreLayout();
    void saveLayout();
    void showHeaderMenu(const QPoint& place);
    void addColumnActions(class QMenu& menu);
    void addSortActions(class QMenu& menu);
    void sortAndRemember(int column, Qt::SortOrder order);
    void rememberSort();
    QList<int> visibleColumns() const;

    AppContext& m_context;
    TableModelBase* m_model;
    TableProxy m_proxy;
    QString m_emptyTitle;
    QString m_emptyHint;
    QString m_emptyIcon;
    QPointer<SearchEdit> m_search; ///< of the page, or m_filter
    SearchEdit* m_filter = nullptr;
    QTimer m_refit;
    std::vector<int> m_measured; ///< the widest content of each column so far, pixels
    int m_toldRow = -1;
    bool m_hasLayout = false;
    bool m_hasSort = false;
    bool m_layoutTouched = false;
    bool m_headerIsHeld = false; ///< a button of the mouse is down on it
    bool m_isFitting = false;
};

} // namespace argus::ui
