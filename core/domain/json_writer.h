// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "core/domain/triage.h"

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace argus::domain {

/// Writes a JSON document (RFC 8259) from front to back into a string. Stamps of recordings come out as exact decimal
/// numbers, which a document of doubles could not do for nanoseconds since 1970. Text that is not UTF-8 is repaired
/// with U+FFFD, so that every document can be read back. The caller keeps begin and end, key and value in order.
class JsonWriter
{
public:
    /// `indent` spaces for each level; below 0 everything stands on one line.
    explicit JsonWriter(int indent)
        : m_indent(indent)
    { }

    void beginObject() { open('{'); }
    void endObject() { close('}'); }
    void beginArray() { open('['); }
    void endArray() { close(']'); }
    void key(std::string_view name);

    void null() { raw("null"); }
    void value(bool flag) { raw(flag ? "true" : "false"); }
    /// The shortest text that reads back as the same number; null where it is not finite.
    void value(double number);
    void value(std::string_view text);
    void value(const char* text) { value(std::string_view(text)); }
    void value(const std::string& text) { value(std::string_view(text)); }
    template <std::integral Integer> void value(Integer number) { raw(std::to_string(number)); }
    /// Seconds with all digits of the nanoseconds; null for kNoTime.
    void seconds(RecordingTime time);
    /// A string, or null when it is empty.
    void textOrNull(std::string_view text);

    template <class Value> void member(std::string_view name, const Value& content)
    {
        key(name);
        value(content);
    }
    void memberSeconds(std::string_view name, RecordingTime time);
    void memberTime(std::string_view name, base::UtcTime time) { member(name, base::formatIso(time)); }
    void memberOrNull(std::string_view name, std::string_view text);
    void memberNull(std::string_view name);
    /// An array with what `each(item)` writes for every item of `items`.
    template <class Items, class Each> void memberArray(std::string_view name, const Items& items, Each each)
    {
        key(name);
        beginArray();
        for (const auto& item : items) {
            each(item);
        }
        endArray();
    }
    void memberStrings(std::string_view name, const std::vector<std::string>& texts);

    /// The document; the writer is empty afterwards.
    std::string take() { return std::move(m_out); }

private:
    void open(char bracket);
    void close(char bracket);
    void raw(std::string_view text);
    void separate();
    void newLine();
    void quote(std::string_view text);

    const int m_indent;
    int m_depth = 0;
    bool m_first = true; ///< nothing stands yet in the innermost object or array
    bool m_afterKey = false;
    std::string m_out;
};

/// "1543509533.000838", "0.0", "-1.5": nanoseconds as exact decimal seconds, at least one digit after the point.
std::string secondsText(RecordingTime time);

/// Reads a decimal number of seconds exactly to the nanosecond (further digits are cut). Nothing when it is no number
/// or out of range.
std::optional<RecordingTime> parseSecondsText(std::string_view text);

} // namespace argus::domain
