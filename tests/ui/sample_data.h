// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/ui/fake_engine.h"

namespace argus::ui::test {

/// A batch of `files` files in a state, with attempts that fit it.
api::BatchDetail makeBatch(const std::string& vehicle, domain::BatchStatus status, int files, base::UtcTime created);
std::vector<domain::Event> makeEvents(const domain::Batch& batch);
/// A triage result with something in each of its parts.
std::shared_ptr<const domain::Triage> makeTriage(const domain::Batch& batch);
std::vector<domain::FrameRow> makeFrames(int count);
/// A store as it may look after some weeks: returns the batch that has a result.
domain::BatchId fillEngine(FakeEngine& engine);

} // namespace argus::ui::test
