# SPDX-License-Identifier: Apache-2.0
"""Shared servers that want TLS and logins: a case goes through over them, and what does not fit (a password, an
authority, a name, a protocol) is told with the cause and what to do, and without a secret.

    security_test.py ARGUS"""

import json
import os
import pathlib
import subprocess
import sys
import unittest

from cluster import Cluster, Unavailable

ARGUS = None
CLUSTER = None
PATIENCE = 90  # 6 s on an idle machine


def options_of(**values):
    """sasl_username="x" as --bus-option sasl.username=x."""
    return [word for name, value in values.items() for word in ("--bus-option", f"{name.replace('_', '.')}={value}")]


def login(mechanism="SCRAM-SHA-512", **more):
    kafka = CLUSTER.facts["kafka"]
    return options_of(**{"security_protocol": "SASL_SSL", "sasl_mechanisms": mechanism,
                         "sasl_username": kafka["user"], "ssl_ca_location": kafka["ca"], **more})


def secured(**more):
    kafka = CLUSTER.facts["kafka"]
    return CLUSTER.environment(**{"ARGUS_BUS": kafka["sasl"], "ARGUS_BUS_PASSWORD": kafka["password"], **more})


def argus(*arguments, **more):
    done = subprocess.run([ARGUS, *map(str, arguments)], env=secured(**more), stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, timeout=PATIENCE)
    for secret in (CLUSTER.facts["kafka"]["password"], CLUSTER.facts["postgres"]["password"], "wrong-secret"):
        assert secret not in done.stdout + done.stderr, "a secret was printed"
    return done


class Bus(unittest.TestCase):
    def bus(self, *options, **more):
        """What the doctor says of the bus."""
        done = argus("doctor", *options, "--format", "json", **more)
        checks = {each["name"]: each for each in json.loads(done.stdout)}
        # What is wrong with the bus must not make the others look ill.
        self.assertEqual(checks["store"]["outcome"], "good", checks)
        self.assertEqual(checks["recordings"]["outcome"], "good", checks)
        return checks["bus"]

    def test_a_case_over_tls_and_a_login(self):
        drive = CLUSTER.folder / "drive.log"
        CLUSTER.run("simulate", "drive", "--seed", 3, "--frames", 5_000, "--out", drive)
        log = CLUSTER.folder / "secure.log"
        with open(log, "w", encoding="utf-8") as said:
            worker = subprocess.Popen([ARGUS, "worker", "--name", "secure", *login()], env=secured(),
                                      stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        CLUSTER.workers.append(worker)
        done = argus("submit", drive, "--vehicle", "car", "--wait", *login())
        self.assertEqual(done.returncode, 0, done.stderr)
        lag = lambda: json.loads(argus("ops", "lag", *login(), "--format", "json").stdout)
        groups = lambda: {each["group"] for each in lag()}
        CLUSTER.wait_until(lambda: groups() == {"argus-orchestrator", "argus-worker"}, 60, "nobody reads the bus")
        CLUSTER.wait_until(lambda: CLUSTER.psql("SELECT count(*) FROM outbox WHERE published_at IS NULL") == [["0"]],
                           60, "events wait")
        command_line = pathlib.Path(f"/proc/{worker.pid}/cmdline").read_text(encoding="utf-8")
        self.assertNotIn(CLUSTER.facts["kafka"]["password"], command_line)
        CLUSTER.stop_worker(worker)
        self.assertNotIn(CLUSTER.facts["kafka"]["password"], log.read_text(encoding="utf-8"))

    def test_other_ways_to_log_in(self):
        self.assertNotEqual(self.bus(*login("PLAIN"))["outcome"], "bad")
        kafka = CLUSTER.facts["kafka"]
        own = dict(security_protocol="SSL", ssl_ca_location=kafka["ca"],
                   ssl_certificate_location=kafka["client_certificate"])
        plain = options_of(**own, ssl_key_location=kafka["client_key"])
        self.assertNotEqual(self.bus(*plain, ARGUS_BUS=kafka["mtls"], ARGUS_BUS_PASSWORD="")["outcome"], "bad")
        locked = CLUSTER.folder / "locked.key"
        subprocess.run(["openssl", "pkey", "-in", kafka["client_key"], "-aes256", "-passout", "pass:key-secret", "-out",
                        locked], check=True, stdin=subprocess.DEVNULL)
        options = options_of(**own, ssl_key_location=locked)
        found = self.bus(*options, ARGUS_BUS=kafka["mtls"], ARGUS_BUS_KEY_PASSWORD="key-secret")
        self.assertNotEqual(found["outcome"], "bad", found)
        done = argus("doctor", *options, ARGUS_BUS=kafka["mtls"], ARGUS_BUS_KEY_PASSWORD="wrong-secret")
        self.assertEqual(done.returncode, 2)
        self.assertIn("ARGUS_BUS_KEY_PASSWORD", done.stderr)

    def test_what_does_not_fit_is_told_with_what_to_do(self):
        kafka = CLUSTER.facts["kafka"]
        tls = dict(security_protocol="SSL", ssl_ca_location=kafka["ca"])
        cases = {
            "a wrong password": (login(), {"ARGUS_BUS_PASSWORD": "wrong-secret"}, "ARGUS_BUS_PASSWORD"),
            "a mechanism that the broker lacks": (login("SCRAM-SHA-256"), {}, "sasl.mechanisms"),
            "an authority that nobody knows": (login(ssl_ca_location=kafka["wrong_ca"]), {}, "ssl.ca.location must"),
            "a certificate for another name": (login(), {"ARGUS_BUS": kafka["sasl"].replace("127.0.0.1", "localhost")},
                                               "for another name"),
            "plain text against a TLS port": ([], {}, "may expect TLS"),
            "TLS against a port of plain text": (options_of(**tls), {"ARGUS_BUS": kafka["url"]}, "may not speak TLS"),
            "no certificate of its own": (options_of(**tls), {"ARGUS_BUS": kafka["mtls"]}, "ssl.certificate.location"),
        }
        for what, (options, more, said) in cases.items():
            with self.subTest(what):
                found = self.bus(*options, **more)
                self.assertEqual(found["outcome"], "bad", found)
                self.assertIn(said, found["detail"])
        done = argus("ops", "lag", *login(), ARGUS_BUS_PASSWORD="wrong-secret")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("check sasl.username", done.stderr)

    def test_what_is_missing_is_told_at_once(self):
        kafka = CLUSTER.facts["kafka"]
        done = argus("doctor", *login(), ARGUS_BUS_PASSWORD="")
        self.assertEqual(done.returncode, 2)
        self.assertIn("ARGUS_BUS_PASSWORD", done.stderr)
        done = argus("doctor", *login(ssl_ca_location="/nowhere/ca.pem"))
        self.assertEqual(done.returncode, 2)
        self.assertIn("ssl.ca.location: /nowhere/ca.pem cannot be read", done.stderr)
        done = argus("doctor", *login(ssl_key_password="wrong-secret"))
        self.assertEqual(done.returncode, 2)
        self.assertIn("ARGUS_BUS_KEY_PASSWORD", done.stderr)
        # Where the store is a local one, a password that stands there for others is nobody's business.
        done = argus("batches", "list", ARGUS_STORE=str(CLUSTER.folder / "own.db"), ARGUS_BUS="", ARGUS_BLOBS="",
                     ARGUS_BUS_PASSWORD=kafka["password"])
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_profiles_hold_no_secrets(self):
        folder = pathlib.Path(secured()["XDG_CONFIG_HOME"]) / "argus-desk" / "profiles"
        folder.mkdir(parents=True, exist_ok=True)
        words = login()[1::2]
        database = CLUSTER.facts["postgres"]
        profile = {"store": database["url"].replace(":" + database["password"], ""),
                   "bus": CLUSTER.facts["kafka"]["sasl"], "blobs": secured()["ARGUS_BLOBS"],
                   "bus_options": dict(word.split("=", 1) for word in words)}
        # Only the program is told of the profile: what it holds must be enough.
        bare = {"ARGUS_STORE": "", "ARGUS_BUS": "", "ARGUS_BLOBS": "", "PGPASSWORD": database["password"]}
        (folder / "team.json").write_text(json.dumps(profile), encoding="utf-8")
        found = self.bus("--profile", "team", **bare)
        self.assertNotEqual(found["outcome"], "bad", found)
        options = {**profile["bus_options"], "sasl.password": "wrong-secret"}
        for careless in ({**profile, "bus_options": options}, {**profile, "store": database["url"]}):
            (folder / "careless.json").write_text(json.dumps(careless), encoding="utf-8")
            done = argus("batches", "list", "--profile", "careless", **bare)
            self.assertEqual(done.returncode, 2, done.stderr)
            self.assertIn("does not belong into a file", done.stderr)


class Database(unittest.TestCase):
    def list_by(self, options, host="127.0.0.1"):
        database = CLUSTER.facts["postgres"]
        return argus("batches", "list", *login(), ARGUS_STORE=f"postgresql://argus:{database['password']}@{host}:"
                     f"{database['port']}/argus?{options}")

    def test_certificates_are_checked(self):
        ca = CLUSTER.facts["postgres"]["ca"]
        wrong = ca.replace("ca.crt", "wrong-ca.crt")
        done = self.list_by(f"sslmode=verify-full&sslrootcert={ca}")
        self.assertEqual(done.returncode, 0, done.stderr)
        for options, host, said in ((f"sslmode=verify-full&sslrootcert={wrong}", "127.0.0.1", "sslrootcert"),
                                    (f"sslmode=verify-full&sslrootcert={ca}", "localhost",
                                     "does not match host name"),
                                    ("sslmode=verify-full&sslrootcert=/nowhere", "127.0.0.1", "/nowhere"),
                                    ("sslmode=disable", "127.0.0.1", "sslmode=verify-full")):
            with self.subTest(options):
                done = self.list_by(options, host)
                self.assertEqual(done.returncode, 3, done.stderr)
                self.assertIn(said, done.stderr)


if __name__ == "__main__":
    ARGUS = sys.argv.pop(1)
    try:
        with Cluster(ARGUS, blobs="folder", options={"kafka": {"secure": "1"}, "postgres": {"tls": "1"}}) as CLUSTER:
            done = unittest.main(exit=False, verbosity=2).result
            sys.exit(0 if done.wasSuccessful() else 1)
    except Unavailable as reason:
        print(f"skipped: no servers: {reason}")
        sys.exit(1 if os.environ.get("ARGUS_REQUIRE_SERVERS") == "1" else 0)
