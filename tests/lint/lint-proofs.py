# SPDX-License-Identifier: GPL-3.0-or-later
"""Each test that tests/vault/README.md names is there, under that name, and each act."""

import re

import tap
import tree

TABLES = "tests/vault/README.md"
ACTS = "tests/support/hz-test-act-list.c"
NAMED = re.compile(r"`(?:([a-z/]+)/)?([a-z-]+):([a-z'-]+)`")
# A name as a literal, by itself or as the end of a path or of a part of it.
LITERAL = r'"(?:[a-z/\'-]*/)?{}(?:/[a-z/\'-]*)?"'


@tap.case("each test of the table is there")
def tests():
    for folder, file, name in sorted(set(NAMED.findall(tree.text(TABLES)))):
        path = f"tests/{folder or 'vault'}/test-{file}.c"
        if not (tree.TOP / path).exists():
            yield f"{TABLES}: there is no {path}"
        elif not re.search(LITERAL.format(re.escape(name)), tree.text(path)):
            yield f"{TABLES}: {path} has no test {name}"


@tap.case("each act is in the table, and the other way round")
def acts():
    table = set(re.findall(r"act `([a-z-]+)`", tree.text(TABLES)))
    there = set(re.findall(r'^  \{ "([a-z-]+)", ', tree.text(ACTS), re.M))
    for name in sorted(table - there):
        yield f"{TABLES}: no act {name} is tried"
    for name in sorted(there - table):
        yield f"{TABLES}: the act {name} is not named"


tap.run()
