# SPDX-License-Identifier: Apache-2.0
"""Where results go: never over what they are made of, into devices and through links, and nowhere by accident when
standard streams are closed."""
import os
import signal
import stat
import subprocess
import time

from program import ARGUS, Program, run_tests

DRIVE = (b"(1700000000.000000) can0 7DF#0103AAAAAAAAAAAA\n"
         b"(1700000000.010000) can0 7E8#06430201330301AA\n")


def recording(folder, name="drive.log"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(DRIVE)
    return path


def test_a_recording_is_never_the_target():
    with Program() as program:
        source = recording(program.folder)
        second = recording(program.folder, "other.log")
        link = program.folder / "link.log"
        link.symlink_to(source)
        hard = program.folder / "hard.log"
        os.link(source, hard)
        inside = recording(program.folder, "session/drive.log")
        for inputs, out in (((source,), source), ((source,), link), ((source,), hard), ((second, source), source),
                            ((second, link), source), ((program.folder / "session",), inside)):
            assert program.run("analyze", *inputs, "--out", out, expect=1, env=program.without_store()) == b""
            assert "never written over" in program.stderr, program.stderr
            assert out.read_bytes() == DRIVE and link.is_symlink()
        # Beside them there is room.
        for out in (program.folder / "report.txt", program.folder / "session" / "report.txt"):
            program.run("analyze", program.folder / "session", "--out", out, env=program.without_store())
            assert "P0301" in out.read_text()


def test_the_store_is_never_the_target():
    with Program() as program:
        batch = program.json("submit", recording(program.folder), "--vehicle", "v", "--wait")["batch_id"]
        store = program.folder / "store.db"
        before = store.stat().st_ino
        program.run("report", batch, "--out", store, expect=1)
        program.run("analyze", program.folder / "drive.log", "--out", store, expect=1)
        assert "the store" in program.stderr and store.stat().st_ino == before
        assert "P0301" in program.run("report", batch).decode()


def test_what_a_drive_must_hold_goes_beside_the_drive():
    with Program() as program:
        both = program.folder / "both"
        for expect in (both, program.folder / "." / "both"):
            program.run("simulate", "drive", "--frames", 100, "--out", both, "--expect", expect, expect=2)
            assert "same file" in program.stderr and not both.exists()
        program.run("simulate", "drive", "--frames", 100, "--out", "-", "--expect", "-", expect=2)


def test_links_are_followed_and_rights_are_kept():
    with Program() as program:
        source = recording(program.folder)
        batch = program.json("submit", source, "--vehicle", "v", "--wait")["batch_id"]
        for number, command in enumerate((("analyze", source), ("report", batch), ("convert", source),
                                          ("simulate", "drive", "--frames", 10))):
            real = program.folder / f"real{number}.asc"
            real.write_text("old")
            real.chmod(0o600)
            links = [program.folder / f"link{number}.asc", program.folder / f"new{number}.asc"]
            links[0].symlink_to(real)
            links[1].symlink_to(f"fresh{number}.asc")  # not there yet
            for link in links:
                out = (link, "--replace") if command[0] == "convert" else ("--out", link)
                program.run(*command, *out)
                assert link.is_symlink() and link.resolve().stat().st_size > 3, (command, link)
            if command[0] in ("analyze", "report"):
                assert stat.S_IMODE(real.stat().st_mode) == 0o600


def test_devices_and_pipes_are_written_to():
    with Program() as program:
        source = recording(program.folder)
        env = program.without_store()
        pipe = program.folder / "pipe"
        os.mkfifo(pipe)
        for command in (("analyze", source), ("simulate", "drive", "--frames", "10")):
            process = program.start(*command, "--out", pipe, env=env)
            with open(pipe, "rb") as reader:
                assert len(reader.read()) > 100
            assert process.wait(60) == 0 and stat.S_ISFIFO(pipe.stat().st_mode)
            process.communicate()
        for command in (("analyze", source), ("simulate", "drive", "--frames", "10")):
            program.run(*command, "--out", "/dev/null", env=env)
            assert stat.S_ISCHR(os.stat("/dev/null").st_mode)
            program.run(*command, "--out", "/dev/full", env=env, expect=3)
            assert "/dev/full" in program.stderr and "No space left" in program.stderr, program.stderr
        log = program.folder / "log.txt"
        log.write_text("before\n")
        with open(log, "ab") as out:
            subprocess.run([ARGUS, "analyze", str(source), "--out", "/dev/stdout"], env=env, stdout=out, check=True)
        assert log.read_text().startswith("before\n") and "P0301" in log.read_text()
        program.run("analyze", source, "--out", program.folder, env=env, expect=1)
        assert "is a folder" in program.stderr


def closed(program, number, *args, **options):
    """Runs a command with one of its standard streams closed."""
    done = subprocess.run(["/bin/sh", "-c", f'exec "$@" {number}', "sh", ARGUS, *map(str, args)],
                          env=options.get("env", program.env), capture_output=True, check=False)
    return done


def test_closed_streams_are_nobody_elses_file():
    with Program() as program:
        source = recording(program.folder)
        for command in (("analyze", source), ("frames", source), ("inspect", source)):
            done = closed(program, ">&-", *command)
            assert done.returncode == 3 and b"cannot write to standard output" in done.stderr, (command, done)
        assert b"P0301" not in (program.folder / "store.db.lock").read_bytes()
        assert closed(program, "2>&-", "analyze", source).returncode == 0
        assert closed(program, "<&-", "analyze", source).returncode == 0
        assert closed(program, "<&-", "analyze", "-").returncode == 3
        assert source.read_bytes() == DRIVE


def test_a_reader_that_has_enough_is_no_failure():
    with Program() as program:
        source = program.folder / "drive.log"
        program.run("simulate", "drive", "--seed", 3, "--frames", 200_000, "--out", source)
        small = recording(program.folder, "small.log")
        for command in (("analyze", source, "--format", "json"), ("analyze", small), ("frames", source),
                        ("simulate", "drive", "--frames", 10, "--out", "/dev/null", "--expect", "-")):
            done = subprocess.run(["/bin/bash", "-c", 'set -o pipefail; { sleep 0.2; "$@"; } | true', "sh", ARGUS,
                                   *map(str, command)], env=program.without_store(), capture_output=True, check=False)
            assert done.returncode == 0 and done.stderr.count(b"ipe") == 0, (command, done)


def test_a_full_disk_shows_also_where_a_file_failed():
    with Program() as program:
        empty = program.folder / "empty.log"
        empty.write_bytes(b"")
        with open("/dev/full", "wb") as full:
            done = subprocess.run([ARGUS, "analyze", str(recording(program.folder)), str(empty)],
                                  env=program.without_store(), stdout=full, stderr=subprocess.PIPE, check=False)
        assert done.returncode == 3 and b"No space left" in done.stderr, done


def test_an_unfinished_drive_leaves_nothing():
    with Program() as program:
        out = program.folder / "drive.log"
        process = program.start("simulate", "drive", "--bytes", "4GB", "--out", out)
        until = time.monotonic() + 60
        while not list(program.folder.glob("drive.log*")) and time.monotonic() < until:
            time.sleep(0.001)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        assert process.returncode == 3 and not list(program.folder.glob("drive.log*"))
        # One that was there stays until a new one is complete.
        out.write_bytes(DRIVE)
        source = program.folder / "source.log"
        program.run("simulate", "drive", "--bytes", "4MB", "--out", source)
        for command in (("simulate", "drive", "--bytes", "4MB", "--out", out), ("convert", source, out, "--replace")):
            # A limit of the system stands for a full disk.
            done = subprocess.run(["/bin/sh", "-c", 'trap "" XFSZ; ulimit -f 4096; exec "$@"', "sh", ARGUS,
                                   *map(str, command)], env=program.env, capture_output=True, check=False)
            assert done.returncode == 3 and b"drive.log: cannot write" in done.stderr, done
            assert out.read_bytes() == DRIVE and list(program.folder.glob("drive.log*")) == [out]


run_tests(globals())
