# SPDX-License-Identifier: GPL-3.0-or-later
"""What the chapters of the day share: how a step is marked, and what a person does all day."""

import driver

STEPS = []


def step(sentence):
    def add(method):
        STEPS.append((method.__name__, sentence))
        return method
    return add


class Chapter:
    """self.window is the program, self.words its words; self.see() raises when something is not there."""

    def __init__(self, centre):
        self.centre = centre
        self.words = centre.words
        self.window = None

    def see(self, text, context=None):
        return self.window.find_text(self.words(text, context))

    def see_words(self, text):
        """Of somebody's own: a name, what was typed."""
        return self.window.find_text(text)

    def not_seen(self, *texts):
        for text in texts:
            if self.window.shows(text):
                raise driver.NotSeen(f"a screen without {text!r}")
