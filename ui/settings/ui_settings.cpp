// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/ui_settings.h"

namespace argus::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kSettingsVersion = 1;

QString layoutKey(const QString& name)
{
    return u"v1/layout/"_s % name;
}

} // namespace

UiSettings::UiSettings(std::unique_ptr<QSettings> storage, QObject* parent)
    : QObject(parent)
    , m_storage(std::move(storage))
{
    migrate();
}

void UiSettings::migrate()
{
    // A newer program's layouts may not fit this one's widgets; what its keys mean is known by their prefix, so nothing
    // has to be converted: keys of other versions are left alone.
    if (m_storage->value(u"version"_s, 0).toInt() < kSettingsVersion) {
        m_storage->setValue(u"version"_s, kSettingsVersion);
    }
}

ThemeChoice UiSettings::theme() const
{
    return themeFromString(m_storage->value(u"v1/theme"_s).toString());
}

void UiSettings::setTheme(ThemeChoice theme)
{
    if (theme != this->theme()) {
        m_storage->setValue(u"v1/theme"_s, toString(theme));
        Q_EMIT themeChanged(theme);
    }
}

QString UiSettings::language() const
{
    return m_storage->value(u"v1/language"_s, u"system"_s).toString();
}

void UiSettings::setLanguage(const QString& language)
{
    if (language != this->language()) {
        m_storage->setValue(u"v1/language"_s, language);
        Q_EMIT languageChanged(language);
    }
}

QByteArray UiSettings::layout(const QString& name) const
{
    return m_storage->value(layoutKey(name)).toByteArray();
}

void UiSettings::setLayout(const QString& name, const QByteArray& state)
{
    if (!m_layoutsFrozen) {
        m_storage->setValue(layoutKey(name), state);
    }
}

void UiSettings::resetLayouts()
{
    m_storage->remove(u"v1/layout"_s);
    m_layoutsFrozen = true;
}

QString UiSettings::lastFolder() const
{
    return m_storage->value(u"v1/lastFolder"_s).toString();
}

void UiSettings::setLastFolder(const QString& folder)
{
    m_storage->setValue(u"v1/lastFolder"_s, folder);
}

QString UiSettings::lastPage() const
{
    return m_storage->value(u"v1/lastPage"_s).toString();
}

void UiSettings::setLastPage(const QString& page)
{
    m_storage->setValue(u"v1/lastPage"_s, page);
}

QString UiSettings::lastProfile() const
{
    return m_storage->value(u"v1/lastProfile"_s).toString();
}

void UiSettings::setLastProfile(const QString& name)
{
    m_storage->setValue(u"v1/lastProfile"_s, name);
}

} // namespace argus::ui
