# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of the tree, as the lint tests see them: everything but build folders and git's own."""

import os
import pathlib

TOP = pathlib.Path(os.environ.get("HAMROZ_SOURCE") or pathlib.Path(__file__).parents[2]).resolve()
BUILD = pathlib.Path(os.environ.get("HAMROZ_BUILD") or TOP / "build").resolve()

CORE = ("base", "vault", "records", "letters", "reports", "ctl")
GRAPHICAL = ("widgets", "pages", "app")


def files(under="", suffixes=None):
    """Yields paths relative to the top, sorted."""
    found = []
    for folder, folders, names in os.walk(TOP / under):
        here = pathlib.Path(folder)
        folders[:] = [f for f in folders if f not in (".git", "__pycache__", ".cache")
                      and not (here / f / "meson-private").exists() and not (here == TOP and f == "build")]
        found += [(here / n).relative_to(TOP) for n in names if n != ".git" and not n.endswith(("~", ".swp", ".pyc"))]
    return sorted(f for f in found if suffixes is None or f.suffix in suffixes)


def text(path):
    return (TOP / path).read_text("utf-8")


def lines(path):
    return text(path).splitlines()
