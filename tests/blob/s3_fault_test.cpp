// SPDX-License-Identifier: Apache-2.0
// The S3 store with bad lines, servers that die, and answers that no good server gives.
#include "core/base/file_io.h"
#include "core/base/log.h"
#include "tests/blob/blob_places.h"
#include "tests/support/cutting_proxy.h"

#include <mutex>
#include <thread>

using namespace argus;
using namespace argus::test;
using namespace std::chrono_literals;
using base::ErrorCode;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMiB = 1 << 20;

/// A bucket that is reached through a bad line.
struct Line
{
    explicit Line(const TestServer& server)
        : proxy(std::stoi(server["port"]))
        , settings(s3Settings(server, folder))
    {
        settings.partBytes = 5 * kMiB;
        settings.rangeBytes = 2 * kMiB;
        settings.address.authority = "127.0.0.1:" + std::to_string(proxy.port());
        auto opened = blob::openS3Store(kBlobContext, settings);
        REQUIRE_MESSAGE(opened, (opened ? std::string() : opened.error().describe()));
        store = std::move(*opened);
    }

    TestFolder folder;
    CuttingProxy proxy;
    blob::S3Settings settings;
    std::unique_ptr<blob::BlobStore> store;
};

std::size_t filesIn(const fs::path& folder)
{
    std::size_t count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        count += entry.is_regular_file() ? 1 : 0;
    }
    return count;
}

} // namespace

TEST_CASE("a download that is cut is tried again, and never becomes a short file")
{
    const TestServer* const server = s3Server();
    if (!server) {
        return;
    }
    Line line(*server);
    const std::string content = makeContent(9 * kMiB);
    put(*line.store, "batch/cut", content);
    line.proxy.cutAnswers(2, 500'000);
    CHECK(get(*line.store, "batch/cut") == content);
    CHECK(line.proxy.cuts() == 2);
    // A line that never carries as much: an error that may pass, and nothing in the cache.
    put(*line.store, "batch/never", content);
    line.proxy.cutAnswers(1'000'000, 500'000);
    const auto blob = line.store->localPath(kBlobContext, "batch/never");
    REQUIRE_FALSE(blob);
    CHECK((blob.error().code == ErrorCode::Unavailable));
    CHECK(blob.error().retryable);
    CHECK(filesIn(line.settings.cacheFolder) == 1);
    line.proxy.cutAnswers(0, 0);
    CHECK(get(*line.store, "batch/never") == content);
}

TEST_CASE("an upload that is cut is tried again, at whatever step")
{
    const TestServer* const server = s3Server();
    if (!server) {
        return;
    }
    Line line(*server);
    line.proxy.cutRequests(2, 3'000'000);
    const std::string content = makeContent(11 * kMiB);
    put(*line.store, "batch/cut", content);
    CHECK(get(*line.store, "batch/cut") == content);
    CHECK(line.proxy.cuts() == 2);
    // The answer is lost though the server did what was asked: begin, each part, the seal, complete, the last look.
    for (int number = 0; number < 7; ++number) {
        CAPTURE(number);
        const std::string key = "batch/lost-" + std::to_string(number);
        line.proxy.swallowAnswer(number);
        put(*line.store, key, content);
        CHECK(line.proxy.cuts() == 3 + number);
        CHECK(get(*line.store, key) == content);
    }
}

TEST_CASE("a cancelled transfer ends, though the server stands still")
{
    const TestServer* const server = s3Server();
    if (!server) {
        return;
    }
    Line line(*server); // its idle time is 300 s: without the cancellation the test would hang
    put(*line.store, "batch/there", makeContent(3 * kMiB));
    line.proxy.freeze();
    const auto context = kBlobContext.child();
    auto writer = line.store->create(context, "batch/cancelled");
    REQUIRE(writer);
    std::jthread canceller([&context] {
        std::this_thread::sleep_for(100ms);
        context.cancel("the user changed their mind");
    });
    const base::Result<> written = (*writer)->write(context, bytesOf(makeContent(11 * kMiB)));
    REQUIRE_FALSE(written);
    CHECK((written.error().code == ErrorCode::Cancelled));
    CHECK(written.error().message == "the user changed their mind");
    const auto read = line.store->localPath(kBlobContext.withTimeout(100ms), "batch/there");
    REQUIRE_FALSE(read);
    CHECK((read.error().code == ErrorCode::DeadlineExceeded));
    CHECK(filesIn(line.settings.cacheFolder) == 0);
    line.proxy.thaw();
    writer->reset();
    CHECK_FALSE(*line.store->exists(kBlobContext, "batch/cancelled"));
}

TEST_CASE("a server that is killed within an upload and comes back has it go on; one that stays away is unavailable")
{
    auto server = TestServer::start("s3");
    if (!server) {
        return;
    }
    const TestFolder folder;
    blob::S3Settings settings = s3Settings(*server, folder);
    settings.partBytes = 5 * kMiB;
    const auto store = blob::openS3Store(kBlobContext, settings);
    REQUIRE(store);
    settings.attempts = 60;
    const auto stubborn = blob::openS3Store(kBlobContext, settings);
    REQUIRE(stubborn);
    const std::string content = makeContent(24 * kMiB);
    put(**store, "batch/before", content);
    CHECK(get(**store, "batch/before") == content);
    const auto writer = (*stubborn)->create(kBlobContext, "batch/during");
    REQUIRE((*writer)->write(kBlobContext, bytesOf(std::string_view(content).substr(0, 12 * kMiB))));
    const auto lost = (*store)->create(kBlobContext, "batch/lost");
    REQUIRE((*lost)->write(kBlobContext, bytesOf(std::string_view(content).substr(0, 12 * kMiB))));

    server->kill();
    base::Result<> gone = (*lost)->write(kBlobContext, bytesOf(content));
    REQUIRE_FALSE(gone);
    CHECK((gone.error().code == ErrorCode::Unavailable));
    CHECK(gone.error().retryable);
    CHECK((blob::openS3Store(kBlobContext, s3Settings(*server, folder)).error().code == ErrorCode::Unavailable));
    // What was fetched before can still be read.
    CHECK(get(**store, "batch/before") == content);
    CHECK(((*store)->localPath(kBlobContext, "batch/other").error().code == ErrorCode::Unavailable));

    std::jthread bringBack([&server] {
        std::this_thread::sleep_for(500ms);
        server->restart();
    });
    REQUIRE((*writer)->write(kBlobContext, bytesOf(std::string_view(content).substr(12 * kMiB))));
    bringBack.join();
    const base::Result<> committed = (*writer)->commit(kBlobContext);
    REQUIRE_MESSAGE(committed, (committed ? std::string() : committed.error().describe()));
    CHECK(get(**store, "batch/during") == content);
    // The one that failed stays failed: it has a hole.
    CHECK_FALSE((*lost)->commit(kBlobContext));
    CHECK_FALSE(*(*store)->exists(kBlobContext, "batch/lost"));
    put(**store, "batch/lost", content);
    CHECK(get(**store, "batch/lost") == content);
}

TEST_CASE("a certificate that nobody vouches for is refused, and one that the CA file vouches for is taken")
{
    const auto server = TestServer::start("s3", {"tls=1"});
    if (!server) {
        return;
    }
    const TestFolder folder;
    blob::S3Settings settings = s3Settings(*server, folder);
    CHECK(settings.address.tls);
    const auto refused = blob::openS3Store(kBlobContext, settings);
    REQUIRE_FALSE(refused);
    CHECK((refused.error().code == ErrorCode::Unavailable));
    CHECK_FALSE(refused.error().retryable);
    CHECK(refused.error().message.find("CA file") != std::string::npos);
    REQUIRE(base::writeFileAtomically(folder / "ca.pem", *base::readSmallFile((*server)["ca"], 100'000)));
    settings.caFile = folder / "ca.pem";
    settings.partBytes = 5 * kMiB;
    const auto store = blob::openS3Store(kBlobContext, settings);
    REQUIRE_MESSAGE(store, (store ? std::string() : store.error().describe()));
    const std::string content = makeContent(12 * kMiB);
    put(**store, "batch/safe", content);
    CHECK(get(**store, "batch/safe") == content);
}

namespace {

/// Reads a request's first lines; empty at the end of the connection.
std::string readHead(int socket)
{
    std::string head;
    while (head.find("\r\n\r\n") == std::string::npos) {
        const std::string some = receiveSome(socket);
        if (some.empty()) {
            return {};
        }
        head += some;
    }
    return head;
}

std::string reply(const std::string& status, const std::string& body, const std::string& headers = {})
{
    return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n"
        + body;
}

blob::S3Settings fakeSettings(const TcpServer& server, const TestFolder& folder)
{
    blob::S3Settings settings;
    settings.address = {false, "127.0.0.1:" + std::to_string(server.port()), "bucket"};
    settings.accessKey = "key";
    settings.secretKey = "secret-secret";
    settings.cacheFolder = folder / "cache";
    settings.attempts = 2;
    return settings;
}

std::string stampOf(const std::string& head)
{
    const std::size_t at = head.find("X-Amz-Date: ");
    return at == std::string::npos ? std::string() : head.substr(at + 12, 16);
}

} // namespace

TEST_CASE("a server whose clock differs is spoken to in its own time, and the log says so")
{
    std::mutex mutex;
    std::string warned;
    base::setLogSink([&](const base::LogLine& line) {
        const std::lock_guard lock(mutex);
        warned += line.message;
    });
    std::vector<std::string> stamps;
    // A server of the year 2031.
    const TcpServer server([&](int socket, std::stop_token) {
        for (std::string head = readHead(socket); !head.empty(); head = readHead(socket)) {
            const std::string stamp = stampOf(head);
            {
                const std::lock_guard lock(mutex);
                stamps.push_back(stamp);
            }
            const std::string date = "Date: Wed, 05 Nov 2031 10:00:00 GMT\r\n";
            if (stamp.substr(0, 8) != "20311105") {
                sendAll(socket,
                        reply("403 Forbidden",
                              "<Error><Code>RequestTimeTooSkewed</Code><Message>The difference is too large."
                              "</Message></Error>",
                              date));
            } else if (head.find("list-type") != std::string::npos) {
                sendAll(socket, reply("200 OK", "<ListBucketResult/>", date));
            } else {
                sendAll(socket, reply("200 OK", "0190a1b2-0000-7000-8000-000000000000\n", date));
            }
        }
    });
    const TestFolder folder;
    const auto store = blob::openS3Store(kBlobContext, fakeSettings(server, folder));
    base::setLogSink({});
    REQUIRE_MESSAGE(store, (store ? std::string() : store.error().describe()));
    CHECK((*store)->place().id == "0190a1b2-0000-7000-8000-000000000000");
    CHECK(stamps.size() == 3); // refused once, and never again
    CHECK(warned.find("ahead of this machine's") != std::string::npos);
}

TEST_CASE("answers of strange servers are errors that say so")
{
    std::string answer;
    const TcpServer server([&answer](int socket, std::stop_token) {
        for (std::string head = readHead(socket); !head.empty(); head = readHead(socket)) {
            sendAll(socket, answer);
        }
    });
    const TestFolder folder;
    const auto says = [&](const std::string& given, ErrorCode code, const std::string& words) {
        answer = given;
        const auto store = blob::openS3Store(kBlobContext, fakeSettings(server, folder));
        REQUIRE_FALSE(store);
        CHECK_MESSAGE((store.error().code == code), store.error().describe());
        CHECK_MESSAGE(store.error().message.find(words) != std::string::npos, store.error().message);
        CHECK(store.error().message.find("secret-secret") == std::string::npos);
    };
    says(reply("200 OK", "<html><body>Welcome</body></html>"), ErrorCode::Unavailable, "Is that address an S3 server?");
    says(reply("200 OK", "not even XML"), ErrorCode::Unavailable, "it is no XML");
    says(reply("400 Bad Request",
               "<Error><Code>AuthorizationHeaderMalformed</Code><Message>wrong</Message><Region>eu-west-1</Region></"
               "Error>"),
         ErrorCode::Invalid, "in eu-west-1");
    says(reply("301 Moved", "<Error><Code>PermanentRedirect</Code><Message>x</Message></Error>",
               "x-amz-bucket-region: ap-south-1\r\n"),
         ErrorCode::Invalid, "in ap-south-1");
    says(reply("403 Forbidden", "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"),
         ErrorCode::Denied, "refuses to");
    says(reply("503 Slow Down", "<Error><Code>SlowDown</Code><Message>Please</Message></Error>", "Retry-After: 0\r\n"),
         ErrorCode::Unavailable, "SlowDown");
    says(reply("507 Insufficient Storage", "<Error><Code>XMinioStorageFull</Code><Message>full</Message></Error>"),
         ErrorCode::Unavailable, "is full");
    says(reply("404 Not Found", "<Error><Code>NoSuchBucket</Code><Message>secret-secret was here</Message></Error>"),
         ErrorCode::Unavailable, "is not on");
}
