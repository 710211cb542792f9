# SPDX-License-Identifier: Apache-2.0
"""Simulated drives: what the generator says it put in is what inspect and analyze find."""
import collections
import json

from program import Program, run_tests


def drive(program, seed, *size):
    log, expect = program.folder / f"drive-{seed}.log", program.folder / f"drive-{seed}.json"
    program.run("simulate", "drive", "--seed", seed, *size, "--out", log, "--expect", expect)
    return log, json.loads(expect.read_text())


def codes(entries):
    return {(d["protocol"], d["channel"], d["ecu"], d["code"], tuple(sorted(d["services"].items())), d["fault"])
            for d in entries}


def test_same_seed_same_bytes():
    with Program() as program:
        first, _ = drive(program, 7, "--bytes", "300KB")
        kept = first.read_bytes()
        drive(program, 7, "--bytes", "300KB")
        assert first.read_bytes() == kept
        assert drive(program, 8, "--bytes", "300KB")[0].read_bytes() != kept


def test_found_is_what_was_put_in():
    with Program() as program:
        for seed in range(1, 13):
            log, expected = drive(program, seed, "--bytes", "400KB" if seed % 3 else "3MB")
            found = program.inspect(log)
            for key in ("frames", "by_kind", "fd", "channels", "ids", "bytes"):
                assert found[key] == expected[key], (seed, key, found[key], expected[key])
            assert sum(s["count"] for s in found["skipped"]) == sum(s["count"] for s in expected["skipped"]), seed
            result = program.analyze(log)
            assert result["synthetic"] is True
            assert codes(result["dtcs"]) == codes(expected["dtcs"]), (
                seed, sorted(codes(result["dtcs"]) ^ codes(expected["dtcs"])))
            assert (result["vehicle"]["vin"] or None) == (expected["vin"] or None), seed
            refusals = collections.Counter()
            for entry in result["negative_responses"]:
                refusals[entry["channel"], entry["ecu"], entry["service"], entry["nrc"]] += entry["count"]
            wanted = {(e["channel"], e["ecu"], e["service"], e["nrc"]): e["count"]
                      for e in expected["negative_responses"]}
            assert dict(refusals) == wanted, (seed, refusals, wanted)


def test_every_report_says_that_the_recording_is_synthetic():
    with Program() as program:
        log, _ = drive(program, 3, "--bytes", "200KB")
        for form in ("text", "md", "html", "json"):
            text = program.run("analyze", log, "--format", form, env=program.without_store()).decode()
            assert "synthetic" in text.lower(), form


run_tests(globals())
