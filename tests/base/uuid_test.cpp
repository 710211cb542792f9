// SPDX-License-Identifier: Apache-2.0
#include "core/base/uuid.h"

#include <doctest/doctest.h>

#include <mutex>
#include <set>
#include <thread>
#include <vector>

using namespace argus::base;

TEST_CASE("version and variant are those of RFC 9562")
{
    const std::string text = Uuid::makeV7().toString();
    CHECK(text.size() == 36);
    CHECK(text[14] == '7');
    CHECK(std::string("89ab").find(text[19]) != std::string::npos);
}

TEST_CASE("ids of one process come in order and never twice, also from several threads")
{
    std::mutex mutex;
    std::set<Uuid> all;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&] {
                std::vector<Uuid> mine;
                for (int i = 0; i < 5000; ++i) {
                    mine.push_back(Uuid::makeV7());
                    if (i > 0 && !(mine[mine.size() - 2] < mine.back())) {
                        FAIL("ids went back");
                    }
                }
                const std::lock_guard lock(mutex);
                all.insert(mine.begin(), mine.end());
            });
        }
    }
    CHECK(all.size() == 20000);
}

TEST_CASE("only the canonical form is read")
{
    const Uuid id = Uuid::makeV7();
    CHECK(Uuid::parse(id.toString()) == id);
    CHECK(Uuid::parse("0190A4D5-1C2B-7ABC-8DEF-0123456789AB").has_value());
    for (const char* text : {"", "0190a4d5", "0190a4d5-1c2b-7abc-8def-0123456789ag",
                             "0190a4d51c2b-7abc-8def-0123456789ab-", "{190a4d5-1c2b-7abc-8def-0123456789ab}"}) {
        CAPTURE(text);
        CHECK_FALSE(Uuid::parse(text));
    }
}
