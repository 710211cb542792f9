# SPDX-License-Identifier: Apache-2.0
"""Runs argus for the tests: in a folder of its own, with a store of its own."""
import json
import os
import pathlib
import subprocess
import tempfile

ARGUS = os.environ["ARGUS"]


class Program:
    """argus with its own temporary folder and store."""

    def __init__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="argus-cli-test-")
        self.folder = pathlib.Path(self._folder.name)
        self.temporary = self.folder / "tmp"
        self.temporary.mkdir()
        self.env = {k: v for k, v in os.environ.items() if not k.startswith("ARGUS_")}
        self.env.update(ARGUS_STORE=str(self.folder / "store.db"), TMPDIR=str(self.temporary), LC_ALL="C.UTF-8",
                        XDG_CACHE_HOME=str(self.folder / "cache"))

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self._folder.cleanup()

    def without_store(self):
        """The environment for commands that use a temporary store."""
        return {k: v for k, v in self.env.items() if k != "ARGUS_STORE"}

    def run(self, *args, expect=0, env=None, stdin=None, timeout=300):
        """Runs a command; its stdout as bytes. The exit status must be one of `expect`."""
        done = subprocess.run([ARGUS, *map(str, args)], env=env or self.env, input=stdin, capture_output=True,
                              timeout=timeout, check=False)
        wanted = expect if isinstance(expect, tuple) else (expect,)
        assert done.returncode in wanted, (
            f"argus {' '.join(map(str, args))}: exit {done.returncode}, expected {wanted}\n"
            f"{done.stderr.decode(errors='replace')[-2000:]}")
        self.stderr = done.stderr.decode(errors="replace")
        return done.stdout

    def json(self, *args, **options):
        return json.loads(self.run(*args, **options))

    def start(self, *args, env=None):
        """Starts a command and returns at once."""
        return subprocess.Popen([ARGUS, *map(str, args)], env=env or self.env, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE)

    def analyze(self, *paths, expect=0):
        return self.json("analyze", *paths, "--format", "json", env=self.without_store(), expect=expect)

    def inspect(self, path, **options):
        return self.json("inspect", path, "--format", "json", env=self.without_store(), **options)


def run_tests(namespace):
    """Runs every function of a module whose name begins with test_."""
    for name, function in list(namespace.items()):
        if name.startswith("test_") and callable(function):
            print(name, flush=True)
            function()
    print("all passed")
