# SPDX-License-Identifier: Apache-2.0
"""The rules of the house that a compiler does not know. Each rule has a line that says why it is there."""

import pathlib
import re

CODE = {".h", ".hpp", ".cpp", ".cc", ".c"}
SCRIPTS = {".py", ".cmake", ".sh", ".qss", ".sql"}
TREES = ("core", "ui", "app", "tests", "cmake", "tools", "packaging", "docs", "resources", "translations", ".github")
SKIPPED_FOLDERS = {"build", "__pycache__", ".git", "third_party", "seeds", "data"}

MAX_COLUMNS = 120
MAX_LINES = 600
# Rows of facts, not code: they may be long. By the name of the file.
DATA_TABLE = re.compile(r"(_table|_tables|_names|_data|_catalogue|_messages)\.(cpp|h)$|^schema[^/]*\.sql$")

LOCALE_DEPENDENT = (
    "atof atoi atol atoll strtod strtof strtold strtol strtoll strtoul strtoull stoi stol stoll stoul stoull stof stod "
    "stold sprintf vsprintf vsnprintf printf fprintf sscanf scanf fscanf isalnum isalpha isblank iscntrl "
    "isdigit isgraph islower isprint ispunct isspace isupper isxdigit tolower toupper strcoll strxfrm strcasecmp "
    "strncasecmp strftime strptime setlocale localeconv to_wstring regex_traits put_time get_time"
).split()
# A call: the bare or std:: name and a parenthesis; no method (x.toupper), no other namespace (text::isdigit).
NOT_A_METHOD = r"(?<![\w.>:])(?:std::|::)?"
LOCALE_CALL = re.compile(NOT_A_METHOD + "(" + "|".join(LOCALE_DEPENDENT) + r")\s*\(")
# snprintf of whole numbers and texts does not; of fractions it does. The format may stand on the next line.
SNPRINTF = re.compile(NOT_A_METHOD + r"snprintf\s*\(")
FRACTION_FORMAT = re.compile(r"%[-+ #0-9.*']*[lL]?[aefgAEFG]")
STREAM_LOCALE = re.compile(r"\bstd::(locale|i?stringstream|ostringstream)\b")
UNSAFE = "strcpy strcat gets strtok tmpnam mktemp system rand srand alloca".split()
UNSAFE_CALL = re.compile(NOT_A_METHOD + "(" + "|".join(UNSAFE) + r")\s*\(")

MARKERS = re.compile(r"\b(TO[D]O|FIX[M]E|XX[X]|HAC[K]|TB[D])\b")
# Spelt in parts, so that this file passes its own rule.
WORKPLACE = re.compile("/" + r"(work|home|root|tmp/[a-z]{1,3})/(?![*{<])")
# The number of a std::error_code is read by value(), too.
VALUE_CALL = re.compile(r"(?<!error)(?<!code)(?<!\bec)\.value\(\)")
USING_NAMESPACE = re.compile(r"^\s*using namespace\b")
PUBLIC_CLASS = re.compile(r"^(?:template\s*<[^>]*>\s*)?(class)\s+(?:\[\[\w+\]\]\s*)?(\w+)\b(?!.*;\s*$)")


class Rule:
    """A rule: `check(name, lines)` yields (line number, what is wrong) for one file."""

    def __init__(self, name, why, applies, check):
        self.name = name
        self.why = why
        self.applies = applies
        self.check = check


def suffix(name):
    return pathlib.PurePosixPath(name).suffix


def is_code(name):
    return suffix(name) in CODE


def is_core(name):
    return is_code(name) and name.startswith("core/")


def is_own_text(name):
    return is_code(name) or suffix(name) in SCRIPTS or name.endswith("CMakeLists.txt")


def code_part(lines):
    """The lines without comments and without the contents of literals: what the compiler acts on."""
    in_comment = False
    in_raw = None
    for line in lines:
        out = []
        at = 0
        while at < len(line):
            if in_comment:
                end = line.find("*/", at)
                in_comment = end < 0
                at = len(line) if end < 0 else end + 2
            elif in_raw is not None:
                end = line.find(in_raw, at)
                at = len(line) if end < 0 else end + len(in_raw)
                in_raw = None if end >= 0 else in_raw
            elif line.startswith("//", at):
                break
            elif line.startswith("/*", at):
                in_comment = True
                at += 2
            elif match := re.compile(r'R"([^\s()\\]{0,16})\(').match(line, at):
                in_raw = ")" + match.group(1) + '"'
                at = match.end()
            elif line[at] == '"' or line[at] == "'" and not (at > 0 and line[at - 1].isalnum()):
                quote = line[at]
                at += 1
                while at < len(line) and line[at] != quote:
                    at += 2 if line[at] == "\\" else 1
                at += 1
                out.append('""')
            else:
                out.append(line[at])
                at += 1
        yield "".join(out)


def matches(pattern, text, what):
    def check(name, lines):
        for number, line in enumerate(code_part(lines) if is_code(name) else lines, 1):
            if match := pattern.search(line):
                yield number, what.format(match.group(match.lastindex or 0))

    def check_raw(name, lines):
        for number, line in enumerate(lines, 1):
            if match := pattern.search(line):
                yield number, what.format(match.group(match.lastindex or 0))

    return check if text == "code" else check_raw


def spdx(name, lines):
    head = "// SPDX-License-Identifier: Apache-2.0" if is_code(name) else "SPDX-License-Identifier: Apache-2.0"
    first = lines[1] if len(lines) > 1 and lines[0].startswith("#!") else (lines[0] if lines else "")
    if (first != head) if is_code(name) else (head not in first):
        yield 1, f"the first line is not '{head}'"


def pragma_once(name, lines):
    if "#pragma once" not in lines:
        yield 1, "no #pragma once"


def whitespace(name, lines):
    for number, line in enumerate(lines, 1):
        if "\t" in line:
            yield number, "a tab"
        if "\r" in line:
            yield number, "a carriage return"
        if line != line.rstrip():
            yield number, "blanks at the end of the line"


def columns(name, lines):
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_COLUMNS:
            yield number, f"{len(line)} columns"


def length(name, lines):
    if len(lines) > MAX_LINES and not DATA_TABLE.search(name):
        yield 1, f"{len(lines)} lines: split it"


def final_newline(name, lines):
    if lines and lines[-1] != "":
        yield len(lines), "no line end at the end of the file"


def own_header_first(name, lines):
    own = str(pathlib.PurePosixPath(name).with_suffix(".h"))
    names = [match.group(1) for line in lines if (match := re.match(r'#include ["<]([^">]+)[">]', line))]
    if own in names and names[0] != own:
        yield 1, f"{own} is not the first include"


def snprintf_fractions(name, lines):
    for number, line in enumerate(lines, 1):
        if SNPRINTF.search(line) and FRACTION_FORMAT.search(line + "".join(lines[number:number + 1])):
            yield number, "snprintf of a fraction depends on the locale"


def doc_comments(name, lines):
    previous = ""
    depth = 0
    for number, (line, code) in enumerate(zip(lines, code_part(lines)), 1):
        match = PUBLIC_CLASS.match(code)
        # Only what stands in the namespace itself; nested types may be plain.
        if match and depth <= 1 and not previous.lstrip().startswith("///"):
            yield number, f"{match.group(1)} {match.group(2)} has no /// comment before it"
        depth += code.count("{") - code.count("}")
        if not code.lstrip().startswith("template"):
            previous = line


RULES = [
    Rule("spdx", "a file's licence is plain without asking", is_own_text, spdx),
    Rule("pragma-once", "one way to guard headers, without names that can clash",
         lambda n: suffix(n) == ".h", pragma_once),
    Rule("whitespace", "diffs show changes, not editors", is_own_text, whitespace),
    Rule("final-newline", "diffs show changes, not editors", is_own_text, final_newline),
    Rule("columns", "two files fit side by side on a screen", lambda n: is_code(n) or suffix(n) == ".py", columns),
    Rule("file-length", "what is longer does more than one thing; data tables may be long", is_own_text, length),
    Rule("own-header-first", "a header that misses an include of its own fails at once",
         lambda n: suffix(n) == ".cpp", own_header_first),
    Rule("markers", "unfinished work belongs into the tracker, where it is seen",
         is_own_text, matches(MARKERS, "raw", "{} in the source")),
    Rule("workplace-paths", "the program must build and run on other machines",
         lambda n: is_own_text(n) or suffix(n) in {".md", ".json", ".svg"},
         matches(WORKPLACE, "raw", "the path of one machine")),
    Rule("locale", "a German or Turkish locale must not change what is read or written: std::from_chars, to_chars, "
         "base/text.h", is_core, matches(LOCALE_CALL, "code", "{} depends on the locale")),
    Rule("snprintf-fractions", "the decimal point is the locale's: std::to_chars", is_core, snprintf_fractions),
    Rule("streams", "string streams format by the global locale and are slow: std::to_chars, base/text.h",
         is_core, matches(STREAM_LOCALE, "code", "std::{} depends on the locale")),
    Rule("unsafe-calls", "these overflow, race or hand text to a shell", is_code,
         matches(UNSAFE_CALL, "code", "{} is unsafe")),
    Rule("value", "Result::value() throws; check the result and read it with *", is_core,
         matches(VALUE_CALL, "code", ".value() throws: use *")),
    Rule("using-namespace", "a header must not change what names mean for those who include it",
         lambda n: suffix(n) == ".h", matches(USING_NAMESPACE, "code", "using namespace in a header")),
    Rule("doc-comments", "the boundary is what others build on: each interface says what it is for",
         lambda n: re.fullmatch(r"core/api/[^/]+\.h", n) is not None, doc_comments),
]


def files_of(root):
    root = pathlib.Path(root)
    for tree in TREES:
        for path in sorted((root / tree).rglob("*")):
            relative = path.relative_to(root)
            if path.is_file() and not SKIPPED_FOLDERS.intersection(relative.parts):
                yield path, relative.as_posix()
    for path in sorted(root.glob("*")):
        if path.is_file():
            yield path, path.name


def check_text(name, text):
    """What is wrong with one file, as lines 'name:line: rule: what (why)'."""
    lines = text.split("\n")
    # The split leaves an empty last line where the file ends with a line end.
    body = lines[:-1] if lines and lines[-1] == "" else lines
    for rule in RULES:
        if rule.applies(name):
            for number, what in rule.check(name, lines if rule.name == "final-newline" else body):
                yield f"{name}:{number}: {rule.name}: {what} ({rule.why})"


def check_repository(root):
    problems = []
    count = 0
    for path, name in files_of(root):
        if is_own_text(name) or suffix(name) in {".md", ".json", ".svg"}:
            count += 1
            problems.extend(check_text(name, path.read_text(encoding="utf-8", errors="replace")))
    return count, problems
