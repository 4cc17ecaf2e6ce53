# SPDX-License-Identifier: GPL-3.0-or-later
"""A file or function over these limits has two subjects."""

import re

import tap
import tree

C_FILE, HEADER, TEMPLATE, FUNCTION = 700, 300, 350, 80

# The line of a definition's name in GNU form: at the margin, followed by its arguments.
NAME = re.compile(r"^([a-z_][a-z0-9_]*) \(")


def too_long(under, suffix, limit):
    for path in tree.files(under, {suffix}):
        count = len(tree.lines(path))
        if count > limit:
            yield f"{path}: {count} lines, at most {limit}"


@tap.case(f"no C file has more than {C_FILE} lines")
def c_files():
    yield from too_long("src", ".c", C_FILE)
    yield from too_long("tests", ".c", C_FILE)


@tap.case(f"no header has more than {HEADER} lines")
def headers():
    yield from too_long("src", ".h", HEADER)


@tap.case(f"no template has more than {TEMPLATE} lines")
def templates():
    yield from too_long("ui", ".ui", TEMPLATE)


@tap.case(f"no function has more than {FUNCTION} lines")
def functions():
    for path in tree.files("src", {".c"}):
        name = start = None
        for number, line in enumerate(tree.lines(path), 1):
            found = NAME.match(line)
            if found:
                name = found[1]
            elif line == "{":
                start = number
            elif line == "}" and start and name:
                if number - start - 1 > FUNCTION:
                    yield f"{path}:{start}: {name}, {number - start - 1} lines"
                name = start = None


@tap.case("each template stands where its code stands")
def templates_mirror():
    for path in tree.files("ui", {".ui"}):
        code = tree.TOP / "src" / path.relative_to("ui").with_suffix(".c")
        if not code.exists():
            yield f"{path}: no {code.relative_to(tree.TOP)}"


@tap.case("each test stands where its module stands")
def tests_mirror():
    layers = tree.CORE + tree.GRAPHICAL
    for path in tree.files("tests", {".c"}):
        if path.parts[1] in layers and not path.name.startswith("test-"):
            yield f"{path}: tests are named test-<module>.c"


tap.run()
