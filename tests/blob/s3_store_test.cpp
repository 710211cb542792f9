// SPDX-License-Identifier: Apache-2.0
// What only the S3 store does, against a real server.
#include "core/base/file_io.h"
#include "core/base/log.h"
#include "core/base/mutex.h"
#include "core/base/uuid.h"
#include "core/blob/s3/s3_bucket.h"
#include "tests/blob/blob_places.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <thread>

using namespace argus;
using namespace argus::test;
using namespace std::chrono_literals;
using base::ErrorCode;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMiB = 1 << 20;

/// A bucket of its own, with small parts so that the upload in parts is the usual case.
struct Bucket
{
    explicit Bucket(TestServer& from)
        : server(from)
        , settings(s3Settings(server, folder))
    {
        settings.partBytes = 5 * kMiB;
        settings.memoryPartBytes = 4 * kMiB; // parts wait in files
        settings.rangeBytes = 2 * kMiB;
    }

    std::unique_ptr<blob::BlobStore> open() const
    {
        auto store = blob::openS3Store(kBlobContext, settings);
        REQUIRE_MESSAGE(store, (store ? std::string() : store.error().describe()));
        return std::move(*store);
    }
    blob::s3::S3Bucket raw() const
    {
        auto caller = blob::s3::S3Caller::make(settings);
        REQUIRE(caller);
        return blob::s3::S3Bucket(std::move(*caller));
    }
    /// Where the server keeps an object.
    fs::path onServer(const std::string& key) const
    {
        return fs::path(server["folder"]) / settings.address.bucket / key;
    }
    /// The files in the cache, drafts too.
    std::vector<fs::path> cached() const
    {
        std::vector<fs::path> files;
        for (const auto& entry : fs::recursive_directory_iterator(settings.cacheFolder)) {
            if (entry.is_regular_file()) {
                files.push_back(entry.path());
            }
        }
        return files;
    }

    TestServer& server;
    TestFolder folder;
    blob::S3Settings settings;
};

/// Runs curl, which signs requests by code of its own; its standard output.
std::string curl(const Bucket& bucket, const std::string& key, const std::vector<std::string>& more, int& status)
{
    const fs::path out = bucket.folder / "curl.out";
    // Keys by a file, as everybody can read command lines.
    REQUIRE(
        base::writeFileAtomically(bucket.folder / "curl.cfg",
                                  "user = \"" + bucket.settings.accessKey + ":" + bucket.settings.secretKey + "\"\n"));
    std::vector<std::string> words {"curl",
                                    "-sS",
                                    "-f",
                                    "--aws-sigv4",
                                    "aws:amz:us-east-1:s3",
                                    "-K",
                                    (bucket.folder / "curl.cfg").string(),
                                    "-H",
                                    "x-amz-content-sha256: UNSIGNED-PAYLOAD",
                                    "-o",
                                    out.string()};
    words.insert(words.end(), more.begin(), more.end());
    words.push_back(bucket.server["endpoint"] + "/" + bucket.settings.address.bucket + "/" + key);
    std::vector<char*> arguments;
    for (std::string& word : words) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    const pid_t child = ::fork();
    if (child == 0) {
        ::execvp("curl", arguments.data());
        ::_exit(127);
    }
    int ended = 0;
    ::waitpid(child, &ended, 0);
    status = WIFEXITED(ended) ? WEXITSTATUS(ended) : -1;
    const auto text = base::readSmallFile(out, 100 * kMiB);
    return text ? *text : std::string();
}

/// Collects the log while it lives.
class Lines
{
public:
    Lines()
    {
        base::setLogLevel(base::LogLevel::Debug);
        base::setLogSink([this](const base::LogLine& line) {
            const base::LockGuard lock(m_mutex);
            m_all += line.message + "\n";
        });
    }
    ~Lines()
    {
        base::setLogSink({});
        base::setLogLevel(base::LogLevel::Warning);
    }
    std::string all()
    {
        const base::LockGuard lock(m_mutex);
        return m_all;
    }

private:
    base::Mutex m_mutex;
    std::string m_all ARGUS_GUARDED_BY(m_mutex);
};

} // namespace

TEST_CASE("a long recording goes in parts and comes back in pieces, byte for byte")
{
    TestServer* const server = s3Server();
    if (!server) {
        return;
    }
    const Bucket bucket(*server);
    const auto store = bucket.open();
    for (const std::size_t size : {5 * kMiB, 5 * kMiB + 1, 64 * kMiB}) {
        CAPTURE(size);
        const std::string content = makeContent(size);
        put(*store, "batch/long", content);
        CHECK(get(*store, "batch/long") == content);
        CHECK(fs::exists(bucket.onServer(".seals/batch/long")) == (size > 5 * kMiB));
    }
    CHECK(*store->list(kBlobContext, 0s) == std::vector<std::string> {"batch/long"});
    REQUIRE(store->remove(kBlobContext, "batch/long"));
    CHECK_FALSE(fs::exists(bucket.onServer(".seals/batch/long")));
}

TEST_CASE("another program reads what was written, and what it wrote is read")
{
    TestServer* const server = s3Server();
    if (!server) {
        return;
    }
    const Bucket bucket(*server);
    const auto store = bucket.open();
    const std::string content = makeContent(12 * kMiB);
    put(*store, "batch/ours", content);
    int status = 0;
    CHECK(curl(bucket, "batch/ours", {}, status) == content);
    REQUIRE_MESSAGE(status == 0, "curl with --aws-sigv4 (7.75 or newer)");
    REQUIRE(base::writeFileAtomically(bucket.folder / "theirs", content));
    curl(bucket, "batch/theirs", {"-T", (bucket.folder / "theirs").string()}, status);
    CHECK(status == 0);
    CHECK(get(*store, "batch/theirs") == content);
}

TEST_CASE("two that open the same bucket see the same id, and each other's blobs")
{
    TestServer* const server = s3Server();
    if (!server) {
        return;
    }
    const Bucket bucket(*server);
    const auto one = bucket.open();
    const auto two = bucket.open();
    CHECK(one->place().id == two->place().id);
    CHECK(one->place().where == bucket.settings.address.toString());
    put(*one, "batch/one", "first");
    CHECK(get(*two, "batch/one") == "first");
    put(*one, "batch/one", "second"); // replaced: the copy of the first is not taken for it
    CHECK(get(*two, "batch/one") == "second");
}

TEST_CASE("wrong keys are denied with what to do, and no message holds a key")
{
    TestServer* const server = s3Server();
    if (!server) {
        return;
    }
    const Bucket bucket(*server);
    const auto store = bucket.open();
    Lines lines;
    std::string said;
    for (const auto& [access, secret] :
         {std::pair<std::string, std::string> {bucket.settings.accessKey, "wrong-s3cret"},
          {"unknown-key-77", bucket.settings.secretKey},
          {"", ""}}) {
        blob::S3Settings settings = bucket.settings;
        settings.accessKey = access;
        settings.secretKey = secret;
        const auto opened = blob::openS3Store(kBlobContext, settings);
        REQUIRE_FALSE(opened);
        CHECK((opened.error().code == ErrorCode::Denied));
        CHECK_FALSE(opened.error().retryable);
        CHECK(opened.error().message.find("ARGUS_S3_SECRET_KEY") != std::string::npos);
        said += opened.error().describe() + "\n";
    }
    said += lines.all();
    for (const std::string& key : {bucket.settings.accessKey, bucket.settings.secretKey, std::string("wrong-s3cret"),
                                   std::string("unknown-key-77")}) {
        CHECK_MESSAGE(said.find(key) == std::string::npos, said);
    }
}

TEST_CASE("a list goes on beyond one answer")
{
    TestServer* const server = s3Server();
    if (!server) {
        return;
    }
    const Bucket bucket(*server);
    const auto store = bucket.open();
    fs::create_directories(bucket.onServer("many"));
    for (int i = 0; i < 2345; ++i) {
        REQUIRE(base::UniqueFd(::open(bucket.onServer("many/" + std::to_string(i)).c_str(), O_CREAT | O_WRONLY, 0644))
                    .isOpen());
    }
    const auto keys = store->list(kBlobContext, 0s);
    REQUIRE_MESSAGE(keys, (keys ? std::string() : keys.error().describe()));
    CHECK(keys->size() == 2345);
    CHECK(std::is_sorted(keys->begin(), keys->end()));
    CHECK(std::adjacent_find(keys->begin(), keys->end()) == keys->end());
}

TEST_CASE("damage on the server is found, and never gets into the cache")
{
    TestServer* const server = s3Server();
    if (!server) {
        return;
    }
    const Bucket bucket(*server);
    const auto store = bucket.open();
    for (const std::size_t size : {std::size_t {1000}, 6 * kMiB}) {
        CAPTURE(size);
        put(*store, "batch/damaged", makeContent(size));
        {
            const base::UniqueFd file(::open(bucket.onServer("batch/damaged").c_str(), O_WRONLY));
            REQUIRE(::pwrite(file.get(), "damage", 6, 500) == 6);
        }
        Lines lines;
        const auto blob = store->localPath(kBlobContext, "batch/damaged");
        REQUIRE_FALSE(blob);
        CHECK((blob.error().code == ErrorCode::Internal));
        CHECK(blob.error().message.find("SHA-256 differs") != std::string::npos);
        CHECK(lines.all().find("arrived damaged") != std::string::npos);
        CHECK(bucket.cached().empty());
    }
}

TEST_CASE("half uploads are swept by their age, and a slow one that lives is told")
{
    TestServer* const server = s3Server();
    if (!server) {
        return;
    }
    Bucket bucket(*server);
    const auto hurried = bucket.open();
    bucket.settings.abandonedAfter = 1h;
    const auto patient = bucket.open();
    auto raw = bucket.raw();
    const std::string part = makeContent(5 * kMiB);

    const auto slow = patient->create(kBlobContext, "batch/slow");
    REQUIRE((*slow)->write(kBlobContext, bytesOf(part)));
    REQUIRE((*slow)->write(kBlobContext, bytesOf(part)));
    REQUIRE(raw.begin(kBlobContext, "batch/dead", "nobody"));
    REQUIRE(raw.write(kBlobContext, ".seals/batch/lone", "argus-seal 1\n"));
    put(*patient, "batch/whole", makeContent(6 * kMiB));
    CHECK(raw.uploads(kBlobContext, 0s)->size() == 2);

    CHECK(*patient->sweep(kBlobContext, 0s) == 0);
    CHECK(raw.uploads(kBlobContext, 0s)->size() == 2);
    CHECK(*hurried->sweep(kBlobContext, 0s) == 3);
    CHECK(raw.uploads(kBlobContext, 0s)->empty());
    CHECK(*hurried->sweep(kBlobContext, 0s) == 0);
    CHECK(get(*patient, "batch/whole") == makeContent(6 * kMiB)); // with its seal

    base::Result<> going = (*slow)->write(kBlobContext, bytesOf(part));
    for (int i = 0; i < 2 && going; ++i) {
        going = (*slow)->write(kBlobContext, bytesOf(part));
    }
    REQUIRE_FALSE(going);
    CHECK_MESSAGE((going.error().code == ErrorCode::Conflict), going.error().describe());
    CHECK_FALSE((*slow)->commit(kBlobContext));
    CHECK_FALSE(*patient->exists(kBlobContext, "batch/slow"));
}

TEST_CASE("an upload in parts that is given up leaves nothing on the server")
{
    TestServer* const server = s3Server();
    if (!server) {
        return;
    }
    const Bucket bucket(*server);
    const auto store = bucket.open();
    {
        const auto writer = store->create(kBlobContext, "batch/dropped");
        REQUIRE((*writer)->write(kBlobContext, bytesOf(makeContent(11 * kMiB))));
        CHECK(bucket.raw().uploads(kBlobContext, 0s)->size() == 1);
    }
    CHECK(bucket.raw().uploads(kBlobContext, 0s)->empty());
    CHECK_FALSE(*store->exists(kBlobContext, "batch/dropped"));
}

TEST_CASE("an upload that took longer than the age counts from its end")
{
    TestServer* const server = s3Server();
    if (!server) {
        return;
    }
    Bucket bucket(*server);
    bucket.settings.abandonedAfter = 1h;
    const auto store = bucket.open();
    put(*store, "batch/long", makeContent(6 * kMiB));
    put(*store, "batch/short", "x");
    // As AWS has it: the object is dated by the beginning of its upload.
    const auto old = fs::file_time_type::clock::now() - 2h;
    fs::last_write_time(bucket.onServer("batch/long"), old);
    CHECK(*store->mayBeReferredTo(kBlobContext, "batch/long"));
    CHECK_FALSE(*store->removeAbandoned(kBlobContext, "batch/long", 0s));
    // And when its row did not come in time, it is refused first, and abandoned later.
    fs::last_write_time(bucket.onServer(".seals/batch/long"), old + 85min);
    CHECK((store->mayBeReferredTo(kBlobContext, "batch/long").error().code == ErrorCode::Conflict));
    CHECK_FALSE(*store->removeAbandoned(kBlobContext, "batch/long", 0s));
    fs::last_write_time(bucket.onServer(".seals/batch/long"), old);
    CHECK(*store->removeAbandoned(kBlobContext, "batch/long", 0s));
    CHECK_FALSE(fs::exists(bucket.onServer("batch/long")));
    CHECK_FALSE(fs::exists(bucket.onServer(".seals/batch/long")));
    fs::last_write_time(bucket.onServer("batch/short"), old);
    CHECK(*store->removeAbandoned(kBlobContext, "batch/short", 0s));
}

TEST_CASE("the cache keeps what is used, spares what is held, and stays within its size")
{
    TestServer* const server = s3Server();
    if (!server) {
        return;
    }
    Bucket bucket(*server);
    bucket.settings.cacheBytes = 3 * kMiB;
    const auto store = bucket.open();
    for (unsigned i = 0; i < 6; ++i) {
        put(*store, "batch/" + std::to_string(i), makeContent(kMiB, i));
    }
    std::optional<blob::LocalBlob> held;
    {
        auto first = store->localPath(kBlobContext, "batch/0");
        REQUIRE(first);
        held = std::move(*first);
    }
    for (unsigned i = 1; i < 6; ++i) {
        CHECK(get(*store, "batch/" + std::to_string(i)) == makeContent(kMiB, i));
        CHECK(bucket.cached().size() <= 3);
    }
    REQUIRE(fs::exists(held->path()));
    CHECK(*base::readSmallFile(*held, 2 * kMiB) == makeContent(kMiB, 0));
    const fs::path path = held->path();
    held.reset();
    CHECK(get(*store, "batch/1") == makeContent(kMiB, 1));
    CHECK(get(*store, "batch/2") == makeContent(kMiB, 2));
    CHECK(get(*store, "batch/3") == makeContent(kMiB, 3));
    CHECK_FALSE(fs::exists(path));
    // Larger than the whole cache: it still comes, alone.
    put(*store, "batch/large", makeContent(5 * kMiB));
    CHECK(get(*store, "batch/large") == makeContent(5 * kMiB));
    CHECK(bucket.cached().size() == 1);
}

TEST_CASE("what a killed process left half fetched is removed at the next start")
{
    TestServer* const server = s3Server();
    if (!server) {
        return;
    }
    const Bucket bucket(*server);
    put(*bucket.open(), "batch/one", "1");
    CHECK(get(*bucket.open(), "batch/one") == "1");
    REQUIRE(bucket.cached().size() == 1);
    REQUIRE(base::writeFileAtomically(bucket.cached()[0].parent_path() / ".draft-dead", "half"));
    (void)bucket.open();
    CHECK(bucket.cached().size() == 1);
}

TEST_CASE("threads that ask for the same blob fetch it once")
{
    TestServer* const server = s3Server();
    if (!server) {
        return;
    }
    const Bucket bucket(*server);
    const auto store = bucket.open();
    put(*store, "batch/wanted", makeContent(9 * kMiB));
    std::vector<std::string> paths(8);
    {
        std::vector<std::jthread> threads;
        for (std::string& path : paths) {
            threads.emplace_back([&store, &path] {
                const auto blob = store->localPath(kBlobContext, "batch/wanted");
                struct stat info {};
                path = blob && ::stat(blob->path().c_str(), &info) == 0 ? std::to_string(info.st_ino) : "none";
            });
        }
    }
    CHECK(paths[0] != "none");
    CHECK(paths == std::vector<std::string>(8, paths[0]));
}
