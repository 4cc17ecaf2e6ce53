# SPDX-License-Identifier: GPL-3.0-or-later
"""A letter by real keys: what is not ticked is not on it, and without consent it has no number."""

import acts
import tap
from centre import LANGUAGES, Centre

ADDRESS = {"tg": "Суроға", "ru": "Адрес", "en": "Address"}
NAME = "Мисолзода Зарина"

for language in LANGUAGES:
    def letter(language=language):
        with Centre(language) as centre:
            window, words = centre.start(), centre.words
            centre.sign_in("lawyer")
            acts.open_client(centre, NAME)
            acts.open_composer(centre)
            acts.choose_recipient(centre, acts.REGISTRY[language])
            # A lock in the middle: the letter is there again.
            if language == "tg":
                window.press("F12")
                centre.sign_in("lawyer")
                window.find("push button", words("Consent missing: %d") % 6)
            # The address is of the preset for this recipient; it stays here.
            window.tab_to("check box", ADDRESS[language])
            window.press("space")
            acts.ask_consent(centre)
            acts.issue(centre)
            path = acts.save_letter(centre)
            acts.close_letter(centre)
            centre.finish()

            text = acts.read_pdf(path)
            for there in ("№ 3-12/12 аз 24 ноябри соли 2026", "Ному насаб: Мисолзода Зарина", "Соли таваллуд: 1999"):
                assert there in text, f"{there}\n{text}"
            for missing in ("Суроға", "Телефон", "Зӯроварӣ", "+992 60 000 0002"):
                assert missing not in text, f"{missing}\n{text}"
            assert "3-12/12" in centre.command("referrals", login="lawyer")
    tap.case(f"a letter in {language}")(letter)

tap.run()
