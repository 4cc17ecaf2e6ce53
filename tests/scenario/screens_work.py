# SPDX-License-Identifier: GPL-3.0-or-later
"""Appointments, case files and letters."""

import re

from screens import walk

# The registry, as each interface finds it: by the plain letters too.
REGISTRY = {"tg": "сахш", "ru": "загс", "en": "civil"}
NOTE = ("Ду ҳафта боз шаб хоб намеравад, аз занги телефон метарсад.", "Изтироби баланд; хатари фаврӣ нест.",
        "Машқи нафаскашӣ; вохӯрии навбатӣ пас аз як ҳафта.")


def to_schedule(at):
    at.page(3, "Schedule")
    at.window.settle(0.4)


@walk("reception")
def schedule(at):
    to_schedule(at)
    at.press("Home")
    yield "schedule-day"
    at.click_whole("Week", "schedule")
    at.window.settle(0.4)
    yield "schedule-week"
    at.click_whole("Day", "schedule")


@walk("reception")
def booking(at):
    to_schedule(at)
    at.press("Home", "Down", "Down", "Enter")
    at.window.find("push button", at.words("First free time"))
    yield "booking"
    at.type("хаёлова")
    at.window.settle(0.4)
    yield "booking-client"
    at.press("Enter")
    at.see("This time is taken: %s")
    at.press("ctrl+Enter")
    at.see("Write a word of reason, or take another time.")
    yield "booking-clash"
    at.leave(2)
    at.press("ctrl+B")
    at.window.find("frame", at.words("New appointment"))
    yield "booking-dialog"
    at.click("Cancel", "dialog")
    at.delete_draft()


@walk("reception")
def appointment(at):
    to_schedule(at)
    node = at.window.find("push button", re.compile("^10:00–"))
    at.click_node(node)
    at.window.settle(0.3)
    yield "appointment"
    at.leave()
    at.window.settle()
    at.press("M", "Right")
    at.window.settle(0.2)
    yield "appointment-move"
    at.leave()
    at.press("Delete")
    at.see("Cancel this appointment?")
    yield "appointment-cancel"
    at.leave()
    at.press("D")
    at.window.settle(0.4)
    yield "toast-undo"
    at.press("ctrl+Z")


def to_case(at, name="Гулнора"):
    at.page(5, "Case files")
    if not at.window.all("push button", at.words("Client’s page")):
        at.press("ctrl+F", "ctrl+A")
        at.type(name)
        at.window.settle(0.4)
        at.press("Enter")
    at.window.find("push button", at.words("Client’s page"))
    at.window.settle(0.3)


@walk("psychologist")
def case_files(at):
    at.page(5, "Case files")
    at.window.settle(0.3)
    yield "cases"
    to_case(at)
    yield "case"
    at.press("ctrl+shift+N")
    at.window.find("push button", at.words("Sign and seal"))
    at.window.settle(0.3)
    yield "note-new"
    for number, text in enumerate(NOTE):
        at.press(*["Tab"] * min(number, 1))
        at.type(text)
    at.press("ctrl+S")
    at.window.settle(0.3)
    yield "note-draft"
    at.press("ctrl+shift+Enter")
    at.see("Sign and seal this note?")
    yield "note-seal"
    at.press("Enter")
    at.window.find("push button", at.words("Add to note"))
    at.window.settle(0.3)
    yield "note-sealed"
    at.click("Team: %s", role=None)
    yield "case-team"
    at.leave()


@walk("lawyer")
def legal_case(at):
    to_case(at)
    at.press("ctrl+shift+N")
    at.window.find("push button", at.words("Sign and seal"))
    at.window.settle(0.3)
    yield "consultation"
    at.window.tab_to("text", at.words("Area"))
    at.press("F4")
    at.window.settle(0.3)
    yield "consultation-choices"
    at.leave()


@walk("lawyer")
def letters(at):
    at.page(4, "Referrals")
    at.window.settle(0.3)
    yield "letters"
    at.press("Tab")
    at.click("All", "letters", role=None)
    at.window.settle(0.3)
    yield "letters-all"
    at.click("Directory", "view", role=None)
    at.window.settle(0.3)
    yield "directory"
    at.press("ctrl+F")
    at.type(REGISTRY[at.language])
    at.window.settle(0.3)
    at.click_words(re.compile(REGISTRY[at.language].replace("х", "[хҳ]"), re.I), role="label")
    at.see("Kind of body")
    yield "directory-entry"
    at.leave()
    at.click("Letters", "view", role=None)


@walk("lawyer")
def letter(at):
    at.client("Мисолзода Зарина")
    at.press("ctrl+R")
    at.window.find(None, at.words("Language of the letter"))
    at.window.settle(0.3)
    yield "letter-new"
    at.type(REGISTRY[at.language])
    at.window.settle(0.3)
    yield "letter-recipients"
    at.press("Enter")
    at.see("Consent missing: %d")
    at.window.settle(0.4)
    yield "letter-facts"
    at.press("ctrl+P")
    at.window.settle(0.3)
    at.press("Enter")
    at.see("How was it given?")
    at.window.settle(0.3)
    yield "letter-consent"
    at.press("1")
    at.window.tab_to("push button", at.words("Record the answer"))
    at.press("Enter")
    at.window.find("push button", at.words("Issue number"))
    at.window.settle(0.4)
    yield "letter-ready"
    at.press("ctrl+P")
    at.see("Give the letter its number?")
    yield "letter-number"
    at.press("ctrl+Enter")
    at.window.find("push button", at.words("Save as PDF…"))
    at.window.settle(0.4)
    yield "letter-issued"
    at.leave()
