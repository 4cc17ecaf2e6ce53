# SPDX-License-Identifier: GPL-3.0-or-later
"""hamrozctl as a person calls it: what it prints, what it ends with, what it refuses."""

import json
import os
import pathlib
import pty
import re
import select
import shutil
import stat
import subprocess
import tempfile
import time

import demo
import tap

DONE, REFUSED, USAGE, DAMAGED = range(4)
GOOD_PASSWORD = "гулхона дар канори дарё"

home = tempfile.TemporaryDirectory(prefix="ctl-")
HOME = pathlib.Path(home.name)
os.environ["XDG_STATE_HOME"] = str(HOME / "state")
CENTRE = demo.copy(HOME / "centre")


def plain(*argv, **more):
    return subprocess.run([str(demo.COMMAND), *map(str, argv)], capture_output=True, text=True, timeout=120, **more)


def expect(status, result):
    """Of ctl(): the wanted status; success says nothing on stderr, anything else says one sentence."""
    got, out, said = result
    if got != status:
        yield f"status {got}, not {status}: {said.strip()} {out.strip()[:200]}"
    if status == DONE and said:
        yield f"it said: {said.strip()}"
    if status in (REFUSED, USAGE) and not said.startswith("hamrozctl: "):
        yield f"no sentence but {said!r}"


def rows(out):
    return [line.split("\t") for line in out.splitlines()]


def copy(name):
    return pathlib.Path(shutil.copytree(CENTRE, HOME / name))


@tap.case("wrong usage ends with 2")
def usage():
    for argv in ([], ["dance"], ["check"], ["check", CENTRE], ["search", CENTRE, "--login", "admin"],
                 ["check", "--login", "admin", CENTRE, "more"], ["check", "--colour", CENTRE],
                 ["demo", HOME / "no", "--today", "31.02.2026"], ["demo", HOME / "no", "--today", "2026-02-31"],
                 ["demo", HOME / "no", "--clients", "1000001"], ["demo", HOME / "no", "--clients", "-1"]):
        result = plain(*argv)
        yield from expect(USAGE, (result.returncode, result.stdout, result.stderr))
    if (HOME / "no").exists():
        yield "a folder was made"


@tap.case("the help names every command, and each command its options")
def usage_help():
    out = plain("--help").stdout
    for command in ("init", "demo", "check", "search", "duplicates", "referrals", "letter", "passwd", "sheets"):
        if f"  {command} DIR" not in out:
            yield f"no {command} in the help"
        result = plain(command, "--help")
        if result.returncode or f"hamrozctl {command}" not in result.stdout:
            yield f"{command} --help: {result.returncode} {result.stdout}{result.stderr}"


@tap.case("a password file that others may read is refused")
def password_file():
    for mode in (0o640, 0o604, 0o660, 0o602, 0o610):
        with demo.password_file(mode=mode) as secret:
            result = plain("check", "--login", "admin", "--password-file", secret, CENTRE)
            yield from expect(USAGE, (result.returncode, result.stdout, result.stderr))
    result = plain("check", "--login", "admin", "--password-file", HOME / "nothing", CENTRE)
    yield from expect(USAGE, (result.returncode, result.stdout, result.stderr))
    result = plain("check", "--login", "admin", "--password-file", HOME, CENTRE)
    yield from expect(USAGE, (result.returncode, result.stdout, result.stderr))


@tap.case("a wrong name and a wrong password are one answer")
def wrong_login():
    one = demo.ctl("check", CENTRE, password="hamroz-dem0")
    other = demo.ctl("check", CENTRE, login="nobody")
    yield from expect(DAMAGED, one)
    yield from expect(DAMAGED, other)
    if one != other:
        yield f"two answers: {one} {other}"


@tap.case("the first line of the password file counts, whatever ends it")
def first_line():
    for text in ("hamroz-demo", "hamroz-demo\n", "hamroz-demo\r\n", "hamroz-demo\nmore\n"):
        with demo.password_file(text) as secret:
            secret.write_text(text)
            result = plain("referrals", "--login", "lawyer", "--password-file", secret, CENTRE)
            yield from expect(DONE, (result.returncode, result.stdout, result.stderr))


def on_terminal(argv, answers):
    """Runs it on a terminal of its own, types each answer when it asks; returns status and what was shown."""
    pid, fd = pty.fork()
    if pid == 0:
        os.execv(argv[0], argv)
    shown, end, asked = b"", time.monotonic() + 60, 0
    while time.monotonic() < end:
        if select.select([fd], [], [], 0.2)[0]:
            try:
                part = os.read(fd, 4096)
            except OSError:
                part = b""
            if not part:
                break
            shown += part
        if asked < len(answers) and shown.count(b": ") > asked:
            os.write(fd, answers[asked])
            asked += 1
    os.close(fd)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), shown.decode("utf-8", "replace")


@tap.case("without a file the terminal asks, and does not show what is typed")
def prompt():
    argv = [str(demo.COMMAND), "referrals", "--login", "lawyer", str(CENTRE)]
    status, shown = on_terminal(argv, [b"hamroz-demo\n"])
    if status != DONE or "3-12/1" not in shown:
        yield f"status {status}: {shown}"
    if "hamroz-demo" in shown:
        yield "the password is on the screen"
    status, shown = on_terminal(argv, [b"hamroz-de\x03"])
    if status != REFUSED:
        yield f"Ctrl+C ended with {status}: {shown}"
    status, shown = on_terminal([str(demo.COMMAND), "init", "--login", "anora", str(HOME / "typed")],
                                [GOOD_PASSWORD.encode() + b"\n", b"another\n"])
    if status != REFUSED or (HOME / "typed").exists():
        yield f"two passwords that differ: {status}: {shown}"


@tap.case("no centre where none is")
def missing():
    yield from expect(REFUSED, demo.ctl("check", HOME / "nowhere"))
    empty = HOME / "empty"
    empty.mkdir()
    yield from expect(REFUSED, demo.ctl("search", empty, "x"))
    half = copy("half")
    next(half.glob("*.db")).unlink()
    yield from expect(REFUSED, demo.ctl("check", half))


@tap.case("init makes a centre with one account and a sheet for its owner alone")
def init():
    folder, sheet = HOME / "new", HOME / "sheet"
    yield from expect(DONE, demo.ctl("init", folder, "--name", "Анора Мисолзода", "--sheet-file", sheet,
                                     "--roles", "administrator,manager", login="anora", password=GOOD_PASSWORD))
    if stat.S_IMODE(sheet.stat().st_mode) != 0o600:
        yield "others may read the sheet"
    groups = re.search(r"^  (.+)$", sheet.read_text("utf-8"), re.M)
    if not groups or len(re.findall(r"[0-9A-Z]{4,}", groups[1])) < 8:
        yield f"that is no sheet: {sheet.read_text('utf-8')}"
    status, out, said = demo.ctl("check", folder, login="anora", password=GOOD_PASSWORD)
    yield from expect(DONE, (status, out, said))
    if ["roster", "ok", "1 people"] not in rows(out):
        yield f"not one account: {out}"
    yield from expect(REFUSED, demo.ctl("init", folder, login="anora", password=GOOD_PASSWORD))
    yield from expect(REFUSED, demo.ctl("init", HOME / "second", "--sheet-file", sheet, login="a", password=GOOD_PASSWORD))


@tap.case("init refuses an easy password and roles that do not exist, and leaves nothing behind")
def init_refused():
    folder, sheet = HOME / "refused", HOME / "refused-sheet"
    yield from expect(REFUSED, demo.ctl("init", folder, "--sheet-file", sheet, login="anora", password="qwerty"))
    yield from expect(USAGE, demo.ctl("init", folder, "--roles", "boss", login="anora", password=GOOD_PASSWORD))
    yield from expect(REFUSED, demo.ctl("init", folder, "--roles", "manager", login="anora", password=GOOD_PASSWORD))
    for path in (folder / "keyring", sheet):
        if path.exists():
            yield f"left behind: {path.name}"


@tap.case("without --sheet-file the sheet is printed")
def init_prints():
    status, out, said = demo.ctl("init", HOME / "printed", login="anora", password=GOOD_PASSWORD)
    yield from expect(DONE, (status, out, said))
    if len(re.findall(r"\b[0-9A-Z]{4,}\b", out)) < 8:
        yield f"no sheet: {out}"


@tap.case("a sheet that cannot be printed is no sheet, and there is no centre without one")
def init_unprinted():
    folder = HOME / "unprinted"
    with demo.password_file(GOOD_PASSWORD) as secret, open("/dev/full", "w", encoding="utf-8") as full:
        result = subprocess.run([str(demo.COMMAND), "init", "--login", "anora", "--password-file", str(secret),
                                 str(folder)], stdout=full, stderr=subprocess.PIPE, text=True, timeout=120)
    yield from expect(REFUSED, (result.returncode, "", result.stderr))
    if (folder / "keyring").exists():
        yield "a centre whose sheet nobody has"


@tap.case("a backup is read and checked, and not written into")
def in_backup():
    place = demo.ctl("backup", CENTRE, HOME / "read-only")[1].strip()
    with demo.password_file(GOOD_PASSWORD) as secret:
        yield from expect(REFUSED, demo.ctl("passwd", place, "--new-password-file", secret))
    yield from expect(REFUSED, demo.ctl("sheets", place, "announce", "--new-sheet-file", HOME / "read-only-sheet"))
    yield from expect(DONE, demo.ctl("check", place))
    if (HOME / "read-only-sheet").exists():
        yield "a sheet was made"


@tap.case("check reads all of a whole centre, with any account")
def check_whole():
    for login in ("admin", "reception"):
        status, out, said = demo.ctl("check", CENTRE, login=login)
        yield from expect(DONE, (status, out, said))
        found = {line[0]: line[1] for line in rows(out)}
        if found != dict.fromkeys(("keyring", "roster", "pages", "tables", "audit"), "ok"):
            yield f"{login}: {found}"


@tap.case("check names each damaged page and ends with 3")
def check_damaged():
    length = next(CENTRE.glob("*.db")).stat().st_size
    for page in (2, length // 4096 // 2, length // 4096):
        folder = copy(f"damaged-{page}")
        with open(next(folder.glob("*.db")), "r+b") as file:
            file.seek((page - 1) * 4096 + 1000)
            byte = file.read(1)
            file.seek(-1, os.SEEK_CUR)
            file.write(bytes([byte[0] ^ 1]))
        status, out, said = demo.ctl("check", folder)
        yield from expect(DAMAGED, (status, out, said))
        if f"page {page}" not in out:
            yield f"page {page} is not named: {out} {said}"
        shutil.rmtree(folder)


@tap.case("a backup is a centre of its own, made by any account, and opens with every password")
def backup():
    target = HOME / "backups"
    before = {path.name: path.read_bytes() for path in CENTRE.glob("*.db")}
    status, out, said = demo.ctl("backup", CENTRE, target, login="reception")
    yield from expect(DONE, (status, out, said))
    place = pathlib.Path(out.strip())
    if place.parent != target or not re.fullmatch(r"\d{4}-\d\d-\d\d(-\d+)?", place.name):
        yield f"not a folder of this day: {place}"
    if [path.name for path in target.iterdir()] != [place.name]:
        yield f"beside it lies {list(target.iterdir())}"
    if {path.name for path in place.iterdir()} & before.keys():
        yield "the copy has the name, and so the id, of the original"
    for login in ("admin", "psychologist"):
        yield from expect(DONE, demo.ctl("check", place, login=login))
    here = demo.ctl("search", CENTRE, "а", login="reception")[1]
    there = demo.ctl("search", place, "а", login="reception")[1]
    if not here or here != there:
        yield f"another list of clients: {there!r}"


@tap.case("no backup of what is damaged, into itself, or where nothing can be written")
def backup_refused():
    folder = copy("not-copied")
    for target in (folder, folder / "inside", HOME / "no" / "such", "/proc/backups"):
        yield from expect(REFUSED, demo.ctl("backup", folder, target))
    with open(next(folder.glob("*.db")), "r+b") as file:
        file.seek(-9, os.SEEK_END)
        byte = file.read(1)
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte[0] ^ 1]))
    yield from expect(DAMAGED, demo.ctl("backup", folder, HOME / "none"))
    if any((HOME / "none").iterdir()):
        yield f"left: {list((HOME / 'none').iterdir())}"


@tap.case("a backup is restored into a new folder, by an administrator, and opens with every password")
def restore():
    target = HOME / "kept"
    place = demo.ctl("backup", CENTRE, target)[1].strip()
    new = HOME / "restored"
    yield from expect(REFUSED, demo.ctl("restore", place, new, login="reception"))
    yield from expect(REFUSED, demo.ctl("restore", target, new))
    yield from expect(REFUSED, demo.ctl("restore", place, CENTRE))
    if new.exists() or (HOME / "restored.part").exists():
        yield "a restore that was refused has left something"
    status, out, said = demo.ctl("restore", place, new, "--today", CENTRE)
    yield from expect(DONE, (status, out, said))
    if len(out.splitlines()) < 5 or any(not line.endswith("\tpresent") for line in out.splitlines()):
        yield f"not everybody is there: {out!r}"
    for login in ("admin", "psychologist", "reception"):
        yield from expect(DONE, demo.ctl("check", new, login=login))
    if demo.ctl("search", CENTRE, "а")[1] != demo.ctl("search", new, "а")[1]:
        yield "another list of clients"
    with open(next(pathlib.Path(place).glob("*.db")), "r+b") as file:
        file.truncate(8192 * 4)
    yield from expect(DAMAGED, demo.ctl("restore", place, HOME / "from-half"))


@tap.case("exchanged pages and a cut file are damage")
def check_moved():
    folder = copy("moved")
    with open(next(folder.glob("*.db")), "r+b") as file:
        file.seek(4096 * 20)
        one, other = file.read(4096), file.read(4096)
        file.seek(4096 * 20)
        file.write(other + one)
    yield from expect(DAMAGED, demo.ctl("check", folder))
    folder = copy("cut")
    database = next(folder.glob("*.db"))
    os.truncate(database, database.stat().st_size // 4096 // 2 * 4096)
    yield from expect(DAMAGED, demo.ctl("check", folder))


@tap.case("one damaged keyring is said and mended, two are the end")
def check_keyring():
    folder = copy("keyring-one")
    (folder / "keyring").write_bytes((CENTRE / "keyring").read_bytes()[:-1] + b"\0")
    status, out, said = demo.ctl("check", folder)
    if status != DAMAGED or ["keyring", "damaged", ""] not in rows(out):
        yield f"it did not say so: {status} {out} {said}"
    yield from expect(DONE, demo.ctl("check", folder))
    for name in ("keyring", "keyring.1"):
        (folder / name).write_bytes(b"x" + (CENTRE / "keyring").read_bytes()[1:])
    status, out, said = demo.ctl("check", folder)
    if status != DAMAGED:
        yield f"two damaged ones: {status} {said}"


@tap.case("search finds all spellings, the nearest first, at most 20")
def search():
    for text in ("Мисолзода Зарина", "misolzoda zarina", "Зарина Мисолзода", "зарина 1999"):
        status, out, said = demo.ctl("search", CENTRE, text, login="reception")
        yield from expect(DONE, (status, out, said))
        if not rows(out) or rows(out)[0][1:] != ["Мисолзода", "Зарина", "Намунадухт", "1999"]:
            yield f"{text}: {out}"
    status, out, _ = demo.ctl("search", CENTRE, "Ҷамила", login="reception")
    code = rows(out)[0][0]
    for text in ("Джамила", "Jamila", code, code.lower(), "0021"):
        status, out, said = demo.ctl("search", CENTRE, text, login="reception")
        if status or code not in [row[0] for row in rows(out)]:
            yield f"{text}: {status} {out} {said}"
    status, out, _ = demo.ctl("search", CENTRE, "намуна", login="reception")
    if len(rows(out)) != 20:
        yield f"{len(rows(out))} rows"


@tap.case("search --from leads each line with its query; --header and --json")
def search_from():
    queries = HOME / "queries"
    queries.write_text("Зарина\n\nнестнестнест\nФотима\n", "utf-8")
    status, out, said = demo.ctl("search", CENTRE, "--from", queries, login="reception")
    yield from expect(DONE, (status, out, said))
    if {row[0] for row in rows(out)} != {"Зарина", "Фотима"} or any(len(row) != 6 for row in rows(out)):
        yield out
    status, out, _ = demo.ctl("search", CENTRE, "--header", "нестнестнест", login="reception")
    if rows(out) != [["code", "surname", "given", "patronymic", "birth"]]:
        yield out
    status, out, _ = demo.ctl("search", CENTRE, "--json", "Фотима", login="reception")
    if json.loads(out)[0]["given"] != "Фотима":
        yield out
    yield from expect(USAGE, demo.ctl("search", CENTRE, login="reception"))
    yield from expect(USAGE, demo.ctl("search", CENTRE, "x", "--from", queries, login="reception"))


@tap.case("what a role may not read is refused")
def roles():
    for command in ("search", "duplicates"):
        words = [CENTRE, "x"] if command == "search" else [CENTRE]
        yield from expect(REFUSED, demo.ctl(command, *words, login="admin"))
    yield from expect(REFUSED, demo.ctl("letter", CENTRE, "3-12/1", HOME / "no.pdf", login="reception"))
    yield from expect(REFUSED, demo.ctl("letter", CENTRE, "3-12/1", HOME / "no.pdf", login="admin"))
    if (HOME / "no.pdf").exists():
        yield "a letter was written"
    status, out, said = demo.ctl("referrals", CENTRE, login="reception")
    yield from expect(DONE, (status, out, said))
    if not out or any(row[3] or row[4] for row in rows(out)):
        yield f"reception reads: {out}"


@tap.case("letters are numbered without gaps, and come out as PDF")
def letters():
    status, out, said = demo.ctl("referrals", CENTRE, login="lawyer")
    yield from expect(DONE, (status, out, said))
    numbers = [int(row[0].rpartition("/")[2]) for row in rows(out)]
    if numbers != list(range(len(numbers), 0, -1)) or not all(row[3] and row[4] for row in rows(out)):
        yield out
    file = HOME / "letter.pdf"
    yield from expect(DONE, demo.ctl("letter", CENTRE, "3-12/1", file, login="lawyer"))
    if stat.S_IMODE(file.stat().st_mode) & 0o077:
        yield "others may read the letter"
    text = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True).stdout
    if "3-12/1" not in text:
        yield f"no number in: {text}"
    yield from expect(REFUSED, demo.ctl("letter", CENTRE, "3-12/999", HOME / "none.pdf", login="lawyer"))
    yield from expect(REFUSED, demo.ctl("letter", CENTRE, "3-12/1", HOME / "no" / "folder.pdf", login="lawyer"))


@tap.case("passwd: the new password opens, the old one no more")
def passwd():
    folder = copy("passwd")
    with demo.password_file(GOOD_PASSWORD) as new:
        yield from expect(DONE, demo.ctl("passwd", folder, "--new-password-file", new, login="lawyer"))
    yield from expect(DAMAGED, demo.ctl("check", folder, login="lawyer"))
    yield from expect(DONE, demo.ctl("check", folder, login="lawyer", password=GOOD_PASSWORD))
    with demo.password_file("12345678") as new:
        yield from expect(REFUSED, demo.ctl("passwd", folder, "--new-password-file", new, login="psychologist"))
    yield from expect(DONE, demo.ctl("check", folder, login="psychologist"))


@tap.case("passwd --new-keys: the old password opens no later copy, everything else is as it was")
def passwd_new_keys():
    folder = copy("new-keys")
    before = {path.name for path in folder.iterdir()}
    with demo.password_file(GOOD_PASSWORD) as new:
        yield from expect(DONE, demo.ctl("passwd", folder, "--new-keys", "--new-password-file", new, login="lawyer"))
        yield from expect(REFUSED, demo.ctl("passwd", folder, "--new-keys", "--new-password-file", new, login="lawyer",
                                            password=GOOD_PASSWORD))
    after = {path.name for path in folder.iterdir()}
    if len(after) != len(before) or after == before:
        yield f"in the folder: {sorted(after)}, before: {sorted(before)}"
    yield from expect(DAMAGED, demo.ctl("check", folder, login="lawyer"))
    yield from expect(DONE, demo.ctl("check", folder, login="lawyer", password=GOOD_PASSWORD))
    # Her colleague is told that she has other keys.
    status, out, said = demo.ctl("check", folder, login="psychologist")
    if status != DONE or "a colleague has other keys" not in said:
        yield f"her colleague: {status} {said}"
    yield from expect(DONE, demo.ctl("letter", folder, "3-12/1", HOME / "after.pdf", login="lawyer",
                                     password=GOOD_PASSWORD))


def sheet_groups(path):
    return re.search(r"^  (.+)$", path.read_text("utf-8"), re.M)[1]


def own_centre(name):
    """A centre of one account, and its recovery sheet."""
    folder, sheet = HOME / name, HOME / f"{name}-sheet"
    demo.ctl("init", folder, "--name", "Анора Мисолзода", "--sheet-file", sheet, "--roles",
             "administrator,psychologist", login="anora", password=GOOD_PASSWORD)
    return folder, sheet


def by_sheet(command, *arguments):
    result = plain(command, *arguments, env=dict(os.environ, XDG_STATE_HOME=f"{arguments[0]}-state"))
    return result.returncode, result.stdout, result.stderr


@tap.case("with the recovery sheet a forgotten password is set anew and a backup restored")
def by_sheets():
    folder, sheet = own_centre("sheet-centre")
    place = demo.ctl("backup", folder, HOME / "sheet-kept", login="anora", password=GOOD_PASSWORD)[1].strip()
    new = HOME / "sheet-restored"
    sheet.chmod(0o644)
    yield from expect(USAGE, by_sheet("restore", place, new, "--sheet-file", sheet))
    sheet.chmod(0o600)
    yield from expect(USAGE, by_sheet("restore", place, new, "--sheet-file", sheet, "--login", "anora"))
    yield from expect(USAGE, by_sheet("restore", place, new))

    wrong = HOME / "sheet-mistyped"
    groups = sheet_groups(sheet)
    wrong.write_text(groups[:6] + ("7" if groups[6] != "7" else "8") + groups[7:], "utf-8")
    wrong.chmod(0o600)
    status, out, said = by_sheet("restore", place, new, "--sheet-file", wrong)
    yield from expect(DAMAGED, (status, out, said))
    if "Sheet 1: group 2 does not fit." not in said:
        yield f"the group is not named: {said}"
    yield from expect(DONE, by_sheet("restore", place, new, "--sheet-file", sheet))
    yield from expect(DONE, demo.ctl("check", new, login="anora", password=GOOD_PASSWORD))

    with demo.password_file("чор калимаи оддии дигар") as secret:
        words = ("--login", "anora", "--sheet-file", sheet, "--new-password-file", secret)
        yield from expect(USAGE, by_sheet("passwd", folder, *words))
        yield from expect(REFUSED, by_sheet("passwd", folder, *words, "--for", "Касе", "--reason", "forgotten"))
        yield from expect(DONE, by_sheet("passwd", folder, *words, "--for", "Анора Мисолзода", "--reason", "forgotten"))
    yield from expect(DAMAGED, demo.ctl("check", folder, login="anora", password=GOOD_PASSWORD))
    # That she has other keys now is said to her too.
    status, out, said = demo.ctl("check", folder, login="anora", password="чор калимаи оддии дигар")
    if status != DONE:
        yield f"the new password does not open: {said}"


@tap.case("sheets: replaced with those of now; when they are lost, announced, given and counted")
def sheets():
    folder, sheet = own_centre("sheet-replaced")
    me = {"login": "anora", "password": GOOD_PASSWORD}
    new = HOME / "sheet-new"
    status, out, said = demo.ctl("sheets", folder, "show", **me)
    if (status, rows(out)) != (DONE, [["A", "counts", "0", "0", ""]]):
        yield f"not shown: {status} {out} {said}"
    yield from expect(DONE, demo.ctl("sheets", folder, "replace", "--sheet-file", sheet, "--new-sheet-file", new, **me))
    unwritten = HOME / "sheet-unwritten"
    yield from expect(DAMAGED, demo.ctl("sheets", folder, "replace", "--sheet-file", sheet, "--new-sheet-file",
                                        unwritten, **me))
    if unwritten.exists() or stat.S_IMODE(new.stat().st_mode) != 0o600:
        yield "the file of a new sheet is not as it should be"

    folder, new = copy("sheet-lost"), HOME / "sheet-announced"
    yield from expect(REFUSED, demo.ctl("sheets", folder, "announce", "--new-sheet-file", new, login="lawyer"))
    yield from expect(DONE, demo.ctl("sheets", folder, "announce", "--new-sheet-file", new))
    state = rows(demo.ctl("sheets", folder, "show", login="psychologist")[1])[0]
    if state[1] != "waits" or not re.fullmatch(r"\d{3} \d{3} \d{3} \d{3}", state[4]) or state[2] == "0":
        yield f"nobody would know: {state}"
    yield from expect(USAGE, demo.ctl("sheets", folder, "give", login="psychologist"))
    yield from expect(REFUSED, demo.ctl("sheets", folder, "give", "--number", "111 111 111 111", login="psychologist"))
    for login in ("psychologist", "lawyer", "manager"):
        yield from expect(DONE, demo.ctl("sheets", folder, "give", "--number", state[4], login=login))
    if rows(demo.ctl("sheets", folder, "show")[1])[0][2] != "0":
        yield "a case is missing"
    with demo.password_file() as secret:
        yield from expect(USAGE, demo.ctl("sheets", folder, "count"))
        yield from expect(DONE, demo.ctl("sheets", folder, "count", "--with", "lawyer", "--with-password-file", secret))
    if rows(demo.ctl("sheets", folder, "show")[1])[0][:2] != [state[0], "counts"]:
        yield "it does not count"
    yield from expect(DONE, demo.ctl("check", folder))


@tap.case("sheets: of three any two open; three replace three")
def three_sheets():
    folder, paper = HOME / "three-centre", HOME / "three-paper"
    me = {"login": "anora", "password": GOOD_PASSWORD}
    yield from expect(DONE, demo.ctl("init", folder, "--three", "--sheet-file", paper, **me))
    groups = re.findall(r"^  (.+)$", paper.read_text("utf-8"), re.M)
    if len(set(groups)) != 3:
        yield f"not three sheets: {paper.read_text('utf-8')}"
    pair, alone, new = HOME / "three-pair", HOME / "three-alone", HOME / "three-new"
    for path, lines in ((pair, (groups[2], groups[0])), (alone, groups[1:2])):
        path.write_text("\n".join(lines), "utf-8")
        path.chmod(0o600)
    words = ("sheets", folder, "replace", "--three", "--new-sheet-file", new)
    yield from expect(DAMAGED, demo.ctl(*words, "--sheet-file", alone, **me))
    if new.exists():
        yield "one sheet of three was enough"
    yield from expect(DONE, demo.ctl(*words, "--sheet-file", pair, **me))
    # The file as it was written is taken too, and those of before open nothing.
    last = HOME / "three-last"
    words = ("sheets", folder, "replace", "--new-sheet-file", last)
    yield from expect(DAMAGED, demo.ctl(*words, "--sheet-file", pair, **me))
    yield from expect(DONE, demo.ctl(*words, "--sheet-file", new, **me))
    yield from expect(DONE, demo.ctl("check", folder, **me))


@tap.case("a demonstration on a holiday has its day, and nothing in the folder says what it is")
def holiday():
    folder = HOME / "holiday"
    result = plain("demo", folder, "--today", "2026-03-21")
    yield from expect(DONE, (result.returncode, result.stdout, result.stderr))
    yield from expect(DONE, demo.ctl("check", folder))
    names = sorted(re.sub("[0-9a-f]{8}", "8", path.name) for path in folder.iterdir())
    if names != ["centre-8.db", "keyring", "keyring.1"]:
        yield f"in the folder: {names}"
    result = plain("demo", folder)
    yield from expect(REFUSED, (result.returncode, result.stdout, result.stderr))


tap.run()
