# SPDX-License-Identifier: Apache-2.0
"""PostgreSQL 15 as Debian packages it, with a fresh cluster: loopback only, passwords (scram), every commit synced.

Options: disk=200 keeps the data, not the log of changes (pg_wal), on a file system of so many MiB (`disk` of the server
fills it). tls=1 makes a certificate and refuses connections without TLS; ca= in the answer names its file.
autovacuum=1 switches that on, for long runs. The login of `url` owns the database and may make others; `admin_url` is
the superuser's.
"""

import os
import pathlib
import secrets
import shutil
import signal
import subprocess
import time

from common import SmallDisk, Unavailable, as_ordinary_user, end, free_port, give_to_ordinary_user, tail_of

BINARIES = [pathlib.Path("/usr/lib/postgresql/15/bin"), pathlib.Path("/usr/lib/postgresql/16/bin")]


def binaries():
    for folder in BINARIES:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise Unavailable("PostgreSQL 15 is not installed: apt install postgresql-15")


def descendants(pid):
    """A process's children and theirs."""
    found = []
    try:
        children = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return found
    for child in map(int, children):
        found += [child, *descendants(child)]
    return found


class Server:
    def __init__(self, folder, tls="", disk="", autovacuum=""):
        self.folder = pathlib.Path(folder)
        self.mount = self.folder / "disk"
        self.disk_size = int(disk or 0)
        self.disk = None
        self.data = self.mount / "data" if disk else self.folder / "data"
        self.log = self.folder / "postgres.log"
        self.tls = bool(tls)
        self.autovacuum = bool(autovacuum)
        self.port = free_port()
        self.bin = binaries()
        self.process = None
        self.secret = secrets.token_hex(8)

    def start(self):
        more = []
        if self.disk_size:
            self.mount.mkdir()
            self.disk = SmallDisk(self.mount, self.disk_size)
            more = ["--waldir", self.folder / "wal"]
        password = self.folder / "password"
        password.write_text(self.secret + "\n")
        give_to_ordinary_user(self.folder)
        self.run("initdb", "-D", self.data, "-U", "postgres", "--auth=scram-sha-256", f"--pwfile={password}",
                 "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions", *more)
        password.unlink()
        settings = [f"port = {self.port}", "listen_addresses = '127.0.0.1'",
                    f"unix_socket_directories = '{self.folder}'", "max_connections = 80"]
        if not self.autovacuum:
            settings.append("autovacuum = off")  # its transactions would come between those of the tests, now and then
        if self.tls:
            settings += self.make_certificate()
        with open(self.data / "postgresql.conf", "a") as conf:
            conf.write("\n".join(settings) + "\n")
        kind = "hostssl" if self.tls else "host"
        (self.data / "pg_hba.conf").write_text(
            f"local all all scram-sha-256\n{kind} all all 127.0.0.1/32 scram-sha-256\n")
        self.launch()
        self.sql(f"CREATE ROLE argus LOGIN CREATEDB CREATEROLE PASSWORD '{self.secret}'",
                 "CREATE DATABASE argus OWNER argus")
        options = f"?sslmode=verify-ca&sslrootcert={self.folder}/ca.crt" if self.tls else ""
        where = f"127.0.0.1:{self.port}"
        return {
            "url": f"postgresql://argus:{self.secret}@{where}/argus{options}",
            "admin_url": f"postgresql://postgres:{self.secret}@{where}/postgres{options}",
            "port": self.port,
            "user": "argus",
            "password": self.secret,
            "ca": str(self.folder / "ca.crt") if self.tls else "",
            "bin": str(self.bin),
        }

    def run(self, program, *arguments):
        done = subprocess.run(as_ordinary_user([str(self.bin / program), *map(str, arguments)]), cwd=self.folder,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"{program}: {done.stdout}")

    def make_certificate(self):
        if not shutil.which("openssl"):
            raise Unavailable("openssl is not installed")
        for name in ("server", "ca"):
            subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
                            "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout",
                            self.data / f"{name}.key", "-out", self.data / f"{name}.crt"],
                           check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            os.chmod(self.data / f"{name}.key", 0o600)
        # A certificate that signs itself is its own authority; the other one is for tests of a wrong one.
        shutil.copy(self.data / "server.crt", self.folder / "ca.crt")
        shutil.copy(self.data / "ca.crt", self.folder / "wrong-ca.crt")
        give_to_ordinary_user(self.folder)
        return ["ssl = on", "ssl_cert_file = 'server.crt'", "ssl_key_file = 'server.key'"]

    def launch(self):
        with open(self.log, "a") as log:
            self.process = subprocess.Popen(as_ordinary_user([str(self.bin / "postgres"), "-D", str(self.data)]),
                                            cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        until = time.monotonic() + 60
        ready = [str(self.bin / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        while subprocess.run(ready, stdin=subprocess.DEVNULL).returncode != 0:
            if self.process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"PostgreSQL does not start{tail_of(self.log)}")
            time.sleep(0.05)

    def sql(self, *statements):
        for statement in statements:
            self.run_psql(statement)

    def run_psql(self, statement):
        environment = dict(os.environ, PGPASSWORD=self.secret)
        subprocess.run([str(self.bin / "psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p",
                        str(self.port), "-U", "postgres", "-d", "postgres", "-c", statement],
                       check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=environment)

    def kill(self):
        """As when the power goes: every process at once, nothing flushed by the server."""
        if self.process and self.process.poll() is None:
            children = descendants(self.process.pid)
            self.process.kill()
            for child in children:
                try:
                    os.kill(child, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            self.process.wait()

    def stop(self):
        self.end()
        if self.disk:
            self.disk.remove()

    def end(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)  # 'fast': ends sessions instead of waiting for them
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                end(self.process, 1)

    def restart(self):
        self.end()
        # A killed server leaves its lock file, and perhaps a child that is just ending.
        for attempt in range(20):
            try:
                self.launch()
                return
            except RuntimeError:
                if attempt == 19:
                    raise
                time.sleep(0.2)
