# SPDX-License-Identifier: GPL-3.0-or-later
"""A small GTK window for the driver's own test: an entry, a button, a dialog, a popover, shortcuts.

With --faulty everything that the audit must find is in it once.
"""

import sys

import gi

gi.require_version("Gtk", "4.0")
from gi.repository import Gtk, Pango  # noqa: E402


def add_faults(box):
    cut = Gtk.Label(label="This label is much too long for its place", ellipsize=Pango.EllipsizeMode.END)
    cut.set_max_width_chars(8)
    cut.set_halign(Gtk.Align.START)
    short = Gtk.Inscription(text="Inscribed in too narrow a column of a table", min_chars=4, nat_chars=4)
    short.set_halign(Gtk.Align.START)
    covered = Gtk.Fixed()
    covered.put(Gtk.Button(label="Lower"), 0, 0)
    covered.put(Gtk.Button(label="Upper"), 20, 8)
    nameless = Gtk.Button(icon_name="edit-find-symbolic")
    for child in (cut, short, covered, nameless):
        box.append(child)


def on_activate(application):
    window = Gtk.ApplicationWindow(application=application, title="Sample", default_width=900, default_height=500)
    box = Gtk.Box(orientation=Gtk.Orientation.VERTICAL, spacing=6)
    entry = Gtk.Entry()
    entry.update_property([Gtk.AccessibleProperty.LABEL], ["Name"])
    said = Gtk.Label(label="nothing")
    button = Gtk.Button(label="Greet")
    button.connect("clicked", lambda _: said.set_label("Hello " + entry.get_text()))

    popover = Gtk.Popover(child=Gtk.Button(label="Deep"))
    popover.get_child().connect("clicked", lambda _: said.set_label("popover"))
    menu = Gtk.MenuButton(label="More", popover=popover)

    def open_dialog(_):
        dialog = Gtk.Window(transient_for=window, modal=True, title="Dialog", default_width=300)
        inner = Gtk.Button(label="Inside")
        inner.connect("clicked", lambda _: (said.set_label("dialog"), dialog.close()))
        dialog.set_child(inner)
        dialog.present()

    opener = Gtk.Button(label="Open")
    opener.connect("clicked", open_dialog)
    for child in (entry, button, menu, opener, said):
        box.append(child)
    if "--faulty" in sys.argv:
        add_faults(box)

    keys = Gtk.EventControllerKey(propagation_phase=Gtk.PropagationPhase.CAPTURE)
    keys.connect("key-pressed", lambda _c, value, code, state: said.set_label(f"key {code} {int(state) & 4}"))
    window.add_controller(keys)
    window.set_child(box)
    window.present()
    entry.grab_focus()


application = Gtk.Application(application_id="tj.hamroz.Sample", flags=0)
application.connect("activate", on_activate)
application.run([])
