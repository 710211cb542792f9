// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "ui/theme/tokens.h"

#include <QObject>
#include <QString>

#include <functional>

namespace argus::ui {

/// Something to tell the user: what happened and what to do.
struct Notice
{
    Tone tone = Tone::Info;
    QString title;
    QString text;
    QString actionText; ///< empty: none
    std::function<void()> action;
    bool passing = false; ///< goes away by itself after a while
    QString key = {}; ///< by which it can be taken back; empty: it cannot
};

/// Where parts of the window leave notices; the message bar shows them. GUI thread only.
class Notices final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void post(const Notice& notice) { Q_EMIT posted(notice); }
    /// An error of the engine; `what` says what was tried, as a sentence. Cancellations are not worth a notice.
    void postError(const QString& what, const base::Error& error, const QString& key = {});
    void postDone(const QString& what);
    /// What it told is over.
    void withdraw(const QString& key) { Q_EMIT withdrawn(key); }

Q_SIGNALS:
    void posted(const argus::ui::Notice& notice);
    void withdrawn(const QString& key);
};

} // namespace argus::ui
