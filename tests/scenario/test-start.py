# SPDX-License-Identifier: GPL-3.0-or-later
"""The program starts on a centre, in each language, says nothing that it should not, and ends cleanly."""

import tap
from centre import LANGUAGES, Centre
from day import Day

for language in LANGUAGES:
    def start(language=language):
        with Centre(language) as centre:
            Day(centre).start()
            centre.finish()
    tap.case(f"it starts in {language}")(start)

tap.run()
