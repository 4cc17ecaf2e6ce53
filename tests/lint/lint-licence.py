# SPDX-License-Identifier: GPL-3.0-or-later
"""Every file names its licence in its first lines."""

import tap
import tree

# Binary or without room for a comment; a note beside them says what they are.
WITHOUT = {".png", ".pdf", ".db", ".bin", ".json", ".mo", ".csv"}
FOLDERS_WITHOUT = ("tests/fixtures/", "tests/fuzz/corpus/", "data/help/")
NAMES_WITHOUT = ("LINGUAS", "POTFILES.in", ".gitignore", ".editorconfig", "COPYING", "LICENSE")


@tap.case("every file names its licence")
def every_file():
    for path in tree.files():
        if path.suffix in WITHOUT or path.name in NAMES_WITHOUT or str(path).startswith(FOLDERS_WITHOUT):
            continue
        head = "\n".join(tree.lines(path)[:5])
        if "SPDX-License-Identifier: " not in head:
            yield f"{path}: no SPDX line"
        elif path.suffix in (".c", ".h") and \
                tree.lines(path)[0] != "/* SPDX-License-Identifier: GPL-3.0-or-later */":
            yield f"{path}:1: the SPDX line comes first, in its usual form"


tap.run()
