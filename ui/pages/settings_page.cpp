// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/settings_page.h"

#include "ui/pages/connections_panel.h"
#include "ui/pages/triage_layout.h"
#include "ui/settings/language.h"
#include "ui/settings/ui_settings.h"
#include "ui/theme/icons.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/notices.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QFormLayout>
#include <QPushButton>
#include <QSignalBlocker>

namespace argus::ui {

using namespace Qt::StringLiterals;

SettingsPage::SettingsPage(AppContext& context, const QList<QPointer<QAction>>& actions, QWidget* parent)
    : Page(u"settingsPage"_s, context, parent)
    , m_shown(actions)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(parts::kPagePadding, 16, parts::kPagePadding, 14);
    layout->setSpacing(12);
    QLabel* title = parts::pageTitle(this);
    layout->addWidget(title);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(12);
    columns->addWidget(makeChoices(), 2, Qt::AlignTop);
    QSplitter* right = triage_layout::splitter(Qt::Vertical, u"settingsSplitter"_s, this);
    if (context.connections) {
        m_connections = new ConnectionsPanel(context, *context.connections, right);
        right->addWidget(m_connections);
    }
    right->addWidget(makeKeys());
    columns->addWidget(right, 4);
    layout->addLayout(columns, 1);
    localize([this, title] {
        title->setText(tr("Settings"));
        m_keys.setActions(m_shown);
    });
}

QWidget* SettingsPage::makeChoices()
{
    QFrame* card = parts::card(this);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(18, 16, 18, 18);
    layout->setSpacing(12);
    QLabel* title = parts::heading(card);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(10);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    auto* themeLabel = new QLabel(card);
    auto* languageLabel = new QLabel(card);
    m_theme = new QComboBox(card);
    m_theme->setObjectName(u"themeChoice"_s);
    m_language = new QComboBox(card);
    m_language->setObjectName(u"languageChoice"_s);
    themeLabel->setBuddy(m_theme);
    languageLabel->setBuddy(m_language);
    form->addRow(themeLabel, m_theme);
    form->addRow(languageLabel, m_language);
    QPushButton* reset = parts::button(u"resetLayouts"_s, u"retry"_s, card);
    QLabel* resetHint = parts::muted(card);
    resetHint->setWordWrap(true);
    QLabel* aboutTitle = parts::heading(card);
    QLabel* about = parts::muted(card);
    about->setWordWrap(true);
    about->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(title);
    layout->addLayout(form);
    layout->addSpacing(8);
    layout->addWidget(reset, 0, Qt::AlignLeft);
    layout->addWidget(resetHint);
    layout->addSpacing(8);
    layout->addWidget(aboutTitle);
    layout->addWidget(about);

    connect(m_theme, &QComboBox::activated, this,
            [this] { context().settings.setTheme(themeFromString(m_theme->currentData().toString())); });
    connect(m_language, &QComboBox::activated, this,
            [this] { context().settings.setLanguage(m_language->currentData().toString()); });
    connect(&context().settings, &UiSettings::themeChanged, this, &SettingsPage::fillChoices);
    connect(reset, &QPushButton::clicked, this, [this] {
        context().settings.resetLayouts();
        context().notices.postDone(tr("Layouts are forgotten; they start afresh with the next start of the program."));
    });
    localize([=, this] {
        title->setText(tr("Appearance and language"));
        themeLabel->setText(tr("&Theme"));
        languageLabel->setText(tr("&Language"));
        m_theme->setAccessibleName(tr("Theme"));
        m_language->setAccessibleName(tr("Language"));
        reset->setText(tr("Forget la&youts"));
        resetHint->setText(tr("Sizes of windows, order and width of columns, positions of dividers."));
        aboutTitle->setText(tr("About"));
        about->setText(
            tr("Argus Desk %1. From the recordings of a vehicle to its trouble codes, each with the frames it "
               "rests on. Apache License 2.0.")
                .arg(QCoreApplication::applicationVersion()));
        fillChoices();
    });
    return card;
}

void SettingsPage::fillChoices()
{
    const QSignalBlocker themeBlock(m_theme);
    const QSignalBlocker languageBlock(m_language);
    m_theme->clear();
    m_theme->addItem(tr("As the system"), toString(ThemeChoice::System));
    m_theme->addItem(tr("Light"), toString(ThemeChoice::Light));
    m_theme->addItem(tr("Dark"), toString(ThemeChoice::Dark));
    m_theme->setCurrentIndex(m_theme->findData(toString(context().settings.theme())));
    m_language->clear();
    m_language->addItem(tr("As the system"), u"system"_s);
    for (const Language::Choice& choice : Language::choices()) {
        m_language->addItem(choice.name, choice.code);
    }
    m_language->setCurrentIndex(m_language->findData(context().settings.language()));
}

QWidget* SettingsPage::makeKeys()
{
    m_keyTable = new DataTable(u"shortcutTable"_s, &m_keys, context(), this);
    QLabel* title = parts::heading(this);
    localize([this, title] {
        title->setText(tr("Keyboard"));
        m_keyTable->setAccessibleName(tr("Keyboard shortcuts"));
    });
    return triage_layout::cardWith(m_keyTable, title, this);
}

QList<QAction*> SettingsPage::pageActions() const
{
    return m_connections ? m_connections->actions() : QList<QAction*>();
}

void SettingsPage::focusStart()
{
    m_theme->setFocus(Qt::OtherFocusReason);
}

} // namespace argus::ui
