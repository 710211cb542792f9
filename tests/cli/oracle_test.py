# SPDX-License-Identifier: Apache-2.0
"""What argus writes, as independent programs read it: python-can, asammdf and tshark, as far as they are there.

python-can and asammdf are looked for in the Python that runs the tests and in the virtual environment that
$ARGUS_ORACLES names, a folder with bin/python3. What is absent is named and left out; where all are, the test is
skipped.
"""
import collections
import json
import os
import pathlib
import shutil
import subprocess
import sys

from frame_files import KINDS, WRITABLE, convert, frames_of, nanoseconds, write
from program import Program

READERS = pathlib.Path(__file__).with_name("oracle_readers.py")
# Dates are in the time of the computer for python-can, in UTC for argus.
ENVIRONMENT = {**os.environ, "TZ": "UTC"}
# Their stamps are floating point numbers; today they step by a quarter of a microsecond.
TOLERANCE = 2e-6


def interpreter(library):
    """A Python that has a library, or None."""
    candidates = [sys.executable]
    if os.environ.get("ARGUS_ORACLES"):
        candidates.append(str(pathlib.Path(os.environ["ARGUS_ORACLES"]) / "bin" / "python3"))
    for python in candidates:
        if shutil.which(python):
            asked = subprocess.run([python, str(READERS), library], env=ENVIRONMENT, capture_output=True, check=False)
            if asked.returncode == 0:
                return python
    return None


def read_with(python, library, path):
    done = subprocess.run([python, str(READERS), library, str(path)], env=ENVIRONMENT, capture_output=True,
                          check=False, timeout=500)
    assert done.returncode == 0, (library, path.name, done.stderr.decode(errors="replace")[-2000:])
    return [json.loads(line) for line in done.stdout.splitlines()]


def number_of(frame):
    return int(frame["id"], 16), len(frame["id"]) == 8


def recordings(program):
    """One recording with everything that CAN knows, and an ordinary drive."""
    drive = program.folder / "drive.log"
    program.run("simulate", "drive", "--seed", 21, "--frames", 20000, "--out", drive)
    return [write(program, "kinds.log", KINDS), drive]


def expect_same(ours, theirs, place, *, error_words, data_bytes=64):
    """`ours` is what argus reads from its own file: that it is the source is the business of convert_test.py."""
    assert len(ours) == len(theirs), (place, len(ours), len(theirs))
    channels = collections.defaultdict(set)
    for number, (one, other) in enumerate(zip(ours, theirs)):
        where = (place, number, one, other)
        assert abs(other["ts"] - nanoseconds(one) / 1e9) < TOLERANCE, where
        assert one["kind"] == other["kind"], where
        channels[one["channel"]].add(other["channel"])
        if one["kind"] != "error" or error_words:
            assert one["data"][:2 * data_bytes] == other["data"], where
        if one["kind"] == "error":
            continue
        assert number_of(one) == (other["id"], other["extended"]), where
        for flag in ("brs", "esi", "tx"):
            assert one.get(flag, False) == other[flag], (flag, where)
    assert all(len(names) == 1 for names in channels.values()), (place, channels)
    assert len({min(names) for names in channels.values()}) == len(channels), (place, channels)


def python_can_form(to, ours, theirs):
    """Evens out what python-can is known to read otherwise."""
    if to == "peak_trc":
        # It leaves out error frames, and reads of CAN FD data as many bytes as the length's code says.
        ours = [frame for frame in ours if frame["kind"] != "error"]
        codes = {12: 9, 16: 10, 20: 11, 24: 12, 32: 13, 48: 14, 64: 15}
        for frame, other in zip(ours, theirs):
            length = len(frame["data"]) // 2
            if len(other["data"]) // 2 == codes.get(length):
                frame["data"] = frame["data"][:2 * codes[length]]
    for frame, other in zip(ours, theirs):
        if to == "asc" and frame["kind"] == "fd" and frame["data"] == "" and other["kind"] == "remote":
            other["kind"] = "fd"  # it takes CAN FD frames without data for remote frames
        if to == "candump" and frame["kind"] == "error":
            # Bus errors alone are error frames for it; the others are frames with a long identifier.
            other.update(kind="error")
            frame["channel"] = other["channel"]
    return ours, theirs


def check_python_can(python):
    with Program() as program:
        for source in recordings(program):
            for to in ("candump", "asc", "blf", "mdf", "peak_trc"):
                copy = program.folder / f"{source.stem}-copy{WRITABLE[to]}"
                convert(program, source, copy)
                ours, theirs = python_can_form(to, frames_of(program, copy), read_with(python, "python-can", copy))
                if to == "candump":
                    pairs = [pair for pair in zip(ours, theirs, strict=True) if pair[0]["kind"] != "error"]
                    ours, theirs = [list(side) for side in zip(*pairs)]
                expect_same(ours, theirs, ("python-can", source.stem, to), error_words=to == "blf")
                print(f"python-can: {source.stem} as {to}: {len(theirs)} frames agree")


def check_asammdf(python):
    with Program() as program:
        for source in recordings(program):
            copy = program.folder / f"{source.stem}.mf4"
            convert(program, source, copy)
            ours = frames_of(program, copy)
            theirs = read_with(python, "asammdf", copy)

            def group(frame):
                return {"remote": 2, "error": 3}.get(frame["kind"], 1 if len(frame["data"]) > 16 else 0)

            # It shows group after group.
            expect_same(sorted(ours, key=group), sorted(theirs, key=group), ("asammdf", source.stem), error_words=True)
            print(f"asammdf: {source.stem}: {len(theirs)} frames agree")


TSHARK_FIELDS = ("frame.time_epoch", "frame.interface_name", "can.id", "can.flags.xtd", "can.flags.rtr",
                 "can.flags.err", "can.len", "data.data", "canfd.flags.brs", "canfd.flags.esi",
                 "frame.packet_flags_direction")


def read_with_tshark(path):
    """Each frame as its fields and the names of those that are true."""
    command = ["tshark", "-n", "-r", str(path), "-T", "fields"]
    for field in TSHARK_FIELDS:
        command += ["-e", field]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, check=True, timeout=500)
    for line in done.stdout.decode().splitlines():
        row = dict(zip(TSHARK_FIELDS, line.split("\t")))
        yield row, {key for key, value in row.items() if value in ("1", "True")}


def check_tshark():
    with Program() as program:
        for source in recordings(program):
            copy = program.folder / f"{source.stem}.pcapng"
            convert(program, source, copy)
            ours = frames_of(program, copy)
            theirs = list(read_with_tshark(copy))
            assert len(ours) == len(theirs) > 0, (source.stem, len(ours), len(theirs))
            compared = 0
            for number, (one, (row, flags)) in enumerate(zip(ours, theirs)):
                where = (source.stem, number, one, row)
                seconds, fraction = row["frame.time_epoch"].split(".")
                assert int(seconds) * 10**9 + int(fraction.ljust(9, "0")) == nanoseconds(one), where
                assert row["frame.interface_name"] == one["channel"], where
                assert ("can.flags.err" in flags) == (one["kind"] == "error"), where
                # A remote frame carries the length it asks for, and no data.
                assert int(row["can.len"]) == one.get("requested", len(one["data"]) // 2), where
                assert row["frame.packet_flags_direction"].endswith("2") == one.get("tx", False), where
                if one["kind"] == "error":
                    continue  # shown by what it says
                assert number_of(one) == (int(row["can.id"], 0), "can.flags.xtd" in flags), where
                assert ("can.flags.rtr" in flags) == (one["kind"] == "remote"), where
                assert ("canfd.flags.brs" in flags) == one.get("brs", False), where
                assert ("canfd.flags.esi" in flags) == one.get("esi", False), where
                if row["data.data"] and one["kind"] != "remote":  # its bytes there are padding
                    compared += 1
                    assert row["data.data"].replace(":", "").upper() == one["data"], where
            assert compared > 0, source.stem
            print(f"tshark: {source.stem}: {len(theirs)} frames agree")


def main():
    compared = 0
    for library, check in (("python-can", check_python_can), ("asammdf", check_asammdf)):
        python = interpreter(library)
        if python is None:
            print(f"{library} is absent: not compared")
            continue
        check(python)
        compared += 1
    if shutil.which("tshark"):
        check_tshark()
        compared += 1
    else:
        print("tshark is absent: not compared")
    print("all passed" if compared else "nothing to compare with: skipped")
    return 0 if compared else 77


sys.exit(main())
