# SPDX-License-Identifier: GPL-3.0-or-later
"""The catalogues are whole, and none speaks another's language."""

import re
import subprocess

import po
import tap
import tree

LANGUAGES = ("tg", "ru")

# The same in every language.
UNTRANSLATED = {"PDF", "CSV", "OK", "F1", "F12"}
# %s, %d, %1$s, {name}, <b>, &amp; and keys such as Ctrl+N are no words.
NO_WORDS = re.compile(r"%(\d+\$)?[-+ 0#']*\d*(\.\d+)?(l|ll|z|j)?[a-zA-Z%]|\{\w+\}|</?[\w/ ='\"#-]+>|&\w+;"
                      r"|%\(\w+\)|<[A-Z]\w+>\w*|\b(Ctrl|Alt|Shift|Enter|Esc|Tab|Del|Delete|F\d+|PageUp|PageDown)\b"
                      r"|(?<!\w)--[a-z-]+(?:[ =][A-Z]+)?")
# Latin words that Tajik and Russian texts write as they are.
LATIN = {"A", "O", "Liberation", "Serif", "AES", "Argon2id", "B", "C", "CSV", "D", "DAP", "GPL", "GTK", "Hamroz", "K", "L", "Linux", "N", "P",
         "PDF", "R", "S", "SMS", "SOAP", "SQLite", "UTF", "VII", "VIII", "X", "XChaCha20", "Y", "Z", "XI", "XII", "VI",
         "Caps", "Lock", "Debian", "Poly1305", "hamroz", "hamrozctl", "xlsx", "E", "F", "H", "I", "M", "T", "V", "W",
         "WhatsApp", "Telegram", "Viber", "IMO", "imo", "Alt", "Ctrl", "Left", "Shift", "Esc", "Enter", "Tab",
         # What is typed in a shell.
         "COMMAND", "OPTIONS", "ARGUMENTS", "JSON", "chmod", "keyring", "administrator", "manager", "psychologist",
         "lawyer", "social_worker", "reception"}
# Tajik words that end in the consonant й; any other is a mistyped ӣ.
SHORT_I = {"май", "ҷой", "чой", "рӯй", "мӯй", "сарой", "пой", "бой", "най", "рой", "хой", "лой", "той", "шӯй",
           "бӯй", "гӯй", "ҷӯй", "хӯй", "кӯй", "суй", "сӯй", "ой", "вай", "кай", "пай", "рай", "дарёй", "қай", "ҳай",
           "биой", "нӯҳпой", "некрӯй", "Душанбой", "аллакай"}


def each(language):
    for entry in po.entries(f"po/{language}.po"):
        yield f"po/{language}.po:{entry['line']}", entry


@tap.case("every string of the sources is in the catalogues, and every source in POTFILES.in")
def extracted():
    result = subprocess.run(["sh", "build-aux/update-po", "--check"], cwd=tree.TOP, capture_output=True, text=True)
    if result.returncode:
        yield from (result.stdout + result.stderr).splitlines()
        yield "run build-aux/update-po and translate what it names"


@tap.case("the catalogues are well formed")
def well_formed():
    for path in tree.files("po", {".po"}):
        result = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", path], cwd=tree.TOP,
                                capture_output=True, text=True)
        if result.returncode:
            yield from result.stderr.splitlines()


@tap.case("nothing is untranslated, nothing fuzzy")
def complete():
    for language in LANGUAGES:
        for where, entry in each(language):
            if "fuzzy" in entry["flags"]:
                yield f"{where}: fuzzy: {entry['msgid']}"
            if not entry["translations"] or not all(entry["translations"]):
                yield f"{where}: untranslated: {entry['msgid']}"


@tap.case("plural forms are as many as the language has")
def plurals():
    for language, forms in (("tg", 2), ("ru", 3)):
        for where, entry in each(language):
            if "msgid_plural" in entry and len(entry["translations"]) != forms:
                yield f"{where}: {len(entry['translations'])} forms, {forms} wanted"


@tap.case("no translation is the English words")
def not_english():
    for language in LANGUAGES:
        for where, entry in each(language):
            words = NO_WORDS.sub(" ", entry["msgid"])
            if entry["msgid"] in UNTRANSLATED or not re.search(r"[a-z]{2}", words):
                continue
            if entry["msgid"] in entry["translations"]:
                yield f"{where}: {entry['msgid']}"


@tap.case("Tajik and Russian hold no Latin words but the known ones")
def no_latin():
    for language in LANGUAGES:
        for where, entry in each(language):
            for text in entry["translations"]:
                for word in re.findall(r"[^\W\d_]+[\w]*", NO_WORDS.sub(" ", text)):
                    if re.search(r"[A-Za-z]", word) and word not in LATIN:
                        yield f"{where}: {word!r} in {text!r}"


@tap.case("Tajik has no letters of its neighbours")
def tajik_letters():
    for where, entry in each("tg"):
        for text in entry["translations"]:
            found = re.findall(r"\w*[ыщцьўЫЩЦЬЎїљњќѓЇЉЊЌЃ]\w*", text)
            if found:
                yield f"{where}: {', '.join(found)}"


@tap.case("Tajik words end in ӣ, not й, but for the known ones")
def tajik_short_i():
    for where, entry in each("tg"):
        for text in entry["translations"]:
            for word in re.findall(r"\b\w+й\b", text):
                if word not in SHORT_I and word.lower() not in SHORT_I:
                    yield f"{where}: {word}; if it is right, add it to SHORT_I"


@tap.case("Russian has no letters of Tajik")
def russian_letters():
    for where, entry in each("ru"):
        for text in entry["translations"]:
            found = re.findall(r"\w*[ғӣқӯҳҷҒӢҚӮҲҶ]\w*", text)
            if found and not set(found) <= {"Тоҷикӣ"}:
                yield f"{where}: {', '.join(found)}"


@tap.case("the spelling of Tajik is that of 2021")
def tajik_spelling():
    old = re.compile(r"(мӯҳлат|мавзӯъ|шӯъба|шурӯъ|маҷмӯъ|ӯҳда|сӯҳбат|кӯҳна|мӯҳр|кӯмак|мӯҳтаво)", re.I)
    for where, entry in each("tg"):
        for text in entry["translations"]:
            found = old.findall(text)
            if found:
                yield f"{where}: {', '.join(found)}"


@tap.case("the lists of data/ speak their languages")
def tables():
    for path in tree.files("data", {".tsv"}):
        rows = [(n, l.split("\t")) for n, l in enumerate(tree.lines(path), 1) if l and not l.startswith("#")]
        header = rows[0][1] if rows else []
        for number, row in rows[1:]:
            for column, value in zip(header, row):
                if column == "tg" or column.endswith("_tg"):
                    if re.search(r"[ыщцьўЫЩЦЬЎ]", value):
                        yield f"{path}:{number}: {value}"
                elif (column == "ru" or column.endswith("_ru")) and re.search(r"[ӣқӯҳҷӢҚӮҲҶ]", value):
                    yield f"{path}:{number}: {value}"


@tap.case("the help speaks its languages")
def help_pages():
    for path in tree.files("data/help"):
        language = path.parts[2]
        for number, line in enumerate(tree.lines(path), 1):
            if language == "tg":
                for word in re.findall(r"\w*[ыщцьўЫЩЦЬЎїљњќѓЇЉЊЌЃ]\w*|\b\w+й\b", line):
                    if word not in SHORT_I and word.lower() not in SHORT_I:
                        yield f"{path}:{number}: {word}"
            elif language == "ru" and re.search(r"[ӣқӯҳҷӢҚӮҲҶ]", line):
                yield f"{path}:{number}: {line.strip()[:80]}"


@tap.case("each help page is there in three languages")
def help_complete():
    pages = {}
    for path in tree.files("data/help"):
        pages.setdefault(path.name, set()).add(path.parts[2])
    for name, languages in pages.items():
        if languages != {"tg", "ru", "en"}:
            yield f"{name}: only {', '.join(sorted(languages))}"


@tap.case("each act of the audit has its words")
def acts():
    rows = [line.split("\t") for line in tree.lines("data/lists/code-lists.tsv")]
    known = {row[1] for row in rows if row[0] == "audit_act"}
    for path in tree.files("src", (".c",)):
        text = tree.text(path)
        if "hz_audit_add" not in text:
            continue
        for act in re.findall(r'(?<!#include )"([a-z-]+\.[a-z_-]+)"', text):
            if act not in known:
                yield f"{path}: {act}"


tap.run()
