// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/ui_settings.h"
#include "ui/text/words.h"
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace argus;
using namespace argus::ui;

class ThemeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textIsReadableInBothThemes();
    void paletteTellsItsTheme();
    void everyIconDrawsSomething();
    void statesAreToldApartWithoutColour();
    void settingsAreKeptAndTold();
    void settingsForgetLayouts();
    void noColoursOutsideTheTheme();
    void nothingInTheWindowWaits();
};

namespace {

QStringList sourcesUnder(const QString& folder)
{
    QStringList files;
    QDirIterator walk(QStringLiteral(ARGUS_SOURCE_DIR) + folder, {QStringLiteral("*.cpp"), QStringLiteral("*.h")},
                      QDir::Files, QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        files << walk.next();
    }
    return files;
}

QString contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

void ThemeTest::textIsReadableInBothThemes()
{
    for (const bool dark : {false, true}) {
        for (const TokenPair& pair : textPairs()) {
            const double ratio = contrastRatio(tokenColor(pair.text, dark), tokenColor(pair.background, dark));
            QVERIFY2(ratio >= 4.5,
                     qPrintable(QStringLiteral("dark %1: text %2 on %3 has %4")
                                    .arg(dark)
                                    .arg(static_cast<int>(pair.text))
                                    .arg(static_cast<int>(pair.background))
                                    .arg(ratio)));
        }
        // Marks in the timeline must stand out from the surface they are drawn on (WCAG 1.4.11).
        for (const Token token : {Token::SeriesErrors, Token::SeriesCodes, Token::SeriesResponses, Token::Accent}) {
            QVERIFY(contrastRatio(tokenColor(token, dark), tokenColor(Token::Surface, dark)) >= 3.0);
        }
    }
    QVERIFY(qAbs(contrastRatio(Qt::black, Qt::white) - 21.0) < 0.01);
}

void ThemeTest::paletteTellsItsTheme()
{
    QVERIFY(isDark(makePalette(true)));
    QVERIFY(!isDark(makePalette(false)));
}

void ThemeTest::everyIconDrawsSomething()
{
    QDirIterator walk(QStringLiteral(":/argus/icons"), {QStringLiteral("*.svg")}, QDir::Files);
    int count = 0;
    while (walk.hasNext()) {
        const QString name = QFileInfo(walk.next()).baseName();
        const QImage image = tintedPixmap(name, Qt::red, 20, 1).toImage();
        bool drawn = false;
        for (int y = 0; y < image.height() && !drawn; ++y) {
            for (int x = 0; x < image.width(); ++x) {
                drawn = drawn || (image.pixelColor(x, y).alpha() > 100 && image.pixelColor(x, y).red() > 200);
            }
        }
        QVERIFY2(drawn, qPrintable(name));
        ++count;
    }
    QVERIFY(count > 40);
}

void ThemeTest::statesAreToldApartWithoutColour()
{
    std::set<QString> texts;
    for (const domain::BatchStatus status : domain::allBatchStatuses()) {
        const words::Badge badge = words::batchStatus(status);
        QVERIFY(!badge.icon.isEmpty());
        QVERIFY2(texts.insert(badge.text).second, qPrintable(badge.text));
    }
    QVERIFY(words::severityRank("critical") > words::severityRank("high"));
    QVERIFY(words::severityRank("low") > words::severityRank("info"));
    for (const words::StatusBit& bit : words::statusBits()) {
        QVERIFY(!bit.name.isEmpty() && !bit.set.isEmpty() && bit.set != bit.clear);
    }
}

void ThemeTest::settingsAreKeptAndTold()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("ui.ini"));
    int told = 0;
    {
        UiSettings settings(std::make_unique<QSettings>(path, QSettings::IniFormat));
        connect(&settings, &UiSettings::themeChanged, this, [&told] { ++told; });
        settings.setTheme(ThemeChoice::Dark);
        settings.setTheme(ThemeChoice::Dark);
        settings.setLanguage(QStringLiteral("ko"));
        settings.setLayout(QStringLiteral("table"), "state");
    }
    QCOMPARE(told, 1);
    const UiSettings again(std::make_unique<QSettings>(path, QSettings::IniFormat));
    QVERIFY(again.theme() == ThemeChoice::Dark);
    QCOMPARE(again.language(), QStringLiteral("ko"));
    QCOMPARE(again.layout(QStringLiteral("table")), QByteArray("state"));
}

void ThemeTest::settingsForgetLayouts()
{
    QTemporaryDir folder;
    UiSettings settings(std::make_unique<QSettings>(folder.filePath(QStringLiteral("ui.ini")), QSettings::IniFormat));
    settings.setLayout(QStringLiteral("table"), "state");
    settings.resetLayouts();
    settings.setLayout(QStringLiteral("table"), "written as the window closes");
    QVERIFY(settings.layout(QStringLiteral("table")).isEmpty());
}

void ThemeTest::noColoursOutsideTheTheme()
{
    const QRegularExpression hex(QStringLiteral("\"#[0-9a-fA-F]{3,8}\"|0x[fF]{2}[0-9a-fA-F]{6}\\b"));
    for (const QString& folder :
         {QStringLiteral("/ui/widgets"), QStringLiteral("/ui/pages"), QStringLiteral("/ui/window")}) {
        for (const QString& path : sourcesUnder(folder)) {
            QVERIFY2(!contentOf(path).contains(hex), qPrintable(path));
        }
    }
}

void ThemeTest::nothingInTheWindowWaits()
{
    const QRegularExpression waits(QStringLiteral(
        "api::await|processEvents|\\bQEventLoop\\b|\\.exec\\(\\)|->exec\\(\\)|sleep_for|waitForFinished"));
    const QStringList sources = sourcesUnder(QStringLiteral("/ui"));
    QVERIFY(sources.size() > 60);
    for (const QString& path : sources) {
        QVERIFY2(!contentOf(path).contains(waits), qPrintable(path));
    }
}

QTEST_MAIN(ThemeTest)
#include "theme_test.moc"
