// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/server_cards.h"

#include "ui/text/display.h"
#include "ui/widgets/badge_painter.h"
#include "ui/widgets/parts.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QRegularExpression>
#include <QTextBrowser>
#include <QTextDocument>
#include <QVBoxLayout>

namespace argus::ui {

using namespace Qt::StringLiterals;
using Outcome = api::DoctorCheck::Outcome;

namespace {

constexpr int kDetailLines = 4;
/// Three of them stand side by side in the smallest window.
constexpr int kLeastWidth = 150;

} // namespace

ServerCards::ServerCards(QWidget* parent)
    : LocalWidget(parent)
    , m_layout(new QHBoxLayout(this))
{
    setObjectName(u"serverCards"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(12);
    localize([this] { update(); });
}

void ServerCards::setServers(const std::vector<api::ServerHealth>& servers, bool standalone)
{
    m_servers = servers;
    m_standalone = standalone;
    update();
}

ServerCards::Card ServerCards::makeCard(std::size_t place)
{
    QFrame* frame = parts::card(this);
    frame->setObjectName(u"serverCard%1"_s.arg(place));
    auto* column = new QVBoxLayout(frame);
    column->setContentsMargins(parts::kCardPadding, 10, parts::kCardPadding, 12);
    column->setSpacing(5);
    auto* head = new QHBoxLayout;
    head->setSpacing(parts::kGap);
    const Card card {frame, parts::heading(frame), parts::mutedLine(frame), new QTextBrowser(frame),
                     new BadgeLabel(frame)};
    card.answered->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    head->addWidget(card.name);
    head->addWidget(card.answered, 1);
    column->addLayout(head);
    // On a line of its own: the words for what is weak are as wide as a card in a small window.
    column->addWidget(card.badge, 0, Qt::AlignLeft);
    card.detail->setObjectName(u"serverDetail%1"_s.arg(place));
    card.detail->setProperty("plain", true);
    card.detail->setTabChangesFocus(true);
    card.detail->document()->setDocumentMargin(0);
    // Always as high: nothing below may move when something becomes weak.
    card.detail->setFixedHeight(kDetailLines * card.detail->fontMetrics().lineSpacing() + 2);
    column->addWidget(card.detail);
    // All as wide, whatever they say.
    frame->setMinimumWidth(kLeastWidth);
    frame->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_layout->addWidget(frame, 1);
    return card;
}

void ServerCards::update()
{
    while (m_cards.size() < m_servers.size()) {
        m_cards.push_back(makeCard(m_cards.size()));
    }
    for (std::size_t i = 0; i < m_cards.size(); ++i) {
        m_cards[i].frame->setVisible(i < m_servers.size());
        if (i < m_servers.size()) {
            fill(m_cards[i], m_servers[i]);
        }
    }
}

QString ServerCards::inWords(QString detail)
{
    // The two facts that each of them says when all is well; what is weak stays in the engine's own words.
    static const QRegularExpression kFree(u"^([0-9.,]+ [KMGTP]?i?B) free$"_s);
    static const QRegularExpression kSchema(u", schema version ([0-9]+)$"_s);
    if (const auto free = kFree.match(detail); free.hasMatch()) {
        return tr("%1 free").arg(free.captured(1));
    }
    if (const auto schema = kSchema.match(detail); schema.hasMatch()) {
        return tr("%1, schema version %2").arg(detail.left(schema.capturedStart()), schema.captured(1));
    }
    return detail;
}

QString ServerCards::answerTime(const api::ServerHealth& server) const
{
    constexpr std::chrono::microseconds kNoTime {50}; // would read "0.0"
    if (!server.answered) {
        return {};
    }
    return *server.answered < kNoTime
        ? tr("answered at once")
        : tr("answered in %1 ms").arg(QLocale().toString(static_cast<double>(server.answered->count()) / 1000, 'f', 1));
}

void ServerCards::fill(const Card& card, const api::ServerHealth& server) const
{
    const bool isOwnBus = m_standalone && server.name == "bus";
    const QString name = server.name == "database" ? tr("Database")
        : server.name == "bus"                     ? tr("Bus")
        : server.name == "recordings"              ? tr("Recordings")
                                                   : display::text(server.name);
    words::Badge badge;
    switch (server.outcome) {
    case Outcome::Good:
        badge = {tr("Good"), u"ok"_s, Tone::Ok};
        break;
    case Outcome::Warning:
        badge = {tr("Weaker than it should be"), u"warning"_s, Tone::Warn};
        break;
    case Outcome::Bad:
        badge = {server.answered ? tr("Faulty") : tr("Does not answer"), u"error"_s, Tone::Bad};
        break;
    }
    QString detail = display::text(server.detail);
    if (isOwnBus) {
        detail = tr("Inside this process: no server is needed.");
    } else {
        // The engine's own words: where it is, then what is weak, each on a line of its own.
        detail = inWords(detail).replace(u"; "_s, u"\n• "_s);
    }
    card.name->setText(name);
    card.badge->setBadge(badge);
    card.answered->setText(isOwnBus ? QString() : answerTime(server));
    card.detail->setAccessibleName(name);
    // Setting the same text would take away what is selected in it, and scroll to its begin.
    if (card.detail->toPlainText() != detail) {
        card.detail->setPlainText(detail);
    }
    card.frame->setAccessibleName(name);
    card.frame->setAccessibleDescription(badge.text % u". "_s % card.answered->text() % u". "_s % detail);
}

} // namespace argus::ui
