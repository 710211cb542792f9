# SPDX-License-Identifier: Apache-2.0
"""Indexes of recordings only save time: what argus says is the same without one, with one, and with a damaged one.
Also what a user says about a recording: how it is to be read, and how its clock runs."""
import os
import random

from frame_files import convert, frames_of, write
from program import Program, run_tests

QUESTIONS = (
    ("--count",),
    ("--skip", "40000", "--limit", "25", "--format", "json"),
    ("--skip", "119990", "--format", "json"),
    ("--skip", "99999999", "--format", "json"),
    ("--from", "+2", "--to", "+2.05", "--format", "json"),
    ("--from", "+2", "--to", "+2.05", "--count"),
    ("--from", "+2", "--to", "+2.5", "--skip", "100", "--limit", "7", "--format", "candump"),
    ("--from", "+3", "--count"),
    ("--to", "+0.01", "--format", "json"),
    ("--from", "+999999", "--count"),
    ("--from", "+1", "--to", "+0.5", "--count"),
)


class Cached(Program):
    """argus with a cache of its own."""

    def __init__(self):
        super().__init__()
        self.cache = self.folder / "cache"
        self.cache.mkdir()
        self.env["XDG_CACHE_HOME"] = str(self.cache)

    def indexes(self):
        return sorted(path for path in self.cache.rglob("*") if path.is_file())

    def forget(self):
        for path in self.indexes():
            path.unlink()

    def drive(self, seed=9, frames=120_000):
        path = self.folder / f"drive-{seed}.log"
        self.run("simulate", "drive", "--seed", seed, "--frames", frames, "--out", path)
        return path

    def answer(self, path, question):
        """What is said to a question. Where the reading ends early it cannot know what is wrong further on."""
        return self.run("frames", path, *question), "" if "--limit" in question else self.stderr


def check(got, wanted, place):
    assert got == wanted, (place, [part[:300] for part in got], [part[:300] for part in wanted])


def test_the_same_with_and_without():
    with Cached() as program:
        drive = program.drive()
        for extension in (".log", ".asc", ".mf4", ".blf"):
            path = drive if extension == ".log" else program.folder / f"drive{extension}"
            if path != drive:
                convert(program, drive, path)
            without = {}
            for question in QUESTIONS:
                program.forget()
                without[question] = program.answer(path, question)
            if path.stat().st_size < 4 << 20:
                assert not program.indexes(), path  # read again faster than looked up
                continue
            program.forget()
            program.run("frames", path, "--count")
            assert len(program.indexes()) == 1, (path, program.indexes())
            for question in QUESTIONS:
                check(program.answer(path, question), without[question], (path.name, question))
            assert len(program.indexes()) == 1
            program.forget()
        assert drive.stat().st_size > 4 << 20
        # Nothing lies beside the evidence.
        assert {path.name for path in program.folder.iterdir()} <= {
            "cache", "tmp", drive.name, "drive.asc", "drive.mf4", "drive.blf"}


def test_formats_that_do_not_ascend_are_indexed_too():
    """MDF keeps each kind of frame together: its index holds the payloads."""
    with Cached() as program:
        noise = random.Random(5)  # what cannot be compressed makes a large file
        lines = []
        for number in range(120_000):
            data = noise.randbytes(64 if number % 2 else 8).hex().upper()
            data = "R" if number % 1000 == 7 else "#1" + data if number % 2 else data
            stamp = f"{1700000000 + number // 10000}.{number % 10000 * 100:06d}"
            lines.append(f"({stamp}) can0 {number % 2000:03X}#{data}\n")
        path = program.folder / "noise.mf4"
        convert(program, write(program, "noise.log", "".join(lines)), path)
        assert path.stat().st_size > 4 << 20, path.stat().st_size
        without = {question: program.answer(path, question) for question in QUESTIONS if not program.forget()}
        assert len(program.indexes()) == 1
        assert without[QUESTIONS[0]][0].strip() == b"120000"
        for question in QUESTIONS:
            check(program.answer(path, question), without[question], question)


def test_small_recordings_have_none():
    with Cached() as program:
        path = write(program, "small.log", "(1.000000) can0 123#11\n")
        assert program.run("frames", path, "--count").strip() == b"1"
        assert not program.indexes()


def test_damaged_indexes_are_ignored():
    with Cached() as program:
        path = program.drive()
        program.forget()
        wanted = {question: program.answer(path, question) for question in QUESTIONS}
        (index,) = program.indexes()
        whole = index.read_bytes()
        damaged = {
            "empty": b"",
            "other": b"no index at all" * 1000,
            "cut at half": whole[:len(whole) // 2],
            "cut at the end": whole[:-1],
            "zeros at the start": bytes(64) + whole[64:],
            "zeros in the middle": whole[:len(whole) // 2] + bytes(4096) + whole[len(whole) // 2 + 4096:],
            "ones at the end": whole[:-200] + b"\xff" * 200,
            "longer": whole + whole,
        }
        for name, content in damaged.items():
            for question in QUESTIONS[:6]:
                index.write_bytes(content)
                check(program.answer(path, question), wanted[question], (name, question))
        index.unlink(missing_ok=True)
        index.mkdir()
        (index / "full").touch()
        check(program.answer(path, QUESTIONS[0]), wanted[QUESTIONS[0]], "a folder in its place")
        # A cache that cannot be written is no obstacle either.
        program.env["XDG_CACHE_HOME"] = str(path)
        for question in QUESTIONS[:3]:
            check(program.answer(path, question), wanted[question], question)


def test_a_changed_recording_is_read_again():
    with Cached() as program:
        path = program.drive()
        count = int(program.run("frames", path, "--count"))
        assert len(program.indexes()) == 1
        with open(path, "ab") as out:
            out.write(b"\n(1900000000.000000) can0 7FF#0102\n")
        assert int(program.run("frames", path, "--count")) == count + 1
        last = frames_of(program, path, "--skip", str(count))
        assert [frame["data"] for frame in last] == ["0102"], last
        # In the middle, the size and both ends as before: the time of the change tells.
        known = path.stat()
        with open(path, "r+b") as out:
            out.seek(known.st_size // 2)
            out.readline()
            at = out.tell()
            length = len(out.readline()) - 1
            out.seek(at)
            out.write(b"." * length)
        os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns + 1))
        assert int(program.run("frames", path, "--count")) == count
        # Another recording under the old name.
        other = program.drive(seed=12, frames=130_000)
        wanted = program.run("frames", other, "--count")
        os.replace(other, path)
        assert program.run("frames", path, "--count") == wanted


def test_the_wanted_format_overrules():
    with Cached() as program:
        path = program.drive()
        count = program.run("frames", path, "--count")
        assert program.run("frames", path, "--count", "--read-as", "candump") == count
        # The index was made by another reader: it must not answer for this one.
        assert program.run("frames", path, "--count", "--read-as", "asc").strip() == b"0"
        assert program.run("frames", path, "--count") == count
        program.run("frames", path, "--count", "--read-as", "nonsense", expect=2)
        assert "nonsense" in program.stderr
        # What looks like a table is read as one, or not, as the user says.
        table = write(program, "table.txt", "Time Stamp,ID,Extended,Dir,Bus,LEN,D1,D2,D3,D4,D5,D6,D7,D8\n"
                                            "1000,00000123,false,Rx,0,2,11,22,\n")
        assert program.inspect(table)["format"] == "gvret_csv"
        assert len(frames_of(program, table)) == len(frames_of(program, table, "--read-as", "gvret_csv")) == 1
        assert not frames_of(program, table, "--read-as", "candump")
        assert program.json("inspect", table, "--read-as", "csv", "--format", "json")["format"] == "csv"


def test_shifted_clocks():
    """A recorder whose clock was an hour wrong: its answers belong to the questions of the other."""
    ask = "(1700000000.{0:06d}) can0 7E0#0322F190AAAAAAAA\n"
    tell = "(1699996400.{0:06d}) can0 7E8#037F2231AAAAAAAA\n"
    with Program() as program:
        one = write(program, "a.log", "".join(ask.format(number * 1000) for number in range(5)))
        plain = write(program, "plain.log", "".join(tell.format(number * 1000 + 500) for number in range(5)))
        two = program.folder / "b.asc"
        convert(program, plain, two)
        env = program.without_store()
        untouched = program.json("analyze", one, two, "--format", "json", env=env)
        assert [entry["name"] for entry in untouched["files"]] == ["a.log", "b.asc"]
        shifted = program.json("analyze", one, two, "--shift", "b.asc=3600", "--format", "json", env=env)
        before, after = ({entry["name"]: entry["clock"] for entry in result["files"]}
                         for result in (untouched, shifted))
        assert before["a.log"] == after["a.log"], (before, after)
        assert before["b.asc"]["shift"] == 0 and before["b.asc"]["source"] != "given", before
        assert after["b.asc"] == {"shift": 3600, "source": "given", "common_frames": 0,
                                  "reference": "a.log"}, after
        # On one clock there is one timeline, here of ten frames within some milliseconds.
        assert [entry["end"] - entry["start"] < 1 for entry in shifted["timeline"]] == [True], shifted["timeline"]
        for bad in ("b.asc", "b.asc=soon", "=5"):
            program.run("analyze", one, two, "--shift", bad, expect=2, env=env)
        program.run("analyze", one, two, "--shift", "c.asc=5", "--format", "json", expect=1, env=env)
        assert "c.asc: no file has this name" in program.stderr


run_tests(globals())
