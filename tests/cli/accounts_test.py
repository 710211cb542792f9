# SPDX-License-Identifier: Apache-2.0
"""Who one is and what one may, as users see it."""
import json
import os
import pwd
import subprocess
import sys
import time

from program import ARGUS, Program, run_tests

OTHER = 65534


def me():
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"uid {os.getuid()}"


def test_alone_the_systems_user_owns_everything_and_nothing_asks():
    with Program() as program:
        log = program.folder / "drive.log"
        program.run("simulate", "drive", "--seed", 1, "--frames", 100, "--out", log)
        batch = program.json("submit", log, "--vehicle", "car", "--workspace", "garage")["batch_id"]
        assert program.json("batches", "show", batch, "--format", "json")["created_by"] == me()
        who = program.json("accounts", "whoami", "--format", "json")
        assert who["login"] == me() and who["role"] == "admin" and who["status"] == "active", who
        assert {w["workspace"]: w["role"] for w in who["workspaces"]} == {"default": "owner", "garage": "owner"}
        for key in ("id", "uuid", "name", "email", "created_at", "updated_at"):
            assert key in who, key
        workspaces = program.json("workspaces", "list", "--format", "json")
        assert [w["name"] for w in workspaces] == ["default", "garage"]
        for key in ("id", "uuid", "owner", "name", "description", "type", "member_count", "status", "created_at",
                    "updated_at"):
            assert key in workspaces[0], key
        assert workspaces[0]["member_count"] == 1 and workspaces[0]["owner"] == me()


def test_people_and_members_are_kept_and_every_change_is_in_the_audit_log():
    with Program() as program:
        program.run("accounts", "add", "vera", "--name", "Vera", "--email", "vera@example.org")
        added = program.json("accounts", "set-role", "vera", "admin", "--format", "json")
        assert (added["login"], added["name"], added["role"]) == ("vera", "Vera", "admin")
        program.run("accounts", "set-role", "vera", "user")
        program.run("workspaces", "create", "team", "--description", "test bench", "--type", "enterprise")
        members = program.json("workspaces", "members", "set", "team", "vera", "--role", "member", "--status",
                               "invited", "--format", "json")
        assert [(m["customer"], m["role"], m["status"]) for m in members] == [
            (me(), "owner", "active"), ("vera", "member", "invited")], members
        assert members[1]["joined_at"] is None and members[0]["joined_at"]
        program.run("workspaces", "members", "remove", "team", "vera")
        assert len(program.json("workspaces", "members", "list", "team", "--format", "json")) == 1
        program.run("accounts", "suspend", "vera")
        assert program.json("accounts", "list", "--search", "vera", "--format", "json")[0]["status"] == "suspended"
        lines = program.json("accounts", "audit", "--who", me(), "--format", "json")
        assert [line["what"] for line in lines[:3]] == ["customer.change", "member.remove", "member.set"]
        for key in ("when", "who", "what", "on_what", "before", "after", "trace_id"):
            assert key in lines[0], key
        assert json.loads(lines[0]["before"])["status"] == "active"
        assert json.loads(lines[0]["after"])["status"] == "suspended"
        # A list without rows is empty, never null.
        assert program.json("accounts", "audit", "--who", "vera", "--format", "json") == []


def test_what_cannot_be_is_refused_with_its_kind():
    with Program() as program:
        program.run("accounts", "list")
        for kind, command in {
                "conflict": ("accounts", "set-role", me(), "user"),
                "not_found": ("workspaces", "members", "list", "nowhere"),
                "invalid": ("accounts", "add", "bad\nlogin"),
        }.items():
            error = program.json(*command, "--format", "json", expect=1)["error"]
            assert error["kind"] == kind and error["message"], error
        assert "only admin" in program.run("accounts", "suspend", me(), expect=1).decode() + program.stderr
        program.run("accounts", "set-role", "vera", "emperor", expect=2)


def test_another_user_is_refused_and_told_what_to_do():
    if os.getuid() != 0:
        print("skipped: only root can run the program as another user", file=sys.stderr)
        return
    with Program() as program:
        os.chmod(program.folder, 0o777)
        os.chmod(program.temporary, 0o777)
        log = program.folder / "drive.log"
        program.run("simulate", "drive", "--seed", 4, "--frames", 4_000_000, "--out", log)
        os.chmod(log, 0o644)
        owner = subprocess.Popen([ARGUS, "submit", log, "--vehicle", "car", "--wait"], env=program.env, user=OTHER,
                                 group=OTHER, extra_groups=[], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        try:
            until = time.monotonic() + 60
            while not (program.folder / "store.db.sock").exists():
                assert owner.poll() is None and time.monotonic() < until, owner.communicate()
                time.sleep(0.05)
            error = program.json("accounts", "whoami", "--format", "json", expect=1)["error"]
            assert error["kind"] == "denied" and f"argus accounts add {me()}" in error["message"], error
            # Reading the file is refused as much as commands over the owner's socket.
            program.run("batches", "list", expect=1)
            assert "denied" in program.stderr
            program.run("submit", log, "--vehicle", "mine", expect=1)
            assert "denied" in program.stderr
        finally:
            out, err = owner.communicate(timeout=120)
        assert owner.returncode == 0, err.decode()


run_tests(globals())
