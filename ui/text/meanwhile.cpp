// SPDX-License-Identifier: Apache-2.0
#include "ui/text/meanwhile.h"

#include "ui/text/display.h"
#include "ui/text/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <charconv>
#include <optional>

namespace argus::ui::words {

namespace {

struct Meanwhile
{
    Q_DECLARE_TR_FUNCTIONS(Meanwhile)
};

std::string detailOf(const base::Error& error, std::string_view key)
{
    const auto found = std::find_if(error.details.begin(), error.details.end(),
                                    [key](const auto& each) { return each.first == key; });
    return found == error.details.end() ? std::string() : found->second;
}

std::optional<std::int64_t> numberIn(const base::Error& error, std::string_view key)
{
    const std::string text = detailOf(error, key);
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return !text.empty() && read.ec == std::errc() ? std::optional(number) : std::nullopt;
}

/// Who did what last; empty for what these words do not know.
QString lastDeed(const base::Error& error)
{
    const std::string what = detailOf(error, "last_what");
    const QString who = display::text(detailOf(error, "last_who"));
    const QString at = display::shortTime(base::fromMicros(numberIn(error, "last_at").value_or(0)));
    if (what == "batch.cancel") {
        return Meanwhile::tr("%1 cancelled it (%2).").arg(who, at);
    }
    if (what == "batch.retry") {
        return Meanwhile::tr("%1 had it retried (%2).").arg(who, at);
    }
    if (what == "batch.reprocess") {
        return Meanwhile::tr("%1 had it processed again (%2).").arg(who, at);
    }
    if (what == "batch.reopen") {
        return Meanwhile::tr("%1 reopened it for more files (%2).").arg(who, at);
    }
    if (what == "batch.complete") {
        return Meanwhile::tr("%1 declared its upload complete (%2).").arg(who, at);
    }
    return {};
}

} // namespace

bool isOvertaken(const base::Error& error)
{
    return error.code == base::ErrorCode::NotFound
        || (error.code == base::ErrorCode::Conflict && !detailOf(error, "status").empty());
}

QString meanwhile(const base::Error& error, const domain::Batch& seen)
{
    if (error.code == base::ErrorCode::NotFound) {
        return Meanwhile::tr("Somebody deleted it meanwhile. Nothing is left to do.");
    }
    QStringList sentences;
    // What came before the user's last look is no news.
    if (numberIn(error, "last_at").value_or(0) > base::toMicros(seen.updatedAt)) {
        sentences << lastDeed(error);
    }
    if (sentences.isEmpty() || sentences.first().isEmpty()) {
        sentences = {Meanwhile::tr("It has moved on meanwhile.")};
    }
    if (const auto status = domain::parseBatchStatus(detailOf(error, "status"))) {
        sentences << Meanwhile::tr("It is now in the state “%1”, run %2.")
                         .arg(batchStatus(*status).text)
                         .arg(numberIn(error, "run").value_or(seen.runEpoch));
    }
    sentences << Meanwhile::tr("The page shows it as it is now; your command changed nothing.");
    return sentences.join(u' ');
}

} // namespace argus::ui::words
