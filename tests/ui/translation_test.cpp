// SPDX-License-Identifier: Apache-2.0
#include "ui/text/words.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

#include <set>

class TranslationTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTextIsTranslated_data();
    void everyTextIsTranslated();
    void placeholdersSurvive_data();
    void placeholdersSurvive();
    void translationsAreBuiltIn_data();
    void translationsAreBuiltIn();
    void statesOfLampsAreTranslated_data();
    void statesOfLampsAreTranslated();
};

namespace {

struct Entry
{
    QString source;
    QStringList forms;
    bool unfinished = false;
};

QList<Entry> entriesOf(const QString& language)
{
    QFile file(QStringLiteral(ARGUS_SOURCE_DIR "/translations/argus_%1.ts").arg(language));
    QList<Entry> entries;
    if (!file.open(QIODevice::ReadOnly)) {
        return entries;
    }
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement()) {
            continue;
        }
        if (xml.name() == QStringLiteral("source")) {
            entries << Entry {xml.readElementText(), {}, false};
        } else if (xml.name() == QStringLiteral("translation") && !entries.isEmpty()) {
            entries.last().unfinished = xml.attributes().hasAttribute(QStringLiteral("type"));
            const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
            entries.last().forms = text.split(u'\n', Qt::SkipEmptyParts);
        }
    }
    return entries;
}

std::set<QString> placeholdersOf(const QString& text)
{
    std::set<QString> found;
    const QRegularExpression pattern(QStringLiteral("%L?([1-9n])"));
    for (auto match = pattern.globalMatch(text); match.hasNext();) {
        found.insert(match.next().captured(1));
    }
    return found;
}

void languages(bool withEnglish)
{
    QTest::addColumn<QString>("language");
    QTest::newRow("Chinese") << QStringLiteral("zh_CN");
    QTest::newRow("Korean") << QStringLiteral("ko");
    if (withEnglish) {
        QTest::newRow("English plurals") << QStringLiteral("en");
    }
}

} // namespace

void TranslationTest::everyTextIsTranslated_data()
{
    languages(true);
}

void TranslationTest::everyTextIsTranslated()
{
    QFETCH(QString, language);
    const auto entries = entriesOf(language);
    QVERIFY(entries.size() > (language == QStringLiteral("en") ? 10 : 400));
    for (const Entry& entry : entries) {
        QVERIFY2(!entry.unfinished && !entry.forms.isEmpty(), qPrintable(entry.source));
    }
}

void TranslationTest::placeholdersSurvive_data()
{
    languages(false);
}

void TranslationTest::placeholdersSurvive()
{
    QFETCH(QString, language);
    for (const Entry& entry : entriesOf(language)) {
        for (const QString& form : entry.forms) {
            QVERIFY2(placeholdersOf(form) == placeholdersOf(entry.source), qPrintable(entry.source));
        }
        // A key that works in English works in the other languages.
        const QRegularExpression mnemonic(QStringLiteral("&([A-Za-z])"));
        const auto wanted = mnemonic.match(entry.source);
        if (wanted.hasMatch()) {
            const auto got = mnemonic.match(entry.forms.value(0));
            QVERIFY2(got.captured(1).toLower() == wanted.captured(1).toLower(), qPrintable(entry.source));
        }
    }
}

void TranslationTest::translationsAreBuiltIn_data()
{
    languages(true);
}

void TranslationTest::translationsAreBuiltIn()
{
    QFETCH(QString, language);
    QTranslator translator;
    QVERIFY(translator.load(QStringLiteral(":/i18n/argus_%1.qm").arg(language)));
}

void TranslationTest::statesOfLampsAreTranslated_data()
{
    languages(false);
}

void TranslationTest::statesOfLampsAreTranslated()
{
    QFETCH(QString, language);
    QTranslator translator;
    QVERIFY(translator.load(QStringLiteral(":/i18n/argus_%1.qm").arg(language)));
    QVERIFY(QCoreApplication::installTranslator(&translator));
    for (const char* state : {"off", "on", "slow flash", "fast flash", "not available"}) {
        QVERIFY2(argus::ui::words::lamp(state) != QLatin1String(state), state);
    }
    // A newer program's word is shown as it stands.
    QCOMPARE(argus::ui::words::lamp("glowing"), QStringLiteral("glowing"));
    QCoreApplication::removeTranslator(&translator);
}

QTEST_MAIN(TranslationTest)
#include "translation_test.moc"
