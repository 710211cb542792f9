# SPDX-License-Identifier: Apache-2.0
"""A real Kafka cluster (KRaft) for tests: `Server(folder)`, of one broker unless told otherwise.

Its jars come from Maven's repository, by the list and the checksums in kafka-jars/, once, into the cache folder. A
client finds it at {"url": "kafka://127.0.0.1:PORT", "brokers": "127.0.0.1:PORT"}.

Options: brokers=3 starts three, the first of them with the cluster's controller. secure=1 makes certificates and adds
two listeners: `sasl` (TLS, and a login by SCRAM-SHA-512 or PLAIN) and `mtls` (TLS, with a certificate of the client).
The answer then names `user`, `password`, `ca`, `wrong_ca`, `client_certificate` and `client_key`; the certificate of
the brokers is for 127.0.0.1 and not for "localhost".
"""

import base64
import hashlib
import os
import pathlib
import secrets
import shutil
import signal
import subprocess
import uuid

from certificates import Authority
from common import (Unavailable, as_ordinary_user, cache_folder, end, free_port, give_to_ordinary_user, need, tail_of,
                    wait_for_port)

__all__ = ["Server", "Unavailable"]

VERSION = "3.9.1"
LIST = pathlib.Path(__file__).resolve().parent / "kafka-jars"
START_SECONDS = 240  # 3 s when the machine is idle

SERVER_PROPERTIES = """
process.roles={roles}
node.id={number}
controller.quorum.voters=1@127.0.0.1:{controller}
listeners={listeners}
advertised.listeners={advertised}
inter.broker.listener.name=PLAINTEXT
controller.listener.names=CONTROLLER
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL:SASL_SSL,MTLS:SSL
log.dirs={data}
offsets.topic.replication.factor={replication}
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
replica.lag.time.max.ms=4000
# As from Kafka 4 on: messages from a future are refused.
log.message.timestamp.after.max.ms=3600000
"""

# Certificates as PEM files; the listeners of logins know two ways to log in.
SECURE_PROPERTIES = """
ssl.keystore.type=PEM
ssl.keystore.location={keys}
ssl.truststore.type=PEM
ssl.truststore.location={ca}
listener.name.mtls.ssl.client.auth=required
sasl.enabled.mechanisms=SCRAM-SHA-512,PLAIN
listener.name.sasl.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
listener.name.sasl.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required \\
  user_{user}="{password}";
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


class Broker:
    """One process of the cluster."""

    def __init__(self, folder, command, number=1):
        self.folder = pathlib.Path(folder)
        self.command = command
        self.number = number
        self.port = free_port()
        self.log = self.folder / f"broker{number}.log"
        self.properties = self.folder / f"server{number}.properties"
        self.process = None

    def write_properties(self, controller, brokers, listeners, secure):
        """`listeners`: name -> port of those beside the plain one."""
        addresses = [f"PLAINTEXT://127.0.0.1:{self.port}"]
        addresses += [f"{name}://127.0.0.1:{port}" for name, port in listeners.items()]
        leads = [f"CONTROLLER://127.0.0.1:{controller}"] if self.number == 1 else []
        data = self.folder / f"data{self.number}"
        data.mkdir()
        self.properties.write_text(SERVER_PROPERTIES.format(
            roles="broker,controller" if self.number == 1 else "broker", number=self.number, controller=controller,
            listeners=",".join(addresses + leads), advertised=",".join(addresses), data=data,
            replication=min(brokers, 3)) + secure, encoding="utf-8")

    def format(self, identity, *more):
        formatted = subprocess.run(
            as_ordinary_user(self.command("kafka.tools.StorageTool", "format", "-t", identity, "-c",
                                          str(self.properties), *more)),
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        if formatted.returncode != 0:
            raise RuntimeError("Kafka's storage could not be made: " + formatted.stdout.strip()[-500:])

    def launch(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(as_ordinary_user(self.command("kafka.Kafka", str(self.properties))),
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder)

    def wait(self):
        wait_for_port(self.port, self.process, START_SECONDS, self.log)

    def running(self):
        return self.process is not None and self.process.poll() is None

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def restart(self):
        self.stop()
        self.launch()
        self.wait()

    def stop(self):
        if self.running():
            self.process.send_signal(signal.SIGCONT)
            end(self.process)


class Server:
    """start() answers with what a client needs; kill() is SIGKILL; restart() keeps port and data. These are for all
    brokers at once; `brokers` has them one by one."""

    def __init__(self, folder, brokers="1", secure=""):
        self.folder = pathlib.Path(folder)
        self.secure = bool(secure)
        self.java = ""
        self.jars = None
        self.heap = "512m" if int(brokers) == 1 else "320m"
        self.brokers = [Broker(self.folder, self.command, number) for number in range(1, int(brokers) + 1)]
        self.listeners = {"SASL": free_port(), "MTLS": free_port()} if self.secure else {}

    def start(self):
        self.java = need("java", "running Kafka")
        self.jars = self.readable(bring_jars())
        addresses = ",".join(f"127.0.0.1:{broker.port}" for broker in self.brokers)
        facts = {"url": f"kafka://{addresses}", "brokers": addresses}
        secure = ""
        if self.secure:
            facts |= self.make_certificates()
            secure = SECURE_PROPERTIES.format(keys=self.folder / "broker.pem", ca=facts["ca"], user=facts["user"],
                                              password=facts["password"])
        controller = free_port()
        for broker in self.brokers:
            broker.write_properties(controller, len(self.brokers), self.listeners, secure)
        (self.folder / "log4j.properties").write_text(LOG_PROPERTIES, encoding="utf-8")
        # As StorageTool makes one, which may not begin with '-'.
        identity = base64.urlsafe_b64encode(b"\x10" + uuid.uuid4().bytes[1:]).decode().rstrip("=")
        give_to_ordinary_user(self.folder)
        login = []
        if self.secure:
            login = ["--add-scram", f"SCRAM-SHA-512=[name={facts['user']},password={facts['password']}]"]
        for broker in self.brokers:
            broker.format(identity, *login)
        self.launch()
        return facts

    def make_certificates(self):
        """The files, and what a client must know of them."""
        authority = Authority(self.folder)
        certificate, key = authority.sign("broker", "IP:127.0.0.1")
        (self.folder / "broker.pem").write_text(key.read_text() + certificate.read_text(), encoding="utf-8")
        client_certificate, client_key = authority.sign("client")
        return {
            "sasl": f"kafka://127.0.0.1:{self.listeners['SASL']}",
            "mtls": f"kafka://127.0.0.1:{self.listeners['MTLS']}",
            "user": "argus",
            "password": secrets.token_hex(8),
            "ca": str(authority.certificate),
            "wrong_ca": str(Authority(self.folder, "other").certificate),
            "client_certificate": str(client_certificate),
            "client_key": str(client_key),
        }

    def readable(self, jars):
        """The jars where the broker's user can read them: root's cache is closed to others."""
        if os.geteuid() != 0:
            return jars
        return pathlib.Path(shutil.copytree(jars, self.folder / "jars"))

    def command(self, *arguments):
        return [self.java, "-Xms128m", f"-Xmx{self.heap}", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                f"-Dlog4j.configuration=file:{self.folder}/log4j.properties", "-cp", f"{self.jars}/*", *arguments]

    def launch(self):
        for broker in self.brokers:
            broker.launch()
        for broker in self.brokers:
            broker.wait()

    def kill(self):
        for broker in self.brokers:
            broker.kill()

    def freeze(self):
        """Stops answering without closing anything."""
        for broker in self.brokers:
            broker.process.send_signal(signal.SIGSTOP)

    def thaw(self):
        for broker in self.brokers:
            broker.process.send_signal(signal.SIGCONT)

    def restart(self):
        self.stop()
        self.launch()

    def stop(self):
        # The one with the controller last: the others take their leave of it.
        for broker in reversed(self.brokers):
            broker.stop()

    def why(self):
        """The end of the brokers' logs."""
        return "".join(tail_of(broker.log) for broker in self.brokers)
