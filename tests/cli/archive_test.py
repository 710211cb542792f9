# SPDX-License-Identifier: Apache-2.0
"""Archives as people send them: archives within archives, and archives that are cut or damaged. Every recording in them
is read, of a cut one what is whole, and what is lost is said."""
import gzip
import io
import json
import tarfile
import zipfile
import zlib

from program import Program, run_tests


def drive(program, frames=4000, seed=3):
    path = program.folder / f"drive{seed}.log"
    program.run("simulate", "drive", "--seed", seed, "--frames", frames, "--out", path)
    return path.read_bytes()


def zipped(members, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(members, mode="w"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def write(program, name, content):
    path = program.folder / name
    path.write_bytes(content)
    return path


def count(program, path, **options):
    return int(program.run("frames", path, "--count", env=program.without_store(), **options))


def lines(text):
    return sum(1 for line in text.split(b"\n")[:-1] if line.startswith(b"("))


def test_archives_in_archives_are_gone_through():
    with Program() as program:
        one, two = drive(program), drive(program, 500, seed=4)
        both = lines(one) + lines(two)
        for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            for inner in ({"inner.zip": zipped({"one.log": one}, method)}, {"inner.tar": tarred({"one.log": one})},
                          {"inner.tar.gz": tarred({"one.log": one}, "w:gz")},
                          {"inner.zip": zipped({"again.zip": zipped({"one.log": one}, method)}, method)}):
                path = write(program, "outer.zip", zipped({**inner, "two.log": two}, method))
                found = program.inspect(path)
                names = [member["name"] for member in found["members"]]
                assert len(names) == 2 and names[0].startswith(next(iter(inner)) + "/") and names[1] == "two.log", names
                assert [member["frames"] for member in found["members"]] == [lines(one), lines(two)], names
                assert not found["warnings"], found["warnings"]
                assert count(program, path) == both
                result = program.analyze(path)
                assert sorted(file["name"] for file in result["files"]) == sorted("outer.zip/" + n for n in names)
                assert sum(file["frames"] for file in result["files"]) == both
        single = write(program, "single.zip", zipped({"inner.zip": zipped({"one.log": one})}))
        assert program.inspect(single)["frames"] == lines(one)
        copy = program.folder / "copy.log"
        program.run("convert", single, copy)
        assert copy.read_bytes() == one
        program.run("convert", write(program, "outer.zip", zipped({"i.zip": zipped({"a.log": one}), "b.log": two})),
                    program.folder / "no.log", expect=1)
        assert "several recordings" in program.stderr and not (program.folder / "no.log").exists()


def test_too_deep_and_broken_inner_archives_are_said():
    with Program() as program:
        one = drive(program)
        deep = one
        for number in range(5):
            deep = zipped({f"{number}.zip" if number else "one.log": deep})
        path = write(program, "deep.zip", zipped({"deep.zip": deep, "one.log": one}))
        assert count(program, path) == lines(one)
        assert "nested too deeply" in program.stderr
        assert any("nested too deeply" in warning for warning in program.inspect(path)["warnings"])
        broken = b"7z\xbc\xaf\x27\x1c" + bytes(range(1, 60))
        path = write(program, "broken.zip", zipped({"broken.7z": broken, "one.log": one}))
        assert count(program, path) == lines(one)
        assert "broken.7z" in program.stderr and "damaged" in program.stderr, program.stderr


def test_a_member_that_is_no_recording_does_not_hide_the_others():
    with Program() as program:
        one = drive(program)
        path = write(program, "mixed.zip", zipped({"photo.png": b"\x89PNG\r\n\x1a\n" + bytes(50), "one.log": one}))
        assert count(program, path) == lines(one)
        assert "photo.png" in program.stderr and "PNG" in program.stderr
        path = write(program, "photo.zip", zipped({"photo.png": b"\x89PNG\r\n\x1a\n" + bytes(50)}))
        program.run("frames", path, "--count", expect=1)
        assert "photo.zip" in program.stderr and "PNG" in program.stderr


def test_of_a_cut_gzip_file_comes_what_zcat_gives():
    with Program() as program:
        one = drive(program)
        for content in (one, one[:25000]):
            packed = gzip.compress(content)
            cut = packed[:len(packed) * 6 // 10]
            plain = zlib.decompressobj(31).decompress(cut)
            assert 10 < lines(plain) < lines(content)
            path = write(program, "cut.log.gz", cut)
            assert count(program, path) - lines(plain) in (0, 1)  # the last line may be whole without its end
            assert f"at byte {len(cut)} of the compressed file" in program.stderr, program.stderr
            assert program.inspect(path)["frames"] - lines(plain) in (0, 1)
            copy = program.folder / "copy.log"
            program.run("convert", path, copy, "--replace")
            assert "it ends too early" in program.stderr and lines(copy.read_bytes()) >= lines(plain)
            result = program.analyze(path, expect=1)
            assert result["files"][0]["frames"] - lines(plain) in (0, 1), result["files"]


def test_of_a_cut_archive_the_cut_member_comes_as_far_as_it_goes():
    with Program() as program:
        one, two = drive(program), drive(program, seed=4)
        for whole in (tarred({"one.log": one}), tarred({"one.log": one}, "w:gz"),
                      zipped({"one.log": one}, zipfile.ZIP_STORED), zipped({"one.log": one})):
            path = write(program, "cut.bin", whole[:len(whole) * 6 // 10])
            found = count(program, path)
            assert lines(one) * 0.5 < found < lines(one) * 0.7, (found, lines(one))
            assert "one.log" in program.stderr and "only its first" in program.stderr, program.stderr
        for whole in (tarred({"one.log": one, "two.log": two}), zipped({"one.log": one, "two.log": two})):
            path = write(program, "cut.bin", whole[:len(whole) * 3 // 4])
            assert lines(one) * 1.3 < count(program, path) < lines(one) * 1.6


def test_the_report_tells_what_could_not_be_unpacked():
    with Program() as program:
        one, two = drive(program), drive(program, seed=4)
        whole = zipped({"one.log": one, "two.log": two})
        at = whole.index(b"two.log") + 500
        damaged = write(program, "mid.zip", whole[:at] + bytes(200) + whole[at + 200:])
        env = program.without_store()
        result = program.analyze(damaged, expect=1)
        told = [warning for warning in result["warnings"] if "two.log" in warning]
        assert told and "damaged" in told[0], result["warnings"]
        for form in ("text", "md", "html"):
            report = " ".join(program.run("analyze", damaged, "--format", form, expect=1, env=env).decode().split())
            assert "two.log" in report and "is accounted for" not in report, report
        batch = json.loads(program.run("submit", damaged, "--vehicle", "car", "--wait", expect=1))["batch_id"]
        assert told[0] in json.loads(program.run("report", batch, "--format", "json"))["warnings"]
        encrypted = program.analyze(write(program, "ok.zip", zipped({"one.log": one})))
        assert not any("one.log" in warning for warning in encrypted["warnings"])


def test_messages_name_the_file():
    with Program() as program:
        for name, content in (("empty.log", b""), ("random.log", bytes(range(256)) * 4),
                              ("x.dlt", b"DLT\x01" + bytes(90)),
                              ("bad.log.gz", b"\x1f\x8b\x08" + bytes(range(200))),
                              ("bad.7z", b"7z\xbc\xaf\x27\x1c" + bytes(9))):
            path = write(program, name, content)
            for command in (("inspect", path), ("frames", path), ("convert", path, program.folder / "out.asc")):
                program.run(*command, expect=1)
                assert name in program.stderr and "unknown fault" not in program.stderr, program.stderr


run_tests(globals())
