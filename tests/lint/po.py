# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a PO file: just what the lint tests ask of it."""

import ast
import re

import tree

KEYWORD = re.compile(r'^(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) (".*")$')


def entries(path):
    """Yields {"line", "flags", "msgctxt", "msgid", ..., "translations"} for each message but the header."""
    entry, last = {"flags": ""}, None
    for number, line in enumerate(tree.lines(path) + [""], 1):
        found = KEYWORD.match(line)
        if found:
            last = found[1]
            entry.setdefault("line", number)
            entry[last] = ast.literal_eval(found[2])
        elif line.startswith('"') and last:
            entry[last] += ast.literal_eval(line)
        elif line.startswith("#,"):
            entry["flags"] += line
        elif not line.strip():
            if entry.get("msgid"):
                entry["translations"] = [v for k, v in entry.items() if k.startswith("msgstr")]
                yield entry
            entry, last = {"flags": ""}, None
