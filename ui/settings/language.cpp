// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/language.h"

#include "ui/text/phrasebook.h"
#include "ui/theme/fonts.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace argus::ui {

using namespace Qt::StringLiterals;

namespace {

QString systemLanguage()
{
    switch (QLocale::system().language()) {
    case QLocale::Chinese:
        return u"zh_CN"_s;
    case QLocale::Korean:
        return u"ko"_s;
    default:
        return u"en"_s;
    }
}

} // namespace

Language::Language(QApplication& app, QObject* parent)
    : QObject(parent)
    , m_app(app)
{ }

const QList<Language::Choice>& Language::choices()
{
    static const QList<Choice> kChoices {{u"en"_s, u"English"_s}, {u"zh_CN"_s, u"简体中文"_s}, {u"ko"_s, u"한국어"_s}};
    return kChoices;
}

void Language::apply(const QString& code)
{
    QString wanted = code == "system"_L1 ? systemLanguage() : code;
    const auto known = std::any_of(choices().begin(), choices().end(),
                                   [&wanted](const Choice& choice) { return choice.code == wanted; });
    if (!known) {
        wanted = u"en"_s;
    }
    if (wanted == m_current) {
        return;
    }
    m_current = wanted;
    QLocale::setDefault(QLocale(wanted == "en"_L1 ? u"en_US"_s : wanted == "ko"_L1 ? u"ko_KR"_s : wanted));
    QApplication::setFont(textFont(wanted));
    // English is the language of the sources; its file only holds the plural forms.
    usePhrasebook(wanted);
    QApplication::removeTranslator(&m_qt);
    QApplication::removeTranslator(&m_own);
    if (wanted != "en"_L1 && m_qt.load(u"qtbase_"_s % wanted, QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
        QApplication::installTranslator(&m_qt);
    }
    if (m_own.load(u":/i18n/argus_"_s % wanted % u".qm"_s)) {
        QApplication::installTranslator(&m_own);
    }
}

} // namespace argus::ui
