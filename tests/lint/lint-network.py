# SPDX-License-Identifier: GPL-3.0-or-later
"""The program cannot reach a network: none of its objects asks for a function that could."""

import re
import subprocess

import tap
import tree

FORBIDDEN = re.compile(
    r"(socket|socketpair|connect|bind|listen|accept4?|getaddrinfo|gethostbyname\w*|res_\w+|send(to|msg)?|recv(from|msg)?"
    r"|g_socket_\w+|g_network_\w+|g_inet_\w+|g_resolver_\w+|g_tls_\w+|g_proxy_\w+|g_tcp_\w+|soup_\w+|curl_\w+"
    r"|webkit_\w+|nm_client_\w+)")


def objects():
    found = sorted((tree.BUILD / "src").rglob("*.o"))
    if not found:
        raise RuntimeError(f"no objects under {tree.BUILD / 'src'}")
    return found


@tap.case("no object calls the network")
def no_network():
    # An object of a file that was removed since stays behind in the folder.
    for line in subprocess.run(["nm", "--undefined-only", "--print-file-name", *objects()],
                               capture_output=True, text=True, check=True).stdout.splitlines():
        path, _, symbol = line.rpartition(" ")
        if FORBIDDEN.fullmatch(symbol.partition("@")[0]):
            yield f"{path.partition(':')[0].removeprefix(f'{tree.BUILD}/')}: {symbol}"


@tap.case("the core's command links no toolkit")
def headless_command():
    command = tree.BUILD / "src" / "ctl" / "hamrozctl"
    if command.exists():
        needed = subprocess.run(["objdump", "-p", command], capture_output=True, text=True, check=True).stdout
        for library in re.findall(r"NEEDED\s+(\S+)", needed):
            if re.match(r"lib(gtk|gdk-|gsk|adwaita|X11|wayland)", library):
                yield library


@tap.case("the check sees a call when there is one")
def can_fail():
    if not FORBIDDEN.fullmatch("connect") or FORBIDDEN.fullmatch("g_signal_connect_data"):
        yield "the list of forbidden names is wrong"


tap.run()
