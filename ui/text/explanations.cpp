// SPDX-License-Identifier: Apache-2.0
#include "core/base/file_io.h"
#include "ui/text/display.h"
#include "ui/text/phrasebook.h"
#include "ui/text/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <cerrno>
#include <initializer_list>

namespace argus::ui::words {

using namespace Qt::StringLiterals;
using base::ErrorCode;

namespace {

struct Explanations
{
    Q_DECLARE_TR_FUNCTIONS(Explanations)
};

bool mentionsAny(const base::Error& error, std::initializer_list<std::string> texts)
{
    return std::any_of(texts.begin(), texts.end(),
                       [&](const std::string& text) { return error.message.find(text) != std::string::npos; });
}

/// The code alone does not tell: a full disk is Unavailable like a server that is away, and a folder that may not be
/// written comes as Denied, Unavailable or Internal, by where it was met. The system's own words do, in its language.
bool isDiskFull(const base::Error& error)
{
    return mentionsAny(error,
                       {base::errnoText(ENOSPC), base::errnoText(EDQUOT), "the disk that holds the store is full",
                        "the disk of the database server is full", "has no room for a recording"});
}

bool isFileDenied(const base::Error& error)
{
    return mentionsAny(error, {base::errnoText(EACCES), base::errnoText(EPERM), base::errnoText(EROFS)});
}

} // namespace

std::array<StatusBit, 8> statusBits()
{
    return {{
        {u"testFailed"_s, Explanations::tr("The most recent test failed: the fault is present now."),
         Explanations::tr("The most recent test did not fail.")},
        {u"testFailedThisOperationCycle"_s,
         Explanations::tr("A test failed at least once since the vehicle was last started."),
         Explanations::tr("No test failed since the vehicle was last started.")},
        {u"pendingDTC"_s,
         Explanations::tr("A test failed in this or the last driving cycle; the fault is not confirmed yet."),
         Explanations::tr("No failure in this or the last driving cycle.")},
        {u"confirmedDTC"_s, Explanations::tr("The fault was seen often enough to be stored as confirmed."),
         Explanations::tr("The fault is not confirmed.")},
        {u"testNotCompletedSinceLastClear"_s,
         Explanations::tr("The test has not run to its end since the memory was cleared."),
         Explanations::tr("The test has run since the memory was cleared.")},
        {u"testFailedSinceLastClear"_s, Explanations::tr("A test failed at least once since the memory was cleared."),
         Explanations::tr("No test failed since the memory was cleared.")},
        {u"testNotCompletedThisOperationCycle"_s,
         Explanations::tr("The test has not run to its end since the vehicle was last started."),
         Explanations::tr("The test has run since the vehicle was last started.")},
        {u"warningIndicatorRequested"_s, Explanations::tr("The control unit asks for a warning lamp."),
         Explanations::tr("No warning lamp is asked for.")},
    }};
}

Problem problem(const base::Error& error)
{
    const QString detail = phrase(error.message);
    if (isDiskFull(error)) {
        return {
            Explanations::tr("The disk is full."),
            Explanations::tr("Free some space on the disk that is named below; then try again: Retry for a batch, or "
                             "add the recordings again."),
            detail};
    }
    if (isFileDenied(error)) {
        return {
            Explanations::tr("A file or folder may not be read or written."),
            Explanations::tr("Check who may read and write the folder that is named below, and whether its disk can "
                             "be written at all; then try again."),
            detail};
    }
    switch (error.code) {
    case ErrorCode::DeadlineExceeded:
        return {Explanations::tr("This took longer than it may."),
                Explanations::tr("Try again; pause other work if the computer is busy."), detail};
    case ErrorCode::Cancelled:
        return {Explanations::tr("Cancelled."), Explanations::tr("Nothing is left to do."), detail};
    case ErrorCode::NotFound:
        return {Explanations::tr("This is no longer there."),
                Explanations::tr("Somebody may have deleted it. Refresh the list."), detail};
    case ErrorCode::Conflict:
        return {Explanations::tr("The batch is not in a state for this."),
                Explanations::tr("Wait until its work has ended, or choose another action."), detail};
    case ErrorCode::Quota:
        return {Explanations::tr("A limit has been reached."),
                Explanations::tr("Free something, or ask for a higher limit."), detail};
    case ErrorCode::Invalid:
        return {Explanations::tr("This cannot be used as it is."),
                Explanations::tr("Check what was given, then try again."), detail};
    case ErrorCode::Denied:
        return {Explanations::tr("You may not do this."),
                Explanations::tr("Ask the owner of the workspace for the right to do it."), detail};
    case ErrorCode::Unavailable:
        return {
            Explanations::tr("The engine or its store does not answer."),
            Explanations::tr("Check that its disk or server is there; the window goes on by itself once it answers."),
            detail};
    case ErrorCode::Internal:
        return {Explanations::tr("Something went wrong inside the program."),
                Explanations::tr("Try again. If it comes back, report it with the text below."), detail};
    }
    return {Explanations::tr("Something went wrong inside the program."), {}, detail};
}

} // namespace argus::ui::words
