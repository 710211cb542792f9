// SPDX-License-Identifier: Apache-2.0
#include "core/net/transfer.h"

#include "core/base/text.h"

#include <QBuffer>
#include <QSslError>
#include <QUrl>

#include <array>

namespace argus::net {

using base::Error;
using base::ErrorCode;

namespace {

/// Reads a request's body from its exchange, as the calling thread fills it.
class FeedDevice final : public QIODevice
{
public:
    FeedDevice(std::shared_ptr<Exchange> exchange, std::uint64_t size)
        : m_exchange(std::move(exchange))
        , m_left(size)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    bool isSequential() const override { return true; }
    bool atEnd() const override { return m_left == 0; }
    qint64 bytesAvailable() const override { return static_cast<qint64>(m_exchange->bodyBytes()); }

protected:
    qint64 readData(char* data, qint64 size) override
    {
        if (m_left == 0) {
            return -1;
        }
        const std::int64_t taken = m_exchange->takeBody(data, static_cast<std::size_t>(size));
        m_left -= taken > 0 ? static_cast<std::uint64_t>(taken) : 0;
        return taken;
    }
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    const std::shared_ptr<Exchange> m_exchange;
    std::uint64_t m_left;
};

QByteArray toBytes(std::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

/// An answer of the server, however unfriendly, and not a failure on the way.
bool isAnswer(QNetworkReply::NetworkError error)
{
    return error == QNetworkReply::NoError || error == QNetworkReply::ProtocolInvalidOperationError // status 400
        || (error >= QNetworkReply::ContentAccessDenied && error <= QNetworkReply::UnknownContentError)
        || (error >= QNetworkReply::InternalServerError && error <= QNetworkReply::UnknownServerError);
}

QNetworkRequest qtRequest(const QUrl& url, const Request& request, const HttpSettings& settings,
                          const QSslConfiguration& tls)
{
    QNetworkRequest made(url);
    made.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    made.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    made.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    made.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    made.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    made.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    made.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    made.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    made.setSslConfiguration(tls);
    made.setRawHeader("User-Agent", toBytes(settings.userAgent));
    // Otherwise Qt asks for compression, and bytes and Content-Length would no longer be the stored ones.
    made.setRawHeader("Accept-Encoding", "identity");
    const std::uint64_t size = request.source != nullptr ? request.source->size() : request.body.size();
    if (size > 0 || request.method == "PUT" || request.method == "POST") {
        made.setRawHeader("Content-Type", "application/octet-stream");
        made.setHeader(QNetworkRequest::ContentLengthHeader, static_cast<qulonglong>(size));
    }
    for (const Header& header : request.headers) {
        made.setRawHeader(toBytes(header.name), toBytes(header.value));
    }
    return made;
}

} // namespace

Transfer::Transfer(QNetworkAccessManager& manager, std::shared_ptr<Exchange> exchange, const Request& request,
                   const HttpSettings& settings, const QSslConfiguration& tls, QObject* parent)
    : QObject(parent)
    , m_exchange(std::move(exchange))
    , m_server(QUrl::fromEncoded(toBytes(request.url), QUrl::StrictMode).authority())
    , m_isHeadRequest(request.method == "HEAD")
{
    const QUrl url = QUrl::fromEncoded(toBytes(request.url), QUrl::StrictMode);
    if (request.source != nullptr) {
        m_body = std::make_unique<FeedDevice>(m_exchange, request.source->size());
    } else {
        // The caller waits for the end of the exchange: its bytes need no copy.
        auto buffer = std::make_unique<QBuffer>();
        buffer->setData(QByteArray::fromRawData(request.body.data(), static_cast<qsizetype>(request.body.size())));
        buffer->open(QIODevice::ReadOnly);
        m_body = std::move(buffer);
    }
    start(manager, request, qtRequest(url, request, settings, tls));
}

Transfer::~Transfer()
{
    abort();
    delete m_reply;
}

void Transfer::start(QNetworkAccessManager& manager, const Request& request, const QNetworkRequest& made)
{
    if (request.method == "GET") {
        m_reply = manager.get(made);
    } else if (request.method == "HEAD") {
        m_reply = manager.head(made);
    } else if (request.method == "PUT") {
        m_reply = manager.put(made, m_body.get());
    } else if (request.method == "POST") {
        m_reply = manager.post(made, m_body.get());
    } else if (request.method == "DELETE") {
        m_reply = manager.deleteResource(made);
    } else {
        m_reply = manager.sendCustomRequest(made, toBytes(request.method), m_body.get());
    }
    m_reply->setParent(nullptr);
    m_reply->setReadBufferSize(static_cast<qint64>(Exchange::kWindow));
    connect(m_reply, &QNetworkReply::requestSent, this, [this] { m_exchange->touch(); });
    connect(m_reply, &QNetworkReply::uploadProgress, this, [this](qint64 sent, qint64) {
        if (sent > 0) {
            m_exchange->touch();
        }
    });
    connect(m_reply, &QNetworkReply::metaDataChanged, this, [this] { readHead(); });
    connect(m_reply, &QNetworkReply::readyRead, this, [this] { pull(); });
    connect(m_reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError>& errors) {
        m_tlsFault = errors.isEmpty() ? QString() : errors.first().errorString();
    });
    connect(m_reply, &QNetworkReply::finished, this, [this] {
        m_finished = true;
        readHead();
        pull();
    });
}

void Transfer::readHead()
{
    m_exchange->touch();
    const QVariant status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute);
    if (m_hasHead || !status.isValid()) {
        return;
    }
    m_hasHead = true;
    std::vector<Header> headers;
    for (const QNetworkReply::RawHeaderPair& pair : m_reply->rawHeaderPairs()) {
        headers.push_back({pair.first.toStdString(), pair.second.toStdString()});
    }
    m_exchange->head(status.toInt(), std::move(headers));
}

void Transfer::pull()
{
    if (m_ended) {
        return;
    }
    readHead();
    std::array<char, 65536> buffer {};
    while (m_reply->bytesAvailable() > 0) {
        const std::size_t room = std::min(m_exchange->room(), buffer.size());
        if (room == 0) {
            return; // the caller asks for more once it has taken what is there
        }
        const qint64 got = m_reply->read(buffer.data(), static_cast<qint64>(room));
        if (got <= 0) {
            break;
        }
        m_bytes += static_cast<std::uint64_t>(got);
        m_exchange->received(std::string_view(buffer.data(), static_cast<std::size_t>(got)));
    }
    if (m_finished) {
        finish();
    }
}

void Transfer::bodyThere()
{
    if (!m_ended) {
        Q_EMIT m_body->readyRead();
    }
}

bool Transfer::isShort() const
{
    const QByteArray length = m_reply->rawHeader("Content-Length");
    const auto wanted = base::parseDecimal<std::uint64_t>({length.data(), static_cast<std::size_t>(length.size())});
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const bool hasBody = !m_isHeadRequest && status != 204 && status != 304;
    return hasBody && wanted && *wanted != m_bytes;
}

void Transfer::finish()
{
    m_ended = true;
    std::optional<Error> failure;
    if (!isAnswer(m_reply->error()) || !m_hasHead) {
        failure = transportError();
    } else if (isShort()) {
        failure = Error {ErrorCode::Unavailable,
                         "the connection to " + m_server.toStdString() + " broke off within the answer",
                         {},
                         true};
    }
    m_exchange->end(std::move(failure));
    deleteLater();
}

Error Transfer::transportError() const
{
    const std::string where = m_server.toStdString();
    const std::string words = m_reply->errorString().toStdString();
    if (m_reply->error() == QNetworkReply::SslHandshakeFailedError) {
        const std::string fault = m_tlsFault.isEmpty() ? words : m_tlsFault.toStdString();
        return Error {ErrorCode::Unavailable,
                      "no safe connection to " + where + ": " + fault
                          + " (trust its certificate authority with a CA file, or correct the address)",
                      {},
                      false};
    }
    if (m_reply->error() == QNetworkReply::ProtocolUnknownError) {
        return Error {ErrorCode::Invalid, "cannot talk to " + where + ": " + words, {}, false};
    }
    return Error {ErrorCode::Unavailable, "cannot reach " + where + ": " + words, {}, true};
}

void Transfer::abort()
{
    if (m_ended) {
        return;
    }
    m_ended = true;
    m_reply->disconnect(this);
    m_reply->abort();
    m_exchange->end(Error {ErrorCode::Cancelled, "the transfer was given up", {}, false});
    deleteLater();
}

} // namespace argus::net
