# SPDX-License-Identifier: GPL-3.0-or-later
"""What the display shows, as bytes and as a file; as fast as a few hundred pictures need it."""

import ctypes

import gi

gi.require_version("GdkPixbuf", "2.0")
from gi.repository import GdkPixbuf, GLib  # noqa: E402

ALL_PLANES = 0xFFFFFFFF
Z_PIXMAP = 2
BYTES_A_PIXEL = 4


class XImage(ctypes.Structure):
    """The beginning of Xlib's structure of that name."""

    _fields_ = [("width", ctypes.c_int), ("height", ctypes.c_int), ("xoffset", ctypes.c_int),
                ("format", ctypes.c_int), ("data", ctypes.c_void_p)]


class Display:
    def __init__(self):
        self.x = ctypes.CDLL("libX11.so.6")
        self.x.XOpenDisplay.restype = ctypes.c_void_p
        self.x.XDefaultRootWindow.restype = ctypes.c_ulong
        self.x.XGetImage.restype = ctypes.POINTER(XImage)
        self.display = ctypes.c_void_p(self.x.XOpenDisplay(None))
        if not self.display:
            raise RuntimeError("no display")
        self.width = self.x.XDisplayWidth(self.display, 0)
        self.height = self.x.XDisplayHeight(self.display, 0)

    def grab(self):
        """The screen now: four bytes a pixel, blue first."""
        root = ctypes.c_ulong(self.x.XDefaultRootWindow(self.display))
        image = self.x.XGetImage(self.display, root, 0, 0, self.width, self.height,
                                 ctypes.c_ulong(ALL_PLANES), Z_PIXMAP)
        if not image:
            raise RuntimeError("the display gives no picture")
        pixels = ctypes.string_at(image.contents.data, self.width * self.height * BYTES_A_PIXEL)
        self.x.XFree(ctypes.c_void_p(image.contents.data))
        self.x.XFree(image)
        return pixels

    def save(self, path):
        pixels = self.grab()
        colours = bytearray(self.width * self.height * 3)
        for place, source in enumerate((2, 1, 0)):
            colours[place::3] = pixels[source::BYTES_A_PIXEL]
        picture = GdkPixbuf.Pixbuf.new_from_bytes(GLib.Bytes.new(bytes(colours)), GdkPixbuf.Colorspace.RGB, False, 8,
                                                  self.width, self.height, self.width * 3)
        picture.savev(str(path), "png", ["compression"], ["6"])
