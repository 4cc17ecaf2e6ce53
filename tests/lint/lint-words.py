# SPDX-License-Identifier: GPL-3.0-or-later
"""What must not stand in the tree: paths and names of one machine, work left open, hosts in the code."""

import re

import tap
import tree

BINARY = {".png", ".pdf", ".db", ".bin", ".mo"}
SELF = "tests/lint/lint-words.py"
OPEN = re.compile(r"\b(TODO|FIXME|XXX|HACK|not (yet )?implemented)\b")
MACHINE = re.compile(r"(?<![\w.~$}])/(home|root|work|farm|Users|mnt|media)/\w")
# Names of XML's vocabularies are no hosts that anybody calls.
VOCABULARY = re.compile(r"https?://(www\.)?(w3\.org|gtk\.org|freedesktop\.org|gnome\.org|mozilla\.org/MPL)[\w./#-]*")


def each_line():
    for path in tree.files():
        if path.suffix in BINARY or str(path) == SELF or str(path).startswith(("tests/fixtures/", "tests/fuzz/corpus/")):
            continue
        for number, line in enumerate(tree.lines(path), 1):
            yield path, number, line


@tap.case("nothing is left open")
def left_open():
    for path, number, line in each_line():
        if OPEN.search(line):
            yield f"{path}:{number}: {line.strip()[:100]}"


@tap.case("no path of one machine")
def machine():
    for path, number, line in each_line():
        if MACHINE.search(line):
            yield f"{path}:{number}: {line.strip()[:100]}"


@tap.case("the program names no host")
def hosts():
    for path, number, line in each_line():
        if path.parts[0] in ("src", "ui") and re.search(r"https?://", VOCABULARY.sub("", line)):
            yield f"{path}:{number}: {line.strip()[:100]}"


@tap.case("no line has a tab where spaces belong, none ends in space")
def spaces():
    for path, number, line in each_line():
        if path.suffix in (".c", ".h", ".ui", ".py", ".css", ".build") or path.name in ("meson.build",):
            if line != line.rstrip() or "\t" in line.split('"')[0]:
                yield f"{path}:{number}"


@tap.case("C keeps to 100 columns or nearly")
def columns():
    for path, number, line in each_line():
        if path.suffix in (".c", ".h") and len(line) > 104:
            yield f"{path}:{number}: {len(line)} columns"


tap.run()
