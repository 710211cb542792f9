# SPDX-License-Identifier: Apache-2.0
"""A whole shared installation for a test: PostgreSQL, Kafka, an S3 server (or a folder), and workers, all real."""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

SERVERS = pathlib.Path(__file__).parent.parent / "servers"
sys.path.insert(0, str(SERVERS))

import kafka  # noqa: E402
import postgres  # noqa: E402
import s3  # noqa: E402
from common import NotAllowed, SmallDisk, Unavailable, need  # noqa: E402
from proxy import Proxy  # noqa: E402

LEASE_SECONDS = 4
WRONG_CLOCK = SERVERS.parent / "support" / "wrong_clock.c"


class Cluster:
    """`with Cluster(argus) as cluster:` has everything up and the schema made. `proxied`: the programs reach database
    and S3 through proxies that can be cut. `options`: of the servers, by their names ({"kafka": {"brokers": 3}}).
    `disk`: with blobs="folder", the folder is a file system of so many MiB."""

    def __init__(self, argus, proxied=False, lease=LEASE_SECONDS, blobs="s3", options=None, disk=0):
        self.argus = argus
        self.proxied = proxied
        self.lease = lease
        self.blobs = blobs
        self.options = options or {}
        self.disk_size = disk
        self.disk = None
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="argus-shared-"))
        self.servers = {}
        self.facts = {}
        self.proxies = {}
        self.workers = []
        self.started = 0

    def __enter__(self):
        try:
            modules = {"postgres": postgres, "kafka": kafka}
            if self.blobs == "s3":
                modules["s3"] = s3
            for name, module in modules.items():
                folder = self.folder / name
                folder.mkdir()
                # The server runs as another user: it must be able to get there.
                os.chmod(self.folder, 0o755)
                self.servers[name] = module.Server(folder, **self.options.get(name, {}))
                self.facts[name] = self.servers[name].start()
            if self.disk_size:
                (self.folder / "shared").mkdir()
                self.disk = SmallDisk(self.folder / "shared", self.disk_size)
            if self.proxied:
                self.put_proxies_between()
            self.admin("db", "migrate")
        except BaseException:
            self.__exit__()
            raise
        return self

    def put_proxies_between(self):
        for name in ("postgres", "s3"):
            if name not in self.facts:
                continue
            port = int(self.facts[name]["port"])
            self.proxies[name] = Proxy(port)
            for key in ("url", "admin_url"):
                if key in self.facts[name]:
                    self.facts[name][key] = self.facts[name][key].replace(f":{port}", f":{self.proxies[name].port}")

    def __exit__(self, *_):
        for worker in self.workers:
            if worker.poll() is None:
                worker.kill()
                worker.wait()
        for proxy in self.proxies.values():
            proxy.end()
        for server in self.servers.values():
            server.stop()
        if self.disk:
            self.disk.remove()
        if os.environ.get("ARGUS_KEEP"):
            print(f"kept: {self.folder}")
        else:
            shutil.rmtree(self.folder, ignore_errors=True)

    def environment(self, **more):
        """Where the state lives, for programs: secrets in the environment only."""
        own = self.folder / "home"
        own.mkdir(exist_ok=True)
        database = self.facts["postgres"]
        values = {
            "ARGUS_STORE": database["url"],
            "ARGUS_BUS": self.facts["kafka"]["url"],
            "ARGUS_LEASE": str(self.lease),
            "HOME": str(own),
            "XDG_CACHE_HOME": str(own / "cache"),
            "XDG_CONFIG_HOME": str(own / "config"),
            "TMPDIR": str(self.folder),
        }
        if self.blobs == "s3":
            values |= {"ARGUS_BLOBS": self.facts["s3"]["url"], "ARGUS_S3_ACCESS_KEY": self.facts["s3"]["access_key"],
                       "ARGUS_S3_SECRET_KEY": self.facts["s3"]["secret_key"]}
        else:
            shared = self.folder / "shared"
            shared.mkdir(exist_ok=True)
            values["ARGUS_BLOBS"] = f"shared:{shared}"
        return {**{k: v for k, v in os.environ.items() if not k.startswith("ARGUS_")}, **values, **more}

    def wrong_clock(self, seconds):
        """The environment of a program whose time of day is so far ahead."""
        library = self.folder / "wrong_clock.so"
        if not library.exists():
            subprocess.run([need("cc", "a wrong clock"), "-shared", "-fPIC", "-O1", str(WRONG_CLOCK), "-o",
                            str(library)], check=True, stdin=subprocess.DEVNULL)
        return {"LD_PRELOAD": str(library), "WRONG_CLOCK": str(seconds)}

    def run(self, *arguments, expect=0, timeout=300):
        done = subprocess.run([self.argus, *map(str, arguments)], env=self.environment(), stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=timeout)
        text = done.stdout.decode(errors="replace")
        if expect is not None:
            assert done.returncode == expect, (
                f"argus {' '.join(map(str, arguments))}: {done.returncode} instead of {expect}\n{text}"
                f"{done.stderr.decode(errors='replace')}")
        return text

    def json(self, *arguments, **options):
        return json.loads(self.run(*arguments, "--format", "json", **options))

    def admin(self, *arguments):
        """As the login that owns the database and is the first admin of the installation."""
        return self.run(*arguments, "--owner", self.facts["postgres"]["user"])

    def psql(self, statement):
        """Rows of text, asked past the program: what really stands in the database. Never through a proxy."""
        database = self.facts["postgres"]
        port = self.servers["postgres"].port
        done = subprocess.run(
            [str(pathlib.Path(database["bin"]) / "psql"), "-X", "-At", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-h",
             "127.0.0.1", "-p", str(port), "-U", database["user"], "-d", "argus", "-c", statement],
            env={**os.environ, "PGPASSWORD": database["password"]}, stdin=subprocess.DEVNULL, capture_output=True,
            text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        return [line.split("\t") for line in done.stdout.splitlines()]

    def start_worker(self, name=None, concurrency=1, **environment):
        self.started += 1
        name = name or f"worker{self.started}"
        log = open(self.folder / f"{name}-{self.started}.log", "w")
        process = subprocess.Popen([self.argus, "worker", "--name", name, "--concurrency", str(concurrency)],
                                   env=self.environment(**environment), stdin=subprocess.DEVNULL, stdout=log,
                                   stderr=log)
        log.close()
        self.workers.append(process)
        return process

    def alive(self):
        return [worker for worker in self.workers if worker.poll() is None]

    def kill_worker(self, process):
        process.send_signal(signal.SIGKILL)
        process.wait()

    def stop_worker(self, process):
        process.send_signal(signal.SIGTERM)
        status = process.wait(60)
        assert status == 0, f"a worker did not end in order: {status}\n{self.logs()}"

    def logs(self):
        """The end of what the workers said, for a failure."""
        said = []
        for path in sorted(self.folder.glob("*-*.log")):
            lines = path.read_text(errors="replace").splitlines()
            said.append(f"--- {path.name}\n" + "\n".join(lines[-15:]))
        return "\n".join(said)

    def wait_until(self, condition, seconds, what):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if condition():
                return
            time.sleep(0.25)
        raise AssertionError(f"{what} after {seconds} s\n{self.logs()}")


class Load(threading.Thread):
    """Submits small cases one after the other until stopped; every one that was accepted is remembered."""

    def __init__(self, cluster, recordings, pause=0.0, limit=None):
        super().__init__(daemon=True)
        self.cluster = cluster
        self.recordings = recordings
        self.pause = pause
        self.limit = limit
        self.accepted = []
        self.refused = []
        self.stopped = threading.Event()

    def run(self):
        number = 0
        while not self.stopped.is_set() and (self.limit is None or number < self.limit):
            number += 1
            # The same key resumes the same upload, whatever happened to the one before.
            key = f"case-{id(self)}-{number}"
            for attempt in range(20):
                done = subprocess.run(
                    [self.cluster.argus, "submit", *map(str, self.recordings), "--vehicle", f"car-{number % 7}",
                     "--key", key], env=self.cluster.environment(), stdin=subprocess.DEVNULL, capture_output=True,
                    timeout=300)
                if done.returncode == 0:
                    self.accepted.append(json.loads(done.stdout)["batch_id"])
                    break
                self.refused.append(done.stderr.decode(errors="replace"))
                if self.stopped.wait(0.5):
                    return
            self.stopped.wait(self.pause)

    def finish(self):
        self.stopped.set()
        self.join(300)
