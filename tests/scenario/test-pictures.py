# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes a picture of every screen and fails on what nobody should see in one.

    test-pictures.py SIZE      in a display of that size, with a compositor

In three languages, light and dark, and once with text at 150 %. The pictures are left in
build/pictures/, named screen-language-size-look.png.
"""

import os
import pathlib
import sys

import audit
import tap
from centre import BUILD, LANGUAGES, Centre
from screens import SCREENS

LOOKS = (("light", {"colour-scheme": "'light'"}),
         ("dark", {"colour-scheme": "'dark'"}),
         ("large", {"colour-scheme": "'light'", "text-scale": "uint32 150"}))
SIZE = sys.argv[1]
FOLDER = pathlib.Path(os.environ.get("HAMROZ_PICTURES", BUILD / "pictures"))


def take(language, look, settings):
    FOLDER.mkdir(parents=True, exist_ok=True)
    width, height = SIZE.split("x")
    settings = {"window-width": width, "window-height": height, **settings}
    with Centre(language, settings=settings) as centre:
        signed_in = None
        window = centre.start()
        for name, login, show in SCREENS:
            if login != signed_in:
                centre.sign_in(login)
                signed_in = login
            show(window, centre.words)
            window.settle()
            window.picture(FOLDER / f"{name}-{language}-{SIZE}-{look}.png")
            for problem in audit.screen(window, language):
                yield f"{name}: {problem}"


for language in LANGUAGES:
    for look, settings in LOOKS:
        def one(language=language, look=look, settings=settings):
            return take(language, look, settings)
        tap.case(f"{language}, {SIZE}, {look}")(one)

tap.run()
