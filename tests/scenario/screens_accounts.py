# SPDX-License-Identifier: GPL-3.0-or-later
"""Accounts and keys. The last of the walks: whoever is removed here does not sign in again."""

import re

from screens import walk

LAWYER = "Хаёлпур Лола"


@walk("psychologist")
def hand_over(at):
    """All her cases for a colleague, up to the question."""
    at.press("ctrl+,")
    at.opened("Settings")
    at.window.tab_to("push button", at.words("Hand over all my cases…"))
    yield "settings-me-cases"
    at.press("Enter")
    at.see("Cases that she gets: %u")
    yield "hand-over"
    at.press("ctrl+Enter")
    at.see("Is this the colleague's key?")
    at.window.settle(0.5)
    yield "key-question"
    at.leave(3)


@walk("admin")
def staff(at):
    """An account that is opened, its removal, and what stands on the page afterwards."""
    at.press("ctrl+,")
    at.opened("Settings")
    at.click("Staff", "settings", role=None)
    at.click_words(re.compile("^" + LAWYER), role=None)
    at.window.find(None, re.compile(r"\d{3} \d{3} \d{3} \d{3}"))
    yield "settings-staff-member"
    at.window.tab_to("push button", at.words("Remove from the staff…"))
    at.press("Enter")
    at.see("Cases that nobody else can open: %u. Let her hand them over to a colleague first, in her "
           "settings. If she is gone already, they wait for the recovery sheets.")
    yield "settings-staff-remove"
    at.press("ctrl+Enter")
    at.see("The key of the centre has been changed.")
    at.see("Cases that only the recovery sheets open: %u")
    yield "settings-staff-owed"
    at.leave()


@walk("admin")
def log(at):
    """By person and act, after it was checked; and a code that is none."""
    at.press("ctrl+,")
    at.opened("Settings")
    at.click("Log", "settings", role=None)
    at.see("Unbroken to entry %d. Entries of this sitting are signed when the window locks.")
    at.window.tab_to(None, at.words("What was done", "log"))
    at.press("space")
    at.window.wait_focus("list item")
    at.press("Down", "Enter")
    at.window.settle(0.4)
    yield "settings-log-filtered"
    at.window.tab_to("text", at.words("Code of the client"))
    at.type("A-1")
    at.see("There is no such entry.")
    yield "settings-log-nothing"
    at.leave()


@walk("admin")
def sheets(at):
    """New recovery sheets: how many, and those of now."""
    at.press("ctrl+,")
    at.opened("Settings")
    at.click("Security", "settings", role=None)
    at.see("The recovery sheets open everything")
    yield "settings-sheets"
    at.click("Replace the sheets…")
    at.see("The sheets of now are here")
    yield "sheets-choose"
    at.press("ctrl+Enter")
    at.see("The eight groups of a sheet")
    yield "sheets-old"
    at.leave(2)
