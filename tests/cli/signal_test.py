# SPDX-License-Identifier: Apache-2.0
"""SIGTERM once ends a program in order: the running step reaches its end, nothing else begins, and the next start goes
on. A second request ends it at once. The programs are frozen while the signals are sent, so that no step can end in
between."""
import os
import pathlib
import signal
import sqlite3
import subprocess
import time

from program import ARGUS, Program, run_tests

DESK = os.environ.get("ARGUS_DESK")
SECONDS = 120


def drive(program, frames=3_000_000):
    path = program.folder / "drive.log"
    program.run("simulate", "drive", "--seed", 4, "--frames", frames, "--out", path)
    return path


def ask(program, statement):
    database = sqlite3.connect(f"file:{program.folder / 'store.db'}?mode=ro", uri=True)
    try:
        return database.execute(statement).fetchall()
    except sqlite3.OperationalError:
        return []  # the store is only being made
    finally:
        database.close()


def freeze_while_parsing(program, process):
    """Stops the process in the middle of its parse task."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise AssertionError(f"ended with {process.returncode}: {process.stderr.read().decode()[-2000:]}")
        if not (program.folder / "store.db").exists():
            time.sleep(0.002)
        elif ask(program, "SELECT 1 FROM tasks WHERE stage = 'parse' AND status = 'running'"):
            process.send_signal(signal.SIGSTOP)
            # It stands still now: if the task is still running, it runs until the process is woken.
            os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOWAIT)
            if ask(program, "SELECT 1 FROM tasks WHERE stage = 'parse' AND status = 'running'"):
                return
            raise AssertionError("the parse ended before the program could be frozen: make the drive longer")
    raise AssertionError("the parse does not begin")


def end(process, *signals):
    """Sends the signals, wakes the process, and waits for its end."""
    for each in signals:
        process.send_signal(each)
    process.send_signal(signal.SIGCONT)
    out, err = process.communicate(timeout=SECONDS)
    return process.returncode, out.decode(), err.decode()


def submit(program, path, *more):
    return ["submit", path, "--vehicle", "car", "--key", "k", "--wait", *more]


def parses(program):
    return ask(program, "SELECT outcome, attempt FROM attempts WHERE stage = 'parse' ORDER BY fence")


def check_goes_on(program, path):
    """The next start finishes the batch."""
    batch = program.json(*submit(program, path))["batch_id"]
    assert program.json("batches", "show", batch, "--format", "json")["status"] == "completed"
    assert ask(program, "SELECT id FROM tasks WHERE status IN ('running') OR attempt > 1") == []


def test_one_signal_lets_the_running_step_end_and_starts_no_other():
    with Program() as program:
        path = drive(program)
        process = program.start(*submit(program, path))
        freeze_while_parsing(program, process)
        status, _, err = end(process, signal.SIGTERM)
        assert status == 3, (status, err)
        assert "interrupted" in err, err
        assert parses(program) == [("completed", 1)], parses(program)
        assert ask(program, "SELECT status FROM files") == [("parsed",)], ask(program, "SELECT * FROM files")
        assert ask(program, "SELECT stage, status FROM tasks WHERE stage NOT IN ('scatter', 'parse')") == [
            ("gather", "available")]
        assert not (program.folder / "store.db.sock").exists()
        check_goes_on(program, path)
        assert parses(program) == [("completed", 1)], "the step was done twice"


def test_two_signals_end_at_once_and_the_next_start_goes_on():
    with Program() as program:
        path = drive(program)
        process = program.start(*submit(program, path))
        freeze_while_parsing(program, process)
        # Two different ones: the same signal twice would be one while the process is frozen.
        status, _, err = end(process, signal.SIGINT, signal.SIGTERM)
        assert status in (128 + signal.SIGTERM, 128 + signal.SIGINT), (status, err)
        assert ask(program, "SELECT status FROM files") == [("parsing",)]
        check_goes_on(program, path)
        assert parses(program)[-1] == ("completed", 1), parses(program)


def test_a_signal_ends_a_command_without_a_store():
    with Program() as program:
        path = drive(program)
        for arguments in (["analyze", path], ["analyze", "-"]):
            process = subprocess.Popen([ARGUS, *map(str, arguments)], env=program.without_store(),
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            # Its folder of its own is there once it has begun.
            until = time.monotonic() + SECONDS
            while not any(program.temporary.iterdir()) and time.monotonic() < until:
                time.sleep(0.002)
            process.send_signal(signal.SIGTERM)
            # Standard input stays open: it is not its end that ends the command.
            assert process.wait(timeout=SECONDS) in (0, 3), arguments
            process.communicate()
            assert not any(program.temporary.iterdir()), arguments


def start_desk(program, path):
    env = dict(program.env, QT_QPA_PLATFORM="offscreen", HOME=str(program.folder),
               XDG_CONFIG_HOME=str(program.folder / "config"), XDG_DATA_HOME=str(program.folder / "data"),
               XDG_CACHE_HOME=str(program.folder / "cache"))
    return subprocess.Popen([DESK, "--store", str(program.folder / "store.db"), "--sample", str(path)], env=env,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_the_desk_ends_in_order_too():
    if not DESK:
        return
    with Program() as program:
        path = drive(program)
        process = start_desk(program, path)
        freeze_while_parsing(program, process)
        status, _, err = end(process, signal.SIGTERM)
        assert status == 0, (status, err)
        assert parses(program) == [("completed", 1)], parses(program)
        assert ask(program, "SELECT id FROM tasks WHERE status = 'running'") == []
        assert not pathlib.Path(program.folder / "store.db.sock").exists()


def test_the_desk_ends_at_once_when_asked_twice():
    if not DESK:
        return
    with Program() as program:
        path = drive(program)
        process = start_desk(program, path)
        freeze_while_parsing(program, process)
        status, _, err = end(process, signal.SIGINT, signal.SIGTERM)
        assert status in (128 + signal.SIGTERM, 128 + signal.SIGINT), (status, err)
        assert ask(program, "SELECT status FROM files") == [("parsing",)]


run_tests(globals())
