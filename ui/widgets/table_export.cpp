// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/table_export.h"

#include "ui/models/roles.h"
#include "ui/text/display.h"

#include <QAbstractItemModel>
#include <QStringList>

#include <set>

namespace argus::ui {

using namespace Qt::StringLiterals;

namespace {

QString csvField(QString text)
{
    // Spreadsheets run cells that begin so as formulas; what stands in a recording must not become one.
    if (!text.isEmpty() && QStringView(u"=+-@").contains(text.front())) {
        bool isNumber = false;
        text.toDouble(&isNumber);
        if (!isNumber) {
            text.prepend(u'\'');
        }
    }
    if (text.contains(u'"') || text.contains(u',') || text.contains(u'\n') || text.contains(u'\r')) {
        text.replace(u"\""_s, u"\"\""_s);
        return u"\""_s % text % u"\""_s;
    }
    return text;
}

/// A number without the separators of thousands, which programs that read it would stumble over; else as it is shown.
QString cellText(const QModelIndex& index)
{
    const QString shown = index.data().toString();
    const QVariant raw = index.data(SortRole);
    const int type = raw.typeId();
    const bool isWhole = type == QMetaType::LongLong || type == QMetaType::ULongLong || type == QMetaType::Int;
    return isWhole && display::number(raw.toULongLong()) == shown ? raw.toString() : shown;
}

QString tsvField(QString text)
{
    return text.replace(u'\t', u' ').replace(u'\n', u' ');
}

} // namespace

QString rowsAsTsv(const QAbstractItemModel& model, const QModelIndexList& selection, const QList<int>& columns)
{
    std::set<int> rows;
    for (const QModelIndex& index : selection) {
        rows.insert(index.row());
    }
    QStringList lines;
    QStringList cells;
    for (const int column : columns) {
        cells << tsvField(model.headerData(column, Qt::Horizontal).toString());
    }
    lines << cells.join(u'\t');
    for (const int row : rows) {
        cells.clear();
        for (const int column : columns) {
            cells << tsvField(cellText(model.index(row, column)));
        }
        lines << cells.join(u'\t');
    }
    return lines.join(u'\n');
}

QByteArray tableAsCsv(const QAbstractItemModel& model, const QList<int>& columns)
{
    QByteArray out("\xEF\xBB\xBF");
    QStringList cells;
    for (const int column : columns) {
        cells << csvField(model.headerData(column, Qt::Horizontal).toString());
    }
    out += cells.join(u',').toUtf8() + "\r\n";
    for (int row = 0; row < model.rowCount(); ++row) {
        cells.clear();
        for (const int column : columns) {
            cells << csvField(cellText(model.index(row, column)));
        }
        out += cells.join(u',').toUtf8() + "\r\n";
    }
    return out;
}

} // namespace argus::ui
