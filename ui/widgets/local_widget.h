// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QEvent>
#include <QWidget>

#include <functional>
#include <utility>
#include <vector>

namespace argus::ui {

/// A widget whose texts follow the language: each is set by a function that runs at once and again on LanguageChange.
/// `Base` is QWidget or a subclass of it.
template <class Base> class Local : public Base
{
public:
    using Base::Base;

protected:
    /// `set` may use what lives as long as this widget.
    void localize(std::function<void()> set)
    {
        set();
        m_texts.push_back(std::move(set));
    }

    /// Runs every text function again: when what they show has changed.
    void refreshTexts()
    {
        for (const auto& set : m_texts) {
            set();
        }
    }

    void changeEvent(QEvent* event) override
    {
        if (event->type() == QEvent::LanguageChange) {
            refreshTexts();
        }
        Base::changeEvent(event);
    }

private:
    std::vector<std::function<void()>> m_texts;
};

using LocalWidget = Local<QWidget>;

} // namespace argus::ui
