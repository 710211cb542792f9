// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/measure_start.h"

#include <QCoreApplication>
#include <QEvent>
#include <QTimer>
#include <QWidget>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>

#include <unistd.h>

namespace argus::desktop {

namespace {

/// Since the process was started, as the kernel counts (in ticks of usually 10 ms); negative where it cannot be told.
double millisecondsSinceStart()
{
    std::ifstream file("/proc/self/stat");
    std::string line;
    std::getline(file, line);
    // The name of the program may hold spaces: fields are counted from the bracket after it. Start time is field 22.
    std::size_t at = line.rfind(')');
    for (int field = 2; field < 22 && at != std::string::npos; ++field) {
        at = line.find(' ', at + 1);
    }
    timespec now {};
    if (at == std::string::npos || clock_gettime(CLOCK_BOOTTIME, &now) != 0) {
        return -1;
    }
    const double ticks = std::strtod(line.c_str() + at, nullptr);
    const double started = ticks * 1000.0 / static_cast<double>(sysconf(_SC_CLK_TCK));
    return static_cast<double>(now.tv_sec) * 1000.0 + static_cast<double>(now.tv_nsec) / 1e6 - started;
}

class FirstPaint final : public QObject
{
public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Paint && !m_seen) {
            m_seen = true;
            // The frame is on the screen once this event has been handled and flushed.
            QTimer::singleShot(0, this, [] {
                std::fprintf(stderr, "first frame after %.0f ms\n", millisecondsSinceStart());
                QCoreApplication::quit();
            });
        }
        return QObject::eventFilter(watched, event);
    }

private:
    bool m_seen = false;
};

} // namespace

void measureStart(QWidget& window)
{
    window.installEventFilter(new FirstPaint(&window));
}

} // namespace argus::desktop
