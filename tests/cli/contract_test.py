# SPDX-License-Identifier: Apache-2.0
"""The contract of the command line: exit statuses, what goes to stdout and what to stderr, the JSON keys."""
import gzip
import json
import re
import tarfile
import zipfile

from program import Program, run_tests

DRIVE = (b"(1700000000.000000) can0 7DF#0103AAAAAAAAAAAA\n"
         b"(1700000000.010000) can0 7E8#06430201330301AA\n"
         b"(1700000000.020000) can0 123#R\n"
         b"this is no frame\n")


def recording(program, name="drive.log", content=DRIVE):
    path = program.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_usage():
    with Program() as program:
        assert b"argus 0" in program.run("--version")
        for command in ("analyze", "inspect", "frames", "submit", "report", "batches", "vehicles", "doctor",
                        "simulate", "bench", "accounts", "workspaces"):
            assert b"Usage" in program.run(command, "--help")
        for bad in ([], ["nonsense"], ["analyze"], ["inspect", "a", "b"], ["batches", "list", "--format", "xml"],
                    ["report", "not-an-id"], ["batches", "show", "not-an-id"], ["batches", "list", "--status", "done"],
                    ["submit", "x"], ["simulate", "drive", "--out", "x"],
                    ["simulate", "drive", "--out", "x", "--bytes", "much"]):
            assert program.run(*bad, expect=2) == b"", bad


def test_inspect_keys():
    with Program() as program:
        found = program.inspect(recording(program))
        for key in ("format", "bytes", "sha256", "frames", "by_kind", "fd", "channels", "first_ts", "last_ts", "min_ts",
                    "max_ts", "ids", "skipped", "warnings"):
            assert key in found, key
        assert found["format"] == "candump"
        assert found["frames"] == 3 and found["by_kind"] == {"data": 2, "remote": 1, "error": 0}
        assert found["ids"] == {"7DF": 1, "7E8": 1, "123": 1}
        assert found["first_ts"] == 1700000000 and found["last_ts"] == 1700000000.02
        assert found["skipped"] == [{"reason": "unreadable line", "count": 1, "bytes": 17, "first_offset": 123}], found


def test_compressed_and_archived_recordings_are_shown():
    with Program() as program:
        packed = program.folder / "drive.log.gz"
        packed.write_bytes(gzip.compress(DRIVE))
        found = program.inspect(packed)
        assert found["frames"] == 3 and found["bytes"] == packed.stat().st_size
        plain = recording(program)
        with zipfile.ZipFile(program.folder / "two.zip", "w") as archive:
            archive.write(plain, "a.log")
            archive.write(plain, "b.log")
        found = program.inspect(program.folder / "two.zip")
        assert [member["name"] for member in found["members"]] == ["a.log", "b.log"], found
        with tarfile.open(program.folder / "one.tar.gz", "w:gz") as archive:
            archive.add(plain, "only.log")
        assert program.inspect(program.folder / "one.tar.gz")["frames"] == 3


def test_what_is_no_recording_is_refused_politely():
    with Program() as program:
        for name, content, word in (("p.log", b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG"), ("e.log", b"", "empty"),
                                    ("u.log", "hello".encode("utf-16"), "UTF-16"),
                                    ("d.dlt", b"DLT\x01" + bytes(200), "DLT")):
            path = recording(program, name, content)
            program.run("inspect", path, expect=1)
            assert word in program.stderr, (name, program.stderr)
            result = program.analyze(path, expect=1)
            assert result["files"][0]["status"] == "failed" and word in result["files"][0]["error"], result["files"]
        program.run("inspect", program.folder / "missing.log", expect=1)
        assert "missing.log" in program.stderr


def test_analyze_from_standard_input_and_leaves_nothing_behind():
    with Program() as program:
        result = json.loads(program.run("analyze", "-", "--format", "json", stdin=DRIVE, env=program.without_store()))
        assert [dtc["code"] for dtc in result["dtcs"]] == ["P0133", "P0301"], result["dtcs"]
        assert result["dtcs"][0]["evidence"][0]["offset"] == 46
        assert list(program.temporary.iterdir()) == []


def test_one_bad_file_is_exit_1_and_the_rest_is_reported():
    with Program() as program:
        result = program.analyze(recording(program), recording(program, "bad.log", b""), expect=1)
        assert [entry["status"] for entry in result["files"]] == ["completed", "failed"]
        assert result["batch"]["status"] == "completed" and result["batch"]["failed_files"] == 1


def test_submit_report_and_the_life_of_a_batch():
    with Program() as program:
        receipt = program.json("submit", recording(program), "--vehicle", "car 1", "--wait")
        assert set(receipt) == {"batch_id", "files"}
        assert set(receipt["files"][0]) == {"file_id", "name", "size", "sha256"}
        batch = receipt["batch_id"]
        shown = program.json("batches", "show", batch, "--format", "json")
        assert shown["status"] == "completed" and shown["run_epoch"] == 1, shown
        for key in ("id", "vehicle_id", "vin", "workspace", "created_by", "total_files", "processed_files",
                    "failed_files", "expected_workers", "completed_workers", "priority", "error_message",
                    "created_at", "updated_at", "completed_at", "version", "files", "attempts"):
            assert key in shown, key
        assert set(shown["attempts"][0]) >= {"stage", "file_id", "worker", "started_at", "ended_at", "error"}
        events = [json.loads(line) for line in program.run("batches", "events", batch, "--format", "json").splitlines()]
        assert [e["event_type"] for e in events][0] == "BatchCreated"
        assert events[-1]["event_type"] == "ReportPublished"
        report = program.json("report", batch, "--format", "json")
        assert [d["code"] for d in report["dtcs"]] == ["P0133", "P0301"]
        assert b"<html" in program.run("report", batch, "--format", "html")
        out = program.folder / "report.md"
        assert program.run("report", batch, "--format", "md", "--out", out) == b""
        assert "P0301" in out.read_text()
        program.run("batches", "retry", batch, expect=1)
        assert "completed" in program.stderr
        assert program.json("batches", "reopen", batch, "--format", "json")["status"] == "pending"
        program.run("submit", recording(program, "more.log", DRIVE + b"\n"), "--batch", batch, "--wait")
        assert program.json("batches", "show", batch, "--format", "json")["total_files"] == 2
        assert program.json("batches", "list", "--status", "completed", "--format", "json")[0]["id"] == batch
        assert program.json("vehicles", "list", "--format", "json")[0]["id"] == "car 1"
        program.run("batches", "delete", batch)
        assert program.json("batches", "list", "--format", "json") == []
        program.run("report", batch, expect=1)


def test_submit_without_wait_leaves_the_batch_for_the_next_owner_and_cancel_works():
    with Program() as program:
        batch = program.json("submit", recording(program), "--vehicle", "v")["batch_id"]
        assert program.json("batches", "show", batch, "--format", "json")["status"] == "uploaded"
        cancelled = program.json("batches", "cancel", batch, "--format", "json")
        assert cancelled["status"] == "failed" and cancelled["error_message"].startswith("cancelled by ")
        assert program.json("batches", "retry", batch, "--format", "json")["status"] == "uploaded"
        # The next engine, whoever starts it, finishes it.
        program.run("submit", recording(program, "other.log", DRIVE + b"# 2\n"), "--vehicle", "w", "--wait")
        for _ in range(100):
            status = program.json("batches", "show", batch, "--format", "json")["status"]
            if status == "completed":
                return
            program.run("submit", recording(program, "again.log", DRIVE + b"# 3\n"), "--vehicle", "w", "--wait")
        raise AssertionError(status)


def test_the_same_key_gives_the_same_batch():
    with Program() as program:
        first = program.json("submit", recording(program), "--vehicle", "v", "--key", "k 1")
        again = program.json("submit", recording(program), "--vehicle", "v", "--key", "k 1")
        assert first["batch_id"] == again["batch_id"]
        assert [f["file_id"] for f in first["files"]] == [f["file_id"] for f in again["files"]]


def test_top_codes_are_as_many_as_asked_for():
    with Program() as program:
        path = recording(program)
        for top, wanted in ((1, 1), (2, 2), (10, 2)):
            result = program.json("analyze", path, "--format", "json", "--top", top, env=program.without_store())
            assert len(result["top_error_codes"]) == wanted, (top, result["top_error_codes"])
        program.run("analyze", path, "--top", 0, expect=2)


def test_frames():
    with Program() as program:
        path = recording(program)
        assert program.run("frames", path, "--count").strip() == b"3"
        lines = program.run("frames", path, "--format", "candump").splitlines()
        assert lines == DRIVE.splitlines()[:3], lines
        rows = [json.loads(line) for line in program.run("frames", path, "--format", "json").splitlines()]
        assert rows[1]["id"] == "7E8" and rows[1]["data"] == "06430201330301AA" and rows[1]["offset"] == 46
        assert len(program.run("frames", path, "--format", "csv").splitlines()) == 4
        assert len(program.run("frames", path, "--limit", "2").splitlines()) == 2
        lines = program.run("frames", path, "--decode", "--format", "json").splitlines()
        decoded = [json.loads(line) for line in lines]
        assert decoded[1]["note"].startswith("response 03") and "note" not in decoded[2], decoded


def test_doctor_and_unusable_stores():
    with Program() as program:
        checks = {check["name"]: check for check in program.json("doctor", "--format", "json")}
        assert checks["store"]["outcome"] == "good" and checks["integrity"]["outcome"] == "good", checks
        assert checks["account"]["outcome"] == "good" and "admin" in checks["account"]["detail"], checks
        program.run("batches", "list", "--store", program.folder, expect=2)
        program.run("batches", "list", "--store", "postgresql://nowhere/x", expect=2)
        assert "PostgreSQL" in program.stderr
        broken = recording(program, "broken.db", b"x" * 5000)
        program.run("batches", "list", "--store", broken, expect=3)
        assert re.search("no Argus Desk store", program.stderr), program.stderr


run_tests(globals())
