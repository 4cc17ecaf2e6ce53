# SPDX-License-Identifier: GPL-3.0-or-later
"""The door, Today, and everything about clients."""

from screens import walk


@walk()
def door(at):
    yield "unlock"
    at.centre.type_login("reception", "not the password")
    at.see("The name or the password is not right.")
    yield "unlock-error"
    at.press("Esc")
    at.window.find("label", at.centre.today[:4])
    yield "cover"
    at.press("Enter")


@walk("reception")
def reception_today(at):
    at.page(1, "Today")
    at.see("All staff today")
    yield "today-reception"
    at.press("F10")
    at.see("Keyboard shortcuts")
    yield "menu"
    at.leave()
    at.click("Signed in: %s", role=None)
    at.window.settle(0.2)
    yield "person"
    at.leave()


@walk("reception")
def clients(at):
    at.page(2, "Clients")
    yield "clients"
    at.press("ctrl+F")
    at.type("Зарина")
    at.window.settle(0.3)
    yield "clients-hits"
    at.press("ctrl+A")
    at.type("Қурбон")
    at.see("Nothing found.")
    yield "clients-nothing"
    at.press("ctrl+A", "Delete")


@walk("reception")
def registration(at):
    at.page(2, "Clients")
    at.press("ctrl+N")
    at.see("Name to use")
    yield "client-new"
    at.type("Зарина Мисолзода")
    at.see("Similar records: %u")
    yield "client-new-similar"
    at.press("Tab")
    at.type("31.02.1990")
    at.press("ctrl+Enter")
    at.see("No such date: %s")
    yield "client-new-error"
    at.leave()
    yield "client-draft-kept"
    at.delete_draft()


@walk("reception")
def registration_more(at):
    at.page(2, "Clients")
    at.press("ctrl+N")
    at.see("Name to use")
    at.press("shift+Tab", "shift+Tab", "shift+Tab", "shift+Tab", "shift+Tab", "Enter")
    at.window.settle()
    at.press("Tab", "Tab", "Tab", "Tab")
    yield "client-new-more"
    at.leave()


@walk("reception")
def client_for_reception(at):
    at.client("Зарина")
    yield "client-reception"
    at.click("Call…")
    at.window.settle(0.2)
    yield "client-call"
    at.leave()


@walk("psychologist")
def client_sections(at):
    at.client("Гулнора")
    yield "client-overview"
    for number, name in enumerate(("profile", "appointments", "cases", "consents", "letters"), 2):
        at.press(f"ctrl+{number}")
        at.window.settle(0.3)
        yield f"client-{name}"


@walk("psychologist")
def today_of_psychologist(at):
    at.page(1, "Today")
    at.see("My day")
    yield "today-psychologist"



@walk("reception")
def client_edit(at):
    at.client("Зарина")
    at.press("F7")
    at.window.settle(0.2)
    yield "client-banner"
    at.press("F7", "Tab", "Enter")
    at.opened("Edit record")
    at.window.settle(0.3)
    yield "client-edit"
    at.leave()


@walk("lawyer")
def client_consent(at):
    at.client("Зарина")
    at.press("ctrl+5")
    at.window.settle(0.3)
    at.click("Ask for a consent")
    at.see("What is asked")
    yield "consent-purpose"
    at.click_words(at.label("consent_purpose", "receive_services")[1:])
    at.see("Does she agree?")
    yield "consent-dialog"
    at.leave()
