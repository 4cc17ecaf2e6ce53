# SPDX-License-Identifier: GPL-3.0-or-later
"""The scripts can at least be read: by the shell, by Python, and what is run may be run."""

import ast
import os
import subprocess

import tap
import tree


def scripts():
    for path in tree.files():
        if path.suffix == ".py":
            yield path, "python3"
        elif path.suffix in ("", ".sh") and not path.name.startswith("."):
            with open(tree.TOP / path, "rb") as file:
                first = file.readline()
            if first.startswith(b"#!") or path.suffix == ".sh":
                yield path, "python3" if b"python" in first else "bash" if b"bash" in first else "sh"


@tap.case("every script can be parsed")
def parsed():
    for path, language in scripts():
        if language == "python3":
            try:
                ast.parse(tree.text(path), str(path))
            except SyntaxError as error:
                yield f"{path}:{error.lineno}: {error.msg}"
        else:
            result = subprocess.run([language, "-n", path], cwd=tree.TOP, capture_output=True, text=True)
            if result.returncode:
                yield result.stderr.strip()


@tap.case("what begins with #! may be executed")
def executable():
    for path, _ in scripts():
        with open(tree.TOP / path, "rb") as file:
            if file.read(2) == b"#!" and not os.access(tree.TOP / path, os.X_OK):
                yield str(path)


tap.run()
