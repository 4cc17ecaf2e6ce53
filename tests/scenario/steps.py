# SPDX-License-Identifier: GPL-3.0-or-later
"""What the chapters of the day share: how a step is marked, and what a person does all day."""

import re

import driver

STEPS = []


def step(sentence):
    def add(method):
        STEPS.append((method.__name__, sentence))
        return method
    return add


class Chapter:
    """self.window is the program, self.words its words; self.see() raises when something is not there.

    self.show (name) is called where the screen is worth a picture before the step is over.
    """

    def __init__(self, centre):
        self.centre = centre
        self.words = centre.words
        self.window = None
        self.show = lambda name: None

    def see(self, text, context=None):
        return self.window.find_text(self.words(text, context))

    def see_words(self, text):
        """Of somebody's own: a name, what was typed."""
        return self.window.find_text(text)

    def not_seen(self, *texts):
        for text in texts:
            if self.window.shows(text):
                raise driver.NotSeen(f"a screen without {text!r}")

    def said(self, node):
        return " ".join(part for part in (node.name, node.description) if part)

    def label(self, code_list, code):
        """What the code lists call it in this language, as a screen begins a line with it."""
        label = self.centre.labels[code_list, code]
        return label[0].upper() + label[1:]

    def beginning(self, code_list, code, length=5):
        return self.label(code_list, code)[:length]

    def beginning_of(self, text, context=None):
        """What stands before the first value in a sentence of the program."""
        return re.split(r"%[1-9]?\$?[-+ 0]*[a-z]", self.words(text, context))[0].strip()

    def format(self, text, *values):
        return re.sub(r"%\w", "%s", self.words(text)) % values
