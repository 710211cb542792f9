# SPDX-License-Identifier: Apache-2.0
"""Reads every #include under core/, ui/ and app/ and says which of them break the architecture (see arrows.py)."""

import pathlib
import re

import arrows as table

SOURCE_SUFFIXES = {".h", ".hpp", ".cpp", ".cc", ".c", ".inc", ".in"}
TREES = ("core", "ui", "app")
INCLUDE = re.compile(r'^[ \t]*#[ \t]*(?:include|include_next|import)[ \t]*(?:"([^"\n]+)"|<([^>\n]+)>)', re.MULTILINE)
BLOCK_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
LINKED_QT = re.compile(r"\bQt(?:6|5)?::(\w+)")
QT_HEADERS = sorted(pathlib.Path("/usr/include").glob("*/qt6")) + sorted(pathlib.Path("/usr/include").glob("qt6"))


def includes(text):
    """(line number, name, is_quoted) of every #include that is not commented out."""
    text = BLOCK_COMMENT.sub(lambda match: "\n" * match.group().count("\n"), text)
    for match in INCLUDE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        yield line, match.group(1) or match.group(2), match.group(1) is not None


def room_of(path):
    """The room of a path like core/store/sqlite/x.cpp: its first two folders."""
    parts = path.split("/")
    return "/".join(parts[:2]) if len(parts) > 2 else None


def qt_module(name):
    """The Qt module of an included name ("QString", "QtGui/QColor", "qglobal.h"); None when it is not Qt."""
    head = name.split("/")[0]
    if "/" in name:
        return head if re.fullmatch(r"Qt[A-Z]\w*", head) else None
    if re.fullmatch(r"Qt[A-Z]\w*", name):
        return name
    if not re.fullmatch(r"Q[A-Z]\w*|q[a-z0-9]+\.h", name):
        return None
    for folder in QT_HEADERS:
        for module in sorted(folder.iterdir()):
            if (module / name).is_file():
                return module.name
    return "unknown Qt module"


def find_cycle(graph):
    """One circle of a graph {node: set of nodes} as a list of nodes, or None. Without recursion: files may be many."""
    state = {}
    for root in sorted(graph):
        if root in state:
            continue
        state[root] = "open"
        stack = [(root, iter(sorted(graph[root])))]
        while stack:
            node, children = stack[-1]
            child = next(children, None)
            if child is None:
                state[node] = "done"
                stack.pop()
            elif child in graph and state.get(child) == "open":
                path = [entry[0] for entry in stack]
                return path[path.index(child):] + [child]
            elif child in graph and child not in state:
                state[child] = "open"
                stack.append((child, iter(sorted(graph[child]))))
    return None


def check_table():
    """The table itself: every room it names exists in it, and arrows point up in the list only."""
    problems = []
    order = list(table.ARROWS)
    for room, allowed in table.ARROWS.items():
        for target in allowed:
            if target not in table.ARROWS:
                problems.append(f"arrows.py: {room} may include {target}, which is no room")
            elif order.index(target) >= order.index(room):
                problems.append(f"arrows.py: the arrow from {room} to {target} does not point up in the list")
    for room in table.QT_FREE:
        for target in table.ARROWS[room]:
            if target not in table.QT_FREE and room != "core/engine":
                problems.append(f"arrows.py: {room} is free of Qt but may include {target}, which is not")
    return problems


class Check:
    """One pass over a repository; `problems` is what it found, one line each."""

    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.problems = []
        self.includes_read = 0
        self.files = {}
        self.room_graph = {}

    def run(self):
        for tree in TREES:
            for path in sorted((self.root / tree).rglob("*")):
                if path.is_file() and path.suffix in SOURCE_SUFFIXES:
                    self.check_file(path)
                elif path.name == "CMakeLists.txt":
                    self.check_links(path)
        for kind, graph in (("files", self.files), ("rooms", self.room_graph)):
            cycle = find_cycle(graph)
            if cycle:
                self.problems.append(f"circle of {kind}: " + " -> ".join(cycle))
        return self.problems

    def check_file(self, path):
        name = path.relative_to(self.root).as_posix()
        room = room_of(name)
        if room is None and name.startswith("core/") or room is not None and room not in table.ARROWS:
            self.problems.append(f"{name}: is in no room that arrows.py knows")
            return
        if room is None:
            # ui/ and app/ hold nothing of their own.
            self.problems.append(f"{name}: lies outside the rooms of its tree")
            return
        self.files.setdefault(name, set())
        text = path.read_text(encoding="utf-8", errors="replace")
        for line, target, quoted in includes(text):
            self.includes_read += 1
            where = f"{name}:{line}: #include {target}"
            self.check_qt(room, target, where)
            if quoted or target.split("/")[0] in TREES:
                self.check_arrow(name, room, target, where)

    def check_arrow(self, name, room, target, where):
        if target in table.GENERATED or target.endswith(".moc") or target.startswith(("moc_", "ui_")):
            return
        if target.split("/")[0] not in TREES or ".." in target.split("/"):
            self.problems.append(f"{where}: is not written from the root of the repository")
            return
        self.files[name].add(target)
        target_room = room_of(target)
        if target_room not in table.ARROWS:
            self.problems.append(f"{where}: leads to no room that arrows.py knows")
        elif target_room != room:
            self.room_graph.setdefault(room, set()).add(target_room)
            self.room_graph.setdefault(target_room, set())
            if target_room not in table.ARROWS[room]:
                self.problems.append(f"{where}: {room} may not include {target_room}")

    def check_qt(self, room, target, where):
        module = qt_module(target)
        if module is None:
            return
        if room in table.QT_FREE:
            self.problems.append(f"{where}: {room} is free of Qt")
        elif room.startswith("core/") and module not in table.CORE_QT_MODULES:
            self.problems.append(f"{where}: core does not use {module}")

    def check_links(self, path):
        """A room could reach Qt Widgets without an #include of its own: by linking it."""
        name = path.relative_to(self.root).as_posix()
        room = room_of(name)
        if room is None or not room.startswith("core/"):
            return
        text = re.sub(r"#.*", "", path.read_text(encoding="utf-8"))
        for match in LINKED_QT.finditer(text):
            module = "Qt" + match.group(1)
            if room in table.QT_FREE or module not in table.CORE_QT_MODULES:
                self.problems.append(f"{name}: {room} may not link {match.group()}")
