# SPDX-License-Identifier: GPL-3.0-or-later
"""The keys and the mouse as a person has them: what is pressed is a place on the keyboard.

What a place types is the layout's affair, so a shortcut that only a Latin layout can reach fails
here as it fails under the person's hands. Events go through XTest, to whatever has the focus.
"""

import ctypes
import re
import subprocess
import time

# Places by what a US keyboard has on them (evdev numbers and 8).
PLACES = {c: n for start, row in ((10, "1234567890-="), (24, "QWERTYUIOP[]"), (38, "ASDFGHJKL;'`"), (52, "ZXCVBNM,./"))
          for n, c in enumerate(row, start)}
PLACES.update({f"F{n}": 66 + n for n in range(1, 11)})
PLACES.update({
    "\\": 51, "SPACE": 65, "ENTER": 36, "TAB": 23, "ESC": 9, "BACKSPACE": 22, "DELETE": 119, "HOME": 110, "END": 115,
    "UP": 111, "DOWN": 116, "LEFT": 113, "RIGHT": 114, "PAGEUP": 112, "PAGEDOWN": 117, "MENU": 135, "F11": 95,
    "F12": 96, "CTRL": 37, "SHIFT": 50, "ALT": 64})

CORE_KEYBOARD = 0x100
# Of a window's number: who made it (XCreateWindow gives out 21 bits to each client).
CLIENT_BITS = ~0x1FFFFF
GROUP_1_TO_4 = 4
KEY_GAP_SECONDS = 0.012


class Keyboard:
    def __init__(self):
        self.x = ctypes.CDLL("libX11.so.6")
        self.xtest = ctypes.CDLL("libXtst.so.6")
        self.xkb = ctypes.CDLL("libxkbcommon.so.0")
        self.x.XOpenDisplay.restype = ctypes.c_void_p
        self.x.XkbKeycodeToKeysym.restype = ctypes.c_ulong
        self.display = None
        self.layout = None
        self._read_layout()

    def _call(self, function, *arguments):
        return function(ctypes.c_void_p(self.display), *arguments)

    def _read_layout(self):
        """Opens the display anew: a connection keeps the keymap that it has seen."""
        if self.display:
            self._call(self.x.XCloseDisplay)
        self.display = self.x.XOpenDisplay(None)
        if not self.display:
            raise RuntimeError("no display")
        query = subprocess.run(["setxkbmap", "-query"], capture_output=True, text=True, check=True).stdout
        self.layout = re.search(r"layout:\s*(\S+)", query)[1]
        self.characters = {}
        for group in range(len(self.layout.split(","))):
            for code in range(10, 66):
                for shift in (False, True):
                    keysym = self._call(self.x.XkbKeycodeToKeysym, ctypes.c_ubyte(code), group, int(shift))
                    character = self.xkb.xkb_keysym_to_utf32(ctypes.c_uint(keysym))
                    if character >= 32:
                        self.characters.setdefault(chr(character), (group, code, shift))

    def set_layout(self, layout):
        subprocess.run(["setxkbmap", "-layout", layout], check=True)
        self._read_layout()

    def owner(self):
        """Which client of the display has the keyboard; while windows come and go it may be nobody for a while."""
        window, revert = ctypes.c_ulong(), ctypes.c_int()
        self._call(self.x.XGetInputFocus, ctypes.byref(window), ctypes.byref(revert))
        return window.value & CLIENT_BITS

    def can_type(self, text):
        return all(c == "\n" or c in self.characters for c in text)

    def _key(self, code, down):
        self._call(self.xtest.XTestFakeKeyEvent, ctypes.c_uint(code), int(down), ctypes.c_ulong(0))
        self._call(self.x.XSync, 0)

    def _stroke(self, codes):
        for code in codes:
            self._key(code, True)
        for code in reversed(codes):
            self._key(code, False)
        time.sleep(KEY_GAP_SECONDS)

    def press(self, *combinations):
        """press("ctrl+shift+N", "Tab"): N is the place where a US keyboard has its N."""
        for combination in combinations:
            self._stroke([PLACES[part.upper()] for part in combination.split("+")])

    def type(self, text):
        """Types with the keys of the present layout; a letter that it lacks is an error, as for a person."""
        for character in text:
            if character == "\n":
                self._stroke([PLACES["ENTER"]])
                continue
            if character not in self.characters:
                raise AssertionError(f"the layout {self.layout} has no key for {character!r}")
            group, code, shift = self.characters[character]
            # What a person does with the key that switches layouts.
            if "," in self.layout:
                self._call(self.x.XkbLockGroup, CORE_KEYBOARD, group)
            self._stroke(([PLACES["SHIFT"]] if shift else []) + [code])
        if "," in self.layout:
            self._call(self.x.XkbLockGroup, CORE_KEYBOARD, 0)
            self._call(self.x.XSync, 0)

    def type_keys(self, text):
        """Presses the keys that a Latin keyboard has these letters on, whatever they give here."""
        for character in text:
            self._stroke([PLACES["SHIFT"]] * character.isupper() + [PLACES[character.upper()]])

    def move(self, x, y):
        self._call(self.xtest.XTestFakeMotionEvent, -1, int(x), int(y), ctypes.c_ulong(0))
        self._call(self.x.XSync, 0)
        time.sleep(KEY_GAP_SECONDS)

    def hold_button(self, down, number=1):
        self._call(self.xtest.XTestFakeButtonEvent, ctypes.c_uint(number), int(down), ctypes.c_ulong(0))
        self._call(self.x.XSync, 0)
        time.sleep(KEY_GAP_SECONDS)

    def drag(self, start, end, steps=8):
        """Held from one place of the screen to another, as a hand moves it: not in one leap."""
        self.move(*start)
        self.hold_button(True)
        for step in range(1, steps + 1):
            self.move(*(a + (b - a) * step / steps for a, b in zip(start, end)))
        self.hold_button(False)

    def button(self, number=1):
        for down in (True, False):
            self.hold_button(down, number)
