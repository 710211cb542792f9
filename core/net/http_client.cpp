// SPDX-License-Identifier: Apache-2.0
#include "core/net/http_client.h"

#include "core/base/file_io.h"
#include "core/base/text.h"
#include "core/net/exchange.h"
#include "core/net/transfer.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QNetworkProxy>
#include <QPointer>
#include <QSslCertificate>
#include <QThread>
#include <QUrl>

#include <algorithm>
#include <map>
#include <mutex>

namespace argus::net {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
using Time = std::chrono::steady_clock::time_point;

namespace {

/// What Qt's manager opens to one server at the same time; a seventh request would wait inside it, unseen.
constexpr int kMostConnections = 6;
constexpr std::size_t kCaFileLimit = std::size_t {16} << 20;
constexpr std::size_t kFeedBytes = 256 << 10;

std::string inMilliseconds(std::chrono::milliseconds time)
{
    return std::to_string(time.count()) + " ms";
}

/// Proxies as the system says, but what runs on this machine is spoken to directly.
class ProxyChoice final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery& query) override
    {
        const QString host = query.peerHostName();
        const bool loopback = host == QLatin1String("localhost") || host.endsWith(QLatin1String(".localhost"))
            || QHostAddress(host).isLoopback();
        return loopback ? QList<QNetworkProxy> {QNetworkProxy(QNetworkProxy::NoProxy)} : systemProxyForQuery(query);
    }
};

/// Qt drops the events of threads in processes that have no application object.
void ensureApplication()
{
    static std::once_flag once;
    std::call_once(once, [] {
        if (QCoreApplication::instance() == nullptr) {
            static int count = 1;
            static char name[] = "argus";
            static char* arguments[] = {name, nullptr};
            // Stays until the process ends: threads of others may rely on it.
            new QCoreApplication(count, arguments);
        }
    });
}

Result<QSslConfiguration> tlsConfiguration(const HttpSettings& settings)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (settings.caFile.empty()) {
        return tls;
    }
    const auto pem = base::readSmallFile(settings.caFile, kCaFileLimit);
    if (!pem) {
        return fail(ErrorCode::Invalid, "cannot use the CA file: " + pem.error().message);
    }
    const auto more = QSslCertificate::fromData(QByteArray::fromStdString(*pem), QSsl::Pem);
    if (more.isEmpty()) {
        return fail(ErrorCode::Invalid,
                    "the CA file " + settings.caFile.string() + " holds no certificate: give a PEM file");
    }
    tls.addCaCertificates(more);
    return tls;
}

/// The connections to each server that are taken.
class Slots
{
public:
    Result<> take(const ExecutionContext& context, const std::string& server)
    {
        const std::stop_callback wake(context.stopToken(), [this] {
            const base::LockGuard lock(m_mutex);
            m_changed.notifyAll();
        });
        const base::LockGuard lock(m_mutex);
        while (m_taken[server] >= kMostConnections) {
            ARGUS_TRY(context.check());
            if (context.deadline()) {
                m_changed.waitUntil(m_mutex, *context.deadline());
            } else {
                m_changed.wait(m_mutex);
            }
        }
        ++m_taken[server];
        return {};
    }
    void giveBack(const std::string& server)
    {
        const base::LockGuard lock(m_mutex);
        if (--m_taken[server] == 0) {
            m_taken.erase(server);
        }
        m_changed.notifyAll();
    }

private:
    base::Mutex m_mutex;
    base::CondVar m_changed;
    std::map<std::string, int> m_taken ARGUS_GUARDED_BY(m_mutex);
};

} // namespace

struct HttpClient::Parts
{
    HttpSettings settings;
    QSslConfiguration tls;
    Slots slots;
    QThread thread;
    /// Lives in the thread, as everything below it.
    QObject* desk = nullptr;
    QNetworkAccessManager* manager = nullptr;

    /// Runs `job` on the talking thread, later.
    template <class Job> void post(Job job) { QMetaObject::invokeMethod(desk, std::move(job), Qt::QueuedConnection); }
};

namespace {

/// One call of send(), on the calling thread.
class Call
{
public:
    Call(const ExecutionContext& context, const Request& request, const BodySink& sink, const HttpSettings& settings,
         std::shared_ptr<Exchange> exchange)
        : m_context(context)
        , m_request(request)
        , m_sink(sink)
        , m_settings(settings)
        , m_exchange(std::move(exchange))
        , m_connectBy(std::chrono::steady_clock::now() + request.connectTimeout)
        , m_left(request.source != nullptr ? request.source->size() : 0)
    { }

    /// Carries bytes both ways until the end. `pull` and `bodyThere` wake the other side. An error: the transfer is
    /// still under way and to be given up.
    Result<> carry(const std::function<void()>& pull, const std::function<void()>& bodyThere)
    {
        const std::stop_callback wake(m_context.stopToken(), [exchange = m_exchange] { exchange->wake(); });
        while (true) {
            const Exchange::News news = m_exchange->waitForNews([this] { return nextLook(); });
            if (m_why) {
                return fail(*m_why);
            }
            if (!news.received.empty()) {
                ARGUS_TRY(take(news.received));
                pull();
            }
            if (news.wantsBody) {
                ARGUS_TRY(giveBody());
                bodyThere();
            }
            if (news.ended) {
                return {};
            }
        }
    }

    std::string takeBody() { return std::move(m_body); }

private:
    /// When to look again whether to go on; nothing: not at all, and m_why says why.
    std::optional<Time> nextLook()
    {
        if (auto going = m_context.check(); !going) {
            m_why = going.error();
            return std::nullopt;
        }
        const Time now = std::chrono::steady_clock::now();
        Time next = m_exchange->lastMove() + m_request.idleTimeout;
        if (now >= next) {
            m_why = tooLate("nothing moved for " + inMilliseconds(m_request.idleTimeout));
            return std::nullopt;
        }
        if (!m_exchange->isConnected()) {
            if (now >= m_connectBy) {
                m_why = tooLate("there was no connection within " + inMilliseconds(m_request.connectTimeout));
                return std::nullopt;
            }
            next = std::min(next, m_connectBy);
        }
        if (m_context.deadline()) {
            next = std::min(next, *m_context.deadline());
        }
        return next;
    }

    base::Error tooLate(const std::string& what) const
    {
        const QUrl url = QUrl::fromEncoded(QByteArray::fromStdString(m_request.url));
        return base::Error {
            ErrorCode::Unavailable, "no answer from " + url.authority().toStdString() + ": " + what, {}, true};
    }

    Result<> take(const std::string& bytes)
    {
        if (m_sink && m_exchange->isSuccess()) {
            return m_sink({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
        }
        if (m_body.size() + bytes.size() > m_settings.maxBodyBytes) {
            return fail(ErrorCode::Unavailable,
                        "the answer is longer than the " + base::formatBytes(m_settings.maxBodyBytes)
                            + " that are taken from a server");
        }
        m_body += bytes;
        return {};
    }

    Result<> giveBody()
    {
        m_buffer.resize(kFeedBytes);
        const std::size_t wanted = static_cast<std::size_t>(std::min<std::uint64_t>(m_left, m_buffer.size()));
        const auto got = m_request.source->read({m_buffer.data(), wanted});
        if (!got) {
            return fail(got);
        }
        if (*got == 0 && wanted > 0) {
            return fail(ErrorCode::Internal, "what was to be sent is shorter than its source said");
        }
        m_left -= *got;
        m_exchange->giveBody({reinterpret_cast<const char*>(m_buffer.data()), *got}, m_left == 0);
        return {};
    }

    const ExecutionContext& m_context;
    const Request& m_request;
    const BodySink& m_sink;
    const HttpSettings& m_settings;
    const std::shared_ptr<Exchange> m_exchange;
    const Time m_connectBy;
    std::uint64_t m_left; ///< of the source
    std::vector<std::uint8_t> m_buffer;
    std::string m_body;
    std::optional<base::Error> m_why;
};

Result<std::string> serverOf(const std::string& text)
{
    const QUrl url = QUrl::fromEncoded(QByteArray::fromStdString(text), QUrl::StrictMode);
    const bool known = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
    if (!url.isValid() || !known || url.host().isEmpty()) {
        return fail(ErrorCode::Invalid, "'" + base::printable(text, 200) + "' is no http:// or https:// address");
    }
    return QString(url.scheme() + QLatin1String("://") + url.authority()).toStdString();
}

} // namespace

const std::string* Response::header(std::string_view name) const
{
    const std::string wanted = base::toLower(name);
    for (const Header& each : headers) {
        if (base::toLower(each.name) == wanted) {
            return &each.value;
        }
    }
    return nullptr;
}

HttpClient::HttpClient(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{ }

Result<std::unique_ptr<HttpClient>> HttpClient::make(const HttpSettings& settings)
{
    ensureApplication();
    auto tls = tlsConfiguration(settings);
    if (!tls) {
        return fail(tls);
    }
    auto parts = std::make_unique<Parts>();
    parts->settings = settings;
    parts->tls = std::move(*tls);
    parts->desk = new QObject;
    parts->manager = new QNetworkAccessManager(parts->desk);
    parts->manager->setProxyFactory(new ProxyChoice);
    parts->desk->moveToThread(&parts->thread);
    parts->thread.setObjectName(QStringLiteral("argus-net"));
    parts->thread.start();
    return std::unique_ptr<HttpClient>(new HttpClient(std::move(parts)));
}

HttpClient::~HttpClient()
{
    m_parts->desk->deleteLater();
    m_parts->thread.quit();
    m_parts->thread.wait();
}

Result<Response> HttpClient::send(const ExecutionContext& context, const Request& request, const BodySink& sink)
{
    ARGUS_TRY(context.check());
    const auto server = serverOf(request.url);
    if (!server) {
        return fail(server);
    }
    ARGUS_TRY(m_parts->slots.take(context, *server));
    const auto exchange = std::make_shared<Exchange>();
    Parts& parts = *m_parts;
    // Made, used and destroyed on the talking thread; here it is only handed along.
    const auto transfer = std::make_shared<QPointer<Transfer>>();
    parts.post([&parts, exchange, transfer, &request] {
        *transfer = new Transfer(*parts.manager, exchange, request, parts.settings, parts.tls, parts.desk);
    });
    Call call(context, request, sink, parts.settings, exchange);
    Result<> carried = call.carry(
        [&] {
            parts.post([transfer] {
                if (*transfer) {
                    (*transfer)->pull();
                }
            });
        },
        [&] {
            parts.post([transfer] {
                if (*transfer) {
                    (*transfer)->bodyThere();
                }
            });
        });
    if (!carried) {
        parts.post([transfer] {
            if (*transfer) {
                (*transfer)->abort();
            }
        });
        // Until then the thread may still look at the request.
        exchange->waitForEnd();
    }
    parts.slots.giveBack(*server);
    if (!carried) {
        return fail(carried);
    }
    if (auto failure = exchange->failure()) {
        return fail(std::move(*failure));
    }
    Response answer = exchange->answer();
    answer.body = call.takeBody();
    return answer;
}

} // namespace argus::net
