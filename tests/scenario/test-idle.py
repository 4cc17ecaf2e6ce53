# SPDX-License-Identifier: GPL-3.0-or-later
"""Nobody touches the program for a while: it warns, a key keeps the window, and then it locks."""

import acts
import driver
import tap
from centre import Centre
from memory import Memory

WARNING_SECONDS, IDLE_SECONDS = 30, 60


@tap.case("idle time warns, a key keeps the window, and then it locks")
def idle():
    with Centre("ru", settings={"idle-minutes": "uint32 1"}) as centre:
        memory = Memory(centre)
        window, words = centre.start(), centre.words
        centre.sign_in("reception")
        warning = words("Locking in %d seconds").replace("%d", str(WARNING_SECONDS))
        window.find_text(warning, WARNING_SECONDS + driver.PATIENCE)
        window.press("Shift")
        driver.wait(lambda: not window.shows(warning), "the warning gone")
        window.find_text(warning, WARNING_SECONDS + driver.PATIENCE)
        driver.wait(lambda: not window.all("list", words("Pages")), "the cover",
                    IDLE_SECONDS - WARNING_SECONDS + driver.PATIENCE)
        acts.wait_cover(centre)
        yield from memory.check_locked("hidden by idleness")
        acts.come_back(centre)
        centre.finish()


tap.run()
