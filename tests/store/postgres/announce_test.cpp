// SPDX-License-Identifier: Apache-2.0
#include "tests/support/tcp_proxy.h"
#include "tests/support/test_store.h"

#include <atomic>
#include <chrono>
#include <thread>

using namespace argus;
using namespace std::chrono_literals;
using argus::test::TestStore;

namespace {

bool reaches(const std::atomic<int>& count, int wanted)
{
    for (int i = 0; i < 1000 && count < wanted; ++i) {
        std::this_thread::sleep_for(10ms);
    }
    return count >= wanted;
}

} // namespace

TEST_CASE("others hear that something was committed, oneself does not, and a burst is told a few times")
{
    TestStore store;
    const auto other = store.openAnother();
    std::atomic<int> heard {0};
    std::atomic<int> own {0};
    other->onAnnounced([&heard] { ++heard; });
    store.database().onAnnounced([&own] { ++own; });
    REQUIRE(reaches(heard, 1)); // the connection stands
    REQUIRE(reaches(own, 1));
    store.database().announce();
    REQUIRE(reaches(heard, 2));
    const int before = heard;
    const auto begun = std::chrono::steady_clock::now();
    for (int i = 0; i < 200; ++i) {
        store.database().announce();
        std::this_thread::sleep_for(1ms);
    }
    REQUIRE(reaches(heard, before + 1));
    std::this_thread::sleep_for(300ms);
    const auto tenths = (std::chrono::steady_clock::now() - begun) / 100ms;
    CHECK(heard - before <= tenths + 1);
    CHECK(own == 1);
    other->onAnnounced({});
    const int after = heard;
    store.database().announce();
    std::this_thread::sleep_for(200ms);
    CHECK(heard == after);
}

TEST_CASE("an announcement of the last moment still goes out")
{
    TestStore store;
    const auto other = store.openAnother();
    std::atomic<int> heard {0};
    other->onAnnounced([&heard] { ++heard; });
    REQUIRE(reaches(heard, 1));
    store.database().announce();
    store.close();
    CHECK(reaches(heard, 2));
}

TEST_CASE("a listener whose connection broke comes back, and is told so")
{
    TestStore store;
    std::atomic<int> heard {0};
    store.database().onAnnounced([&heard] { ++heard; });
    REQUIRE(reaches(heard, 1));
    test::runSql(store.settings.url,
                 {"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND "
                  "application_name LIKE '%listen'"});
    CHECK(reaches(heard, 2));
    const auto other = store.openAnother();
    other->announce();
    CHECK(reaches(heard, 3));
}
