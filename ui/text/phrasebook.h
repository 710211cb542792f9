// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <string_view>

namespace argus::ui {

/// The engine speaks English: what it finds is stored, exported and compared as it stands, whatever language a window
/// is in. A phrase book says it in the window's language when it is shown: meanings of trouble codes, statements,
/// warnings.
///
/// A book is a JSON object of English keys and their translations. Keys may hold placeholders %1 to %9, each once,
/// never side by side; each stands once in the translation. A text is translated
/// - as the key that it is;
/// - else sentence by sentence, where it has several and all of them can be;
/// - else by the key whose literal parts it has in this order, from its beginning to its end; of several the one with
///   most literal characters. What stands at a placeholder (at least one character, as few as fit) is translated
///   likewise, or stays; names of files stay. A key of few letters translates a whole text only if nothing of it is
///   left in English;
/// - else as it would be with a small first letter: texts of tables begin with one.
/// What cannot be translated stays English. GUI thread.
class Phrasebook
{
public:
    /// Empty: everything stays as it is.
    Phrasebook() = default;
    /// Entries that are not as said above are left out.
    explicit Phrasebook(const QByteArray& json);

    /// Null where the book has nothing. Cost: a look-up for a key; some thousand comparisons of a few characters for a
    /// text with patterns, then remembered. Long texts, and those of many sentences, are not looked at.
    QString find(const QString& text) const;
    QString translated(const QString& text) const;
    bool isEmpty() const { return m_exact.isEmpty(); }
    /// Keys that were left out: for the test of the books.
    const QStringList& faults() const { return m_faults; }

private:
    struct Pattern
    {
        QStringList literals; ///< around the placeholders: one more than those
        QList<int> holes; ///< their numbers, in the order of the text
        QString translation;
        qsizetype weight = 0; ///< literal characters
        bool isCertain = false; ///< enough of them that nothing else says the same
    };
    static bool fits(const Pattern& pattern, QStringView text, QList<QStringView>& found);
    void add(const QString& key, const QString& translation);
    QString look(const QString& text, int depth) const;
    QString byPattern(const QString& text, int depth) const;
    QString bySentence(const QString& text, int depth) const;

    QHash<QString, QString> m_exact;
    QList<Pattern> m_patterns; ///< heaviest first
    QStringList m_faults;
    mutable QHash<QString, QString> m_found; ///< whole texts, also those without a translation (null)
};

/// The book of a language ("ko"), from the program's resources, is in force from now on; of one that has none, nothing
/// is translated.
void usePhrasebook(const QString& language);
/// What the engine says (UTF-8, English), in the language in force.
QString phrase(std::string_view english);

} // namespace argus::ui
