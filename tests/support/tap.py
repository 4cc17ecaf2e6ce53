# SPDX-License-Identifier: GPL-3.0-or-later
"""Test cases in Python that Meson reads one by one (TAP).

    @case("every file names its licence")
    def licence():
        return ["problem", ...]        # nothing or an empty list: passed

    run()

A case fails by what it returns, or by raising. Skip("reason") skips it; the reason must be listed
in tests/meson.build.
"""

import sys
import traceback

_cases = []


class Skip(Exception):
    """Raised by a case that cannot be run here."""


def case(name):
    def add(function):
        _cases.append((name, function))
        return function
    return add


def run():
    print("TAP version 13")
    print(f"1..{len(_cases)}", flush=True)
    failed = False
    for number, (name, function) in enumerate(_cases, 1):
        try:
            problems = list(function() or [])
        except Skip as reason:
            print(f"ok {number} - {name} # SKIP {reason}", flush=True)
            continue
        except Exception:
            problems = traceback.format_exc().splitlines()
        for problem in problems:
            print(f"# {problem}")
        print(f"{'not ok' if problems else 'ok'} {number} - {name}", flush=True)
        failed = failed or bool(problems)
    sys.exit(1 if failed else 0)
