# SPDX-License-Identifier: GPL-3.0-or-later
"""One day at the centre, step by step, as the tour shows it and the scenario tests try it.

A step is a method marked with @step and the sentence that the tour prints. It works the window by
keys alone and looks for what a person would see; what is not seen raises. Steps follow each other in
the order in which they stand here, in one centre.
"""

import driver

STEPS = []


def step(sentence):
    def add(method):
        STEPS.append((method.__name__, sentence))
        return method
    return add


class Day:
    def __init__(self, centre):
        self.centre = centre
        self.words = centre.words
        self.window = None

    @step("The program starts and names neither the centre nor its purpose")
    def start(self):
        self.window = self.centre.start()
        for frame in self.window.windows():
            for name in ("Hamroz", "Ҳамроз", "Хамроз"):
                if name in frame.name:
                    raise driver.NotSeen(f"a window without {name!r} in its title")
