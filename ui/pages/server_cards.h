// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/operations.h"
#include "ui/widgets/local_widget.h"

#include <vector>

class QHBoxLayout;
class QLabel;
class QTextBrowser;

namespace argus::ui {

class BadgeLabel;

/// Database, bus and recordings, a card each: state, how fast it answered, where it is, and what is weaker than it
/// should be.
class ServerCards final : public LocalWidget
{
    Q_OBJECT

public:
    explicit ServerCards(QWidget* parent);

    /// `standalone`: the bus is inside this process, and no server.
    void setServers(const std::vector<api::ServerHealth>& servers, bool standalone);

private:
    struct Card
    {
        QWidget* frame;
        QLabel* name;
        QLabel* answered;
        QTextBrowser* detail; ///< scrolls: a weak bus has much to say
        BadgeLabel* badge;
    };

    Card makeCard(std::size_t place);
    /// The engine's words in the window's language, where they are known.
    static QString inWords(QString detail);
    QString answerTime(const api::ServerHealth& server) const;
    void fill(const Card& card, const api::ServerHealth& server) const;
    void update();

    QHBoxLayout* m_layout;
    std::vector<Card> m_cards;
    std::vector<api::ServerHealth> m_servers;
    bool m_standalone = false;
};

} // namespace argus::ui
