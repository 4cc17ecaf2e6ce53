# SPDX-License-Identifier: GPL-3.0-or-later
"""What a test file of SQLite's said, and how two runs of it differ."""

import collections
import fnmatch
import re

NAME = re.compile(r"^(?P<name>\S.*?)\.\.\.(?P<rest>.*)$")
TOTAL = re.compile(r"^(\d+) errors out of (\d+) tests", re.M)
END = "(end)"
LEFT = "(left)"
OK = "ok"
LOOP = 20               # so many tests that differ in numbers alone are a loop
FAULTS = re.compile("oom|ioerr|full|shmerr|cantopen|malloc")


class Outcomes:
    """name -> [outcome, ...] of one run; an uncaught error under the name END, what was not given back
    under LEFT."""

    def __init__(self, text, status, folder):
        self.of = collections.defaultdict(list)
        found = TOTAL.search(text)
        self.errors, self.tests = map(int, found.groups()) if found else (None, None)
        text = text.replace(str(folder), "FOLDER")
        # An uncaught error is the program's last word, with a trace behind it.
        end = found.start() if found else max(text.rfind("\n/"), 0) or len(text)
        self._read(text[:end])
        if found:
            left = [word for word in ("files were left open", "Unfreed memory") if word in text[end:]]
            self.of[LEFT].append(", ".join(left) or OK)
        else:
            said = re.search(r"testfixture: (.*)", text[end:])
            self.of[END].append("time limit" if status is None else said[1][:160] if said else f"status {status}")
        if self.errors is None:
            self.tests = sum(len(o) for n, o in self.of.items() if n not in (END, LEFT))
            self.errors = sum(o != OK for n, all_of in self.of.items() if n not in (END, LEFT) for o in all_of)

    def _read(self, text):
        name, said = None, []
        for line in text.splitlines():
            found = NAME.match(line)
            if found:
                self._finish(name, said)
                name, said = found["name"], [found["rest"].strip()]
            elif name and (line.startswith("! ") or line.startswith("Error:") or "got:" in said[-1] or
                           said[-1].startswith("Error:")):
                said.append(line)
        self._finish(name, said)

    def _finish(self, name, said):
        if name is None:
            return
        if said[0] == "Ok":
            self.of[name].append(OK)
        elif said[0] == "Omitted":
            self.of[name].append("omitted")
        else:
            what = [line for line in said[1:] if not re.match(r"! \S+ expected:", line)]
            self.of[name].append("\n".join(re.sub(r"^! \S+ got: +", "", line) for line in what)[:400] or "unfinished")


def family(name):
    """Of a loop that ends when no fault is left, how often it goes round is no result."""
    return re.sub(r"\.\d+", ".*", name)


class Families:
    """The tests of one run that differ in numbers alone, and all that they said."""

    def __init__(self, run):
        self.said, self.count = collections.defaultdict(set), collections.Counter()
        for name, outcomes in run.of.items():
            self.said[family(name)].update(outcomes)
            self.count[family(name)] += 1

    def hold(self, name, outcomes, least):
        return self.count[family(name)] >= least and set(outcomes) <= self.said[family(name)]


def differences(file, plain, sealed):
    """(name, plain's outcome, sealed's) for each test that did not say the same.

    Of a loop that lets the first, second, third operation fail until none is left, sealed may say for
    one what plain says for another: it has fewer operations, a frame being one write and not two.
    """
    plain_families, sealed_families = Families(plain), Families(sealed)
    of_faults = FAULTS.search(file)
    for name in dict.fromkeys([*plain.of, *sealed.of]):
        one, other = plain.of.get(name), sealed.of.get(name)
        if one == other:
            continue
        is_fault = of_faults or FAULTS.search(name)
        if name != END and (one is None or other is None):
            # After an uncaught error nothing more ran: END says so once.
            if END in (plain if one is None else sealed).of:
                continue
            if (sealed_families if other is None else plain_families).hold(name, one or other, 1 if is_fault else LOOP):
                continue
        elif is_fault and plain_families.hold(name, other or (), 1) and sealed_families.hold(name, one or (), 1):
            continue
        yield name, tell(one), tell(other)


def tell(outcomes):
    if outcomes is None:
        return "not run"
    bad = [o for o in outcomes if o != OK]
    return bad[0] if bad else OK


class Expected:
    """expected.tsv: file, pattern of names, how many, reason, sentence."""

    def __init__(self, path):
        self.lines = []
        for line in path.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                file, pattern, count, reason, sentence = line.split("\t")
                self.lines.append((file, pattern, count, reason, sentence))

    def of_file(self, file):
        return [line for line in self.lines if fnmatch.fnmatchcase(file, line[0])]

    def judge(self, file, found):
        """Yields what is not as it is written."""
        left = dict.fromkeys(name for name, _, _ in found)
        for _, pattern, count, _, _ in self.of_file(file):
            glob = re.sub(r"[\[\]]", lambda m: f"[{m[0]}]", pattern)
            covered = [name for name in left if fnmatch.fnmatchcase(name, glob)]
            for name in covered:
                del left[name]
            if not covered:
                yield f"expected, and does not happen any more: {pattern}"
            elif count != "*" and len(covered) != int(count):
                yield f"{pattern}: {len(covered)} tests differ, expected {count}"
        for name, plain, sealed in found:
            if name in left:
                yield f"{name}: plain {plain!r}, sealed {sealed!r}"
