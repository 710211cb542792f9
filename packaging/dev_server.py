#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs one server of tests/servers for development until it is told to end (SIGTERM): see dev-servers.sh.

    dev_server.py NAME FOLDER          runs it
    dev_server.py NAME FOLDER end      ends what a killed dev_server.py left running

The first run makes the server in FOLDER; later ones start it again on the same port with the same data.
FOLDER/facts.json is there exactly while the server answers, and says how to reach it.
"""

import importlib
import json
import os
import pathlib
import pickle
import signal
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests" / "servers"))


class Ended:
    """Stands for the process of an earlier run."""

    returncode = 0

    @staticmethod
    def poll():
        return 0


def write_private(path, content):
    """Passwords are in it: for its owner alone, and whole or not at all."""
    draft = path.with_name(path.name + ".new")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    draft.rename(path)


def start(module, folder):
    """The server and what it says of itself."""
    memory = folder / "server.pickle"
    if memory.exists():
        server, facts = pickle.loads(memory.read_bytes())
        server.process = Ended()
        server.restart()
        return server, facts
    place = folder / "server"
    place.mkdir()
    server = module.Server(place)
    facts = server.start()
    process, server.process = server.process, None
    write_private(memory, pickle.dumps((server, facts)))
    server.process = process
    return server, facts


def born(pid):
    """When a process started, in ticks since the machine did: with its id it names one process only."""
    try:
        # The second field, the program's name, may hold spaces and brackets.
        return pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[19]
    except (OSError, IndexError):
        return None


def end_leftover(folder):
    """Ends the server of a dev_server.py that was killed."""
    memory = folder / "server.pid"
    try:
        pid, start_ticks = memory.read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return
    for sent in (signal.SIGTERM, signal.SIGKILL):
        if born(pid) == start_ticks:
            os.kill(int(pid), sent)
        for _ in range(100):
            if born(pid) != start_ticks:
                memory.unlink()
                return
            time.sleep(0.1)


def main():
    if len(sys.argv) < 3 or sys.argv[3:] not in ([], ["end"]):
        sys.exit(__doc__)
    name, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    end_leftover(folder)
    if sys.argv[3:]:
        return
    ends = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    facts_file = folder / "facts.json"
    facts_file.unlink(missing_ok=True)
    module = importlib.import_module(name)
    try:
        # A child must be able to be ended.
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ends)
        server, facts = start(module, folder)
        signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    except (module.Unavailable, RuntimeError, OSError) as reason:
        sys.exit(f"{name}: {reason}")
    try:
        pid = server.process.pid
        write_private(folder / "server.pid", f"{pid} {born(pid)}\n".encode())
        write_private(facts_file, json.dumps(facts).encode())
        while True:
            # Looks now and then whether the server is still there.
            if signal.sigtimedwait(ends, 2) is not None:
                break
            if server.process.poll() is not None:
                sys.exit(f"{name}: the server ended by itself; its log is in {folder}/server")
    finally:
        facts_file.unlink(missing_ok=True)
        server.stop()
        (folder / "server.pid").unlink(missing_ok=True)


if __name__ == "__main__":
    main()
