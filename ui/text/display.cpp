// SPDX-License-Identifier: Apache-2.0
#include "ui/text/display.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>
#include <limits>

namespace argus::ui::display {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Display)
};

/// Stamps beyond this (2001-09-09, in ns) are taken as absolute: no recording lasts thirty years.
constexpr domain::RecordingTime kFirstAbsolute = 1'000'000'000'000'000'000;

QDateTime toDateTime(base::UtcTime time)
{
    return QDateTime::fromMSecsSinceEpoch(base::toMicros(time) / 1000);
}

QString relativeSeconds(domain::RecordingTime ts)
{
    return Words::tr("%1 s").arg(QLocale().toString(static_cast<double>(ts) / 1e9, 'f', 6));
}

} // namespace

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QString number(std::uint64_t value)
{
    return QLocale().toString(static_cast<qulonglong>(value));
}

int plural(std::uint64_t value)
{
    constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<int>::max());
    return static_cast<int>(std::min(value, kMost));
}

QString bytes(std::uint64_t value)
{
    return QLocale().formattedDataSize(static_cast<qint64>(value), 1, QLocale::DataSizeIecFormat);
}

QString rate(double bytesPerSecond)
{
    return Words::tr("%1 MB/s").arg(QLocale().toString(bytesPerSecond / 1e6, 'f', 1));
}

QString percent(double share)
{
    return Words::tr("%1 %").arg(QLocale().toString(share * 100, 'f', share > 0 && share < 0.1 ? 1 : 0));
}

QString time(base::UtcTime time)
{
    return QLocale().toString(toDateTime(time), u"yyyy-MM-dd HH:mm:ss"_s);
}

QString shortTime(base::UtcTime time)
{
    const QDateTime local = toDateTime(time);
    const bool today = local.date() == QDate::currentDate();
    return QLocale().toString(local, today ? u"HH:mm:ss"_s : u"yyyy-MM-dd HH:mm"_s);
}

QString duration(std::chrono::microseconds span)
{
    const double seconds = static_cast<double>(span.count()) / 1e6;
    if (seconds < 1) {
        return Words::tr("%1 ms").arg(QLocale().toString(seconds * 1000, 'f', 0));
    }
    if (seconds < 60) {
        return Words::tr("%1 s").arg(QLocale().toString(seconds, 'f', 1));
    }
    const auto whole = static_cast<long long>(seconds);
    if (whole < 3600) {
        return Words::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60, 2, 10, QLatin1Char('0'));
    }
    return Words::tr("%1 h %2 min").arg(whole / 3600).arg(whole / 60 % 60, 2, 10, QLatin1Char('0'));
}

QString recordingTime(domain::RecordingTime ts)
{
    if (ts == domain::kNoTime) {
        return none();
    }
    if (ts < kFirstAbsolute) {
        return relativeSeconds(ts);
    }
    return QDateTime::fromMSecsSinceEpoch(ts / 1'000'000, Qt::UTC).toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s);
}

QString recordingClock(domain::RecordingTime ts)
{
    if (ts == domain::kNoTime) {
        return none();
    }
    if (ts < kFirstAbsolute) {
        return relativeSeconds(ts);
    }
    const QString millis = QDateTime::fromMSecsSinceEpoch(ts / 1'000'000, Qt::UTC).toString(u"HH:mm:ss.zzz"_s);
    return u"%1%2"_s.arg(millis).arg(ts / 1000 % 1000, 3, 10, QLatin1Char('0'));
}

QString recordingDay(domain::RecordingTime ts)
{
    if (ts == domain::kNoTime || ts < kFirstAbsolute) {
        return {};
    }
    return QDateTime::fromMSecsSinceEpoch(ts / 1'000'000, Qt::UTC).toString(u"yyyy-MM-dd"_s);
}

QString offset(std::uint64_t value)
{
    return u"0x%1"_s.arg(QString::number(value, 16).toUpper());
}

QString spacedHex(std::string_view digits)
{
    QString out;
    out.reserve(static_cast<qsizetype>(digits.size() * 3 / 2));
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && i % 2 == 0) {
            out += u' ';
        }
        out += QLatin1Char(digits[i]);
    }
    return out;
}

QString none()
{
    return u"–"_s;
}

} // namespace argus::ui::display
