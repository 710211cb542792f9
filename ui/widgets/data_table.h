// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/table_model_base.h"
#include "ui/models/table_proxy.h"
#include "ui/widgets/app_context.h"

#include <QTableView>

namespace argus::ui {

/// The table of every page: sorts, filters, copies (Ctrl+C, tab-separated), exports to CSV, hides and moves columns and
/// remembers them by its name, and says what to do when it is empty. Actions that are added to it head its menu.
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

    /// Row of the model, not of the view; -1: none.
    int currentSourceRow() const;
    /// Of the model, in the order of the view.
    QList<int> selectedSourceRows() const;
    void selectSourceRow(int row);
    void selectFirstRow();

Q_SIGNALS:
    /// Enter or double-click.
    void rowActivated(int sourceRow);
    /// Also with -1, when there is no current row any more.
    void currentRowChanged(int sourceRow);

public Q_SLOTS:
    void copySelection();
    void exportCsv();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void setUpHeader();
    /// Each column as wide as its model asks for, and as its title needs in the current language.
    void fitColumns();
    void restoreLayout();
    void saveLayout();
    void showHeaderMenu(const QPoint& place);
    void addColumnActions(class QMenu& menu);
    QList<int> visibleColumns() const;

    AppContext& m_context;
    TableModelBase* m_model;
    TableProxy m_proxy;
    QString m_emptyTitle;
    QString m_emptyHint;
    QString m_emptyIcon;
    int m_toldRow = -1;
    bool m_hasLayout = false;
    bool m_layoutTouched = false;
};

} // namespace argus::ui
