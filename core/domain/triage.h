// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/batch.h"
#include "core/domain/recording_file.h"

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The triage result: what the program found in a batch. One value type for the store, the reports, the command line
/// and the window; triage_json.h writes and reads its JSON form, whose keys are a contract.
namespace argus::domain {

/// A stamp inside a recording: nanoseconds as written (since 1970 for absolute stamps, since the start of the recording
/// for relative ones). Never unwrapped, never shifted.
using RecordingTime = std::int64_t;
/// The format gives no time.
inline constexpr RecordingTime kNoTime = std::numeric_limits<std::int64_t>::min();

/// The raw frame (or line) that a statement rests on.
struct Evidence
{
    std::string file; ///< original_filename
    std::uint64_t offset = 0; ///< byte offset of the frame's record in the file; of the first frame of a message
    RecordingTime ts = kNoTime;
    std::string id; ///< CAN id as on the bus: "7E8", "18DAF13A"
    std::string raw; ///< bytes of the whole message in upper-case hex, cut after 64 bytes

    bool operator==(const Evidence&) const = default;
};

/// When and where: a stamp is only meaningful with the file whose clock it is on.
struct Sighting
{
    std::string file;
    RecordingTime ts = kNoTime;

    bool operator==(const Sighting&) const = default;
};

/// Records that could not be read, by reason.
struct Skipped
{
    std::string reason;
    std::uint64_t count = 0;
    std::uint64_t bytes = 0;
    std::uint64_t firstOffset = 0;

    bool operator==(const Skipped&) const = default;
};

/// The clock that a file's stamps were put on to compare them with those of other files.
struct TriageClock
{
    RecordingTime shift = 0; ///< ns, to be added to a stamp of the file
    std::string source = "own"; ///< "own", "time of day", "common frames", "split", "given"
    std::uint64_t commonFrames = 0; ///< that say so
    std::string reference; ///< name of the file whose clock it is; empty: its own
};

struct TriageFile
{
    FileId id;
    std::string name;
    std::string format;
    std::string readAs; ///< the format that the user named; empty: recognised by its content
    std::uint64_t bytes = 0;
    std::string sha256;
    std::uint64_t records = 0;
    std::uint64_t frames = 0;
    std::uint64_t errorFrames = 0;
    RecordingTime firstTs = kNoTime;
    RecordingTime lastTs = kNoTime;
    FileStatus status = FileStatus::Pending;
    std::string error;
    std::optional<FileId> duplicateOf;
    TriageClock clock;
    std::map<std::string, std::uint64_t> byType; ///< records that are no frames, by kind
    std::map<std::string, std::uint64_t> messages; ///< of network protocols, by kind: "DoIP vehicle announcement"
    std::vector<std::string> warnings;
    std::vector<Skipped> skipped;
};

struct VinCandidate
{
    std::string vin;
    std::string source; ///< "given", "uds 22 F190", "obd 09 02", "j1939 65260", "doip"
    std::string ecu; ///< address of the control unit; empty where it was given
    bool validCheckDigit = false;

    bool operator==(const VinCandidate&) const = default;
};

struct TriageVehicle
{
    std::string vin; ///< empty: not known
    std::string vinSource;
    std::vector<VinCandidate> vinCandidates;
};

/// One identification record read from a control unit: a UDS data identifier, an OBD info type, a J1939 name.
struct SupplierDatum
{
    std::string key; ///< "F187", "09 04", "NAME"
    std::string name; ///< "spare part number"; empty where not known
    std::string value; ///< printable text, or hex where it is not text

    bool operator==(const SupplierDatum&) const = default;
};

struct Ecu
{
    std::string channel;
    std::string address; ///< "7E8", "18DAF13A", "SA 00"
    std::string requestAddress; ///< the id of the requests it answers; empty where not known
    std::string name; ///< empty: not known
    std::vector<SupplierDatum> supplierData;
    std::uint64_t messages = 0; ///< complete messages from it
    std::uint64_t dtcCount = 0; ///< different codes
    std::uint64_t faultCount = 0; ///< of these, those with `fault`
    std::uint64_t negativeResponses = 0;
    std::vector<std::string> protocols; ///< sorted: "j1939", "kwp2000", "obd", "uds"
};

/// A UDS status byte (ISO 14229-1, D.2), its set bits by name.
struct DtcStatus
{
    std::uint8_t byte = 0;
    std::vector<std::string> bits; ///< "testFailed", "pendingDTC", "confirmedDTC", ...
};

/// Lamps of a J1939 diagnostic message.
struct Lamps
{
    std::string malfunction; ///< "off", "on", "slow flash", "fast flash", "not available"
    std::string redStop;
    std::string amberWarning;
    std::string protect;
};

/// A snapshot (freeze frame) or extended-data record of a code, as bytes: their layout is the manufacturer's.
struct Snapshot
{
    std::string kind; ///< "snapshot", "extended", "freeze frame"
    std::int64_t record = 0;
    std::string data; ///< upper-case hex
    Evidence evidence;
};

/// One trouble code of one control unit in one protocol.
struct Dtc
{
    std::string code; ///< "P0301", "U3000-49", "SPN 190 FMI 2"
    std::string raw; ///< UDS: the three bytes in hex; OBD: two; J1939: four
    std::string protocol; ///< "uds", "obd", "kwp2000", "j1939", "text"
    std::map<std::string, std::uint64_t> services; ///< occurrences by service: {"59": 3}
    std::string ecu; ///< Ecu::address
    std::string channel;
    std::string meaning; ///< empty: not in any table
    std::string severity; ///< "critical", "high", "medium", "low", "info"
    bool fault = true;
    std::optional<DtcStatus> status; ///< the last one reported
    std::optional<std::int64_t> spn;
    std::optional<std::int64_t> fmi;
    std::optional<std::int64_t> oc;
    std::optional<Lamps> lamps;
    std::uint64_t occurrences = 0; ///< the sum of services
    Sighting firstSeen;
    Sighting lastSeen;
    std::optional<Sighting> clearedAt; ///< a clear request that the control unit accepted after the last sighting
    std::vector<Snapshot> snapshots;
    std::vector<Evidence> evidence; ///< the first few and the last
    std::vector<std::string> remarks; ///< "conversion method bit is set", ...
};

struct TopCode
{
    std::string code;
    std::uint64_t count = 0;
    double share = 0; ///< of the occurrences of all faults, 0 to 1
    std::uint64_t ecus = 0; ///< control units that report it
    Sighting first;
    Sighting last;
};

struct TimelineBucket
{
    RecordingTime start = 0;
    std::uint64_t frames = 0;
    std::uint64_t errorFrames = 0;
    std::uint64_t dtcs = 0; ///< sightings of trouble codes with `fault`
    std::uint64_t negativeResponses = 0;
};

struct ChannelLoad
{
    std::string channel;
    std::uint64_t frames = 0;
    std::uint64_t bits = 0; ///< estimate: frame bits without stuffing
    double averageLoad = 0; ///< 0 to 1, against `bitrate`
    std::int64_t bitrate = 500000; ///< assumed; recordings do not say
};

/// A pause of all channels that is long against the rest of the recording.
struct Gap
{
    RecordingTime start = 0;
    RecordingTime end = 0;
    std::uint64_t offset = 0; ///< of the first record after it; 0: the gap lies between two files
};

/// One for all files on one clock, or one for each.
struct Timeline
{
    std::vector<std::string> files;
    RecordingTime start = kNoTime;
    RecordingTime end = kNoTime;
    RecordingTime bucketWidth = 0; ///< ns
    std::vector<TimelineBucket> buckets;
    std::vector<ChannelLoad> channels;
    std::vector<Gap> gaps;
};

struct NegativeResponse
{
    std::string ecu;
    std::string channel;
    std::string service; ///< of the request, two hex digits: "22"
    std::string serviceName;
    std::string nrc; ///< "31"
    std::string nrcName; ///< "requestOutOfRange"
    std::uint64_t count = 0;
    Evidence evidence; ///< the first
};

struct LogErrorCluster
{
    std::string pattern; ///< the line's template: numbers and addresses replaced
    std::string level;
    std::uint64_t count = 0;
    Evidence evidence;
};

/// "observation", "cause", "risk", "action"
struct Statement
{
    std::string text;
    std::string kind;
    double confidence = 0; ///< 0 to 1
    std::vector<Evidence> evidence; ///< never empty
};

struct Diagnosis
{
    bool degraded = true; ///< true: by rules; false: by a model
    std::string model; ///< "rules" or the model's name
    std::string summary;
    std::vector<Statement> statements;
    std::vector<std::string> actions; ///< what to do next, most urgent first
    std::uint64_t droppedStatements = 0; ///< statements that cited nothing real
};

struct SimilarCase
{
    std::string batchId;
    double distance = 0; ///< cosine distance, 0 is the same
    std::string diagnosis;
    std::string confirmedFix;
};

struct TokenUsage
{
    std::uint64_t prompt = 0;
    std::uint64_t completion = 0;
    std::uint64_t total = 0;
    double cost = 0;
};

/// Everything that the program found in one batch and epoch.
struct Triage
{
    Batch batch;
    bool synthetic = false; ///< from `argus simulate`: labelled wherever it shows
    std::vector<TriageFile> files;
    TriageVehicle vehicle;
    std::vector<Ecu> ecus; ///< by channel and address
    std::vector<Dtc> dtcs; ///< faults first, then by code, control unit, protocol
    std::vector<TopCode> topErrorCodes;
    std::vector<Timeline> timelines;
    std::vector<NegativeResponse> negativeResponses;
    std::vector<LogErrorCluster> logErrors;
    Diagnosis diagnosis;
    std::vector<SimilarCase> similarCases;
    TokenUsage tokenUsage;
    std::vector<std::string> warnings; ///< of the batch as a whole
};

} // namespace argus::domain
