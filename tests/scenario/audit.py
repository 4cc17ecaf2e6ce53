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
# A group of a recovery sheet, alone on its label.
SHEET_GROUP = re.compile(r"^[0-9A-HJ-NP-Z]{5,7}$")
# Containers take the focus only to hand it on; what is in them speaks.
SILENT_ROLES = {"filler", "panel", "scroll pane", "viewport", "list", "table", "frame", "window", "dialog", "application",
                "page tab list", "split pane", "grouping", "unknown", "separator", "tool bar", "image", "table row",
                "list item", "table cell", "alert", "redundant object", "section", "menu", "popup menu"}
# The same in every language: keys, names of formats, what the demonstration's people typed.
LATIN = {"hamroz", "Hamroz", "PDF", "CSV", "SMS", "F1", "F12", "Ctrl", "Alt", "Shift", "Enter", "Esc", "SOAP", "DAP",
         "WhatsApp", "Telegram", "Viber", "IMO", "imo", "H", "GPL", "English", "GTK", "Space", "Tab", "Delete",
         "PageUp", "PageDown", "Left", "Right", "Up", "Down", "reception", "psychologist", "lawyer", "manager", "admin", "Debian", "Linux"}


# What the audit finds and what is meant so, each with its reason.
MEANT = [(re.compile(pattern), reason) for pattern, reason in (
    (r"^cut HzClientsPage/HzClientsList/HzClientListRow/GtkInscription",
     "A long name in a narrow column; the row says it whole as its tooltip."),
    (r"^cut HzTimeGrid/HzTimeCanvas/HzTimeBlock/GtkInscription",
     "A block of the schedule is as long as its time and as wide as its column; its tooltip says all of it."),
    (r"^overlap HzTimeGrid/HzTimeCanvas/HzTimeBlock/GtkInscription HzSchedulePage/HzTimeGrid/HzTimeCanvas/GtkInscription",
     "What is carried over the schedule covers what lies there until it is put down."),
    (r"^English in \w+: '[a-z]+' in '\d[^·]*· [^:]*: [\w, ]+'$",
     "The list of clients says in which spellings it looked."),
)]


def walk_front(program):
    """What is shown, without the windows behind a dialog: they were looked at when they were in front."""
    windows = [w for w in program.windows() if w.getState().contains(pyatspi.STATE_SHOWING)]
    for window in windows[-1:]:
        yield from program.walk(window)


class Heard:
    """What is asked of a node, once: each answer is a message to the program and back."""

    def __init__(self, node):
        self.node, self.role = node, node.getRoleName()
        self.name, self.description = node.name or "", node.description or ""

    def takes_the_keyboard(self):
        return self.role not in SILENT_ROLES and self.node.getState().contains(pyatspi.STATE_FOCUSABLE)


def faults_for_the_ear(heard):
    for one in heard:
        name = one.name.strip()
        if (not name or CLASS_NAME.match(name)) and one.takes_the_keyboard():
            yield f"without a spoken name: {one.role} {name or 'nothing'}{whereabouts(one.node)}"


def whereabouts(node):
    """The nearest names around a node, to find it by."""
    names, at = [], node.parent
    while at is not None and at.getRoleName() != "application" and len(names) < 3:
        if at.name and at.name not in names:
            names.append(at.name)
        at = at.parent
    return f", in {' in '.join(names)}" if names else ""


def faults_of_language(heard, language):
    if language == "en":
        return
    said = set()
    for one in heard:
        # What stands in a field was typed by somebody.
        if one.role in ("text", "entry", "password text", "application"):
            continue
        for text in (one.name, one.description):
            if CLASS_NAME.match(text) or SHEET_GROUP.match(text):
                continue
            text = re.sub(r"\b[A-Z]-[0-9A-Z]{4}\b|\S*[/\\@]\S*", " ", text)
            for word in re.findall(r"[A-Za-z]{2,}\d*", text):
                if word not in LATIN and not CLASS_NAME.match(word) and (word, text) not in said:
                    said.add((word, text))
                    yield f"English in {language}: {word!r} in {text!r}"


def wider_than_the_screen(program):
    for window in program.windows():
        extents = window.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        if extents.width > program.display.width or extents.height > program.display.height:
            yield f"larger than the screen: {extents.width} x {extents.height}"


def eye(program):
    inside = (" ".join(part for part in fault if part) for fault in program.inside())
    return meant((*inside, *wider_than_the_screen(program)))


def screen(program, language):
    heard = [Heard(node) for node in walk_front(program)]
    return eye(program) + meant((*faults_for_the_ear(heard), *faults_of_language(heard, language)))


def meant(problems):
    return [problem for problem in problems if not any(pattern.search(problem) for pattern, _ in MEANT)]
