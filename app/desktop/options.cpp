// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/options.h"

#include "core/runtime/connection.h"

#include <QCommandLineParser>

#include <array>
#include <cstdio>

namespace argus::desktop {

using namespace Qt::StringLiterals;

namespace {

ParsedOptions usageError(const QString& message)
{
    std::fprintf(stderr, "argus-desk: %s\n", qPrintable(message));
    return {{}, 2};
}

} // namespace

ParsedOptions parseOptions(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Argus Desk: from the recordings of a vehicle to its trouble codes."_s);
    const QCommandLineOption help({u"h"_s, u"help"_s}, u"Print this help."_s);
    const QCommandLineOption version({u"v"_s, u"version"_s}, u"Print version and commit."_s);
    const QCommandLineOption store(u"store"_s,
                                   u"A file, or postgresql://user@host/database (else $ARGUS_STORE, else the user's "
                                   u"own file)."_s,
                                   u"place"_s, qEnvironmentVariable("ARGUS_STORE"));
    const QCommandLineOption blobs(u"blobs"_s,
                                   u"A folder, shared:PATH or s3+http://host:port/bucket (else $ARGUS_BLOBS, else "
                                   u"beside the store)."_s,
                                   u"place"_s, qEnvironmentVariable("ARGUS_BLOBS"));
    const QCommandLineOption bus(u"bus"_s, u"local, or kafka://host:port (else $ARGUS_BUS, else local)."_s, u"place"_s,
                                 qEnvironmentVariable("ARGUS_BUS"));
    const QCommandLineOption busOption(u"bus-option"_s, u"Option of the Kafka client; may be repeated."_s,
                                       u"name=value"_s);
    const QCommandLineOption profile(u"profile"_s, u"A saved connection instead of these (else $ARGUS_PROFILE)."_s,
                                     u"name"_s, qEnvironmentVariable("ARGUS_PROFILE"));
    const QCommandLineOption sample(u"sample"_s, u"Take this recording in and open its result."_s, u"path"_s);
    const QCommandLineOption theme(u"theme"_s, u"light or dark, for this run."_s, u"theme"_s);
    const QCommandLineOption language(u"language"_s, u"en, zh_CN or ko, for this run."_s, u"language"_s);
    const QCommandLineOption page(u"page"_s, u"batches, triage, vehicles, operations or settings."_s, u"page"_s);
    const QCommandLineOption screenshot(u"screenshot"_s, u"Save a picture of the window once it is idle, and quit."_s,
                                        u"file"_s);
    const QCommandLineOption measure(u"measure-start"_s,
                                     u"Print the milliseconds from process start to the first frame, and quit."_s);
    parser.addOptions(
        {help, version, store, blobs, bus, busOption, profile, sample, theme, language, page, screenshot, measure});
    parser.addPositionalArgument(u"paths"_s, u"Recordings and folders to take in."_s, u"[paths...]"_s);
    for (const QString& argument : arguments) {
        // Arguments can be read by everybody on the machine, and stay in the shell's history.
        const std::string text = argument.toStdString();
        if (runtime::withoutPassword(text) != text) {
            return usageError(u"a password does not belong on the command line: give the URL without it, and the "
                              u"password in PGPASSWORD, in ~/.pgpass, or in the keyring of a profile"_s);
        }
    }
    if (!parser.parse(arguments)) {
        return usageError(parser.errorText());
    }
    if (parser.isSet(help)) {
        std::fputs(qPrintable(parser.helpText()), stdout);
        return {{}, 0};
    }
    if (parser.isSet(version)) {
        std::printf("argus-desk %s\n", qPrintable(QCoreApplication::applicationVersion()));
        return {{}, 0};
    }
    const auto oneOf = [&parser](const QCommandLineOption& option, const QStringList& allowed) {
        return !parser.isSet(option) || allowed.contains(parser.value(option));
    };
    if (!oneOf(theme, {u"light"_s, u"dark"_s}) || !oneOf(language, {u"en"_s, u"zh_CN"_s, u"ko"_s})
        || !oneOf(page, {u"batches"_s, u"triage"_s, u"vehicles"_s, u"operations"_s, u"settings"_s})) {
        return usageError(u"an option has a value that it cannot have; see --help"_s);
    }
    Options options;
    options.store = parser.value(store);
    options.blobs = parser.value(blobs);
    options.bus = parser.value(bus);
    options.profile = parser.value(profile);
    options.busOptions = parser.values(busOption);
    options.sample = parser.value(sample);
    options.theme = parser.value(theme);
    options.language = parser.value(language);
    options.screenshot = parser.value(screenshot);
    options.page = parser.value(page);
    options.paths = parser.positionalArguments();
    options.measureStart = parser.isSet(measure);
    return {std::move(options), std::nullopt};
}

} // namespace argus::desktop
