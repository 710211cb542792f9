// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/uuid.h"

#include <QString>
#include <QVariant>

namespace argus::ui {

/// What the models answer beside Qt's own roles.
enum Role
{
    SortRole = Qt::UserRole + 1, ///< the raw value, for sorting
    IdRole, ///< the row's key
    ToneRole, ///< int of Tone, for badges
    IconNameRole, ///< QString, for badges
    ProgressRole, ///< double from 0 to 1; invalid: no bar
};

/// How the cells of a column look.
enum class ColumnKind
{
    Text,
    Number, ///< right-aligned
    Mono, ///< ids, codes and instants of a recording
    Bytes, ///< bytes and lines of a log, as they are; the beginning alone is worth something, too
    Time, ///< a day and a time of day
    Badge, ///< drawing, words and tone
    Progress, ///< a bar beside words
};

struct ColumnLook
{
    ColumnKind kind = ColumnKind::Text;
    int width = 120; ///< pixels at first
    bool hidden = false; ///< at first
};

template <class Tag> QVariant keyToVariant(const base::StrongId<Tag>& key)
{
    return QString::fromStdString(key.toString());
}
inline QVariant keyToVariant(const QString& key)
{
    return key;
}
inline QVariant keyToVariant(qint64 key)
{
    return key;
}

} // namespace argus::ui
