# SPDX-License-Identifier: Apache-2.0
"""Conversions between all formats that can be written: every frame is kept, and what a format cannot hold is said."""
import collections
import gzip
import os
import re
import signal
import stat
import subprocess
import time
import zipfile

from frame_files import KINDS, WRITABLE, convert, frames_of, nanoseconds, what, write
from program import ARGUS, Program, run_tests

# Words of the message that tells of a loss.
LOSSES = {
    "fd frames": "CAN FD frames left out",
    "remote frames": "remote frames left out",
    "error frames": "error frames left out",
    "precision": "times cut to microseconds",
    "no time": "without (a )?time|times missing",
    "channels": "channel|bus names",
    "error frame's words": "what error frames say|data of error frames|error frames (written|cut|that were)",
    "order": "order of time",
    "back": "negative|before the start",
}
# What is said beside: warnings of the reader, and lines of ASC that are no frames.
REMARKS = re.compile("time zone|last line is incomplete|[0-9] skipped: |measurement event")
# What the format holds, by the rules of the format and not by what the writer does.
CLASSIC_DATA_ONLY = ("gvret_csv",)
MICROSECONDS = ("asc", "peak_trc", "gvret_csv")
NUMBERED_CHANNELS = ("asc", "blf", "mdf", "peak_trc", "gvret_csv")
SILENT_ERROR_FRAMES = ("asc", "peak_trc")


def is_held(frame, to):
    return to not in CLASSIC_DATA_ONLY or frame["kind"] == "data"


def pair(before, after, to):
    """The frames that belong together, and what happened to the others by the numbers of the source."""
    held = [frame for frame in before if is_held(frame, to)]
    lost = collections.Counter()
    for frame in before:
        if not is_held(frame, to):
            lost["fd frames" if frame["kind"] == "fd" else frame["kind"] + " frames"] += 1
    assert len(after) == len(held), (to, len(before), len(held), len(after))
    return held, lost


def in_time_order(frames):
    """As MDF gives them: each kind has its group, and groups are put together by time."""
    last = 0
    keyed = []
    for frame in frames:
        last = last if frame["ts"] is None else frame["ts"]
        group = {"remote": 2, "error": 3}.get(frame["kind"], 1 if len(frame["data"]) > 16 else 0)
        keyed.append(((last, group), frame))
    return [frame for key, frame in sorted(keyed, key=lambda entry: entry[0])]


def differences(before, after, to):
    """What differs between a recording and its copy, counted by kind. Whatever no format may lose fails at once."""
    held, lost = pair(before, after, to)
    if to == "mdf" and held != in_time_order(held):
        lost["order"] += 1
        held = in_time_order(held)
    channels = collections.defaultdict(set)
    for number, (one, other) in enumerate(zip(held, after)):
        place = (to, number, one, other)
        if one["kind"] == "error":
            assert other["kind"] == "error", place
            lost["error frame's words"] += what(one) != what(other)
        else:
            assert what(one) == what(other), place
        lost["channels"] += one["channel"] != other["channel"]
        channels[one["channel"]].add(other["channel"])
        compare_times(one, other, lost, place)
    # Channels may get other names; they are never mixed up.
    names = [name for names in channels.values() for name in names]
    assert len(names) == len(set(names)) == len(channels), (to, channels)
    return +lost


def compare_times(one, other, lost, place):
    if one["ts"] is None:
        lost["no time"] += other["ts"] is not None
        return
    step = nanoseconds(other) - nanoseconds(one)
    if step != 0:
        assert -1000 < step < 1000, place  # what lies before the first frame is cut towards it
        lost["precision"] += 1


def check_said(lost, said, place):
    """Each kind of loss is said with its number, and nothing that did not happen."""
    text = "\n".join(said)
    for kind, count in lost.items():
        found = [line for line in said if re.search(LOSSES[kind], line)]
        assert found, (place, kind, count, text)
        if kind in ("channels", "precision", "fd frames", "remote frames", "error frames", "no time"):
            assert any(line.endswith(f"({count})") for line in found), (place, kind, count, found)
    for line in said[:-1]:
        if REMARKS.search(line):
            continue
        kinds = [kind for kind, words in LOSSES.items() if re.search(words, line)]
        assert kinds and any(kind in lost or kind == "back" for kind in kinds), (place, "not lost", line, dict(lost))


def test_every_kind_of_frame_to_every_format_and_back():
    with Program() as program:
        source = write(program, "kinds.log", KINDS)
        before = frames_of(program, source)
        assert len(before) == KINDS.count("\n")
        for to, extension in WRITABLE.items():
            copy = program.folder / f"copy{extension}"
            said = convert(program, source, copy)
            assert said[-1].endswith(f"candump to {to}"), said
            assert program.inspect(copy)["format"] == to
            lost = differences(before, frames_of(program, copy), to)
            check_said(lost, said, to)
            assert ("precision" in lost) == (to in MICROSECONDS), (to, lost)
            assert ("channels" in lost) == (to in NUMBERED_CHANNELS), (to, lost)
            if to in SILENT_ERROR_FRAMES:
                assert lost["error frame's words"] == 3, (to, lost)
            elif to in ("candump", "pcapng"):
                assert not lost, (to, lost)
            # Once more into candump: what that changes is said, too.
            again = program.folder / f"again{extension}.log"
            said = convert(program, copy, again)
            check_said(differences(frames_of(program, copy), frames_of(program, again), "candump"),
                       said, (to, "candump"))


def test_what_remote_frames_ask_for():
    with Program() as program:
        lines = "".join(f"(1700000000.00{number}000) can1 12{number}#R{number or ''}\n" for number in range(9))
        source = write(program, "remote.log", lines + "(1700000000.009000) can1 00000123#R8 T\n")
        wanted = [*range(9), 8]
        for to in ("candump", "asc", "blf", "mdf", "peak_trc", "pcapng"):
            there = program.folder / f"remote-{to}{WRITABLE[to]}"
            convert(program, source, there)
            frames = frames_of(program, there)
            assert [frame.get("requested", 0) for frame in frames] == wanted, (to, frames)
            assert {(frame["kind"], frame["data"]) for frame in frames} == {("remote", "")}, (to, frames)
            back = program.folder / f"back-{to}.log"
            convert(program, there, back)
            assert back.read_text() == source.read_text(), (to, back.read_text())
        table = program.run("frames", source, "--format", "csv").decode().splitlines()
        assert [int(row.split(",")[6]) for row in table[1:]] == wanted, table
        part = program.folder / "part.log"  # frames that are chosen one by one
        convert(program, source, part, "--from", "+0.008")
        assert part.read_text().endswith("can1 128#R8\n(1700000000.009000) can1 00000123#R8 T\n"), part.read_text()


def test_a_frame_without_stamp_and_times_that_go_back():
    text = ("(1700000000.000000) can0 100#01\n"
            "can0 101#02\n"
            "(1700000000.020000) can0 102#R\n"
            "(1700000000.010000) can0 103#03\n"
            "(1700000000.030000) can0 104#04\n")
    with Program() as program:
        source = write(program, "odd.log", text)
        before = frames_of(program, source)
        assert [frame["ts"] is None for frame in before] == [False, True, False, False, False]
        for to, extension in WRITABLE.items():
            copy = program.folder / f"copy{extension}"
            said = convert(program, source, copy)
            lost = differences(before, frames_of(program, copy), to)
            check_said(lost, said, to)
            assert lost["no time"] == 1, (to, lost)
            assert ("order" in lost) == (to == "mdf"), (to, lost)


def test_times_before_the_first_frame_and_times_without_date():
    with Program() as program:
        back = write(program, "back.log", "(1700000000.500000) can0 100#01\n(1700000000.000000) can0 101#02\n")
        bare = write(program, "bare.log", "(0000000001.500000) can0 100#01\n(0000000002.000001) can0 101#02\n")
        for to, extension in WRITABLE.items():
            copy = program.folder / f"copy{extension}"
            said = convert(program, back, copy)
            after = sorted(frames_of(program, copy), key=lambda frame: frame["id"])
            if nanoseconds(after[1]) != 1_700_000_000_000_000_000:
                assert any(re.search(LOSSES["back"], line) for line in said), (to, said)
            convert(program, bare, copy, "--replace")
            assert [nanoseconds(frame) for frame in frames_of(program, copy)] == [1_500_000_000, 2_000_001_000], to


def test_channels_are_never_mixed_up():
    names = ("1", "can1", "can2", "2", "0", "bus-a", "bus_a", "300", "7")
    text = "".join(f"({1700000000 + number}.000000) {name} {0x100 + number:03X}#{number:02X}\n"
                   for number, name in enumerate(names))
    with Program() as program:
        source = write(program, "channels.log", text)
        before = frames_of(program, source)
        assert [frame["channel"] for frame in before] == list(names)
        for to, extension in WRITABLE.items():
            copy = program.folder / f"copy{extension}"
            said = convert(program, source, copy)
            check_said(differences(before, frames_of(program, copy), to), said, to)


def test_a_chain_through_all_formats_keeps_all_frames():
    with Program() as program:
        program.run("simulate", "drive", "--seed", 11, "--frames", 20000, "--out", program.folder / "drive.log")
        drive = program.folder / "drive.log"
        drive.write_text(KINDS + drive.read_text())
        here = drive
        for number, to in enumerate(("asc", "blf", "mdf", "pcapng", "candump")):
            there = program.folder / f"{number}{WRITABLE[to]}"
            said = convert(program, here, there)
            check_said(differences(frames_of(program, here), frames_of(program, there), to), said, to)
            here = there
        # MDF may put frames with one stamp into another order.
        first = sorted(what(frame) for frame in frames_of(program, drive) if frame["kind"] != "error")
        last = sorted(what(frame) for frame in frames_of(program, here) if frame["kind"] != "error")
        assert first == last
        errors = [sum(frame["kind"] == "error" for frame in frames_of(program, path)) for path in (drive, here)]
        assert errors[0] == errors[1] > 3, errors


def test_a_drive_to_every_format():
    with Program() as program:
        drive = program.folder / "drive.log"
        program.run("simulate", "drive", "--seed", 3, "--frames", 30000, "--out", drive)
        before = frames_of(program, drive)
        kinds = collections.Counter(frame["kind"] for frame in before)
        assert min(kinds[kind] for kind in ("data", "fd", "error")) > 0, kinds
        for to, extension in WRITABLE.items():
            copy = program.folder / f"copy{extension}"
            said = convert(program, drive, copy)
            check_said(differences(before, frames_of(program, copy), to), said, to)


def test_parts():
    with Program() as program:
        source = write(program, "kinds.log", KINDS)
        for options in (("--from", "+0.003"), ("--to", "+0.003"), ("--from", "+0.002", "--to", "+0.0100001"),
                        ("--from", "1700000000.004", "--to", "1700000000.012"), ("--from", "+99")):
            wanted = program.run("frames", source, "--format", "candump", *options)
            copy = program.folder / "part.log"
            convert(program, source, copy, "--replace", *options)
            assert copy.read_bytes() == wanted, options
        assert program.run("frames", source, "--to", "+0.003", "--count").strip() == b"4"
        program.run("convert", source, program.folder / "x.log", "--from", "soon", expect=2)
        program.run("convert", source, program.folder / "x.log", "--from", "1", "--to", "+2", expect=2)


def nothing_left(program):
    return not [path.name for path in program.folder.rglob("*") if ".part" in path.name]


def test_nothing_is_overwritten_unasked():
    with Program() as program:
        source = write(program, "kinds.log", KINDS)
        there = write(program, "there.asc", "my own words\n")
        program.run("convert", source, there, expect=1)
        assert "there already" in program.stderr
        assert there.read_text() == "my own words\n"
        convert(program, source, there, "--replace")
        assert program.inspect(there)["frames"] == len(KINDS.splitlines())
        link = program.folder / "link.log"
        link.symlink_to(source)
        hard = program.folder / "hard.log"
        os.link(source, hard)
        for same in (source, link, hard, program.folder / "." / "kinds.log"):
            for format_name in ("candump", "blf"):
                program.run("convert", source, same, "--format", format_name, "--replace", expect=1)
                assert "never written over itself" in program.stderr
        assert source.read_text() == KINDS and link.is_symlink()
        program.run("convert", source, program.folder, "--format", "asc", "--replace", expect=1)
        program.run("convert", source, program.folder / "no" / "where.asc", expect=1)
        assert nothing_left(program)


def test_special_files_are_not_replaced():
    with Program() as program:
        source = write(program, "kinds.log", KINDS)
        pipe = program.folder / "pipe.asc"
        os.mkfifo(pipe)
        program.run("convert", source, pipe, "--replace", expect=1)
        assert "no regular file" in program.stderr and stat.S_ISFIFO(pipe.stat().st_mode)
        assert nothing_left(program)


def test_standard_output_and_input():
    with Program() as program:
        source = write(program, "kinds.log", KINDS)
        for to, extension in WRITABLE.items():
            if to in ("blf", "mdf"):
                assert program.run("convert", source, "-", "--format", to, expect=1) == b""
                assert "cannot be written to standard output" in program.stderr
                continue
            copy = program.folder / f"copy{extension}"
            convert(program, source, copy)
            assert program.run("convert", source, "-", "--format", to) == copy.read_bytes(), to
            other = program.folder / f"other{extension}"
            program.run("convert", "-", other, stdin=KINDS.encode())
            assert other.read_bytes() == copy.read_bytes(), to
        program.run("convert", source, "-", expect=2)
        assert "candump, asc, blf" in program.stderr
        assert not (program.folder / "-").exists()


def test_times_of_the_next_centuries():
    with Program() as program:
        for seconds in (2305843009, 2400000000, 4102444800, 6000000000):
            source = write(program, "late.log", f"({seconds}.000001) can0 123#AA\n({seconds}.500000) can0 124#BB\n")
            for to, extension in WRITABLE.items():
                copy = program.folder / f"copy{extension}"
                said = convert(program, source, copy, "--replace")
                check_said(differences(frames_of(program, source), frames_of(program, copy), to), said, to)
                times = [nanoseconds(frame) for frame in frames_of(program, copy)]
                assert times == [seconds * 10**9 + 1000, seconds * 10**9 + 5 * 10**8], (to, seconds, times)


def test_a_full_disk_is_no_success():
    with Program() as program:
        drive = program.folder / "drive.log"
        program.run("simulate", "drive", "--seed", 3, "--frames", 30000, "--out", drive)
        for path in (drive, write(program, "kinds.log", KINDS)):
            for command in (("convert", path, "-", "--format", "candump"), ("frames", path), ("inspect", path)):
                with open("/dev/full", "wb") as full:
                    done = subprocess.run([ARGUS, *map(str, command)], env=program.env, stdout=full,
                                          stderr=subprocess.PIPE, check=False)
                assert done.returncode != 0 and b"No space left" in done.stderr, (command, done)
        # A reader that has seen enough is no failure.
        with subprocess.Popen([ARGUS, "frames", str(drive)], env=program.env, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE) as process:
            process.stdout.read(10)
            process.stdout.close()
            assert process.wait() == 0 and process.stderr.read().count(b"space") == 0


def test_names_and_formats():
    with Program() as program:
        source = write(program, "kinds.log", KINDS)
        for name in ("out.xyz", "out", ".hidden"):
            program.run("convert", source, program.folder / name, expect=2)
            assert "does not tell a format" in program.stderr and "pcapng" in program.stderr
            assert not (program.folder / name).exists()
        program.run("convert", source, program.folder / "out.asc", "--format", "nonsense", expect=2)
        assert "no writer" in program.stderr
        convert(program, source, program.folder / "OUT.ASC")
        convert(program, source, program.folder / "out.xyz", "--format", "asc")
        assert (program.folder / "out.xyz").read_bytes() == (program.folder / "OUT.ASC").read_bytes()
        convert(program, source, program.folder / "as.blf", "--read-as", "candump")
        program.run("convert", source, program.folder / "as.trc", "--read-as", "nonsense", expect=2)
        assert not (program.folder / "as.trc").exists()
        picture = program.folder / "picture.log"
        picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
        program.run("convert", picture, program.folder / "picture.asc", expect=1)
        assert "PNG" in program.stderr and not (program.folder / "picture.asc").exists()
        assert nothing_left(program)


def test_compressed_and_archived_recordings():
    with Program() as program:
        source = write(program, "kinds.log", KINDS)
        packed = program.folder / "kinds.log.gz"
        packed.write_bytes(gzip.compress(KINDS.encode()))
        with zipfile.ZipFile(program.folder / "one.zip", "w") as archive:
            archive.write(source, "in/kinds.log")
        with zipfile.ZipFile(program.folder / "two.zip", "w") as archive:
            archive.write(source, "a.log")
            archive.write(source, "b.log")
        for to, extension in WRITABLE.items():
            plain = program.folder / f"plain{extension}"
            convert(program, source, plain)
            for number, archived in enumerate((packed, program.folder / "one.zip")):
                copy = program.folder / f"copy{number}{extension}"
                convert(program, archived, copy)
                assert copy.read_bytes() == plain.read_bytes(), (archived, to)
        program.run("convert", packed, packed, "--format", "asc", "--replace", expect=1)
        assert gzip.decompress(packed.read_bytes()) == KINDS.encode()
        program.run("convert", program.folder / "two.zip", program.folder / "two.asc", expect=1)
        assert "several recordings" in program.stderr
        assert not (program.folder / "two.asc").exists() and nothing_left(program)
        assert list(program.temporary.iterdir()) == []


def test_empty_recordings():
    with Program() as program:
        source = write(program, "kinds.log", KINDS)
        for to, extension in WRITABLE.items():
            empty = program.folder / f"empty{extension}"
            said = convert(program, source, empty, "--to", "+0")
            assert said[-1].startswith("0 frames"), (to, said)
            # An empty text file is no recording of any kind.
            if to != "candump":
                assert program.inspect(empty)["frames"] == 0, to


def test_ctrl_c_leaves_nothing():
    with Program() as program:
        drive = program.folder / "drive.log"
        program.run("simulate", "drive", "--seed", 4, "--frames", 2_000_000, "--out", drive)
        packed = program.folder / "drive.log.gz"
        with gzip.open(packed, "wb", compresslevel=1) as out:
            out.write(drive.read_bytes())
        for source, to in ((drive, "out.mf4"), (drive, "out.asc"), (packed, "out.blf")):
            process = program.start("convert", source, program.folder / to)
            until = time.monotonic() + 60
            while nothing_left(program) and process.poll() is None and time.monotonic() < until:
                time.sleep(0.001)
            process.send_signal(signal.SIGSTOP)
            process.send_signal(signal.SIGINT)
            process.send_signal(signal.SIGCONT)
            err = process.communicate(timeout=120)[1]
            assert process.returncode not in (0, -signal.SIGINT), (to, process.returncode, err)
            assert not (program.folder / to).exists() and nothing_left(program), (to, err)
            assert list(program.temporary.iterdir()) == []


run_tests(globals())
