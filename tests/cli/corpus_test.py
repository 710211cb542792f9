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

FORMATS = ("candump", "candump_console", "mf4")

# Where we rightly differ from the truth: (file, what): why.
DIFFERENCES = {
    ("open/malformed/bad_lines.log", "vin"): "the truth has no J1939 part; the recording is that of "
                                             "open/derived/jd_FCBF0606.log, whose truth allows this VIN",
}


# Records that cannot be read, where the truth does not count them: the last one of a file that was cut.
SKIPPED_UNSAID = {"open/malformed/truncated_60pct.MF4": 1}


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


def check_inspection(check, found, known):
    check.equal("frames", found["frames"], known["frames"])
    kinds = {kind: count for kind, count in found["by_kind"].items() if count}
    check.equal("by_kind", kinds, known["by_kind"])
    check.equal("fd", found["fd"], known["fd"])
    check.equal("min_t", found["min_ts"], known["min_t"])
    check.equal("max_t", found["max_ts"], known["max_t"])
    if "ids" in known and "too_many" not in known["ids"]:
        check.equal("ids", found["ids"], known["ids"])
    check.equal("distinct_ids", len(found["ids"]), known["distinct_ids"])
    if "channels" in known:
        check.equal("channels", found["channels"], known["channels"])
    skipped = sum(entry["count"] for entry in found["skipped"])
    known_skipped = known.get("skipped", SKIPPED_UNSAID.get(check.name, 0))
    allowed = known_skipped if isinstance(known_skipped, list) else [known_skipped] * 2
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


def check_measurement(check, found, known):
    """A measurement has rows of samples and no frames."""
    rows = sum(group["cycles"] for group in known["mdf"]["groups"])
    check.equal("frames", found["frames"], 0)
    check.equal("records", found["records"], rows)
    check.equal("by_type", found["by_type"], {"sample row": rows})


def measurements(root):
    for truth in sorted(root.rglob("*.truth.json")):
        known = json.loads(truth.read_text())
        if "mdf" in known:
            yield truth.with_name(truth.name.removesuffix(".truth.json")), known


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
        for path, known in measurements(root):
            check = Checker(str(path.relative_to(root)))
            check_measurement(check, program.inspect(path), known)
            print("ok  " if not check.wrong else "BAD ", check.name, flush=True)
            wrong += check.wrong
            count += 1
    print("\n".join(wrong))
    print(f"{count} recordings, {len(wrong)} disagreements")
    assert count > 0, "the corpus has no candump recordings"
    return 1 if wrong else 0


sys.exit(main())
