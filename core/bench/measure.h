// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

/// Benchmarks: each measures a thing beside a peer or a limit in the same run, because absolute figures of a shared
/// machine mean little. Named cases of one binary (`argus bench`).
namespace argus::bench {

/// The figures of one case: the median of its runs, with the least and the greatest.
struct Figure
{
    std::string name;
    double seconds = 0; ///< median
    double fastest = 0;
    double slowest = 0;
    double processorSeconds = 0; ///< median of what the threads of the program used: tells more on a busy machine
    double perSecond = 0; ///< units per second at the median
    std::string unit; ///< "frames", "files", "transitions"
    double megabytesPerSecond = 0; ///< 0: does not apply
    double ratio = 0; ///< of the peer's time to ours, 1 is as fast as the peer; 0: has no peer
    double processorRatio = 0; ///< the same of processor time
    std::string peer; ///< name of the figure it is compared with
};

/// What one run took and did, for cases that time themselves.
struct Run
{
    double seconds = 0;
    std::uint64_t units = 0;
    double processorSeconds = 0;
};

/// Runs `once` one time to warm up and then `runs` times; each run answers with the units it did.
base::Result<Figure> measure(std::string name, int runs, std::string unit,
                             const std::function<base::Result<std::uint64_t>()>& once);

struct Case
{
    Figure figure; ///< with its name and unit
    std::function<base::Result<std::uint64_t>()> once;
    std::function<base::Result<Run>()> run {}; ///< instead of `once`, where the case times itself
};

/// Runs cases in turn, A B C A B C ..., so that a drift of the machine meets all; the others get their ratio to the
/// first.
base::Result<std::vector<Figure>> measureInTurn(std::vector<Case> cases, int runs);
/// The same for two.
base::Result<std::vector<Figure>> measurePair(Figure a, const std::function<base::Result<std::uint64_t>()>& runA,
                                              Figure b, const std::function<base::Result<std::uint64_t>()>& runB,
                                              int runs);

/// The same for cases that time themselves, and need not do the same number of units: the ratio is that of their rates.
base::Result<std::vector<Figure>> measureRuns(Figure a, const std::function<base::Result<Run>()>& runA, Figure b,
                                              const std::function<base::Result<Run>()>& runB, int runs);

/// Sets the ratios of `figure` against a peer that did the same work.
void compare(Figure& figure, const Figure& peer);

std::string toText(const std::vector<Figure>& figures);
std::string toJson(const std::vector<Figure>& figures);

} // namespace argus::bench
