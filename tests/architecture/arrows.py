# SPDX-License-Identifier: Apache-2.0
"""The rooms of the program and the only arrows between them: the one place where they are written down.

ARROWS maps a room to the rooms whose headers it may include, besides its own. Rooms come lowest first; an arrow may
only point to a room further up in this list, so that there can be no circle. A room that is not here may not exist.
"""

PURE_BASE = ("core/base",)
VALUES = PURE_BASE + ("core/domain",)
FORMATS = VALUES + ("core/formats",)
SIGNALS = FORMATS + ("core/signals",)
PROTOCOL = SIGNALS + ("core/protocol",)
ANALYSIS = PROTOCOL + ("core/analysis",)
DIAGNOSIS = ANALYSIS + ("core/diagnosis",)
REPORT = DIAGNOSIS + ("core/report",)
SIMULATE = REPORT + ("core/simulate",)
PURE = SIMULATE + ("core/index", "core/fleet")
ENTRANCE = VALUES + ("core/api",)
PORTS = REPORT + ("core/index", "core/fleet", "core/net", "core/collect", "core/blob", "core/store", "core/bus")
UI_MODELS = ("ui/theme", "ui/text", "ui/settings", "ui/bridge")
UI_PAGES = UI_MODELS + ("ui/models", "ui/widgets", "ui/pages")
UI = UI_PAGES + ("ui/window",)

ARROWS = {
    # Pure: standard C++ and small libraries; values in, values out.
    "core/base": (),
    "core/domain": PURE_BASE,
    "core/formats": VALUES,
    "core/index": FORMATS,
    "core/signals": FORMATS,
    "core/protocol": SIGNALS,
    "core/analysis": PROTOCOL,
    "core/diagnosis": ANALYSIS,
    "core/report": DIAGNOSIS,
    "core/simulate": REPORT,
    "core/fleet": VALUES,
    # What the entrances see of the engine: interfaces and values.
    "core/api": VALUES,
    # The world outside, behind ports.
    "core/net": VALUES,
    "core/collect": VALUES + ("core/fleet", "core/net"),
    "core/blob": VALUES + ("core/net",),
    "core/store": VALUES + ("core/fleet",),
    "core/bus": VALUES + ("core/net", "core/store"),
    # What implements the interfaces, and what builds it all from settings.
    "core/engine": PORTS + ("core/api",),
    "core/gateway": ENTRANCE,
    "core/runtime": PORTS + ("core/simulate", "core/api", "core/engine"),
    # Measures what runtime builds.
    "core/bench": PORTS + ("core/simulate", "core/api", "core/engine", "core/runtime"),
    # The window.
    "ui/theme": VALUES,
    "ui/text": ENTRANCE + ("ui/theme",),
    "ui/settings": VALUES + ("ui/theme", "ui/text"),
    "ui/bridge": ENTRANCE + ("ui/theme", "ui/text", "ui/settings"),
    "ui/models": ENTRANCE + UI_MODELS,
    "ui/widgets": ENTRANCE + UI_MODELS + ("ui/models",),
    "ui/pages": ENTRANCE + UI_MODELS + ("ui/models", "ui/widgets"),
    "ui/window": ENTRANCE + UI_PAGES,
    # The programs: they compose.
    "app/desktop": ENTRANCE + ("core/runtime", "core/gateway") + UI,
    "app/cli": ENTRANCE
    + ("core/runtime", "core/gateway", "core/bench", "core/report", "core/simulate", "core/formats"),
}

# No Qt at all: these build and are tested alone, under sanitizers and fuzzers, and the thread sanitizer must be able to
# vouch for the engine.
QT_FREE = set(PURE) | {"core/api", "core/engine"}

# The Qt modules that core may use; Gui and Widgets are not among them.
CORE_QT_MODULES = {"QtCore", "QtNetwork", "QtSql", "QtConcurrent"}

# Headers that the build writes; anybody may include them.
GENERATED = {"argus_version.h"}
