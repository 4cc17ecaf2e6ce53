# SPDX-License-Identifier: GPL-3.0-or-later
"""F1 opens the help of the screen, in the language of the screen."""

import acts
import tap
from centre import LANGUAGES, SOURCE, Centre

PAGES = {"Today": "today", "Clients": "clients", "Schedule": "schedule", "Case files": "cases",
         "Referrals": "referrals"}


def heading(language, page):
    text = next((SOURCE / "data" / "help" / language).glob(f"{page}.*")).read_text("utf-8")
    return next(line.lstrip("# ").strip() for line in text.splitlines() if line.startswith("#"))


for language in LANGUAGES:
    def help_pages(language=language):
        with Centre(language, settings={"last-language": f"'{language}'"}) as centre:
            window, words = centre.start(), centre.words
            centre.sign_in("lawyer")
            for page, name in PAGES.items():
                acts.show_page(centre, page)
                window.press("F1")
                acts.wait_window(window, words("Help"))
                window.find_text(heading(language, name))
                window.press("Esc")
                acts.wait_window(window, words(page))
            centre.finish()
    tap.case(f"F1 opens the page of each screen in {language}")(help_pages)


tap.run()
