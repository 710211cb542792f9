# SPDX-License-Identifier: Apache-2.0
"""A real Kafka broker of one node (KRaft) for tests: `Server(folder)`.

Its jars come from Maven's repository, by the list and the checksums in kafka-jars/, once, into the cache folder. A
client finds it at {"url": "kafka://127.0.0.1:PORT", "brokers": "127.0.0.1:PORT"}.
"""

import hashlib
import os
import pathlib
import shutil
import signal
import subprocess

from common import (Unavailable, as_ordinary_user, cache_folder, end, free_port, give_to_ordinary_user, need, tail_of,
                    wait_for_port)

__all__ = ["Server", "Unavailable"]

VERSION = "3.9.1"
LIST = pathlib.Path(__file__).resolve().parent / "kafka-jars"
START_SECONDS = 240  # 3 s when the machine is idle

SERVER_PROPERTIES = """
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller}
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=PLAINTEXT://127.0.0.1:{port}
inter.broker.listener.name=PLAINTEXT
controller.listener.names=CONTROLLER
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
log.dirs={data}
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=1000
auto.create.topics.enable=false
num.io.threads=2
num.network.threads=2
# A broker that was killed is let in again soon.
broker.session.timeout.ms=2000
broker.heartbeat.interval.ms=300
"""

LOG_PROPERTIES = """
log4j.rootLogger=WARN, out
log4j.appender.out=org.apache.log4j.ConsoleAppender
log4j.appender.out.layout=org.apache.log4j.PatternLayout
log4j.appender.out.layout.ConversionPattern=%d %p %c %m%n
"""


def checksums():
    """File name -> SHA-256, of every jar the broker is made of."""
    lines = (LIST / "jars.sha256").read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, name in (line.split() for line in lines if line and not line.startswith("#"))}


def wrong_jars(folder):
    """Names of jars that are missing, changed or not in the list."""
    expected = checksums()
    wrong = [path.name for path in folder.glob("*") if path.name not in expected]
    for name, digest in expected.items():
        path = folder / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            wrong.append(name)
    return sorted(wrong)


def bring_jars():
    """The folder with the broker's jars; brought when they are not there, checked each time."""
    folder = cache_folder() / f"kafka-{VERSION}"
    if folder.is_dir() and not wrong_jars(folder):
        return folder
    maven = need("mvn", "bringing Kafka")
    fresh = folder.with_name(f"{folder.name}.{os.getpid()}")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    brought = subprocess.run(
        [maven, "-q", "-B", "-f", str(LIST / "pom.xml"), "dependency:copy-dependencies", f"-DoutputDirectory={fresh}"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if brought.returncode != 0:
        shutil.rmtree(fresh, ignore_errors=True)
        raise Unavailable("Kafka's jars could not be brought: " + brought.stdout.strip()[-500:])
    wrong = wrong_jars(fresh)
    if wrong:
        shutil.rmtree(fresh, ignore_errors=True)
        raise Unavailable("these jars are not what the list says: " + ", ".join(wrong[:10]))
    shutil.rmtree(folder, ignore_errors=True)
    try:
        fresh.rename(folder)
    except OSError:  # another test was faster
        shutil.rmtree(fresh, ignore_errors=True)
    return folder


class Server:
    """start() answers with what a client needs; kill() is SIGKILL; restart() keeps port and data."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.process = None
        self.log = self.folder / "broker.log"
        self.port = 0
        self.java = ""
        self.jars = None

    def start(self):
        self.java = need("java", "running Kafka")
        self.jars = self.readable(bring_jars())
        self.port = free_port()
        data = self.folder / "data"
        data.mkdir()
        properties = SERVER_PROPERTIES.format(port=self.port, controller=free_port(), data=data)
        (self.folder / "server.properties").write_text(properties, encoding="utf-8")
        (self.folder / "log4j.properties").write_text(LOG_PROPERTIES, encoding="utf-8")
        identity = subprocess.run(self.command("kafka.tools.StorageTool", "random-uuid"), capture_output=True,
                                  text=True, check=True).stdout.split()[-1]
        give_to_ordinary_user(self.folder)
        formatted = subprocess.run(
            as_ordinary_user(self.command("kafka.tools.StorageTool", "format", "-t", identity, "-c",
                                          str(self.folder / "server.properties"))),
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        if formatted.returncode != 0:
            raise RuntimeError("Kafka's storage could not be made: " + formatted.stdout.strip()[-500:])
        self.launch()
        return {"url": f"kafka://127.0.0.1:{self.port}", "brokers": f"127.0.0.1:{self.port}"}

    def readable(self, jars):
        """The jars where the broker's user can read them: root's cache is closed to others."""
        if os.geteuid() != 0:
            return jars
        return pathlib.Path(shutil.copytree(jars, self.folder / "jars"))

    def command(self, *arguments):
        return [self.java, "-Xms256m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                f"-Dlog4j.configuration=file:{self.folder}/log4j.properties", "-cp", f"{self.jars}/*", *arguments]

    def launch(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                as_ordinary_user(self.command("kafka.Kafka", str(self.folder / "server.properties"))),
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder)
        wait_for_port(self.port, self.process, START_SECONDS, self.log)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def freeze(self):
        """Stops answering without closing anything."""
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self):
        self.process.send_signal(signal.SIGCONT)

    def restart(self):
        if self.process.poll() is None:
            self.stop()
        self.launch()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.thaw()
            end(self.process)

    def why(self):
        """The end of the broker's log."""
        return tail_of(self.log)
