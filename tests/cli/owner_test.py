# SPDX-License-Identifier: Apache-2.0
"""Two processes on one store: one owns it, the other's commands go through its socket."""
import json
import time

from program import Program, run_tests


def big(program, name="big.log", frames=8_000_000):
    path = program.folder / name
    program.run("simulate", "drive", "--seed", 4, "--frames", frames, "--out", path)
    return path


def wait_for(program, condition, seconds=60):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        batches = program.json("batches", "list", "--format", "json")
        if condition(batches):
            return batches
        time.sleep(0.05)
    raise AssertionError(batches)


def test_commands_of_another_process_reach_the_owner():
    with Program() as program:
        owner = program.start("submit", big(program), "--vehicle", "first", "--wait")
        try:
            wait_for(program, lambda b: any(x["status"] == "scattering" for x in b))
            small = program.folder / "small.log"
            program.run("simulate", "drive", "--seed", 5, "--frames", 100, "--out", small)
            second = program.json("submit", small, "--vehicle", "second", "--priority", 5)["batch_id"]
            listed = program.json("batches", "list", "--format", "json")
            first = next(batch["id"] for batch in listed if batch["vehicle_id"] == "first")
            program.run("batches", "cancel", first, "--format", "json", expect=(0, 1))
        finally:
            out, err = owner.communicate(timeout=60)
        assert owner.returncode in (0, 1), err
        # Whoever comes next as owner finishes what is left.
        status = program.json("batches", "show", second, "--format", "json")["status"]
        assert status not in ("pending", "failed"), status
        assert json.loads(out)["batch_id"] == first


def test_two_waiting_processes_share_the_store_and_both_end():
    with Program() as program:
        log = big(program, frames=400_000)
        other = program.folder / "other.log"
        program.run("simulate", "drive", "--seed", 6, "--frames", 300_000, "--out", other)
        processes = [program.start("submit", log, "--vehicle", "a", "--wait"),
                     program.start("submit", other, "--vehicle", "b", "--wait")]
        for process in processes:
            out, err = process.communicate(timeout=120)
            assert process.returncode == 0, err.decode()
        batches = program.json("batches", "list", "--format", "json")
        assert sorted(b["vehicle_id"] for b in batches) == ["a", "b"]
        assert all(b["status"] == "completed" for b in batches), batches


run_tests(globals())
