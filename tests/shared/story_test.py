# SPDX-License-Identifier: Apache-2.0
"""Shared mode as its users see it, over real servers: what is refused and how, a case from the upload on one machine to
the report on another, what operators look at, messages that nobody can take.

    story_test.py ARGUS"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import unittest
import urllib.request

from checks import ended
from cluster import Cluster, Unavailable

ARGUS = None
CLUSTER = None


def argus(*arguments, **more):
    """The program run as it is, with another environment than the cluster's own where given."""
    return subprocess.run([ARGUS, *map(str, arguments)], env=CLUSTER.environment(**more), stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, timeout=120)


class Refusals(unittest.TestCase):
    def refused(self, status, said, *arguments, **more):
        done = argus(*arguments, **more)
        self.assertEqual(done.returncode, status, done.stderr)
        self.assertIn(said, done.stderr)
        self.assertNotIn(CLUSTER.facts["postgres"]["password"], done.stderr + done.stdout)
        self.assertNotIn(CLUSTER.facts["s3"]["secret_key"], done.stderr + done.stdout)

    def test_servers_that_do_not_go_together(self):
        self.refused(2, "--bus kafka://host:port", "batches", "list", ARGUS_BUS="local")
        self.refused(2, "--blobs s3+http://host:port/bucket", "batches", "list", ARGUS_BLOBS="/tmp/blobs")
        self.refused(2, "--store postgresql://", "batches", "list", ARGUS_STORE="/tmp/store.db")

    def test_a_password_on_the_command_line(self):
        url = CLUSTER.facts["postgres"]["url"]
        self.refused(2, "does not belong on the command line", "batches", "list", "--store", url)
        self.refused(2, "does not belong on the command line", "batches", "list", "--bus-option", "sasl.password=x")

    def test_a_wrong_password(self):
        url = CLUSTER.facts["postgres"]["url"]
        wrong = url.replace(CLUSTER.facts["postgres"]["password"], "wrong")
        self.refused(3, "password authentication failed", "batches", "list", ARGUS_STORE=wrong)

    def test_a_wrong_key_of_the_storage(self):
        self.refused(3, "does not accept the keys", "batches", "list", ARGUS_S3_SECRET_KEY="wrong")

    def test_servers_that_are_not_there(self):
        self.refused(3, "127.0.0.1:1", "batches", "list", ARGUS_STORE="postgresql://a@127.0.0.1:1/x")

    def test_options_that_would_break_a_promise(self):
        self.refused(2, "acks", "batches", "list", "--bus-option", "acks=0")

    def test_another_schema(self):
        try:
            CLUSTER.psql("INSERT INTO schema_migrations (version, name, checksum, applied_at) VALUES (999, '', '', 0)")
            self.refused(3, "newer", "batches", "list")
        finally:
            CLUSTER.psql("DELETE FROM schema_migrations WHERE version = 999")
        CLUSTER.psql("CREATE TABLE kept AS SELECT * FROM schema_migrations ORDER BY version DESC LIMIT 1")
        try:
            CLUSTER.psql("DELETE FROM schema_migrations WHERE version = (SELECT version FROM kept)")
            self.refused(3, "argus db migrate", "batches", "list")
        finally:
            CLUSTER.psql("INSERT INTO schema_migrations SELECT * FROM kept")
            CLUSTER.psql("DROP TABLE kept")


class Story(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.drive = CLUSTER.folder / "drive.log"
        cls.expected = CLUSTER.folder / "drive.json"
        CLUSTER.run("simulate", "drive", "--seed", 7, "--frames", 30_000, "--out", cls.drive, "--expect", cls.expected)
        cls.worker = CLUSTER.start_worker("north")
        CLUSTER.wait_until(lambda: CLUSTER.json("ops", "workers"), 60, "the worker is not among the workers")

    @classmethod
    def tearDownClass(cls):
        if cls.worker.poll() is None:
            CLUSTER.stop_worker(cls.worker)

    def submit(self, *more):
        done = argus("submit", self.drive, "--vehicle", "car", *more)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)["batch_id"]

    def test_a_case_from_upload_to_report(self):
        batch = self.submit("--wait")
        report = CLUSTER.json("report", batch)
        self.assertEqual(report["batch"]["status"], "completed")
        self.assertTrue(report["dtcs"])
        alone = json.loads(subprocess.run([ARGUS, "analyze", self.drive, "--format", "json"], capture_output=True,
                                          env={k: v for k, v in os.environ.items() if not k.startswith("ARGUS_")},
                                          stdin=subprocess.DEVNULL).stdout)
        for key in ("dtcs", "ecus", "top_error_codes", "timeline"):
            self.assertEqual(report[key], alone[key], f"{key} differs from what one machine alone finds")
        listed = CLUSTER.json("batches", "list", "--vehicle", "car")
        self.assertIn(batch, [each["id"] for each in listed])
        attempts = CLUSTER.json("batches", "show", batch)["attempts"]
        self.assertTrue(all(each["worker"].startswith("north/") for each in attempts), attempts)

    def test_the_same_key_gives_the_same_batch(self):
        self.assertEqual(self.submit("--key", "one"), self.submit("--key", "one"))

    def test_cancel_stops_a_case_and_retry_ends_it(self):
        large = CLUSTER.folder / "large.log"
        CLUSTER.run("simulate", "drive", "--seed", 8, "--bytes", "200MB", "--out", large)
        batch = json.loads(argus("submit", large, "--vehicle", "car").stdout)["batch_id"]
        show = lambda: CLUSTER.json("batches", "show", batch)
        CLUSTER.wait_until(lambda: show()["files"][0]["status"] == "parsing", 60, "the file is not being parsed")
        CLUSTER.run("batches", "cancel", batch)
        self.assertEqual(show()["status"], "failed")
        self.assertIn("cancelled by", show()["error_message"])
        CLUSTER.run("batches", "retry", batch)
        CLUSTER.wait_until(lambda: show()["status"] == "completed", 120, "the batch did not complete")

    def test_operators_see_what_there_is(self):
        snapshot = CLUSTER.json("ops", "status")
        self.assertEqual({each["name"] for each in snapshot["servers"]}, {"database", "bus", "recordings"})
        self.assertEqual([each["stage"] for each in snapshot["queues"]],
                         ["scatter", "parse", "gather", "diagnose", "report"])
        workers = {each["name"]: each for each in snapshot["workers"]}
        self.assertEqual(workers["north"]["kind"], "worker")
        self.assertEqual(workers["north"]["pid"], self.worker.pid)
        CLUSTER.wait_until(lambda: {each["group"] for each in CLUSTER.json("ops", "lag")} ==
                           {"argus-orchestrator", "argus-worker"}, 60, "the groups are not there")
        CLUSTER.wait_until(lambda: CLUSTER.json("ops", "outbox")["waiting"] == 0, 60, "events wait")
        self.assertTrue(CLUSTER.json("ops", "outbox")["relay"].startswith("north/"))
        doctor = {each["name"]: each for each in CLUSTER.json("doctor")}
        self.assertEqual(doctor["store"]["outcome"], "good")
        self.assertIn("1 broker", doctor["bus"]["detail"])

    def test_a_second_worker_of_one_name_is_told(self):
        second = CLUSTER.start_worker("north")
        log = CLUSTER.folder / f"north-{CLUSTER.started}.log"
        CLUSTER.wait_until(lambda: "is called 'north'" in log.read_text(), 30, "nothing was said")
        named = lambda: [each for each in CLUSTER.json("ops", "workers") if each["name"] == "north"]
        CLUSTER.wait_until(lambda: len(named()) == 2, 30, "there are not two")
        CLUSTER.stop_worker(second)
        self.assertEqual(len(named()), 1, "who left in order is not in the list any more")

    def test_a_worker_says_how_it_is(self):
        process = subprocess.Popen([ARGUS, "worker", "--name", "healthy", "--health", "127.0.0.1:0"],
                                   env=CLUSTER.environment(), stdin=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                   text=True)
        CLUSTER.workers.append(process)
        port = None
        while port is None:
            line = process.stderr.readline()
            self.assertTrue(line, "the worker ended")
            port = line.rsplit(" ", 1)[1].strip() if "health on port" in line else None
        answer = lambda path: urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10)
        self.assertEqual(answer("/healthz").status, 200)
        self.assertEqual(json.load(answer("/readyz"))["status"], "ready")
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(60), 0)

    def test_an_unknown_login_is_told_what_to_do(self):
        CLUSTER.psql("CREATE ROLE stranger LOGIN PASSWORD 'guest'")
        url = f"postgresql://stranger:guest@127.0.0.1:{CLUSTER.facts['postgres']['port']}/argus"
        done = argus("batches", "list", ARGUS_STORE=url)
        self.assertIn(done.returncode, (1, 3), done.stderr)
        self.assertRegex(done.stderr, "does not know 'stranger'|permission denied|may not")

    def test_a_login_that_may_not_take_tasks_is_told_so(self):
        CLUSTER.psql("CREATE ROLE reader LOGIN PASSWORD 'guest' IN ROLE argus_desk")
        CLUSTER.run("accounts", "add", "reader")
        url = f"postgresql://reader:guest@127.0.0.1:{CLUSTER.facts['postgres']['port']}/argus"
        done = argus("worker", ARGUS_STORE=url)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("may not take tasks", done.stderr)
        self.assertIn("--role worker", done.stderr)

    def test_foreign_messages_become_dead_letters_and_can_be_sent_again(self):
        if not shutil.which("kcat"):
            self.fail("kcat is not installed")
        brokers = CLUSTER.facts["kafka"]["brokers"]
        before = len(CLUSTER.json("ops", "dead-letters"))
        for text in ("no event at all", "{\"event_type\": 1}", "\x00\x01"):
            subprocess.run(["kcat", "-b", brokers, "-P", "-t", "batch-events", "-k", "x"], input=text.encode(),
                           check=True, capture_output=True, timeout=30)
        letters = lambda: CLUSTER.json("ops", "dead-letters")
        CLUSTER.wait_until(lambda: len(letters()) >= before + 3, 60, "foreign messages are not in the dead letters")
        newest = letters()[0]
        self.assertEqual(newest["topic"], "batch-events")
        self.assertTrue(newest["reason"])
        dry = CLUSTER.json("ops", "redrive", newest["id"], "--dry-run")
        self.assertEqual((dry["matched"], dry["sent"]), (1, 0))
        self.assertEqual(argus("ops", "redrive").returncode, 2, "which ones must be said")
        # What cannot be noted in the audit log does not happen.
        CLUSTER.psql("""CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
                        $$ BEGIN RAISE EXCEPTION 'no audit today'; END $$""")
        CLUSTER.psql("CREATE TRIGGER refuse BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION refuse()")
        self.assertNotEqual(argus("ops", "redrive", newest["id"]).returncode, 0)
        CLUSTER.psql("DROP FUNCTION refuse CASCADE")
        self.assertIn(newest["id"], [each["id"] for each in letters()])
        sent = CLUSTER.json("ops", "redrive", newest["id"])
        self.assertEqual((sent["matched"], sent["sent"]), (1, 1))
        self.assertNotIn(newest["id"], [each["id"] for each in letters()])
        # It is as foreign as before, and comes back.
        CLUSTER.wait_until(lambda: len(letters()) >= before + 3, 60, "what was sent again has vanished")
        topic = subprocess.run(["kcat", "-b", brokers, "-C", "-t", "batch-events.dlq", "-o", "beginning", "-e", "-J"],
                               capture_output=True, text=True, timeout=60).stdout
        headers = [json.loads(line).get("headers", []) for line in topic.splitlines()]
        self.assertTrue(any("batch-events" in each for each in headers), headers[:2])
        # What is no message of ours must not stand in the way of the checks at the end.
        CLUSTER.psql("DELETE FROM dead_letters")


class Outage(unittest.TestCase):
    def test_work_goes_on_without_the_bus_and_events_follow(self):
        drive = CLUSTER.folder / "outage.log"
        CLUSTER.run("simulate", "drive", "--seed", 9, "--frames", 5_000, "--out", drive)
        worker = CLUSTER.start_worker("south")
        CLUSTER.servers["kafka"].kill()
        batch = json.loads(argus("submit", drive, "--vehicle", "car").stdout)["batch_id"]
        status = lambda: CLUSTER.psql(f"SELECT status FROM batches WHERE id = '{batch}'")
        CLUSTER.wait_until(lambda: status() == [["completed"]], 120, "the batch did not complete without the bus")
        self.assertGreater(CLUSTER.json("ops", "outbox")["waiting"], 0)
        CLUSTER.servers["kafka"].restart()
        CLUSTER.wait_until(lambda: CLUSTER.psql("SELECT count(*) FROM outbox WHERE published_at IS NULL") == [["0"]],
                           120, "events are still waiting")
        CLUSTER.stop_worker(worker)


    def test_a_case_is_taken_in_although_the_servers_are_away_at_first(self):
        drive = CLUSTER.folder / "patient.log"
        CLUSTER.run("simulate", "drive", "--seed", 10, "--frames", 500, "--out", drive)
        for name in ("postgres", "s3"):
            server = CLUSTER.servers[name]
            server.stop()
            command = subprocess.Popen([ARGUS, "submit", drive, "--vehicle", "car"], env=CLUSTER.environment(),
                                       stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                       text=True)
            said = command.stderr.readline() + command.stderr.readline()
            self.assertIn("trying again", said)
            server.restart()
            answer, errors = command.communicate(timeout=120)
            self.assertEqual(command.returncode, 0, errors)
            self.assertTrue(json.loads(answer)["batch_id"])


class Aa_Beginning(unittest.TestCase):
    """First, by its name."""

    def test_nobody_waits_for_one_who_died_while_opening_the_first_time(self):
        CLUSTER.servers["s3"].freeze()
        try:
            worker = CLUSTER.start_worker("short-lived")
            opening = "SELECT count(*) FROM leases WHERE name = 'blobs-first-opening'"
            CLUSTER.wait_until(lambda: CLUSTER.psql(opening) == [["1"]], 60, "nobody opens the place of recordings")
            CLUSTER.kill_worker(worker)
        finally:
            CLUSTER.servers["s3"].thaw()
        done = argus("batches", "list", "--format", "json")
        self.assertEqual((done.returncode, done.stdout.strip()), (0, "[]"), done.stderr)


class Zz_End(unittest.TestCase):
    """Last, by its name."""

    def test_everything_is_as_it_must_be(self):
        accepted = [row[0] for row in CLUSTER.psql("SELECT id FROM batches")]
        helper = CLUSTER.start_worker("last")
        CLUSTER.wait_until(lambda: ended(CLUSTER, accepted), 120, "not everything has ended")
        time.sleep(1)
        CLUSTER.psql("DELETE FROM dead_letters")
        epochs = CLUSTER.psql("SELECT count(*) FROM batches WHERE run_epoch > 1")
        self.assertEqual(epochs, [["1"]], "one batch was tried again")
        CLUSTER.run("db", "check")
        CLUSTER.stop_worker(helper)


if __name__ == "__main__":
    ARGUS = sys.argv.pop(1)
    try:
        with Cluster(ARGUS) as CLUSTER:
            done = unittest.main(exit=False, verbosity=2).result
            if not done.wasSuccessful():
                print(CLUSTER.logs())
            sys.exit(0 if done.wasSuccessful() else 1)
    except Unavailable as reason:
        print(f"skipped: no servers: {reason}")
        sys.exit(1 if os.environ.get("ARGUS_REQUIRE_SERVERS") == "1" else 0)
