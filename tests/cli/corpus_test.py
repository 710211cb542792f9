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

FORMATS = ("candump", "candump_console", "gvret_csv", "crtd", "busmaster", "microchip")
# Their stamps are compared as they stand, those of other formats by their span.
AS_WRITTEN = ("candump", "candump_console")

# Where we rightly differ from the truth: (file, what): why.
DIFFERENCES = {
    ("open/malformed/bad_lines.log", "vin"): "the truth has no J1939 part; the recording is that of "
                                             "open/derived/jd_FCBF0606.log, whose truth allows this VIN",
    ("open/busmaster/BusMasterLog.log", "channels"): "the file says channel 0, the truth leaves it out",
}


def corpus():
    given = os.environ.get("ARGUS_CORPUS")
    return pathlib.Path(given) if given else pathlib.Path(os.environ["ARGUS_SOURCE_DIR"]).parent / "shared" / "corpus"


def cases(root):
    for truth in sorted(root.rglob("*.truth.json")):
        known = json.loads(truth.read_text())
        if known.get("format") in FORMATS or known.get("recording_format") in FORMATS:
            yield truth.with_name(truth.name.removesuffix(".truth.json")), known


class Checker:
    def __init__(self, name):
        self.name = name
        self.wrong = []

    def equal(self, what, got, wanted):
        if got != wanted and (self.name, what) not in DIFFERENCES:
            self.wrong.append(f"{self.name}: {what}: got {got}, truth {wanted}")


def check_times(check, found, known):
    if known.get("format") in AS_WRITTEN or known.get("recording_format") in AS_WRITTEN:
        check.equal("min_t", found["min_ts"], known["min_t"])
        check.equal("max_t", found["max_ts"], known["max_t"])
    elif known.get("span_check", True):
        got, wanted = found["max_ts"] - found["min_ts"], known["max_t"] - known["min_t"]
        if abs(got - wanted) > 1e-6:
            check.equal("span", got, wanted)


def check_inspection(check, found, known):
    check.equal("frames", found["frames"], known["frames"])
    kinds = {kind: count for kind, count in found["by_kind"].items() if count}
    check.equal("by_kind", kinds, known["by_kind"])
    check.equal("fd", found["fd"], known["fd"])
    check_times(check, found, known)
    if "ids" in known and "too_many" not in known["ids"]:
        check.equal("ids", found["ids"], known["ids"])
    check.equal("distinct_ids", len(found["ids"]), known["distinct_ids"])
    if "channels" in known:
        check.equal("channels", found["channels"], known["channels"])
    skipped = sum(entry["count"] for entry in found["skipped"])
    allowed = known["skipped"] if isinstance(known["skipped"], list) else [known["skipped"]] * 2
    if not allowed[0] <= skipped <= allowed[1]:
        check.wrong.append(f"{check.name}: skipped {skipped}, truth {allowed}")


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
    must, may = set(), set(known.get("vin_optional", []))
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
        wrong.append(f"exported_records2.zip: {cells['format']}, {cells['records']} rows, {len(cells['signals'])} signals")
    volts = next((s for s in cells["signals"] if s["name"] == "[BMS] Cell #1"), None)
    if volts is None or volts["unit"] != "V" or not 2 < volts["min"] <= volts["max"] < 5:
        wrong.append(f"exported_records2.zip: cell voltage {volts}")
    # A report of a workshop tool: text with bytes in it, but no session with an adapter.
    refused = program.run("inspect", root / "unlicensed/text_other/test4-vin_and_status.txt",
                          env=program.without_store(), expect=(1, 3))
    if refused:
        wrong.append(f"test4-vin_and_status.txt was read: {refused[:100]}")
    return wrong


def main():
    root = corpus()
    if not root.is_dir():
        print(f"no corpus at {root}: skipped")
        return 77
    wrong, count = [], 0
    with Program() as program:
        for path, known in cases(root):
            check = Checker(str(path.relative_to(root)))
            check_inspection(check, program.inspect(path), known)
            check_result(check, program.analyze(path), known)
            print("ok  " if not check.wrong else "BAD ", check.name, flush=True)
            wrong += check.wrong
            count += 1
        wrong += check_same_recording(program, root)
        wrong += check_tables(program, root)
    print("\n".join(wrong))
    print(f"{count} recordings, {len(wrong)} disagreements")
    assert count > 0, "the corpus has no candump recordings"
    return 1 if wrong else 0


sys.exit(main())
