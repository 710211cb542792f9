// SPDX-License-Identifier: Apache-2.0
#include "ui/text/attendance_words.h"

#include "ui/text/display.h"

#include <QCoreApplication>
#include <QStringList>

namespace argus::ui::words {

using namespace Qt::StringLiterals;
using domain::Attendee;
using domain::CaseAttendance;
using domain::WorkerOnCase;

namespace {

struct Attending
{
    Q_DECLARE_TR_FUNCTIONS(Attendance)
};

constexpr qsizetype kBadgeLetters = 18;

QString nameOf(const Attendee& one, const std::string& ownLogin)
{
    return one.login == ownLogin ? Attending::tr("You, in another window") : display::text(one.name);
}

QStringList namesOf(const CaseAttendance& attendance, const std::string& ownLogin)
{
    QStringList names;
    for (const Attendee& one : attendance.people) {
        names << nameOf(one, ownLogin);
    }
    for (const WorkerOnCase& worker : attendance.workers) {
        names << display::text(worker.name);
    }
    names.removeDuplicates();
    return names;
}

QString personLine(const Attendee& one, const std::string& ownLogin)
{
    const QString since = display::shortTime(one.since);
    if (one.login == ownLogin) {
        return Attending::tr("You have it open in another window since %1 on %2.").arg(since, display::text(one.host));
    }
    const QString name = one.name == one.login
        ? display::text(one.name)
        : Attending::tr("%1 (%2)").arg(display::text(one.name), display::text(one.login));
    return Attending::tr("%1 has it open since %2 on %3.").arg(name, since, display::text(one.host));
}

QString workerLine(const WorkerOnCase& worker)
{
    const QString name = worker.host.empty()
        ? display::text(worker.name)
        : Attending::tr("%1 on %2").arg(display::text(worker.name), display::text(worker.host));
    const QString since = display::shortTime(worker.since);
    if (worker.file.empty()) {
        return Attending::tr("Worker %1 works on it since %2 (%3).").arg(name, since, stage(worker.stage));
    }
    return Attending::tr("Worker %1 reads %2 since %3.").arg(name, display::text(worker.file), since);
}

} // namespace

QString whoIsOn(const CaseAttendance& attendance, const std::string& ownLogin)
{
    return namesOf(attendance, ownLogin).join(Attending::tr(", "));
}

QString whoIsOnInFull(const CaseAttendance& attendance, const std::string& ownLogin)
{
    QStringList lines;
    for (const Attendee& one : attendance.people) {
        lines << personLine(one, ownLogin);
    }
    for (const WorkerOnCase& worker : attendance.workers) {
        lines << workerLine(worker);
    }
    return lines.join(u'\n');
}

Badge whoIsOnBadge(const CaseAttendance& attendance, const std::string& ownLogin)
{
    const QStringList names = namesOf(attendance, ownLogin);
    if (names.isEmpty()) {
        return {};
    }
    QString first = names.first();
    if (first.size() > kBadgeLetters) {
        first = first.left(kBadgeLetters - 1) % u'…';
    }
    return {names.size() == 1 ? first : Attending::tr("%1 +%2").arg(first).arg(names.size() - 1),
            attendance.people.empty() ? u"running"_s : u"people"_s, Tone::Info};
}

} // namespace argus::ui::words
