# SPDX-License-Identifier: GPL-3.0-or-later
"""The language is switched at pages and in half-filled forms: nothing typed is lost, no word of the old one stays."""

import acts
import driver
import tap
from centre import LANGUAGES, Centre, Words

CLIENT = "Мисолзода Зарина"
TYPED = "Афсонаева Малика"
OWN_NAMES = {"tg": "Тоҷикӣ", "ru": "Русский", "en": "English"}
LONG = 3 * driver.PATIENCE


class Switcher:
    """Goes from language to language; self.words are those of now."""

    def __init__(self, centre, language="tg"):
        self.centre, self.window = centre, centre.window
        self.use(language)

    def use(self, language):
        self.language = language
        self.words = self.centre.words = Words(language)

    def _expect(self, before, see, kept):
        """see(words) finds something in the new language; kept is there as it was."""
        driver.wait(lambda: see(self.words), f"the screen in {self.language}", LONG)
        for text in kept:
            self.window.find_text(text, LONG)
        foreign = Words(before).every() - self.words.every() - set(OWN_NAMES.values()) - {None}
        driver.wait(lambda: not foreign & set(self.window.words()), f"a screen without {before}")

    def _next(self):
        before = self.language
        self.use(LANGUAGES[(LANGUAGES.index(before) + 1) % len(LANGUAGES)])
        return before

    def by_menu(self, see, *kept):
        before = self._next()
        self.window.press("F10")
        self.window.activate(None, OWN_NAMES[self.language])
        self._expect(before, see, kept)

    def by_key(self, see, *kept):
        """In a dialog there is no menu."""
        before = self._next()
        self.window.press("ctrl+shift+L")
        self._expect(before, see, kept)


def titled(window, text, context=None):
    return lambda words: words(text, context) in [frame.name for frame in window.windows()]


def focused(window, text):
    return lambda words: driver.has_name(window.wait_focus(None, words(text)), words(text))


@tap.case("at every page of reception, in the registration and in the booking")
def reception():
    with Centre("tg") as centre:
        window = centre.start()
        centre.sign_in("reception")
        switch = Switcher(centre)
        for page in ("Today", "Clients", "Schedule", "Referrals"):
            acts.show_page(centre, page)
            window.settle()
            switch.by_menu(titled(window, page))
        acts.open_client(centre, CLIENT)
        switch.by_menu(titled(window, "Clients"), CLIENT)

        window.press("ctrl+N")
        window.wait_focus("text", switch.words("Name to use"))
        window.type(TYPED)
        window.press("Tab")
        window.type("1993")
        for _ in LANGUAGES:
            switch.by_key(titled(window, "New client"), TYPED, "1993")
        window.press("Esc")
        acts.wait_window(window, switch.words("Clients"))

        window.press("ctrl+B")
        acts.wait_window(window, switch.words("New appointment"))
        window.tab_to("text", switch.words("Note", "field"))
        window.type(TYPED)
        for _ in LANGUAGES:
            switch.by_key(titled(window, "New appointment"), CLIENT, TYPED)
        window.press("Esc")
        acts.wait_no_window(window, switch.words("New appointment"))
        centre.finish()


@tap.case("in a note that is being written, and in a letter that is being composed")
def lawyer():
    with Centre("tg") as centre:
        window = centre.start()
        centre.sign_in("lawyer")
        switch = Switcher(centre)
        acts.show_page(centre, "Case files")
        window.settle()
        switch.by_menu(titled(window, "Case files"))
        acts.open_client(centre, CLIENT)
        acts.open_composer(centre)
        acts.choose_recipient(centre, acts.REGISTRY[switch.language])
        for _ in LANGUAGES:
            switch.by_key(titled(window, "Letter of referral"))
            window.find_text(acts.begin(switch.words, "Consent missing: %d"), LONG)
        window.press("Esc")
        acts.wait_no_window(window, switch.words("Letter of referral"))
        centre.finish()


@tap.case("while a new centre is being set up")
def setup():
    with Centre("tg", is_new=True, settings={"last-language": "'tg'"}) as centre:
        window = centre.start("--new")
        switch = Switcher(centre)
        window.find("push button", switch.words("Next", "setup"), seconds=LONG)
        window.press("ctrl+Enter")
        window.find_text(switch.words("The folder"))
        switch.by_key(lambda words: window.shows(words("The folder")))
        window.press("ctrl+Enter")
        window.wait_focus(None, switch.words("Surname and given name"))
        window.type(TYPED)
        for _ in LANGUAGES:
            switch.by_key(lambda words: window.shows(words("Name to sign in with")), TYPED)
        centre.finish()


@tap.case("what may be tampering is asked in the next language too, until it is answered")
def alarm():
    with Centre("tg", settings={"last-language": "'tg'"}) as centre:
        centre.put_older_back()
        window = centre.start()
        centre.ask_password()
        centre.type_login("admin")
        # She speaks Russian, and English is next.
        acts.wait_window(window, Words("ru")("Stop for a moment"))
        window.press("ctrl+shift+L")
        acts.wait_window(window, Words("en")("Stop for a moment"))
        window.find_text(Words("en")("The data are older than what you saw last: somebody has put an older copy in "
                                     "their place, or a backup was restored. What was entered since is missing. Ask "
                                     "who did it."))
        window.press("ctrl+shift+L")
        words = Words("tg")
        acts.wait_window(window, words("Stop for a moment"))
        # Its answers stand below each other; Enter out of habit goes on with nothing.
        window.wait_focus("push button", words("Lock"))
        window.tab_to("push button", words("I know why; go on"))
        window.press("Enter")
        acts.wait_no_window(window, words("Stop for a moment"))
        window.press("ctrl+shift+L")
        acts.wait_window(window, Words("ru")("Today"))
        if len(window.windows()) > 1:
            yield f"asked again: {[frame.name for frame in window.windows()]}"
        centre.finish()


tap.run()
