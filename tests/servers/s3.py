# SPDX-License-Identifier: Apache-2.0
"""A real S3 server: versitygw over a folder. It checks signatures, knows uploads in parts and ranges, and keeps what
it has when it is killed.

Go builds it once, from a pinned version whose sum Go itself checks, into the cache folder.
"""

import fcntl
import os
import re
import shutil
import signal
import subprocess

from common import (
    Unavailable,
    as_ordinary_user,
    cache_folder,
    end,
    free_port,
    give_to_ordinary_user,
    need,
    wait_for_port,
)

VERSION = "v1.8.0"
MODULE = f"github.com/versity/versitygw/cmd/versitygw@{VERSION}"
# From 1.21 on Go fetches the newer toolchain that the module asks for.
LEAST_GO = (1, 21)
BUILD_SECONDS = 1800
START_SECONDS = 60


def check_go(go):
    """Unavailable when this Go is too old to build the server."""
    said = subprocess.run([go, "version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"go(\d+)\.(\d+)", said)
    if not found or (int(found[1]), int(found[2])) < LEAST_GO:
        wanted = f"Go {LEAST_GO[0]}.{LEAST_GO[1]} or newer"
        raise Unavailable(f"building the S3 server takes {wanted}; there is: {said.strip()}")


def build(folder):
    """Builds the server into `folder`."""
    go = need("go", "building the S3 server")
    check_go(go)
    environment = dict(os.environ, GOBIN=str(folder), GOFLAGS="-buildvcs=false", GO111MODULE="on")
    try:
        made = subprocess.run(
            [go, "install", MODULE], env=environment, capture_output=True, text=True, timeout=BUILD_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as late:
        raise Unavailable(f"building the S3 server took longer than {BUILD_SECONDS} s") from late
    if made.returncode != 0:
        raise Unavailable(f"building the S3 server failed: {made.stderr.strip()[-400:]}")


def program():
    """The path of the server, built when it is not there."""
    folder = cache_folder() / f"versitygw-{VERSION}"
    folder.mkdir(exist_ok=True)
    path = folder / "versitygw"
    # Several tests may begin at once: one builds, the others wait.
    with open(folder / "lock", "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            build(folder)
    return path


class Server:
    """One server with one account; what it keeps is in `folder`. Option tls=1: with a certificate of its own making,
    which `ca` in the answer names."""

    def __init__(self, folder, access_key="argus-test-key", secret_key="argus-test-secret-9f2c", tls=""):
        self.folder = folder
        self.access_key = access_key
        self.secret_key = secret_key
        self.port = free_port()
        self.tls = bool(tls)
        self.process = None
        self.log = folder / "log.txt"

    def start(self):
        data = self.folder / "data"
        data.mkdir(exist_ok=True)
        runnable = self.folder / "versitygw"
        if not runnable.exists():
            # Copied, because an ordinary user cannot look into the cache of another.
            shutil.copy(program(), runnable)
            runnable.chmod(0o755)
        certificate = self.make_certificate() if self.tls else []
        give_to_ordinary_user(self.folder)
        # The keys go by the environment: a command line can be read by everybody on the machine.
        environment = dict(os.environ, ROOT_ACCESS_KEY_ID=self.access_key, ROOT_SECRET_ACCESS_KEY=self.secret_key)
        command = [str(runnable), "--port", f"127.0.0.1:{self.port}", "--quiet", "--keep-alive"]
        command += [*certificate, "posix", str(data)]
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                as_ordinary_user(command),
                env=environment,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        wait_for_port(self.port, self.process, START_SECONDS, self.log)
        scheme = "https" if self.tls else "http"
        return {
            "url": f"s3+{scheme}://127.0.0.1:{self.port}/argus-test",
            "endpoint": f"{scheme}://127.0.0.1:{self.port}",
            "port": self.port,
            "access_key": self.access_key,
            "secret_key": self.secret_key,
            "folder": str(data),
            "ca": str(self.folder / "server.crt") if self.tls else "",
        }

    def make_certificate(self):
        """A certificate that signs itself, made once; the options that name it."""
        key, certificate = self.folder / "server.key", self.folder / "server.crt"
        if not certificate.exists():
            command = [need("openssl", "a certificate"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
            command += ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
            command += ["-keyout", str(key), "-out", str(certificate)]
            subprocess.run(command, check=True, stdin=subprocess.DEVNULL, capture_output=True)
        return ["--cert", str(certificate), "--key", str(key)]

    def freeze(self):
        """Stops answering without closing anything."""
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self):
        self.process.send_signal(signal.SIGCONT)

    def stop(self):
        if self.process and self.process.poll() is None:
            self.thaw()
            end(self.process)

    def kill(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def restart(self):
        """On the same port, over the same data."""
        self.stop()
        self.start()
