# SPDX-License-Identifier: GPL-3.0-or-later
"""What the build cannot refuse about the layers: includes by path, and libraries used in the wrong place."""

import re

import tap
import tree

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^">]+)[">]')


def includes(under):
    for path in tree.files(under, {".c", ".h"}):
        for number, line in enumerate(tree.lines(path), 1):
            found = INCLUDE.match(line)
            if found:
                yield path, number, found[1]


@tap.case("no include climbs out of its folder or names another by path")
def by_path():
    for path, number, header in includes("src"):
        if ".." in header or header.startswith(tree.CORE + tree.GRAPHICAL) and "/" in header:
            yield f"{path}:{number}: {header}"


@tap.case("the core knows no toolkit")
def no_toolkit():
    for layer in tree.CORE:
        for path, number, header in includes(f"src/{layer}"):
            if re.match(r"(gtk|gdk|gsk|adwaita|libadwaita)\b", header):
                yield f"{path}:{number}: {header}"


@tap.case("the build gives the core no toolkit")
def no_toolkit_dependency():
    for layer in tree.CORE:
        path = f"src/{layer}/meson.build"
        if (tree.TOP / path).exists():
            for number, line in enumerate(tree.lines(path), 1):
                if re.search(r"\b(gtk|gtk_print|adw)_dep\b", line):
                    yield f"{path}:{number}: {line.strip()}"


@tap.case("SQLite is spoken to in the vault alone, sodium in base and vault")
def libraries_in_place():
    for path, number, header in includes("src"):
        layer = path.parts[1]
        if header == "sqlite3.h" and layer != "vault":
            yield f"{path}:{number}: {header}"
        if header.startswith("sodium") and layer not in ("base", "vault"):
            yield f"{path}:{number}: {header}"


@tap.case("widgets know base only")
def widgets():
    own = {p.name for layer in ("vault", "records", "letters", "reports", "ctl", "pages", "app")
           for p in tree.files(f"src/{layer}", {".h"})}
    for path, number, header in includes("src/widgets"):
        if header in own:
            yield f"{path}:{number}: {header}"


@tap.case("a page includes no other page")
def pages():
    homes = {p.name: p.parts[2] for p in tree.files("src/pages", {".h"}) if len(p.parts) == 4}
    for path, number, header in includes("src/pages"):
        if header in homes and path.parts[2] != homes[header]:
            yield f"{path}:{number}: {header}"


@tap.case("names of headers differ over the whole tree")
def flat_names():
    seen = {}
    for path in tree.files("src", {".h"}):
        if path.name in seen:
            yield f"{path}: also {seen[path.name]}"
        seen[path.name] = path


tap.run()
