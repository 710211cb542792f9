# SPDX-License-Identifier: Apache-2.0
"""What a user says about the files of a batch that is there already: how they are to be read (`batches reprocess
--read-as NAME=FORMAT`), and how their clocks run (`--shift NAME=SECONDS`)."""
from frame_files import write
from program import Program, run_tests

ASK = "(1700000000.{0:06d}) can0 7E0#0322F190AAAAAAAA\n"
TELL = "(1699996400.{0:06d}) can0 7E8#037F2231AAAAAAAA\n"  # an hour behind


class Desk(Program):
    """argus with one batch of two recordings, which is completed."""

    def __init__(self):
        super().__init__()
        one = write(self, "a.log", "".join(ASK.format(number * 1000) for number in range(5)))
        two = write(self, "b=1.log", "".join(TELL.format(number * 1000 + 500) for number in range(5)))
        self.batch = self.json("submit", one, two, "--vehicle", "car 1", "--wait")["batch_id"]
        self._others = 0

    def show(self):
        return self.json("batches", "show", self.batch, "--format", "json")

    def reprocess(self, *changes, **options):
        return self.run("batches", "reprocess", self.batch, *changes, "--format", "json", **options)

    def wait(self):
        """Owns the store until the batch has ended: commands only leave the work behind."""
        for _ in range(50):
            if self.show()["status"] in ("completed", "failed"):
                return self.show()["status"]
            self._others += 1
            other = write(self, "other.log", ASK.format(self._others))
            self.run("submit", other, "--vehicle", "another", "--wait")
        raise AssertionError(self.show())

    def files(self):
        """The files of the batch's result, by name."""
        return {entry["name"]: entry for entry in self.json("report", self.batch, "--format", "json")["files"]}


def test_a_format_that_is_given_and_taken_back():
    with Desk() as desk:
        before = desk.files()
        assert before["a.log"]["read_as"] is None and before["a.log"]["format"] == "candump", before
        desk.reprocess("--read-as", "a.log=crtd")
        assert desk.wait() == "completed"
        given = desk.files()
        assert (given["a.log"]["read_as"], given["a.log"]["format"]) == ("crtd", "crtd"), given["a.log"]
        assert given["a.log"]["frames"] == 0 and sum(s["count"] for s in given["a.log"]["skipped"]) == 5, given["a.log"]
        assert given["b=1.log"]["read_as"] is None and given["b=1.log"]["frames"] == 5, given["b=1.log"]
        desk.reprocess("--read-as", "a.log=auto")
        assert desk.wait() == "completed"
        again = desk.files()
        assert again["a.log"]["read_as"] is None and again["a.log"]["format"] == "candump", again["a.log"]
        assert again["a.log"]["frames"] == 5 and again["a.log"]["skipped"] == [], again["a.log"]
        assert desk.show()["run_epoch"] == 3


def test_a_clock_that_is_given_and_found_out_again():
    with Desk() as desk:
        assert desk.files()["b=1.log"]["clock"]["source"] != "given"
        desk.reprocess("--shift", "b=1.log=+3600")  # the last equals sign divides
        assert desk.wait() == "completed"
        clock = desk.files()["b=1.log"]["clock"]
        assert (clock["shift"], clock["source"], clock["reference"]) == (3600, "given", "a.log"), clock
        desk.reprocess("--shift", "b=1.log=-0.5")
        assert desk.wait() == "completed"
        assert desk.files()["b=1.log"]["clock"]["shift"] == -0.5
        desk.reprocess("--shift", "b=1.log=auto")
        assert desk.wait() == "completed"
        assert desk.files()["b=1.log"]["clock"]["source"] != "given"


def test_both_at_once_and_what_was_said_before_stays():
    with Desk() as desk:
        desk.reprocess("--read-as", "a.log=candump", "--shift", "b=1.log=3600", "--shift", "a.log=1.25")
        assert desk.wait() == "completed"
        files = desk.files()
        assert files["a.log"]["read_as"] == "candump" and files["a.log"]["frames"] == 5, files["a.log"]
        assert files["b=1.log"]["read_as"] is None and files["b=1.log"]["clock"]["source"] == "given", files["b=1.log"]
        desk.reprocess("--shift", "b=1.log=3601")
        assert desk.wait() == "completed"
        files = desk.files()
        assert files["a.log"]["read_as"] == "candump", files["a.log"]
        assert files["b=1.log"]["clock"]["shift"] - files["a.log"]["clock"]["shift"] == 3599.75, files


def test_a_batch_of_nothing_that_is_known_runs_as_what_the_user_says():
    with Desk() as desk:
        odd = write(desk, "odd.bin", "# no recording\n" + "#" * 70_000 + "\n" + ASK.format(1))
        desk.batch = desk.json("submit", odd, "--vehicle", "car 1", "--wait", expect=1)["batch_id"]
        assert desk.show()["status"] == "failed"
        desk.reprocess("--read-as", "odd.bin=candump")
        assert desk.wait() == "completed"
        assert desk.files()["odd.bin"]["frames"] == 1


def test_what_cannot_be_meant_changes_nothing():
    with Desk() as desk:
        before = desk.show()
        for changes in (["--read-as", "a.log"], ["--read-as", "=asc"], ["--read-as", "a.log="],
                        ["--shift", "a.log"], ["--shift", "a.log="], ["--shift", "a.log=soon"], ["--shift", "=5"]):
            desk.reprocess(*changes, expect=2)
            assert "give the name of a file" in desk.stderr, (changes, desk.stderr)
        desk.reprocess("--read-as", "absent.log=asc", expect=1)
        assert "absent.log" in desk.stderr, desk.stderr
        desk.reprocess("--shift", "absent.log=1", expect=1)
        assert "absent.log" in desk.stderr, desk.stderr
        desk.reprocess("--read-as", "a.log=word", expect=2)
        assert "word" in desk.stderr, desk.stderr
        # One wrong word refuses all of the command.
        desk.reprocess("--shift", "b=1.log=1", "--read-as", "a.log=word", expect=2)
        assert desk.show() == before
        desk.run("batches", "reprocess", "not-an-id", "--read-as", "a.log=asc", expect=2)


run_tests(globals())
