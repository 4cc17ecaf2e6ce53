# SPDX-License-Identifier: GPL-3.0-or-later
"""A day at the centre by real key presses alone, in the keyboard layout of the session.

    test-day.py LANGUAGE...
"""

import sys

import tap
from centre import Centre
from day import STEPS, Day

for language in sys.argv[1:]:
    def walk(language=language):
        with Centre(language) as centre:
            day = Day(centre)
            for name, sentence in STEPS:
                try:
                    getattr(day, name)()
                except Exception as error:
                    raise AssertionError(f"{sentence}: {error}") from error
    tap.case(f"the day in {language}")(walk)

tap.run()
