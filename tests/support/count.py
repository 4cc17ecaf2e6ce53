# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts test cases after a run of Meson and prints the closing line.

    count.py TESTLOG.JSON STATUS

A test that speaks TAP counts once for each of its cases; any other counts once. A program that
fails without a failing case (it crashed, timed out, leaked) counts as one failure more. A skip
whose reason is not in skip_reasons of tests/meson.build is named and makes the result a failure.
"""

import json
import pathlib
import re
import sys

CASE = re.compile(r"^(?P<no>not )?ok\b *\d*(?: *- *| +)?(?P<name>[^#]*)(?:# *(?P<mark>\w+)\S* *(?P<why>.*))?$")
GOOD = ("OK", "EXPECTEDFAIL", "SKIP")


def allowed_reasons():
    text = pathlib.Path(__file__).parents[1].joinpath("meson.build").read_text("utf-8")
    block = re.search(r"^skip_reasons = \[(.*?)^\]", text, re.S | re.M)
    return re.findall(r"^  '(.*)',$", block[1], re.M) if block else []


def cases(output):
    """Yields (state, name, reason) for each TAP line of a test's output."""
    for line in output.splitlines():
        found = CASE.match(line.strip())
        if not found:
            continue
        name, mark = found["name"].strip(), (found["mark"] or "").upper()
        if mark.startswith("SKIP"):
            yield "skipped", name, found["why"].strip()
        else:
            yield ("failed" if found["no"] else "passed"), name, ""


def telling(test):
    """The last lines of a failed test without those that only say what went well."""
    output = [l for l in test.get("stdout", "").splitlines() if not l.startswith(("ok ", "# Start", "# End", "1.."))]
    return output[-40:] + test.get("stderr", "").splitlines()[-40:]


def main(log, status):
    count = {"passed": 0, "failed": 0, "skipped": 0}
    bad, failed, reasons = [], [], allowed_reasons()
    try:
        lines = pathlib.Path(log).read_text("utf-8").splitlines()
    except FileNotFoundError:
        lines = []

    for test in map(json.loads, lines):
        results = list(cases(test.get("stdout", "")))
        if not results:
            state = {"OK": "passed", "SKIP": "skipped"}.get(test["result"], "failed")
            results = [(state, test["name"], test["result"])]
        elif test["result"] not in GOOD and not any(s == "failed" for s, _, _ in results):
            results.append(("failed", test["name"], test["result"]))
        if any(state == "failed" for state, _, _ in results):
            failed.append(test)
        for state, name, why in results:
            count[state] += 1
            if state == "failed":
                bad.append(f"failed: {test['name']}: {name} {why}".rstrip())
            elif state == "skipped" and why not in reasons:
                bad.append(f"skipped without a listed reason: {test['name']}: {name}: {why}")

    for line in bad:
        print(line)
    for test in failed:
        print(f"-- what {test['name']} said")
        print("\n".join(telling(test)))
    if not lines:
        print("no test ran")
    print("{passed} passed, {failed} failed, {skipped} skipped".format(**count))
    return 1 if bad or not lines or status else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
