#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Starts a real server for a test and says where it is.

    serve.py NAME [OPTION=VALUE...]

NAME is a module of this folder: postgres, kafka, s3. One line of JSON on standard output says where the server listens
({"url": ...} and what else a client needs), or {"unavailable": "why"}. The commands `kill`, `restart`, `stop`, `freeze`
and `thaw`, one a line on standard input, are answered by another line each; the server ends with the end of standard
input.
"""

import importlib
import json
import pathlib
import shutil
import signal
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))


def say(answer):
    print(json.dumps(answer), flush=True)


def obey(server):
    """Commands until standard input ends."""
    for line in sys.stdin:
        command = line.strip()
        if command not in ("kill", "restart", "stop", "freeze", "thaw"):
            say({"error": f"unknown command '{command}'"})
            continue
        try:
            answer = getattr(server, command)()
            say(answer or {"done": command})
        except Exception as error:  # the test decides what a failed restart means
            say({"error": f"{command}: {error}"})


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    # Ctrl+C in a terminal reaches the whole group; the server ends when the test closes our input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    options = dict(option.split("=", 1) for option in sys.argv[2:])
    module = importlib.import_module(sys.argv[1])
    folder = pathlib.Path(tempfile.mkdtemp(prefix=f"argus-{sys.argv[1]}-"))
    server = None
    try:
        try:
            server = module.Server(folder, **options)
            say(server.start())
        except module.Unavailable as reason:
            say({"unavailable": str(reason)})
            return
        obey(server)
    finally:
        if server:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
