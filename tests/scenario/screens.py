# SPDX-License-Identifier: GPL-3.0-or-later
"""Every screen of the program and the keys that lead to it, for the pictures and their audit.

A screen is (name, login, function): somebody is signed in, the function gets the window and the
words and leaves the screen as it should be seen. login None: nobody is.
"""

SCREENS = []


def screen(name, login=None):
    def add(function):
        SCREENS.append((name, login, function))
        return function
    return add


@screen("start")
def start(window, words):
    pass
