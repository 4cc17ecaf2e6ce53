# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a centre's folder is noise to whoever has no password.

    problems = noise.folder(path, ["Мисолзода", "600000002"])

No word given is found in any file, in UTF-8, UTF-16 or as digits with the usual signs between; a file
over 64 KiB is as uneven as random bytes are; in a smaller one no block of 16 bytes stands twice.
"""

import collections
import math
import pathlib

BIG = 64 * 1024
BITS = 7.99
BLOCK = 16
# The documented part of a keyring that is not sealed: magic, version, parameters.
HEADERS = {"keyring": 64, "keyring.1": 64}


def entropy(data):
    counts = collections.Counter(data)
    return -sum(n / len(data) * math.log2(n / len(data)) for n in counts.values())


def spellings(word):
    yield word.encode("utf-8")
    for form in (word.lower(), word.upper()):
        yield form.encode("utf-8")
        yield form.encode("utf-16-le")


def folder(path, words):
    for file in sorted(p for p in pathlib.Path(path).rglob("*") if p.is_file()):
        data = file.read_bytes()
        for word in words:
            if any(form in data for form in spellings(word)):
                yield f"{file.name}: holds {word!r}"
        if len(data) > BIG:
            bits = entropy(data)
            if bits <= BITS:
                yield f"{file.name}: {bits:.4f} bits a byte"
        else:
            body = data[HEADERS.get(file.name, 0):]
            blocks = collections.Counter(body[i:i + BLOCK] for i in range(0, len(body) - BLOCK + 1, BLOCK))
            twice = [b.hex() for b, n in blocks.items() if n > 1]
            if twice:
                yield f"{file.name}: the block {twice[0]} stands {blocks[bytes.fromhex(twice[0])]} times"
