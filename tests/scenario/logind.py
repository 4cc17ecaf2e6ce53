# SPDX-License-Identifier: GPL-3.0-or-later
"""The few words of systemd-logind and of a screen saver that the program listens to, on the bus of this session.

    with Logind() as logind:
        logind.wait_said("Inhibit")
        logind.say("sleep")

It answers from a process of its own: Python's accessibility library and another main loop of GLib in one
process take each other's answers.
"""

import os
import select
import subprocess
import sys

LOGIN = "org.freedesktop.login1"
MANAGER = "/org/freedesktop/login1"
SESSION = MANAGER + "/session/of_test"
SAVER = "org.gnome.ScreenSaver"
INTERFACE = """<node><interface name='org.freedesktop.login1.Manager'>
  <method name='GetSessionByPID'><arg type='u' direction='in'/><arg type='o' direction='out'/></method>
  <method name='Inhibit'><arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>
    <arg type='s' direction='in'/><arg type='h' direction='out'/></method>
</interface></node>"""
START_SECONDS = 20


class Logind:
    """What was called is said in the order in which it was; "released" when the computer need not wait any more."""

    def __enter__(self):
        self.process = subprocess.Popen([sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.said = []
        self.rest = b""
        self.wait_said("ready", START_SECONDS)
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()

    def _read(self, seconds):
        if select.select([self.process.stdout], [], [], seconds)[0]:
            self.rest += os.read(self.process.stdout.fileno(), 4096)
            *lines, self.rest = self.rest.split(b"\n")
            self.said += [line.decode() for line in lines]

    def wait_said(self, word, seconds):
        """Takes what was said up to this word; what is said later counts for the next."""
        tries = int(seconds * 10)
        while word not in self.said and tries > 0 and self.process.poll() is None:
            self._read(0.1)
            tries -= 1
        if word not in self.said:
            raise AssertionError(f"not heard: {word}; but {self.said}")
        del self.said[:self.said.index(word) + 1]

    def has_said(self, word):
        self._read(0)
        return word in self.said

    def say(self, word):
        """sleep, wake, lock or saver."""
        self.process.stdin.write(word.encode() + b"\n")
        self.process.stdin.flush()


def serve():
    import gi
    gi.require_version("Gio", "2.0")
    from gi.repository import Gio, GLib

    signals = {
        "sleep": (MANAGER, LOGIN + ".Manager", "PrepareForSleep", GLib.Variant("(b)", (True,))),
        "wake": (MANAGER, LOGIN + ".Manager", "PrepareForSleep", GLib.Variant("(b)", (False,))),
        "lock": (SESSION, LOGIN + ".Session", "Lock", None),
        "saver": ("/org/gnome/ScreenSaver", SAVER, "ActiveChanged", GLib.Variant("(b)", (True,))),
    }
    loop = GLib.MainLoop()
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)

    def on_released(reader, _condition):
        os.close(reader)
        print("released", flush=True)
        return False

    def on_call(_bus, _sender, _path, _interface, method, _arguments, call):
        if method == "GetSessionByPID":
            call.return_value(GLib.Variant("(o)", (SESSION,)))
        else:
            reader, writer = os.pipe()
            files = Gio.UnixFDList.new()
            call.return_value_with_unix_fd_list(GLib.Variant("(h)", (files.append(writer),)), files)
            os.close(writer)
            GLib.unix_fd_add_full(GLib.PRIORITY_DEFAULT, reader, GLib.IOCondition.HUP, on_released)
        print(method, flush=True)

    def on_word(stream, _condition):
        word = stream.readline().strip()
        if not word:
            loop.quit()
            return False
        bus.emit_signal(None, *signals[word])
        bus.flush_sync(None)
        return True

    def on_named(_bus, _name):
        print("ready", flush=True)

    bus.register_object(MANAGER, Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0], on_call, None, None)
    Gio.bus_own_name_on_connection(bus, LOGIN, Gio.BusNameOwnerFlags.NONE, on_named, None)
    # Line by line, for what is in Python's buffer wakes nobody.
    stream = os.fdopen(0, buffering=1)
    GLib.io_add_watch(GLib.IOChannel.unix_new(0), GLib.PRIORITY_DEFAULT, GLib.IOCondition.IN | GLib.IOCondition.HUP,
                      lambda _channel, condition: on_word(stream, condition))
    loop.run()


if __name__ == "__main__":
    serve()
