# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong with a screen as it stands: for the eye, for the ear, in its language.

    problems = audit.screen(program, "tg")

The eye: texts cut off, controls over each other (audit.c, from inside). The ear: something that
takes the keyboard and has no spoken name. The language: English words in a Tajik or Russian screen.
"""

import re

import pyatspi

# GTK speaks the name of the class where nothing better is set.
CLASS_NAME = re.compile(r"^(Gtk|Adw|Hz)[A-Z]\w*( (Gtk|Adw|Hz)[A-Z]\w*)*$")
# Containers take the focus only to hand it on; what is in them speaks.
SILENT_ROLES = {"filler", "panel", "scroll pane", "viewport", "list", "table", "frame", "window", "dialog", "application",
                "page tab list", "split pane", "grouping", "unknown", "separator", "tool bar", "image", "table row",
                "list item", "table cell", "alert", "redundant object", "section", "menu", "popup menu"}
# The same in every language: keys, names of formats, what the demonstration's people typed.
LATIN = {"hamroz", "Hamroz", "PDF", "CSV", "SMS", "F1", "F12", "Ctrl", "Alt", "Shift", "Enter", "Esc", "SOAP", "DAP",
         "WhatsApp", "Telegram", "Viber", "IMO", "imo", "H", "GPL", "English", "GTK", "Space", "Tab", "Delete",
         "PageUp", "PageDown", "reception", "psychologist", "lawyer", "manager", "admin", "Debian", "Linux"}


def faults_for_the_ear(program):
    for node in program.walk():
        state = node.getState()
        if not state.contains(pyatspi.STATE_FOCUSABLE) or node.getRoleName() in SILENT_ROLES:
            continue
        name = (node.name or "").strip()
        if not name or CLASS_NAME.match(name):
            yield f"without a spoken name: {node.getRoleName()} {name or 'nothing'}{whereabouts(node)}"


def whereabouts(node):
    """The nearest names around a node, to find it by."""
    names, at = [], node.parent
    while at is not None and at.getRoleName() != "application" and len(names) < 3:
        if at.name and at.name not in names:
            names.append(at.name)
        at = at.parent
    return f", in {' in '.join(names)}" if names else ""


def faults_of_language(program, language):
    if language == "en":
        return
    said = set()
    for node in program.walk():
        # What stands in a field was typed by somebody.
        if node.getRoleName() in ("text", "entry", "password text", "application"):
            continue
        for text in (node.name or "", node.description or ""):
            if CLASS_NAME.match(text):
                continue
            text = re.sub(r"\b[A-Z]-[0-9A-Z]{4}\b|\S*[/\\@]\S*", " ", text)
            for word in re.findall(r"[A-Za-z]{2,}\d*", text):
                if word not in LATIN and not CLASS_NAME.match(word) and (word, text) not in said:
                    said.add((word, text))
                    yield f"English in {language}: {word!r} in {text!r}"


def screen(program, language):
    problems = [" ".join(part for part in fault if part) for fault in program.inside()]
    problems += faults_for_the_ear(program)
    problems += faults_of_language(program, language)
    return problems
