# SPDX-License-Identifier: GPL-3.0-or-later
"""The check for noise itself: it passes random bytes and finds what is not."""

import os
import pathlib
import tempfile

import noise
import tap


def problems(data, words=()):
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "file").write_bytes(data)
        return list(noise.folder(folder, words))


@tap.case("random bytes are noise")
def random():
    return problems(os.urandom(200_000), ["Мисолзода"]) + problems(os.urandom(6000), ["Мисолзода"])


@tap.case("a name in a file is found, whatever its case and encoding")
def names():
    for form in ("Мисолзода".encode(), "МИСОЛЗОДА".encode(), "мисолзода".encode("utf-16-le")):
        if not problems(os.urandom(3000) + form + os.urandom(3000), ["Мисолзода"]):
            yield f"not found: {form}"


@tap.case("text in a large file shows in its entropy")
def uneven():
    if not problems(os.urandom(190_000) + bytes(10_000)):
        yield "ten thousand zeros in two hundred thousand bytes were not seen"


@tap.case("a block that stands twice in a small file is found")
def twice():
    block = os.urandom(16)
    if not problems(os.urandom(1600) + block + os.urandom(160) + block):
        yield "not found"


tap.run()
