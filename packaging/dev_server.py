#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs one server of tests/servers for development until it is told to end (SIGTERM): see dev-servers.sh.

    dev_server.py NAME FOLDER

The first run makes the server in FOLDER; later ones start it again on the same port with the same data. FOLDER/facts.json
is there exactly while the server answers, and says how to reach it.
"""

import importlib
import json
import os
import pathlib
import pickle
import signal
import sys

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


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    name, folder = sys.argv[1], pathlib.Path(sys.argv[2])
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


if __name__ == "__main__":
    main()
