# SPDX-License-Identifier: GPL-3.0-or-later
"""The schedule by the mouse: a free slot and a block are clicked with either button, a block is dragged to
another hour, to another person and onto a taken time; each is taken back, by its toast or by Ctrl+Z."""

import re

import driver
import tap
from centre import Centre

# Who has the first two columns; the first is free from eleven to two.
FIRST, SECOND = "Озмоишзода", "Тахайюлзода"
CLIENT = "Хаёлова"
RIGHT_BUTTON = 3


class Grid:
    """The day on the screen: where a time of a column is."""

    def __init__(self, centre):
        self.centre, self.window, self.words = centre, centre.start(), centre.words
        self.canvas = None

    def open(self):
        self.window.press("alt+3")
        self.window.find(None, self.words("Week", "schedule"))
        # Looked at alone from now on: a toast is short, and the whole window is large.
        self.canvas = self.block("09:00", FIRST).parent
        self.window.settle()
        self.left = {who: self.window.place_of(self.block(r"\d\d:\d\d", who))[0] for who in (FIRST, SECOND)}
        tops = {hour: self.top(self.block(f"{hour:02}:00", FIRST)) for hour in (9, 15)}
        self.nine, self.hour = tops[9], (tops[15] - tops[9]) / 6

    def top(self, node):
        height = node.queryComponent().getExtents(driver.pyatspi.WINDOW_COORDS).height
        return self.window.place_of(node)[1] - height // 2

    def blocks(self, start, *parts):
        pattern = re.compile(f"^{start}–")
        found = self.window.all("push button", pattern, inside=self.canvas)
        return [n for n in found if all(part in n.name for part in parts)]

    def block(self, start, *parts):
        wanted = f"a block at {start} with {parts}"
        return driver.wait(lambda: self.blocks(start, *parts), wanted, 3 * driver.PATIENCE)[0]

    def no_block(self, start, *parts):
        driver.wait(lambda: not self.blocks(start, *parts), f"no block at {start} with {parts}")

    def place(self, who, hours):
        """A little below the line of that time."""
        return self.left[who], self.nine + (hours - 9) * self.hour + self.hour / 12

    def click(self, place, button=1):
        self.window.click_at(place, button)

    def press(self, *words):
        """A click on the button that is called so, the one in front."""
        self.window.click_on("push button", self.words(*words), last=True)

    def drag(self, who, hours, to, to_hours):
        self.window.keyboard.drag(self.place(who, hours), self.place(to, to_hours))

    def undo(self):
        self.press("Undo", "toast")

    def wait_no_popover(self):
        driver.wait(lambda: not self.window.all(None, self.words("First free time")), "no form")
        self.window.settle()


def book(grid):
    """Eleven o'clock is clicked; the form there knows time and person."""
    grid.click(grid.place(FIRST, 11))
    grid.window.find("push button", grid.words("First free time"))
    grid.window.type(CLIENT)
    grid.window.find("list item", CLIENT)
    grid.window.settle()
    grid.window.press("Enter")
    grid.window.find("push button", grid.words("Another client"))
    grid.press("Book", "appointment")
    grid.block("11:00", FIRST, CLIENT)
    grid.wait_no_popover()


def drag(grid):
    grid.drag(FIRST, 11, FIRST, 13)
    grid.block("13:00", FIRST, CLIENT)
    grid.undo()
    grid.block("11:00", FIRST, CLIENT)
    grid.no_block("13:00", CLIENT)

    grid.drag(FIRST, 11, SECOND, 10.5)
    grid.block("10:30", SECOND, CLIENT)
    grid.window.press("ctrl+Z")
    grid.block("11:00", FIRST, CLIENT)
    grid.no_block("10:30", CLIENT)


def drag_onto_taken(grid):
    """The block returns, and the form opens where it was put down: it names who stands there."""
    window, words = grid.window, grid.words
    grid.drag(FIRST, 11, FIRST, 10)
    taken = window.find_text(words("This time is taken: %s").split("%")[0].strip())
    if "10:00" not in taken.name:
        raise driver.NotSeen(f"which appointment it is: {taken.name!r}")
    grid.block("11:00", FIRST, CLIENT)
    grid.press("Save anyway")
    window.find_text(words("Write a word of reason, or take another time."))
    window.type("фаврӣ")
    grid.press("Save anyway")
    grid.block("10:00", FIRST, CLIENT)
    grid.undo()
    grid.block("11:00", FIRST, CLIENT)
    grid.no_block("10:00", CLIENT)
    grid.wait_no_popover()


def right_click(grid):
    """All that can be done with an appointment, and with a free slot."""
    window, words = grid.window, grid.words
    grid.click(grid.place(FIRST, 11), RIGHT_BUTTON)
    window.find("push button", words("Cancel appointment"))
    grid.press("Arrived", "appointment state")
    grid.block("11:00", FIRST, CLIENT, words("Arrived", "appointment state"))
    grid.undo()
    grid.block("11:00", FIRST, CLIENT, words("Scheduled", "appointment state"))
    grid.click(grid.place(SECOND, 15), RIGHT_BUTTON)
    window.find("push button", words("First free time"))
    window.press("Esc")
    grid.wait_no_popover()


def begin_another(grid):
    """Who begins a session ends the one that she was in; both are taken back at once."""
    window, words = grid.window, grid.words
    begun, over = words("In session", "appointment state"), words("Completed", "appointment state")
    for hour in (10, 11):
        grid.click(grid.place(FIRST, hour), RIGHT_BUTTON)
        window.find("push button", words("Cancel appointment"))
        grid.press("In session", "appointment state")
        grid.block(f"{hour}:00", FIRST, begun)
    window.find_text((words("The %s session was closed at %s") % ("10:00", "\0")).partition("\0")[0])
    grid.block("10:00", FIRST, over)
    grid.undo()
    grid.block("10:00", FIRST, begun)
    grid.block("11:00", FIRST, words("Scheduled", "appointment state"))


def mark_stretch(grid):
    """A drag over free time is as long as the drag."""
    window, words = grid.window, grid.words
    grid.window.keyboard.drag(grid.place(SECOND, 15), grid.place(SECOND, 16.5))
    window.find("push button", words("First free time"))
    length = window.find("spin button", words("Length in minutes"))
    driver.wait(lambda: driver.text_of(length) == "90", "an hour and a half")
    window.press("Esc")
    grid.wait_no_popover()


@tap.case("a free slot is clicked, what is booked is dragged, and each is taken back")
def mouse():
    with Centre("tg") as centre:
        grid = Grid(centre)
        centre.sign_in("reception")
        grid.open()
        for act in (book, drag, drag_onto_taken, right_click, begin_another, mark_stretch):
            act(grid)
        centre.finish()


tap.run()
