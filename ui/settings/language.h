// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QObject>
#include <QString>
#include <QTranslator>

class QApplication;

namespace argus::ui {

/// Installs the translations of the program and of Qt itself, and changes them while it runs: every widget gets a
/// LanguageChange event. GUI thread only.
class Language final : public QObject
{
    Q_OBJECT

public:
    explicit Language(QApplication& app, QObject* parent = nullptr);

    struct Choice
    {
        QString code; ///< "en", "zh_CN", "ko"
        QString name; ///< in itself
    };
    static const QList<Choice>& choices();

    /// One of choices() or "system". Anything else is English.
    void apply(const QString& code);
    /// The language in force, never "system".
    const QString& current() const { return m_current; }

private:
    QApplication& m_app;
    QTranslator m_own;
    QTranslator m_qt;
    QString m_current;
};

} // namespace argus::ui
