# SPDX-License-Identifier: GPL-3.0-or-later
"""The formats as they are written down: another program reads the centres of earlier days by them."""

import os
from pathlib import Path

from gi.repository import GLib
from second_reader import ZEROS, Centre, Damaged, blake
from tap import case, run

PASSWORD = "the same good words"
CENTRES = sorted(path for path in (Path(os.environ["HAMROZ_SOURCE"]) / "tests" / "fixtures").iterdir()
                 if path.is_dir())


def open_all(login):
    return [(path.name, Centre(path, login, PASSWORD)) for path in CENTRES]


@case("names of clients, with the centre key")
def clients():
    problems = [] if CENTRES else ["there is no centre to read"]
    for day, centre in open_all("reception"):
        names = centre.database.execute("SELECT surname, given FROM client").fetchall()
        if not any(surname or given for surname, given in names):
            problems.append(f"{day}: no name is read")
        if centre.roster.names[centre.me.id] == "":
            problems.append(f"{day}: no name in the roster")
    return problems


@case("requests, with the care key and never without it")
def requests():
    problems = []
    for login, may in (("psychologist", True), ("reception", False), ("admin", False)):
        for day, centre in open_all(login):
            rows = centre.database.execute("SELECT id, revision, body FROM client_profile"
                                           " WHERE body IS NOT NULL").fetchall()
            read = [centre.open_body(2, 21, row_id, ZEROS, revision, body)
                    for row_id, revision, body in rows]
            if not rows or all(body is not None for body in read) != may:
                problems.append(f"{day}: {login}: {len(rows)} profiles")
    return problems


def read_note(centre, row):
    row_id, case_id, revision, body = row
    fields = centre.open_body(3, 51, row_id, case_id, revision, body)
    if fields is None:
        return None
    text, author, signature = (bytes(fields.lookup_value(name, GLib.VariantType("ay")).unpack())
                               for name in ("text", "author", "signature"))
    centre.check_note(row_id, case_id, revision, author, text, signature)
    return GLib.Variant.new_from_bytes(GLib.VariantType("a{sv}"), GLib.Bytes.new(text), False)


@case("notes with the case key, each signed by its author")
def notes():
    problems = []
    for login in ("psychologist", "lawyer", "reception", "manager"):
        for day, centre in open_all(login):
            rows = centre.database.execute("SELECT id, case_id, revision, body FROM note").fetchall()
            read = [note for note in (read_note(centre, row) for row in rows) if note is not None]
            if not rows or (login == "reception" and read) or (login == "psychologist" and not read):
                problems.append(f"{day}: {login} reads {len(read)} notes of {len(rows)}")
    return problems


@case("the key of a case is the one its header names")
def case_marks():
    problems = []
    for day, centre in open_all("psychologist"):
        for row_id, revision, body in centre.database.execute("SELECT id, revision, body FROM case_file"):
            mark = bytes(centre.open_body(2, 50, row_id, ZEROS, revision, body)
                         .lookup_value("mark", GLib.VariantType("ay")).unpack())
            key = centre.find_key(3, row_id, 1)
            if key is not None and blake(key) != mark:
                problems.append(f"{day}: a case has another key")
    return problems


@case("what is changed does not read")
def changed():
    problems = []
    for path in CENTRES:
        centre = Centre(path, "psychologist", PASSWORD)
        row_id, case_id, revision, body = next(
            row for row in centre.database.execute("SELECT id, case_id, revision, body FROM note")
            if read_note(centre, row) is not None)
        for what, row in {"row": (case_id, case_id, revision, body),
                          "revision": (row_id, case_id, revision + 1, body),
                          "byte": (row_id, case_id, revision, body[:-1] + bytes([body[-1] ^ 1]))}.items():
            try:
                read_note(centre, row)
            except Damaged:
                continue
            problems.append(f"{path.name}: a note with another {what} reads")
    return problems


run()
