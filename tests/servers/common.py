# SPDX-License-Identifier: Apache-2.0
"""What the servers of this folder share: free ports, an ordinary user, the cache of what was brought, waiting."""

import os
import pathlib
import pwd
import shutil
import socket
import subprocess
import time


class Unavailable(Exception):
    """The server cannot be had here; the text says why."""


class NotAllowed(Unavailable):
    """Nothing is missing, but this user may not do it here; no failure even where servers are required."""


def free_port():
    """A port of the loopback interface that nobody listens on now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def cache_folder():
    """Where downloaded servers are kept between runs; made when absent."""
    given = os.environ.get("ARGUS_TEST_SERVERS")
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    folder = pathlib.Path(given) if given else pathlib.Path(base) / "argus-test-servers"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def need(program, why):
    """The path of a program, or Unavailable."""
    found = shutil.which(program)
    if not found:
        raise Unavailable(f"{why}: {program} is not installed")
    return found


def as_ordinary_user(command):
    """The command, run as `nobody` when we are root: servers refuse to run as root, or should."""
    if os.geteuid() != 0:
        return list(command)
    setpriv = need("setpriv", "an ordinary user")
    return [setpriv, "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--", *command]


def give_to_ordinary_user(folder):
    """Hands a folder and what is in it to the user of as_ordinary_user."""
    if os.geteuid() != 0:
        return
    user = pwd.getpwnam("nobody")
    for path in [folder, *pathlib.Path(folder).rglob("*")]:
        os.chown(path, user.pw_uid, user.pw_gid)


class SmallDisk:
    """A file system of its own in a folder, which a test can fill. NotAllowed where the user may mount none."""

    def __init__(self, folder, mebibytes):
        self.folder = pathlib.Path(folder)
        if os.geteuid() != 0:
            raise NotAllowed("a small disk: only root mounts one")
        mounted = subprocess.run([need("mount", "a small disk"), "-t", "tmpfs", "-o", f"size={mebibytes}m", "tmpfs",
                                  str(self.folder)], stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if mounted.returncode != 0:
            raise NotAllowed(f"a small disk: {mounted.stderr.strip()}")

    def fill(self):
        """Takes all the room that is left."""
        with open(self.folder / "filler", "ab", buffering=0) as filler:
            for size in (1 << 20, 4096):
                try:
                    while filler.write(bytes(size)):
                        pass
                except OSError:
                    pass

    def free(self):
        (self.folder / "filler").unlink(missing_ok=True)

    def remove(self):
        subprocess.run(["umount", "--lazy", str(self.folder)], stdin=subprocess.DEVNULL, check=False)


def wait_for_port(port, process, seconds, log=None):
    """Waits until somebody listens; RuntimeError when the process ended or the time is over."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}{tail_of(log)}")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=0.2).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"nobody listens on port {port} after {seconds} s{tail_of(log)}")


def tail_of(log):
    if not log or not os.path.exists(log):
        return ""
    with open(log, errors="replace") as text:
        return ":\n" + "".join(text.readlines()[-20:])


def end(process, seconds=15):
    """Asks a process to end, then ends it."""
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
