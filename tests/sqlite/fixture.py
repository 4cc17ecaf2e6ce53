# SPDX-License-Identifier: GPL-3.0-or-later
"""SQLite's testfixture, built from the source package of the very libsqlite3 that is installed.

Kept in build/sqlite/VERSION. The system's configuration of apt is only read: where it has no line for
source packages, its lines for the others are taken, into a configuration and lists of our own.
"""

import os
import pathlib
import re
import shutil
import subprocess

PACKAGE = "libsqlite3-0"
SOURCES = pathlib.Path("/etc/apt")
HOOK = pathlib.Path(__file__).parent / "fixture-hook.c"
TCL = "/usr/lib/tcl8.6"


class Unavailable(Exception):
    """The source package cannot be had on this system, or not now."""


def installed_version():
    try:
        return subprocess.run(["dpkg-query", "-W", "-f", "${Version}", PACKAGE],
                              capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError) as error:
        raise Unavailable from error


def source_lines():
    """The system's own archives, in both of apt's formats, for source packages."""
    one_line, stanzas = set(), set()
    for path in [SOURCES / "sources.list", *sorted((SOURCES / "sources.list.d").glob("*"))]:
        if not path.is_file():
            continue
        text = path.read_text("utf-8", "replace")
        if path.suffix == ".list":
            one_line |= {re.sub(r"^deb\s", "deb-src ", line) for line in text.splitlines()
                         if re.match(r"deb(-src)?\s.*debian", line)}
        elif path.suffix == ".sources":
            stanzas |= {re.sub(r"(?m)^Types:.*", "Types: deb-src", stanza.strip())
                        for stanza in re.split(r"\n\s*\n", text) if re.search(r"(?m)^URIs:.*debian", stanza)}
    return "\n".join(sorted(one_line)) + "\n", "\n\n".join(sorted(stanzas)) + "\n"


def download(version, folder):
    """The files of the source package, by apt with lists and a cache below folder."""
    own = folder / "apt"
    for name in ("sources.list.d", "state/lists/partial", "cache/archives/partial"):
        (own / name).mkdir(parents=True, exist_ok=True)
    one_line, stanzas = source_lines()
    (own / "sources.list").write_text(one_line, "utf-8")
    (own / "sources.list.d" / "own.sources").write_text(stanzas, "utf-8")
    options = [word for setting in (
        f"Dir::Etc::SourceList={own}/sources.list", f"Dir::Etc::SourceParts={own}/sources.list.d",
        f"Dir::State={own}/state", f"Dir::Cache={own}/cache", "Dir::State::Status=/var/lib/dpkg/status",
        "Acquire::Languages=none", "APT::Sandbox::User=",
    ) for word in ("-o", setting)]
    with open(folder / "apt.log", "w", encoding="utf-8") as log:
        for command in (["update"], ["source", "--download-only", f"sqlite3={version}"]):
            try:
                status = subprocess.run(["apt-get", "-qq", *options, *command], cwd=folder, stdout=log,
                                        stderr=subprocess.STDOUT, check=False).returncode
            except OSError as error:
                raise Unavailable from error
    if status:
        raise Unavailable
    shutil.rmtree(own)


def source(version, folder):
    """The unpacked source, with Debian's patches."""
    target = folder / "source"
    if not target.exists():
        if not list(folder.glob("*.dsc")):
            download(version, folder)
        with open(folder / "unpack.log", "w", encoding="utf-8") as log:
            subprocess.run(["dpkg-source", "--no-check", "-x", next(folder.glob("*.dsc")), folder / "unpacked"],
                           stdout=log, stderr=log, check=True)
        (folder / "unpacked").rename(target)
    return target


def get(build):
    """The built fixture and the folder of its tests."""
    version = installed_version()
    folder = build / "sqlite" / version.replace("+", "_")
    folder.mkdir(parents=True, exist_ok=True)
    tree = source(version, folder)
    program = folder / "testfixture"
    if not program.exists() or program.stat().st_mtime < HOOK.stat().st_mtime:
        make(tree, folder / "fixture")
        (folder / "fixture" / "testfixture").rename(program)
    return program, tree / "test"


def make(tree, folder):
    """As upstream builds it, with our hook in it (fixture-hook.c) and temporary tables in memory."""
    hook = folder / "hook.o"
    folder.mkdir(exist_ok=True)
    with open(folder / "fixture.log", "w", encoding="utf-8") as log:
        for command in (
                ["cc", "-O2", "-fPIC", "-c", HOOK, "-o", hook],
                [tree / "configure", "--enable-all", f"--with-tcl={TCL}", "CFLAGS=-O2"],
                ["make", "testfixture", f"LIBS={hook} -lm -ldl -lz -lpthread", "LTLINK_EXTRAS=-export-dynamic",
                 "TEMP_STORE=-DSQLITE_TEMP_STORE=2", "OPTS=-DSQLITE_EXTRA_INIT=hamroz_fixture_init"]):
            subprocess.run(command, cwd=folder, stdout=log, stderr=log, check=True,
                           env={**os.environ, "PATH": f"/usr/bin:/bin:{os.environ['PATH']}"},
                           preexec_fn=lambda: os.nice(10))
