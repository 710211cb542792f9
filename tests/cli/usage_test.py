# SPDX-License-Identifier: Apache-2.0
"""What a wrong call is told: which word is wrong, and what may stand there."""
from program import Program, run_tests

DRIVE = (b"(1700000000.000000) can0 7DF#0103AAAAAAAAAAAA\n"
         b"(1700000000.010000) can0 7E8#06430201330301AA\n"
         b"(1700000000.020000) can0 123#R\n")


def recording(program, name="drive.log", content=DRIVE):
    path = program.folder / name
    path.write_bytes(content)
    return path


def refused(program, *call):
    """What a call that must be refused as bad usage says."""
    assert program.run(*call, expect=2) == b"", call
    assert 0 < len(program.stderr) < 2500, (call, program.stderr)
    return program.stderr


def test_numbers_are_what_they_say():
    with Program() as program:
        path = recording(program)
        drive = ("simulate", "drive", "--out", program.folder / "out.log")
        for call in (("frames", path, "--count", "--limit"), ("frames", path, "--count", "--skip"),
                     (*drive, "--frames", "5", "--seed"), (*drive, "--frames"), ("analyze", path, "--workers"),
                     ("analyze", path, "--top"), ("batches", "list", "--limit"), ("bench", "parse", "--runs"),
                     ("accounts", "audit", "--limit"), ("ops", "dead-letters", "--limit")):
            for wrong in ("-1", "18446744073709551616", "99999999999999999999999", "1.5", "0x10", "x"):
                said = refused(program, *call[:-1], f"{call[-1]}={wrong}")
                assert f"'{wrong}' is no whole number from " in said and call[-1] in said, (call, wrong, said)
                assert max(map(len, said.split())) < 60, said
        for call in (("batches", "list", "--limit"), ("bench", "parse", "--runs"), ("bench", "store", "--tasks")):
            assert "from 1 on" in refused(program, *call, "0")
        assert "from 1 to 1000" in refused(program, "analyze", path, "--top", "1001")
        assert not (program.folder / "out.log").exists()
        assert "zeros" in refused(program, *drive, "--frames", "010")  # is that ten, or eight?
        program.run("simulate", "drive", "--frames", "10", "--seed", "18446744073709551615", "--out",
                    program.folder / "ten.log")
        assert len((program.folder / "ten.log").read_bytes().splitlines()) == 10


def test_at_most_none_is_none():
    with Program() as program:
        path = recording(program)
        assert program.run("frames", path, "--limit", "0", "--count") == b"0\n"
        assert program.run("frames", path, "--limit", "0") == b""
        assert program.run("frames", path, "--limit", "2", "--count") == b"2\n"
        assert program.run("frames", path, "--skip", "2", "--count") == b"1\n"


def test_formats_are_listed():
    with Program() as program:
        path = recording(program)
        out = program.folder / "out.asc"
        for call in (("inspect", path), ("frames", path), ("analyze", path), ("convert", path, out)):
            said = refused(program, *call, "--read-as", "foo")
            assert "foo" in said and "candump, " in said and "mdf" in said and "--read-as" in said, said
            program.run(call[0], "--help")
            assert b"candump, " in program.run(call[0], "--help")
        batch = "01890000-0000-7000-8000-000000000000"
        said = refused(program, "batches", "reprocess", batch, "--read-as", "a.log=foo")
        assert "foo" in said and "candump, " in said, said
        assert "foo" in refused(program, "convert", path, out, "--format", "foo")
        assert "pcapng" in program.stderr and not out.exists()
        assert b"not: blf, mdf" in program.run("convert", "--help")
        for name in ("out.foo", "out", "-"):
            said = refused(program, "convert", path, name)
            assert f"'{name}'" in said and "pcapng" in said, said


def test_an_address_that_is_none():
    with Program() as program:
        for wrong in ("foo", "host:99999", "host:"):
            assert "host:port" in refused(program, "worker", "--health", wrong)
        assert not (program.folder / "store.db").exists()


def test_wrong_words_are_named():
    with Program() as program:
        for call, words in ((("nosuch",), ("argus: ", "command 'nosuch'")),
                            (("batchs", "list"), ("command 'batchs'", "'batches'")),
                            (("batches", "lst"), ("argus batches: ", "command 'lst'", "'list'")),
                            (("simulate", "driv", "--out", "x"), ("command 'driv'", "'drive'")),
                            (("--nosuch",), ("option '--nosuch'",)), ((), ("subcommand",))):
            said = refused(program, *call)
            assert all(word in said for word in words) and "--help" in said, (call, said)


def test_one_is_no_plural():
    with Program() as program:
        path = recording(program, content=DRIVE.splitlines(keepends=True)[0])
        program.run("convert", path, program.folder / "out.asc")
        assert "1 frame read, candump to asc" in program.stderr, program.stderr
        assert b"in 1 workspace\n" in program.run("doctor") or b"1 workspaces" not in program.run("doctor")


def test_what_is_read_as_another_format_is_not_called_silent():
    with Program() as program:
        path = recording(program)
        said = program.run("analyze", path, "--read-as", "blf", env=program.without_store(), expect=(0, 1)).decode()
        said = " ".join(said.split())
        assert "nobody asked" not in said and ("could be read" in said), said


run_tests(globals())
