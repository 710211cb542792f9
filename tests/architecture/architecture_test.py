#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Fails when an #include breaks the architecture, and proves on small made-up trees that it would notice.

usage: architecture_test.py ROOT_OF_THE_REPOSITORY
"""

import pathlib
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import architecture  # noqa: E402
import arrows  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Repository(unittest.TestCase):
    """The repository itself."""

    def test_table(self):
        self.assertEqual(architecture.check_table(), [])

    def test_includes(self):
        check = architecture.Check(ROOT)
        problems = check.run()
        self.assertGreater(check.includes_read, 100, "the includes were not found: the test would pass by blindness")
        self.assertEqual(problems, [], "\n" + "\n".join(problems))


class Violations(unittest.TestCase):
    """Each kind of violation, in a tree that has nothing but it."""

    def problems(self, files):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in files.items():
                path = pathlib.Path(folder) / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            return architecture.Check(folder).run()

    def assert_caught(self, files, words):
        problems = self.problems(files)
        self.assertTrue(any(words in problem for problem in problems), f"{words!r} not in {problems}")

    def test_clean_tree_passes(self):
        self.assertEqual(
            self.problems(
                {
                    "core/base/result.h": "#pragma once\n#include <vector>\n",
                    "core/domain/batch.h": '#include "core/base/result.h"\n',
                    "core/store/sqlite/driver.cpp": '#include "core/domain/batch.h"\n#include <QSqlDatabase>\n',
                    "ui/pages/board.cpp": '#include "core/domain/batch.h"\n#include <QWidget>\n#include "board.moc"\n',
                    "app/cli/version.cpp": '#include "argus_version.h"\n#include "core/simulate/drive.h"\n',
                    "core/simulate/drive.h": "",
                }
            ),
            [],
        )

    def test_arrow_up(self):
        self.assert_caught(
            {"core/base/text.cpp": '#include "core/domain/batch.h"\n', "core/domain/batch.h": ""},
            "core/base may not include core/domain",
        )

    def test_every_arrow(self):
        """All pairs of rooms in one tree: exactly those that the table does not allow are reported."""
        rooms = list(arrows.ARROWS)
        files = {f"{room}/target.h": "" for room in rooms}
        forbidden = set()
        for room in rooms:
            for target in rooms:
                files[f"{room}/to_{target.replace('/', '_')}.cpp"] = f'#include "{target}/target.h"\n'
                if target != room and target not in arrows.ARROWS[room]:
                    forbidden.add(f"{room} may not include {target}")
        reported = [problem for problem in self.problems(files) if "may not include" in problem]
        self.assertEqual(len(reported), len(forbidden))
        self.assertEqual({problem.split(": ")[-1] for problem in reported}, forbidden)

    def test_arrow_in_angle_brackets(self):
        self.assert_caught(
            {"core/domain/batch.h": "#include <core/store/sql/database.h>\n", "core/store/sql/database.h": ""},
            "core/domain may not include core/store",
        )

    def test_entrances_do_not_see_the_engine(self):
        for target in ("core/store/sql/database.h", "core/engine/engine.h", "core/bus/bus.h", "core/net/http.h"):
            for name in ("ui/pages/board.cpp", "app/cli/main.cpp"):
                self.assert_caught({name: f'#  include "{target}"\n', target: ""}, "may not include core/")

    def test_qt_in_a_pure_room(self):
        for header in ("<QString>", "<QtCore/QObject>", "<QtGlobal>", "<qglobal.h>", '"QString"'):
            self.assert_caught({"core/formats/reader.cpp": f"#include {header}\n"}, "core/formats is free of Qt")

    def test_qt_in_the_engine(self):
        self.assert_caught({"core/engine/pool.cpp": "#include <QThread>\n"}, "core/engine is free of Qt")

    def test_gui_in_core(self):
        for header in ("<QWidget>", "<QColor>", "<QtGui/QColor>", "<QtWidgets>", "<QChart>"):
            self.assert_caught({"core/store/sqlite/driver.cpp": f"#include {header}\n"}, "core does not use")

    def test_gui_linked_to_core(self):
        self.assert_caught(
            {"core/store/CMakeLists.txt": "argus_room(store LINK Qt6::Widgets)\n"}, "may not link Qt6::Widgets"
        )
        self.assert_caught({"core/engine/CMakeLists.txt": "argus_room(e LINK Qt6::Core)\n"}, "may not link Qt6::Core")
        self.assertEqual(self.problems({"core/store/CMakeLists.txt": "argus_room(store LINK Qt6::Sql)\n"}), [])

    def test_circle_of_files(self):
        self.assert_caught(
            {
                "core/base/a.h": '#include "core/base/b.h"\n',
                "core/base/b.h": '#include "core/base/c.h"\n',
                "core/base/c.h": '#include "core/base/a.h"\n',
            },
            "circle of files: core/base/a.h -> core/base/b.h -> core/base/c.h -> core/base/a.h",
        )

    def test_circle_of_rooms(self):
        self.assert_caught(
            {
                "core/domain/a.h": '#include "core/formats/b.h"\n',
                "core/formats/b.h": "",
                "core/formats/c.h": '#include "core/domain/d.h"\n',
                "core/domain/d.h": "",
            },
            "circle of rooms",
        )

    def test_unknown_room(self):
        self.assert_caught({"core/misc/helpers.h": ""}, "in no room")
        self.assert_caught({"core/stray.h": ""}, "in no room")
        self.assert_caught({"ui/window.cpp": ""}, "outside the rooms")
        self.assert_caught({"core/base/a.h": '#include "core/misc/b.h"\n'}, "leads to no room")

    def test_relative_include(self):
        self.assert_caught({"core/base/a.cpp": '#include "a.h"\n', "core/base/a.h": ""}, "not written from the root")
        self.assert_caught({"core/base/a.cpp": '#include "core/base/../base/a.h"\n'}, "not written from the root")

    def test_comments_are_no_includes(self):
        self.assertEqual(
            self.problems({"core/base/a.h": '/*\n#include "core/engine/x.h"\n*/\n// #include <QString>\n'}), []
        )

    def test_conditional_includes_count(self):
        self.assert_caught({"core/base/a.h": "#ifdef SOMETHING\n  #include <QString>\n#endif\n"}, "is free of Qt")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        ROOT = pathlib.Path(sys.argv.pop(1))
    unittest.main()
