// SPDX-License-Identifier: Apache-2.0
#include "core/diagnosis/code_tables.h"
#include "core/diagnosis/knowledge.h"
#include "tests/diagnosis/cases.h"
#include "ui/text/phrasebook.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <random>

using argus::ui::Phrasebook;
namespace cases = argus::diagnosis::cases;

namespace {

Phrasebook bookOf(const QString& language)
{
    QFile file(QStringLiteral(ARGUS_SOURCE_DIR "/translations/phrases_%1.json").arg(language));
    return file.open(QIODevice::ReadOnly) ? Phrasebook(file.readAll()) : Phrasebook();
}

void languages()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("Chinese") << QStringLiteral("zh_CN");
    QTest::newRow("Korean") << QStringLiteral("ko");
}

/// Empty when all of a text is said in another language: abbreviations may stay, words may not.
QString leftInEnglish(const Phrasebook& book, const std::string& english)
{
    const QString text = QString::fromStdString(english);
    const QString translated = book.find(text);
    static const QRegularExpression kWord(QStringLiteral("(?<![A-Za-z0-9./_-])[A-Za-z]?[a-z]{3,}(?![A-Za-z0-9./_-])"));
    return translated.isNull() || kWord.match(translated).hasMatch()
        ? QStringLiteral("%1 -> %2").arg(text, translated.isNull() ? QStringLiteral("(nothing)") : translated)
        : QString();
}

void add(QStringList& missing, const Phrasebook& book, const std::string& english)
{
    if (const QString left = leftInEnglish(book, english); !left.isEmpty()) {
        missing << left;
    }
}

/// What is not a code: refusals, gaps, error frames, log errors, files that could not be read.
void addTroubles(argus::domain::Triage& triage, std::mt19937& random)
{
    constexpr std::array kServices {"10", "19", "22", "27", "2E", "31", "34", "36", "85"};
    constexpr std::array kReasons {"11", "13", "22", "31", "33", "35", "70", "72", "78", "7F", "83", "92"};
    for (std::size_t count = random() % 4; count > 0; --count) {
        argus::domain::NegativeResponse response;
        response.ecu = random() % 2 == 0 ? "7E8" : "77A";
        response.channel = "can0";
        response.service = kServices[random() % kServices.size()];
        response.nrc = kReasons[random() % kReasons.size()];
        response.count = 1 + random() % 9;
        response.evidence = cases::proof(response.service + response.nrc);
        triage.negativeResponses.push_back(response);
    }
    argus::domain::Timeline line;
    line.files = {"drive.log"};
    for (std::size_t count = random() % 3; count > 0; --count) {
        line.gaps.push_back({1'000'000'000, 3'500'000'000, 7});
    }
    for (int i = 0; i < 10; ++i) {
        line.buckets.push_back({i, 100, random() % 5 == 0 ? 20U : 0U, random() % 5 == 0 ? 1U : 0U, 0});
    }
    triage.timelines = {line};
    if (random() % 3 == 0) {
        triage.logErrors = {{"LOST <n>", "error", 1 + random() % 12, cases::proof("l")}};
    }
    if (random() % 3 == 0) {
        triage.files.push_back(triage.files.front());
        triage.files.back().name = "bad.bin";
        triage.files.back().status = argus::domain::FileStatus::Failed;
    }
    triage.files.front().errorFrames = random() % 2 * 20;
}

/// A case of random codes from the tables, some of them of units that do not answer, some without status.
argus::domain::Triage randomCase(std::mt19937& random)
{
    using namespace argus::diagnosis;
    const auto pick = [&random](auto table) { return table[random() % table.size()]; };
    const std::array codeTables {airFuelCodes(), ignitionEmissionCodes(), controlCodes(),     transmissionCodes(),
                                 hybridCodes(),  powertrain2Codes(),      chassisBodyCodes(), networkCodes()};
    std::vector<argus::domain::Dtc> codes;
    const std::array<std::string, 5> units {"7E8", "7E9", "18DAF128", "SA 00", "SA 0B"};
    for (std::size_t count = random() % 9; count > 0; --count) {
        const std::string unit = units[random() % units.size()];
        if (unit.starts_with("SA")) {
            const bool low = random() % 2 == 0;
            codes.push_back(cases::spn(pick(low ? lowSpns() : highSpns()).number, random() % 32, unit));
            continue;
        }
        const std::uint16_t number = pick(codeTables[random() % codeTables.size()]).number;
        std::string name(1, "PCBU"[number >> 14]);
        name += QStringLiteral("%1").arg(number & 0x3FFF, 4, 16, QLatin1Char('0')).toUpper().toStdString();
        if (random() % 3 == 0) {
            const auto type = static_cast<std::uint8_t>(pick(failureTypes()).number);
            name += QStringLiteral("-%1").arg(type, 2, 16, QLatin1Char('0')).toUpper().toStdString();
        }
        codes.push_back(cases::code(name, unit, static_cast<std::uint8_t>(random() % 256)));
    }
    auto triage = cases::with(std::move(codes));
    addTroubles(triage, random);
    return triage;
}

void report(const QStringList& missing)
{
    QVERIFY2(missing.isEmpty(),
             qPrintable(QStringLiteral("%1 left, the first: ").arg(missing.size())
                        + missing.mid(0, 25).join(QStringLiteral("\n  "))));
}

} // namespace

class PhrasebookTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aKeyIsFoundAsItIs();
    void placeholdersAreFilledAndTranslated();
    void theMostLiteralKeyWins();
    void capitalsAndSentences();
    void namesAndForeignTextsStay();
    void unsoundEntriesAreLeftOut();
    void whateverComesIsAnswered();
    void booksAreSound_data() { languages(); }
    void booksAreSound();
    void everyMeaningIsTranslated_data() { languages(); }
    void everyMeaningIsTranslated();
    void everyDiagnosisIsTranslated_data() { languages(); }
    void everyDiagnosisIsTranslated();
};

void PhrasebookTest::aKeyIsFoundAsItIs()
{
    const Phrasebook book(R"({"too hot": "zu heiß"})");
    QCOMPARE(book.translated(QStringLiteral("too hot")), QStringLiteral("zu heiß"));
    QCOMPARE(book.translated(QStringLiteral("too cold")), QStringLiteral("too cold"));
    QVERIFY(book.find(QStringLiteral("too cold")).isNull());
    QVERIFY(Phrasebook().find(QStringLiteral("too hot")).isNull());
}

void PhrasebookTest::placeholdersAreFilledAndTranslated()
{
    const Phrasebook book(R"({"%1: circuit low": "Spannung zu niedrig an %1", "pump A": "Pumpe A",
                              "%1 of %2 files": "von %2 Dateien %1"})");
    QCOMPARE(book.translated(QStringLiteral("pump A: circuit low")), QStringLiteral("Spannung zu niedrig an Pumpe A"));
    QCOMPARE(book.translated(QStringLiteral("K15: circuit low")), QStringLiteral("Spannung zu niedrig an K15"));
    QVERIFY2(book.find(QStringLiteral("valve: circuit low")).isNull(), "not half of it");
    QCOMPARE(book.translated(QStringLiteral("3 of 12 files")), QStringLiteral("von 12 Dateien 3"));
    QCOMPARE(book.translated(QStringLiteral("%2 of %1 files")), QStringLiteral("von %1 Dateien %2"));
    QVERIFY2(book.find(QStringLiteral(": circuit low")).isNull(), "something stands at each placeholder");
    QVERIFY(book.find(QStringLiteral("3 of  files")).isNull());
}

void PhrasebookTest::theMostLiteralKeyWins()
{
    const Phrasebook book(R"({"%1: %2": "%1: %2", "sensor %1: low": "Fühler %1 niedrig", "high": "hoch",
                              "sensor %1": "Fühler %1"})");
    QCOMPARE(book.translated(QStringLiteral("sensor 3: low")), QStringLiteral("Fühler 3 niedrig"));
    QCOMPARE(book.translated(QStringLiteral("sensor 3: high")), QStringLiteral("Fühler 3: hoch"));
}

void PhrasebookTest::capitalsAndSentences()
{
    const Phrasebook book(
        R"({"too hot": "太热", "Stop the engine.": "关闭发动机。", "Wait %1 minutes.": "等待 %1 分钟。"})");
    QCOMPARE(book.translated(QStringLiteral("Too hot")), QStringLiteral("太热"));
    QCOMPARE(book.translated(QStringLiteral("Stop the engine. Wait 5 minutes.")),
             QStringLiteral("关闭发动机。等待 5 分钟。"));
    QVERIFY2(book.find(QStringLiteral("Stop the engine. Something else.")).isNull(), "no half of it");
    QCOMPARE(book.translated(QStringLiteral("Wait 2.5 minutes.")), QStringLiteral("等待 2.5 分钟。"));
}

void PhrasebookTest::namesAndForeignTextsStay()
{
    const Phrasebook book(R"({"%1 and P0%2": "%1 und P0%2", "request %1": "Anfrage %1", "pump": "Pumpe",
                              "the clock of %1 is behind that of %2": "%1 geht nach gegen %2"})");
    QCOMPARE(book.translated(QStringLiteral("the clock of request 1.log is behind that of pump.asc")),
             QStringLiteral("request 1.log geht nach gegen pump.asc"));
    QVERIFY2(book.find(QStringLiteral("Check the wiring and P0301 first")).isNull(), "not half of a sentence");
    QCOMPARE(book.translated(QStringLiteral("pump and P0301")), QStringLiteral("Pumpe und P0301"));
    QCOMPARE(book.translated(QStringLiteral("P0300 and P0301")), QStringLiteral("P0300 und P0301"));
    const QString endless = QStringLiteral("A and P07. ").repeated(1000);
    QCOMPARE(book.translated(endless), endless);
}

void PhrasebookTest::unsoundEntriesAreLeftOut()
{
    const Phrasebook book(
        R"({"a %1": "b", "%1%2 c": "%1%2 d", "%1": "%1", "e": "", "f %1 %1": "%1", "g": "h", "i": 3})");
    QCOMPARE(book.faults().size(), 6);
    QCOMPARE(book.translated(QStringLiteral("g")), QStringLiteral("h"));
    QCOMPARE(book.translated(QStringLiteral("a x")), QStringLiteral("a x"));
    QVERIFY(Phrasebook("no JSON").isEmpty());
}

void PhrasebookTest::whateverComesIsAnswered()
{
    const Phrasebook book(R"({"%1: %2": "%2 - %1", "%1 - %2": "%1: %2", "x": "y"})");
    std::mt19937 random(7);
    for (int i = 0; i < 2000; ++i) {
        QString text;
        for (auto size = random() % 300; size > 0; --size) {
            text += QStringLiteral(": -x.A%1é").at(static_cast<qsizetype>(random() % 9));
        }
        (void)book.translated(text);
    }
    QVERIFY(!book.translated(QString(100'000, u':')).isEmpty());
}

void PhrasebookTest::booksAreSound()
{
    QFETCH(QString, language);
    const Phrasebook book = bookOf(language);
    QVERIFY(!book.isEmpty());
    QVERIFY2(book.faults().isEmpty(), qPrintable(book.faults().mid(0, 20).join(u'\n')));
    argus::ui::usePhrasebook(language);
    QVERIFY2(argus::ui::phrase("Cylinder 1: misfire detected") != QStringLiteral("Cylinder 1: misfire detected"),
             "the book is built in");
    argus::ui::usePhrasebook(QStringLiteral("en"));
    QCOMPARE(argus::ui::phrase("Cylinder 1: misfire detected"), QStringLiteral("Cylinder 1: misfire detected"));
}

void PhrasebookTest::everyMeaningIsTranslated()
{
    using namespace argus::diagnosis;
    QFETCH(QString, language);
    const Phrasebook book = bookOf(language);
    QStringList missing;
    for (const auto table : {airFuelCodes(), ignitionEmissionCodes(), controlCodes(), transmissionCodes(),
                             hybridCodes(), powertrain2Codes(), chassisBodyCodes(), networkCodes()}) {
        for (const CodeText& code : table) {
            add(missing, book, std::string(code.text));
        }
    }
    for (const auto table : {lowSpns(), highSpns(), fmiTexts(), failureTypes(), sourceAddresses()}) {
        for (const NumberText& entry : table) {
            add(missing, book, std::string(entry.text));
        }
    }
    std::mt19937 random(1);
    for (int i = 0; i < 300; ++i) { // as they are put together: with failure types, parameters with failure modes
        for (const argus::domain::Dtc& dtc : randomCase(random).dtcs) {
            add(missing, book, dtc.meaning);
        }
    }
    for (const char* code : {"P1234", "C1000", "B1000-11", "U1000", "P3000", "U0F00", "B0F00", "C0F00", "P0FFF"}) {
        add(missing, book, meaningOf(cases::code(code)));
    }
    report(missing);
}

void PhrasebookTest::everyDiagnosisIsTranslated()
{
    QFETCH(QString, language);
    const Phrasebook book = bookOf(language);
    std::mt19937 random(2);
    QStringList missing;
    for (int i = 0; i < 400; ++i) {
        const auto diagnosis = argus::diagnosis::diagnoseByRules(randomCase(random));
        add(missing, book, diagnosis.summary);
        for (const argus::domain::Statement& statement : diagnosis.statements) {
            add(missing, book, statement.text);
        }
        for (const std::string& action : diagnosis.actions) {
            add(missing, book, action);
        }
    }
    missing.removeDuplicates();
    report(missing);
}

QTEST_GUILESS_MAIN(PhrasebookTest)
#include "phrasebook_test.moc"
