// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/net/exchange.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QObject>
#include <QSslConfiguration>

#include <memory>

namespace argus::net {

/// The thread's side of one exchange: Qt's reply, and the device that it reads the request's body from. Lives in the
/// talking thread.
class Transfer final : public QObject
{
public:
    Transfer(QNetworkAccessManager& manager, std::shared_ptr<Exchange> exchange, const Request& request,
             const HttpSettings& settings, const QSslConfiguration& tls, QObject* parent);
    ~Transfer() override;

    /// Hands on what has arrived, as far as the caller has room for it.
    void pull();
    /// The caller gave more of the body.
    void bodyThere();
    /// Gives up; the exchange ends.
    void abort();

private:
    void start(QNetworkAccessManager& manager, const Request& request, const QNetworkRequest& made);
    void readHead();
    void finish();
    base::Error transportError() const;
    bool isShort() const;

    const std::shared_ptr<Exchange> m_exchange;
    const QString m_server; ///< for messages
    std::unique_ptr<QIODevice> m_body;
    QNetworkReply* m_reply = nullptr; ///< owned by this
    QString m_tlsFault;
    std::uint64_t m_bytes = 0; ///< of the answer's body
    bool m_hasHead = false;
    bool m_finished = false;
    bool m_isHeadRequest = false;
    bool m_ended = false;
};

} // namespace argus::net
