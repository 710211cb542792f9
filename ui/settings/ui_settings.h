// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/theme.h"

#include <QByteArray>
#include <QObject>
#include <QSettings>
#include <QString>

#include <memory>

namespace argus::ui {

/// What the window remembers between runs. Keys carry the version of their meaning: `v1/...`. What the engine is
/// configured with is not here; that belongs to the engine. GUI thread only.
class UiSettings final : public QObject
{
    Q_OBJECT

public:
    /// Takes the storage that it reads and writes: the user's own, or a temporary file in tests.
    explicit UiSettings(std::unique_ptr<QSettings> storage, QObject* parent = nullptr);

    ThemeChoice theme() const;
    void setTheme(ThemeChoice theme);
    /// "system", "en", "zh_CN", "ko"
    QString language() const;
    void setLanguage(const QString& language);

    /// Where things were put: geometry of windows, columns of tables, positions of splitters, by the name of the
    /// widget.
    QByteArray layout(const QString& name) const;
    void setLayout(const QString& name, const QByteArray& state);
    /// Forgets every layout; takes effect at the next start.
    void resetLayouts();

    QString lastFolder() const;
    void setLastFolder(const QString& folder);
    QString lastPage() const;
    void setLastPage(const QString& page);
    /// The connection that was used last; empty: this computer.
    QString lastProfile() const;
    void setLastProfile(const QString& name);

Q_SIGNALS:
    void themeChanged(argus::ui::ThemeChoice theme);
    void languageChanged(const QString& language);

private:
    void migrate();

    std::unique_ptr<QSettings> m_storage;
    bool m_layoutsFrozen = false; ///< after resetLayouts: what closes now must not write its old place again
};

} // namespace argus::ui
