// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/notices.h"

#include "ui/text/words.h"

namespace argus::ui {

using namespace Qt::StringLiterals;

void Notices::postError(const QString& what, const base::Error& error, const QString& key)
{
    if (error.code == base::ErrorCode::Cancelled) {
        return;
    }
    const words::Problem problem = words::problem(error);
    QStringList lines {problem.title};
    if (!problem.advice.isEmpty()) {
        lines << problem.advice;
    }
    if (!problem.detail.isEmpty()) {
        lines << tr("Details: %1").arg(problem.detail);
    }
    post(Notice {
        .tone = Tone::Bad, .title = what, .text = lines.join(u' '), .actionText = {}, .action = {}, .key = key});
}

void Notices::postDone(const QString& what)
{
    post(Notice {.tone = Tone::Ok, .title = what, .text = {}, .actionText = {}, .action = {}, .passing = true});
}

} // namespace argus::ui
