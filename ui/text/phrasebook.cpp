// SPDX-License-Identifier: Apache-2.0
#include "ui/text/phrasebook.h"

#include "ui/text/display.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace argus::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostDepth = 5; ///< of placeholders within placeholders
constexpr qsizetype kMostRemembered = 5000;
constexpr qsizetype kLongestText = 1200; ///< what is longer is data, not a phrase
constexpr qsizetype kMostSentences = 24;
/// Letters that make a key certain. Keys with fewer, such as "%1 and %2", would fit whatever is said.
constexpr qsizetype kCertain = 16;

bool isPlaceholder(QStringView text, qsizetype at)
{
    return text[at] == u'%' && at + 1 < text.size() && text[at + 1] >= u'1' && text[at + 1] <= u'9';
}

struct Parts
{
    QStringList literals {QString()};
    QList<int> holes;
};

Parts split(const QString& key)
{
    Parts parts;
    for (qsizetype at = 0; at < key.size(); ++at) {
        if (isPlaceholder(key, at)) {
            parts.holes << key[++at].digitValue();
            parts.literals << QString();
        } else {
            parts.literals.last() += key[at];
        }
    }
    return parts;
}

/// "drive 2.log": the name of a file, whatever words are in it.
bool isFileName(const QString& text)
{
    const qsizetype dot = text.lastIndexOf(u'.');
    const qsizetype extension = text.size() - dot - 1;
    return dot > 0 && extension >= 1 && extension <= 5
        && std::all_of(text.begin() + dot + 1, text.end(), [](QChar c) { return c.isLetterOrNumber(); })
        && std::any_of(text.begin() + dot + 1, text.end(), [](QChar c) { return c.isLetter(); });
}

/// Whether there is anything in it that another language would say otherwise: three small letters in a row.
bool hasWords(const QString& text)
{
    qsizetype run = 0;
    return std::any_of(text.begin(), text.end(), [&run](QChar c) {
        run = c >= u'a' && c <= u'z' ? run + 1 : 0;
        return run == 3;
    });
}

bool areDistinct(QList<int> holes)
{
    std::sort(holes.begin(), holes.end());
    return std::adjacent_find(holes.begin(), holes.end()) == holes.end();
}

/// The places behind which a sentence begins: a space between a full stop and a capital or a digit.
QStringList sentencesOf(const QString& text)
{
    QStringList sentences;
    qsizetype from = 0;
    for (qsizetype at = 1; at + 1 < text.size(); ++at) {
        const QChar next = text[at + 1];
        const bool ends = text[at] == u' ' && u".!?"_s.contains(text[at - 1]);
        if (ends && ((next >= u'A' && next <= u'Z') || (next >= u'0' && next <= u'9'))) {
            sentences << text.mid(from, at - from);
            from = at + 1;
        }
    }
    sentences << text.mid(from);
    return sentences;
}

Phrasebook& bookInForce()
{
    static Phrasebook book;
    return book;
}

} // namespace

Phrasebook::Phrasebook(const QByteArray& json)
{
    const QJsonObject entries = QJsonDocument::fromJson(json).object();
    for (auto entry = entries.begin(); entry != entries.end(); ++entry) {
        add(entry.key(), entry.value().toString());
    }
    std::stable_sort(m_patterns.begin(), m_patterns.end(),
                     [](const Pattern& a, const Pattern& b) { return a.weight > b.weight; });
}

void Phrasebook::add(const QString& key, const QString& translation)
{
    const Parts parts = split(key);
    const QList<int> wanted = split(translation).holes;
    const bool isSound = !translation.isEmpty() && areDistinct(parts.holes) && areDistinct(wanted)
        && parts.holes.size() == wanted.size() && std::is_permutation(wanted.begin(), wanted.end(), parts.holes.begin())
        && std::none_of(parts.literals.begin() + 1, std::max(parts.literals.begin() + 1, parts.literals.end() - 1),
                        [](const QString& between) { return between.isEmpty(); });
    const qsizetype weight = key.size() - 2 * parts.holes.size();
    if (!isSound || weight == 0) {
        m_faults << key;
        return;
    }
    m_exact.insert(key, translation);
    if (!parts.holes.isEmpty()) {
        const bool isCertain = std::count_if(key.begin(), key.end(), [](QChar c) { return c.isLetter(); }) >= kCertain;
        m_patterns.push_back({parts.literals, parts.holes, translation, weight, isCertain});
    }
}

bool Phrasebook::fits(const Pattern& pattern, QStringView text, QList<QStringView>& found)
{
    const QString& first = pattern.literals.first();
    const QString& last = pattern.literals.last();
    if (!text.startsWith(first) || !text.endsWith(last)) {
        return false;
    }
    qsizetype at = first.size();
    const qsizetype end = text.size() - last.size();
    for (qsizetype i = 1; i + 1 < pattern.literals.size(); ++i) {
        const qsizetype next = text.indexOf(pattern.literals[i], at + 1);
        if (next < 0 || next + pattern.literals[i].size() > end) {
            return false;
        }
        found << text.mid(at, next - at);
        at = next + pattern.literals[i].size();
    }
    found << text.mid(at, end - at);
    return at < end;
}

QString Phrasebook::byPattern(const QString& text, int depth) const
{
    QList<QStringView> found;
    for (const Pattern& pattern : m_patterns) {
        found.clear();
        if (!fits(pattern, text, found)) {
            continue;
        }
        QString translated;
        bool isWhole = true;
        for (qsizetype at = 0; at < pattern.translation.size(); ++at) {
            if (!isPlaceholder(pattern.translation, at)) {
                translated += pattern.translation[at];
                continue;
            }
            const QString what = found[pattern.holes.indexOf(pattern.translation[++at].digitValue())].toString();
            const QString inner = isFileName(what) ? QString() : look(what, depth + 1);
            isWhole = isWhole && (!inner.isNull() || isFileName(what) || !hasWords(what));
            translated += inner.isNull() ? what : inner;
        }
        if (isWhole || depth > 0 || pattern.isCertain) {
            return translated;
        }
    }
    return {};
}

QString Phrasebook::bySentence(const QString& text, int depth) const
{
    const QStringList sentences = sentencesOf(text);
    QString whole;
    const bool isText = sentences.size() > 1 && sentences.size() <= kMostSentences;
    for (const QString& sentence : sentences) {
        const QString translated = isText ? look(sentence, depth) : QString();
        if (translated.isNull()) {
            return {};
        }
        // Chinese sets no space after its full stop.
        whole += whole.isEmpty() || u"。！？"_s.contains(whole.back()) ? u""_s : u" "_s;
        whole += translated;
    }
    return whole;
}

QString Phrasebook::look(const QString& text, int depth) const
{
    if (const auto exact = m_exact.constFind(text); exact != m_exact.constEnd()) {
        return *exact;
    }
    if (depth >= kMostDepth) {
        return {};
    }
    for (const auto way : {&Phrasebook::bySentence, &Phrasebook::byPattern}) {
        if (QString translated = (this->*way)(text, depth); !translated.isNull()) {
            return translated;
        }
    }
    if (text.size() > 1 && text[0] >= u'A' && text[0] <= u'Z' && (text[1].isLower() || text[1] == u' ')) {
        return look(text[0].toLower() % text.mid(1), depth);
    }
    return {};
}

QString Phrasebook::find(const QString& text) const
{
    if (m_exact.isEmpty() || text.size() > kLongestText) {
        return {};
    }
    if (const auto known = m_found.constFind(text); known != m_found.constEnd()) {
        return *known;
    }
    if (m_found.size() >= kMostRemembered) {
        m_found.clear();
    }
    return *m_found.insert(text, look(text, 0));
}

QString Phrasebook::translated(const QString& text) const
{
    const QString found = find(text);
    return found.isNull() ? text : found;
}

void usePhrasebook(const QString& language)
{
    QFile file(u":/phrases/phrases_"_s % language % u".json"_s);
    bookInForce() = file.open(QIODevice::ReadOnly) ? Phrasebook(file.readAll()) : Phrasebook();
}

QString phrase(std::string_view english)
{
    return bookInForce().translated(display::text(english));
}

} // namespace argus::ui
