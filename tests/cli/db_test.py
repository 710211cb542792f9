#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""argus db migrate and argus db check, on both databases."""
import json
import os
import pathlib
import sqlite3
import subprocess
import sys

from program import Program, run_tests

SERVE = pathlib.Path(os.environ["ARGUS_SOURCE_DIR"]) / "tests" / "servers" / "serve.py"


class Database:
    """A PostgreSQL server for as long as the block lasts; `url` is empty where there is none."""

    def __enter__(self):
        self.process = subprocess.Popen([sys.executable, SERVE, "postgres"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE)
        self.facts = json.loads(self.process.stdout.readline())
        self.url = self.facts.get("url", "")
        if not self.url:
            print("skipped: no database:", self.facts.get("unavailable"))
            assert os.environ.get("ARGUS_REQUIRE_SERVERS") != "1"
        return self

    def __exit__(self, *unused):
        self.process.stdin.close()
        self.process.wait()


def violated(checks):
    return [check["check"] for check in checks if not check["ok"]]


def test_a_local_store_is_migrated_checked_and_found_broken():
    with Program() as program:
        program.run("db", "check", expect=1)
        assert "no store" in program.stderr, program.stderr
        report = program.json("db", "migrate", "--format", "json")
        assert report["from"] == 0 and report["to"] >= 3, report
        assert program.json("db", "migrate", "--format", "json")["from"] == report["to"]
        drive = program.folder / "drive.log"
        drive.write_text("(1.000000) can0 7DF#0201050000000000\n(1.010000) can0 7E8#0641050000000000\n")
        batch = program.json("submit", drive, "--vehicle", "car", "--wait")["batch_id"]
        checks = program.json("db", "check", "--blobs", "--format", "json")
        assert violated(checks) == [] and len(checks) > 15, violated(checks)
        assert "barrier" in program.run("db", "check").decode()
        for path in (program.folder / "store.db.blobs").rglob("*"):
            if path.is_file():
                path.unlink()
        assert violated(program.json("db", "check", "--blobs", "--format", "json", expect=1)) == ["blobs"]
        with sqlite3.connect(program.folder / "store.db") as store:
            store.execute("DELETE FROM triages")
        checks = program.json("db", "check", "--format", "json", expect=1)
        assert violated(checks) == ["triage"], violated(checks)
        assert batch in str(checks), checks
        program.run("db", "migrate", "--owner", "anna", expect=1)


def test_a_shared_store_is_migrated_by_the_command():
    with Program() as program, Database() as database:
        if not database.url:
            return
        program.env["ARGUS_STORE"] = database.url
        program.run("db", "check", expect=3)
        assert "argus db migrate" in program.stderr, program.stderr
        report = program.json("db", "migrate", "--owner", "anna", "--format", "json")
        assert report["from"] == 0 and report["store"].startswith("PostgreSQL "), report
        assert any("argus_worker" in note for note in report["notes"]), report
        assert "secret" not in json.dumps(report) and database.facts["password"] not in json.dumps(report)
        assert violated(program.json("db", "check", "--format", "json")) == []


run_tests(globals())
