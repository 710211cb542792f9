// SPDX-License-Identifier: Apache-2.0
#include "core/base/bounded_queue.h"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>
#include <vector>

using argus::base::BoundedQueue;

TEST_CASE("everything pushed is popped once, in order, through a queue of two")
{
    BoundedQueue<int> queue(2);
    std::vector<int> popped;
    {
        std::jthread consumer([&] {
            while (const auto item = queue.pop()) {
                popped.push_back(*item);
            }
        });
        for (int i = 0; i < 1000; ++i) {
            REQUIRE(queue.push(i));
            CHECK(queue.size() <= 2);
        }
        queue.close();
    }
    REQUIRE(popped.size() == 1000);
    for (int i = 0; i < 1000; ++i) {
        CHECK(popped[static_cast<std::size_t>(i)] == i);
    }
}

TEST_CASE("closing frees a producer that waits for room and refuses what comes later")
{
    BoundedQueue<int> queue(1);
    REQUIRE(queue.push(1));
    std::atomic<bool> refused {false};
    {
        std::jthread producer([&] { refused = !queue.push(2); });
        queue.close();
    }
    CHECK(refused);
    CHECK_FALSE(queue.push(3));
    CHECK(queue.pop() == 1);
    CHECK_FALSE(queue.pop());
}
