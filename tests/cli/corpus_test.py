# SPDX-License-Identifier: Apache-2.0
"""Real recordings with truth made by independent tools: inspect and analyze must agree with them, file by file.

The corpus lies beside the project (../shared/corpus, or $ARGUS_CORPUS) and is no part of it; where it is not there, the
test is skipped. What a truth file means is said in the corpus's own README.
"""
import collections
import json
import os
import pathlib
import re
import sys

from program import Program

# Every format of the truth files whose recordings this version reads; the others are left to later readers.
FORMATS = (
    "candump", "candump_console", "asc", "asc_objects", "blf", "blf_objects", "peak_trc", "carbus_trc", "gvret_csv",
    "crtd", "busmaster", "microchip", "mf4", "pcap",
)
# Formats whose stamps are compared as they stand; of others the span is.
AS_WRITTEN = ("candump", "candump_console", "pcap", "mf4")

# Where we rightly differ from the truth: (file, what): why.
DIFFERENCES = {
    ("open/malformed/bad_lines.log", "vin"): "the truth has no J1939 part; the recording is that of "
                                             "open/derived/jd_FCBF0606.log, whose truth allows this VIN",
}

# Records that cannot be read, where the truth does not count them: the last one of a file that was cut.
SKIPPED_UNSAID = {"open/malformed/truncated_60pct.MF4": 1, "open/malformed/cut_mid_line.asc": 1}


def corpus():
    given = os.environ.get("ARGUS_CORPUS")
    return pathlib.Path(given) if given else pathlib.Path(os.environ["ARGUS_SOURCE_DIR"]).parent / "shared" / "corpus"


def truths(root):
    for truth in sorted(root.rglob("*.truth.json")):
        yield truth.with_name(truth.name.removesuffix(".truth.json")), json.loads(truth.read_text())


class Checker:
    def __init__(self, name):
        self.name = name
        self.wrong = []

    def equal(self, what, got, wanted):
        if got != wanted and (self.name, what) not in DIFFERENCES:
            self.wrong.append(f"{self.name}: {what}: got {got}, truth {wanted}")


def is_as_written(known):
    return known["format"] in AS_WRITTEN or known.get("recording_format") in AS_WRITTEN


def check_times(check, found, known):
    """Stamps as they stand, or their span where tools choose different starts."""
    if known.get("span_check") is False or known.get("min_t") is None:
        return
    if is_as_written(known):
        check.equal("min_t", found["min_ts"], known["min_t"])
        check.equal("max_t", found["max_ts"], known["max_t"])
        return
    span, wanted = found["max_ts"] - found["min_ts"], known["max_t"] - known["min_t"]
    # The truth's absolute times are floating point numbers: some hundred nanoseconds.
    if abs(span - wanted) > 2e-6:
        check.equal("span", span, wanted)


def accepted(found, known):
    """The reading of the truth, or that of its other ones that fits; what such a one does not say stays as it is."""
    for other in known.get("or", []):
        if all(found[field] == other[field] for field in ("by_kind", "fd", "ids") if field in other):
            return {**known, **other}
    return known


def check_packets(check, found, known):
    """Captures of networks: the truth counts packets by protocol."""
    doip = sum(count for names, count in known["pcap"]["protocols"].items() if "doip" in names.split(":"))
    check.equal("DoIP packets", found["by_type"].get("DoIP", 0), doip)
    check.equal("packets", found["records"], int(known["pcap"]["capinfos"][3]))
    check.equal("skipped", found["skipped"], [])


def check_channels(check, found, known):
    if "channels" not in known or "" in known["channels"]:  # the tool of that truth does not name interfaces
        return
    if is_as_written(known):
        check.equal("channels", found["channels"], known["channels"])
    else:  # tools count channels from 0 or from 1
        check.equal("channels", sorted(found["channels"].values()), sorted(known["channels"].values()))


def check_inspection(check, found, known):
    if "frames" not in known:
        check_packets(check, found, known)
        return
    found["by_kind"] = {kind: count for kind, count in found["by_kind"].items() if count}
    known = accepted(found, known)
    check.equal("frames", found["frames"], known["frames"])
    check.equal("by_kind", found["by_kind"], known["by_kind"])
    low, high = known.get("fd_range", [known["fd"]] * 2)
    if not low <= found["fd"] <= high:
        check.equal("fd", found["fd"], known["fd"])
    check_times(check, found, known)
    if "ids" in known and "too_many" not in known["ids"]:
        check.equal("ids", found["ids"], known["ids"])
    if "distinct_ids" in known and "or" not in known:
        check.equal("distinct_ids", len(found["ids"]), known["distinct_ids"])
    check_channels(check, found, known)
    skipped = sum(entry["count"] for entry in found["skipped"])
    allowed = known.get("skipped", SKIPPED_UNSAID.get(check.name, 0))
    low, high = allowed if isinstance(allowed, list) else [allowed] * 2
    if not low <= skipped <= high:
        check.equal("skipped", skipped, allowed)


def codes_of_truth(known):
    """{(protocol, ecu, code or raw, service): count}"""
    codes = collections.Counter()
    isotp = known.get("isotp", {})
    for text, count in isotp.get("uds_dtc", {}).items():
        ecu, raw, _, _ = text.split()
        codes["uds", ecu, raw, "59"] += count
    for text, count in isotp.get("obd_dtc", {}).items():
        ecu, service, code, *_ = text.split()
        if code != "count-byte":
            codes["obd", ecu, code, service] += count
    for text, count in known.get("j1939", {}).get("dm_dtcs", {}).items():
        matched = re.match(r"(DM\d+) sa (\w+) (SPN \d+ FMI \d+)", text)
        if matched:
            codes["j1939", f"SA {matched[2]}", matched[3], matched[1]] += count
    for message in known.get("pcap", {}).get("rdtci", []):  # over DoIP: 59 02 and the like, without their mask
        if message["reply"] == "0x01":
            ecu = "DoIP " + message["sa"].removeprefix("0x").upper()
            record = message["record"].upper()[2:]
            for at in range(0, len(record), 8):
                codes["uds", ecu, record[at:at + 6], "59"] += 1
    return codes


def codes_found(result):
    codes = collections.Counter()
    for dtc in result["dtcs"]:
        code = dtc["raw"] if dtc["protocol"] == "uds" else dtc["code"]
        for service, count in dtc["services"].items():
            if count:
                codes[dtc["protocol"], dtc["ecu"], code, service] += count
    return codes


def vins_of_truth(known):
    """The VINs that must be found, and those that may be."""
    must, may = set(known.get("pcap", {}).get("doip_vins", {})), set(known.get("vin_optional", []))
    for part in ("isotp", "j1939"):
        for text in known.get(part, {}).get("vin_raw", {}):
            found = re.findall(r"(?<![A-HJ-NPR-Z0-9])[A-HJ-NPR-Z0-9]{17}(?![A-HJ-NPR-Z0-9])", text)
            must.update(found)
    return must - may, may


def check_result(check, result, known):
    check.equal("codes", dict(codes_found(result)), dict(codes_of_truth(known)))
    candidates = {candidate["vin"] for candidate in result["vehicle"]["vin_candidates"]}
    must, may = vins_of_truth(known)
    if not must <= candidates <= must | may and (check.name, "vin") not in DIFFERENCES:
        check.wrong.append(f"{check.name}: VINs {candidates}, truth {must}, allowed {may}")
    if must and result["vehicle"]["vin"] not in must:
        check.wrong.append(f"{check.name}: VIN {result['vehicle']['vin']}, truth {must}")


def check_measurement(check, found, known):
    """A measurement has rows of samples and no frames."""
    rows = sum(group["cycles"] for group in known["mdf"]["groups"])
    check.equal("frames", found["frames"], 0)
    check.equal("records", found["records"], rows)
    check.equal("by_type", found["by_type"], {"sample row": rows})


def frames_of(program, path):
    """(seconds or None, id, data) of each frame."""
    lines = program.run("frames", path, "--format", "json", env=program.without_store()).splitlines()
    rows = [json.loads(line) for line in lines]
    return [(row["ts"], row["id"], row["data"]) for row in rows]


def check_same_recording(program, root):
    """SavvyCAN's example is one recording in six formats: the same frames, with times as precise as each has them."""
    wrong = []
    gvret = frames_of(program, root / "open/gvret_csv/GVRET_Log.csv")
    start = gvret[0][0]
    others = {
        "open/candump/candump.log": lambda ts: int(ts),
        "open/crtd/CRTD_Log.txt": lambda ts: ts,
        "open/microchip/MicrochipLog.log": lambda ts: ts,
        "open/busmaster/BusMasterLog.log": lambda ts: round(ts - start, 6),
        "open/csv_other/GenericID_Log.csv": lambda ts: None,
    }
    for name, written in others.items():
        frames = frames_of(program, root / name)
        if name.startswith("open/busmaster"):
            first = frames[0][0]
            frames = [(round(ts - first, 6), frame_id, data) for ts, frame_id, data in frames]
        wanted = [(written(ts), frame_id, data) for ts, frame_id, data in gvret]
        if frames != wanted:
            at = next((i for i, (a, b) in enumerate(zip(frames, wanted)) if a != b), min(len(frames), len(wanted)))
            wrong.append(f"{name}: frame {at} is not that of GVRET_Log.csv: {frames[at:at + 1]}, {wanted[at:at + 1]}")
        print("ok  " if frames == wanted else "BAD ", name, "is the recording of GVRET_Log.csv")
    return wrong


def check_tables(program, root):
    """Recordings of which the truth only counts lines."""
    wrong = []
    cells = program.inspect(root / "unlicensed/obd_app/exported_records2.zip")
    # One row a line but the header, one signal a column but the time, counted in the file.
    if (cells["format"], cells["records"], len(cells["signals"]), cells["skipped"]) != ("obd_csv", 5725, 134, []):
        wrong.append(f"exported_records2.zip: {cells['format']}, {cells['records']} rows, "
                     f"{len(cells['signals'])} signals")
    volts = next((s for s in cells["signals"] if s["name"] == "[BMS] Cell #1"), None)
    if volts is None or volts["unit"] != "V" or not 2 < volts["min"] <= volts["max"] < 5:
        wrong.append(f"exported_records2.zip: cell voltage {volts}")
    # A report of a workshop tool: text with bytes in it, but no session with an adapter.
    refused = program.run("inspect", root / "unlicensed/text_other/test4-vin_and_status.txt",
                          env=program.without_store(), expect=(1, 3))
    if refused:
        wrong.append(f"test4-vin_and_status.txt was read: {refused[:100]}")
    return wrong


def check_damaged(check, program, path, known):
    """Damage without a known reading: what lies before it is found, and nothing takes the program down."""
    text = program.run("inspect", path, "--format", "json", env=program.without_store(), expect=(0, 1))
    before = known["best_effort"].get("frames", known["best_effort"].get("frames_before_error", 0))
    if not text:
        check.equal("frames before the damage", 0, before)
        return
    found = json.loads(text)
    if found["frames"] < before:
        check.equal("frames before the damage", found["frames"], before)
    check.equal("warned", bool(found["warnings"]), True)


def refusal(program, path):
    program.run("inspect", path, env=program.without_store(), expect=1)
    return program.stderr


def check_refused(program, root):
    """What is no recording, or one that is known by sight only, is refused with what it seems to be."""
    wrong = []
    for name, word in {"open/mf4_other/00000005-643E503A.MFC": "CANedge", "open/malformed/empty.blf": "empty"}.items():
        said = refusal(program, root / name)
        if word not in said:
            wrong.append(f"{name}: refused with: {said}")
    demos = program.inspect(root / "open/mf4_other/test.demo.zip")["members"]
    if len(demos) != 10 or any(member["format"] != "mdf" or len(member["signals"]) != 25 for member in demos):
        wrong.append(f"test.demo.zip: {[(m['name'], m['format'], len(m['signals'])) for m in demos]}")
    return wrong


def main():
    root = corpus()
    if not root.is_dir():
        print(f"no corpus at {root}: skipped")
        return 77
    wrong, count = [], 0
    with Program() as program:
        for path, known in truths(root):
            check = Checker(str(path.relative_to(root)))
            if known.get("format") in FORMATS or known.get("recording_format") in FORMATS:
                check_inspection(check, program.inspect(path), known)
                check_result(check, program.analyze(path), known)
            elif "mdf" in known:
                check_measurement(check, program.inspect(path), known)
            elif known.get("format") == "malformed":
                check_damaged(check, program, path, known)
            else:
                continue
            print("ok  " if not check.wrong else "BAD ", check.name, flush=True)
            wrong += check.wrong
            count += 1
        wrong += check_same_recording(program, root)
        wrong += check_tables(program, root)
        wrong += check_refused(program, root)
    print("\n".join(wrong))
    print(f"{count} recordings, {len(wrong)} disagreements")
    assert count > 0, "the corpus has no recordings"
    return 1 if wrong else 0


sys.exit(main())
