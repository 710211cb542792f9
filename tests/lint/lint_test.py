#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Fails when a file breaks a rule of the house, and proves on made-up files that each rule catches what it is for.

usage: lint_test.py ROOT_OF_THE_REPOSITORY
"""

import pathlib
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import lint  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
SPDX = "// SPDX-License-Identifier: Apache-2.0\n"
HEADER = SPDX + "#pragma once\n"


class Repository(unittest.TestCase):
    def test_files(self):
        count, problems = lint.check_repository(ROOT)
        self.assertGreater(count, 50, "the files were not found: the test would pass by blindness")
        self.assertEqual(problems, [], "\n" + "\n".join(problems))


class Rules(unittest.TestCase):
    def rules_broken(self, name, text):
        return [problem.split(": ")[1] for problem in lint.check_text(name, text)]

    def assert_broken(self, rule, name, text):
        self.assertEqual(self.rules_broken(name, text), [rule])

    def assert_fine(self, name, text):
        self.assertEqual(self.rules_broken(name, text), [])

    def test_every_rule_has_a_reason_and_a_test(self):
        source = pathlib.Path(__file__).read_text(encoding="utf-8")
        for rule in lint.RULES:
            self.assertTrue(rule.why)
            self.assertIn(f'"{rule.name}"', source)

    def test_spdx(self):
        self.assert_broken("spdx", "core/base/a.cpp", "int a;\n")
        self.assert_broken("spdx", "core/base/a.cpp", "\n" + SPDX)
        self.assert_broken("spdx", "cmake/a.cmake", "set(A 1)\n")
        self.assert_broken("spdx", "core/base/a.cpp", "")
        self.assert_fine("tests/a.py", "#!/usr/bin/env python3\n# SPDX-License-Identifier: Apache-2.0\n")

    def test_pragma_once(self):
        self.assert_broken("pragma-once", "core/base/a.h", SPDX + "int a;\n")
        self.assert_fine("core/base/a.h", HEADER)

    def test_whitespace(self):
        for text in ("\tint a;\n", "int a; \n", "int a;\r\n"):
            self.assertEqual(set(self.rules_broken("core/base/a.cpp", SPDX + text)), {"whitespace"})

    def test_final_newline(self):
        self.assert_broken("final-newline", "core/base/a.cpp", SPDX + "int a;")

    def test_columns(self):
        self.assert_broken("columns", "ui/pages/a.cpp", SPDX + "//" + "x" * 119 + "\n")
        self.assert_fine("ui/pages/a.cpp", SPDX + "//" + "x" * 118 + "\n")

    def test_file_length(self):
        self.assert_broken("file-length", "core/base/a.cpp", SPDX + "int a;\n" * 600)
        self.assert_fine("core/base/a.cpp", SPDX + "int a;\n" * 599)
        self.assert_fine("core/protocol/uds_names.cpp", SPDX + "int a;\n" * 2000)

    def test_own_header_first(self):
        own = '#include "core/base/a.h"\n'
        self.assert_broken("own-header-first", "core/base/a.cpp", SPDX + "#include <vector>\n" + own)
        self.assert_fine("core/base/a.cpp", SPDX + own + "#include <vector>\n")

    def test_markers(self):
        for word in ("TO" + "DO", "FIX" + "ME"):
            self.assert_broken("markers", "core/base/a.cpp", SPDX + f"// {word}: later\n")

    def test_workplace_paths(self):
        self.assert_broken("workplace-paths", "docs/a.md", "see /" + "work/main/core\n")
        self.assert_broken("workplace-paths", "core/base/a.cpp", SPDX + '// "/' + 'home/me/x"\n')
        self.assert_fine("core/base/a.cpp", SPDX + '// "/usr/bin/python3" and https://example.org/work\n')

    def test_locale(self):
        for call in ("strtod(a, b)", "std::stoi(a)", "::atoi(a)", "std::tolower(c)", "isalpha(c)", "std::sprintf(a)"):
            self.assert_broken("locale", "core/base/a.cpp", SPDX + f"auto x = {call};\n")
        for call in ("base::toLower(a)", "text.toupper()", "a->isdigit()", "chars::isdigit(c)", '"isalpha(c)"'):
            self.assert_fine("core/base/a.cpp", SPDX + f"auto x = {call};\n")
        self.assert_fine("core/base/a.cpp", SPDX + "// unlike strtod(a), this\n/* atoi(a)\natoi(b) */\n")
        self.assert_fine("tests/base/a.cpp", SPDX + "auto x = atoi(a);\n")

    def test_snprintf_fractions(self):
        for text in ('snprintf(a, 9, "%.3f", x);\n', 'std::snprintf(a, 9,\n         "%lg s", x);\n'):
            self.assert_broken("snprintf-fractions", "core/base/a.cpp", SPDX + text)
        self.assert_fine("core/base/a.cpp", SPDX + 'std::snprintf(a, 9, "%04d of %s", x, y);\n')

    def test_streams(self):
        self.assert_broken("streams", "core/base/a.cpp", SPDX + "std::ostringstream out;\n")

    def test_unsafe_calls(self):
        self.assert_broken("unsafe-calls", "app/cli/a.cpp", SPDX + "system(command);\n")
        self.assert_broken("unsafe-calls", "ui/pages/a.cpp", SPDX + "strcpy(a, b);\n")

    def test_value(self):
        self.assert_broken("value", "core/base/a.cpp", SPDX + "use(result.value());\n")
        self.assert_fine("core/base/a.cpp", SPDX + "use(*result); // not .value()\n")
        self.assert_fine("core/base/a.cpp", SPDX + "use(error.value(), ec.value());\n")

    def test_using_namespace(self):
        self.assert_broken("using-namespace", "core/base/a.h", HEADER + "using namespace std;\n")

    def test_doc_comments(self):
        space = "\nnamespace argus::api {\n"
        self.assert_broken("doc-comments", "core/api/a.h", HEADER + space + "class Batches\n{\n};\n}\n")
        self.assert_broken("doc-comments", "core/api/a.h", HEADER + space + "template<class T>\nclass A\n{\n};\n}\n")
        self.assert_fine("core/api/a.h", HEADER + space + "/// The batches.\nclass Batches\n{\n};\n}\n")
        self.assert_fine("core/api/a.h", HEADER + space + "class Batches;\n}\n")
        self.assert_fine("core/base/a.h", HEADER + space + "class Batches\n{\n};\n}\n")

    def test_raw_strings_are_no_code(self):
        self.assert_fine("core/base/a.cpp", SPDX + 'auto x = R"(\nstrtod(a)\n)";\n')


if __name__ == "__main__":
    if len(sys.argv) > 1:
        ROOT = pathlib.Path(sys.argv.pop(1))
    unittest.main()
