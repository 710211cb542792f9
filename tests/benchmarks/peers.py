# SPDX-License-Identifier: Apache-2.0
"""Reading recordings beside other programs, in one run: python-can, asammdf, tshark, can-utils, each where it is
installed.

    python3 tests/benchmarks/peers.py build/release/bin/argus [--bytes 16MB] [--python VENV/bin/python3]

A benchmark, no test: it writes a synthetic drive in every format, lets each program read it to its end, best of three,
and prints frames per second and how many times as fast argus is. Programs that are absent are said to be. can-utils
only convert: they are compared with a conversion.
"""
import argparse
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

RUNS = 3
EXTENSIONS = {"candump": "log", "asc": "asc", "blf": "blf", "peak_trc": "trc", "mdf": "mf4", "gvret_csv": "csv",
              "pcapng": "pcapng"}
PYTHON_CAN = """
import can, sys
print(sum(1 for _ in can.LogReader(sys.argv[1])))
"""
# Every column that a frame has, of every group.
ASAMMDF = """
import sys
from asammdf import MDF
frames = 0
with MDF(sys.argv[1]) as mdf:
    for index, group in enumerate(mdf.groups):
        names = [(c.name, index, i) for i, c in enumerate(group.channels)]
        columns = mdf.select(names, raw=True)
        frames += len(columns[0])
print(frames)
"""
FORMATS_OF = {"python-can": ("candump", "asc", "blf", "peak_trc", "mdf"), "asammdf": ("mdf",),
              "tshark": ("candump", "blf", "pcapng")}


# Which of its programs turns which format into which.
CAN_UTILS = {"candump": ("log2asc", "asc"), "asc": ("asc2log", "candump")}


def command(peer, python, path):
    if peer == "tshark":
        return ["tshark", "-n", "-q", "-r", str(path), "-z", "io,stat,0"]
    return [python, "-c", PYTHON_CAN if peer == "python-can" else ASAMMDF, str(path)]


def convert_command(name, path, written):
    program = CAN_UTILS[name][0]
    names = [f"synth{i}" for i in range(8)] if program == "log2asc" else []
    return [program, "-I", str(path), "-O", str(written), *names]


def best(arguments, written=None):
    """Seconds of the fastest run; None where the program cannot read the file, or writes nothing of it."""
    seconds = []
    for _ in range(RUNS):
        if written:
            written.unlink(missing_ok=True)
        start = time.monotonic()
        done = subprocess.run(arguments, capture_output=True, check=False)
        if done.returncode != 0 or (written and written.stat().st_size < 1000):
            return None
        seconds.append(time.monotonic() - start)
    return min(seconds)


def present(peer, python):
    if peer == "tshark":
        return shutil.which("tshark") is not None
    module = {"python-can": "can", "asammdf": "asammdf"}[peer]
    return subprocess.run([python, "-c", f"import {module}"], capture_output=True, check=False).returncode == 0


def compare_conversion(argus, name, path, frames):
    target = path.with_name("converted")
    own = best([argus, "convert", str(path), str(target), "--format", CAN_UTILS[name][1]], target)
    theirs = best(convert_command(name, path, target), target)
    target.unlink(missing_ok=True)
    print(f"| {name} to {CAN_UTILS[name][1]} | argus convert | {frames / own:,.0f} | |")
    if theirs is None:
        print(f"| {name} to {CAN_UTILS[name][1]} | can-utils {CAN_UTILS[name][0]} | cannot read it | |")
    else:
        print(f"| {name} to {CAN_UTILS[name][1]} | can-utils {CAN_UTILS[name][0]} | {frames / theirs:,.0f} | "
              f"{theirs / own:.1f} times as fast |")


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("argus")
    options.add_argument("--bytes", default="16MB", help="size of the drive as candump")
    options.add_argument("--python", default=sys.executable, help="the Python that has the peers")
    given = options.parse_args()
    peers = [peer for peer in FORMATS_OF if present(peer, given.python)]
    for absent in sorted(FORMATS_OF.keys() - set(peers)):
        print(f"{absent} is absent: not compared")
    with_can_utils = all(shutil.which(program) for program, _ in CAN_UTILS.values())
    if not with_can_utils:
        print("can-utils are absent: not compared")
    with tempfile.TemporaryDirectory(prefix="argus-peers-") as folder:
        simulated = pathlib.Path(folder) / "simulated.log"
        subprocess.run([given.argus, "simulate", "drive", "--seed", "1", "--bytes", given.bytes, "--out",
                        str(simulated)], check=True)
        # Rewritten without its damaged lines: others read nothing of a file that has one.
        drive = pathlib.Path(folder) / "drive.log"
        subprocess.run([given.argus, "convert", str(simulated), str(drive), "--format", "candump"], check=True,
                       capture_output=True)
        print("| format | program | frames/s | argus is |\n| --- | --- | --- | --- |")
        for name, extension in EXTENSIONS.items():
            path = drive.with_suffix("." + extension)
            if path != drive:
                subprocess.run([given.argus, "convert", str(drive), str(path), "--format", name], check=True,
                               capture_output=True)
            found = subprocess.run([given.argus, "inspect", str(path), "--format", "json"], check=True,
                                   capture_output=True)
            frames = json.loads(found.stdout)["frames"]
            own = best([given.argus, "inspect", str(path), "--format", "json"])
            print(f"| {name} | argus inspect | {frames / own:,.0f} | |")
            for peer in (peer for peer in peers if name in FORMATS_OF[peer]):
                seconds = best(command(peer, given.python, path))
                if seconds is None:
                    print(f"| {name} | {peer} | cannot read it | |")
                else:
                    print(f"| {name} | {peer} | {frames / seconds:,.0f} | {seconds / own:.0f} times as fast |")
            if with_can_utils and name in CAN_UTILS:
                compare_conversion(given.argus, name, path, frames)


main()
