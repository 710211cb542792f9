// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/screenshot.h"

#include <QCoreApplication>
#include <QPixmap>
#include <QTimer>
#include <QWidget>

#include <chrono>
#include <cstdio>

namespace argus::desktop {

void takeScreenshot(QWidget& window, const QString& path)
{
    constexpr std::chrono::milliseconds kSettle {1200};
    QTimer::singleShot(kSettle, &window, [&window, path] {
        const bool saved = window.grab().save(path);
        if (!saved) {
            std::fprintf(stderr, "argus-desk: cannot write %s\n", qPrintable(path));
        }
        QCoreApplication::exit(saved ? 0 : 3);
    });
}

} // namespace argus::desktop
