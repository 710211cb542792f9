// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QModelIndexList>
#include <QString>

class QAbstractItemModel;

namespace argus::ui {

/// The rows of `selection` (any of their cells) as tab-separated lines, with the titles of `columns` first.
QString rowsAsTsv(const QAbstractItemModel& model, const QModelIndexList& selection, const QList<int>& columns);
/// Every row as CSV (RFC 4180, with a byte-order mark in front so that spreadsheets read it as UTF-8).
QByteArray tableAsCsv(const QAbstractItemModel& model, const QList<int>& columns);

} // namespace argus::ui
