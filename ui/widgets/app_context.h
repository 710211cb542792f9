// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace argus::ui {

class AttendanceFeed;
class Connections;
class EngineBridge;
class JobPool;
class Notices;
class UiSettings;

/// What the parts of the window share. The objects outlive every widget.
struct AppContext
{
    EngineBridge& bridge;
    UiSettings& settings;
    JobPool& jobs;
    Notices& notices;
    Connections* connections = nullptr; ///< null where there is nothing to choose, as in tests of other parts
    AttendanceFeed* attendance = nullptr; ///< null in tests of parts that tell nobody what they show
};

} // namespace argus::ui
