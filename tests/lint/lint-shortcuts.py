# SPDX-License-Identifier: GPL-3.0-or-later
"""Every key that something in the program hears stands in its list of keys, which Ctrl+F1 shows."""

import re

import tap
import tree

TABLE = "src/app/hz-shortcut-table.c"
# Who shows the list, and what gives keys to others.
MECHANISM = {TABLE, "src/widgets/hz-shortcut.c", "src/widgets/hz-text-input.c"}
CALL = re.compile(r'hz_shortcut_(?:add_\w+|class_add_\w+|get_trigger)\s*\([^;"]*"([^"]+)"')
MADE = re.compile(r'g_strdup_printf \("(<(?:Control|Alt|Shift)>[^"]*)"')
LISTED = re.compile(r'\{ "((?:<\w+>)*\w+)", "[a-z]+\.[a-z-]+" \}')
LETTER = re.compile(r"^\s*\{ GDK_KEY_([a-z]), ", re.M)
# Keys of every toolkit that need no telling: Enter presses what has the focus, Shift turns a way round.
PLAIN = {"Return", "<Shift>F6"}


def table():
    return set(re.findall(r'HZ_SHORTCUT_\w+, "([^"]+)"', "\n".join(tree.lines(TABLE))))


def heard():
    for path in tree.files():
        if path.suffix == ".c" and path.parts[0] == "src" and str(path) not in MECHANISM:
            text = "\n".join(tree.lines(path))
            for accelerator in CALL.findall(text) + LISTED.findall(text) + LETTER.findall(text):
                yield path, accelerator
            # The first of a row of numbers stands for all.
            for accelerator in MADE.findall(text):
                yield path, accelerator.replace("%d", "1")


@tap.case("the list of keys has each that is heard")
def complete():
    listed = table()
    for path, accelerator in heard():
        twin = accelerator.replace("KP_Enter", "Return")
        if accelerator not in PLAIN and twin not in listed:
            yield f"{path}: {accelerator} does not stand in {TABLE}"


@tap.case("what is heard is found at all")
def found():
    names = {accelerator for _, accelerator in heard()}
    for known in ("<Control>p", "<Control>1", "<Control><Shift>t", "F7", "a", "Escape"):
        if known not in names:
            yield f"{known} is not found in the sources"


tap.run()
