# SPDX-License-Identifier: GPL-3.0-or-later
"""The encrypted file beside plain SQLite and, where it was found at the build, Debian's SQLCipher: the same work,
turn by turn in one run, each in a process of its own. Printed are medians in milliseconds with the quartiles around
them, and how many times as long as plain SQLite's they are; on a busy machine the times of the processor tell more.

    bench-vault.py PROGRAM [SQLCIPHER_PROGRAM] [--rounds N] [--clients N]

The goals are 1.1 for reads and 1.3 for writes.
"""

import argparse
import collections
import statistics
import subprocess

GOALS = {"insert clients, with full text": 1.3, "insert": 1.3, "commit": 1.3}
GOAL_OF_READS = 1.1

parser = argparse.ArgumentParser()
parser.add_argument("program")
parser.add_argument("sqlcipher", nargs="?")
parser.add_argument("--rounds", type=int, default=5)
parser.add_argument("--clients", type=int, default=100_000)
options = parser.parse_args()

engines = {"plain": options.program, "ours": options.program}
if options.sqlcipher:
    engines["sqlcipher"] = options.sqlcipher
else:
    print("SQLCipher: not installed when this was built (libsqlcipher-dev), left out")

clock, processor = collections.defaultdict(list), collections.defaultdict(list)
for number in range(options.rounds):
    # Nobody is always first after the machine was at something else.
    names = list(engines)
    for name in names[number % len(names):] + names[:number % len(names)]:
        lines = subprocess.run([engines[name], name, str(options.clients), str(number + 1)], check=True,
                               capture_output=True, text=True).stdout.splitlines()
        for line in lines:
            what, cache, elapsed, used = line.split("\t")
            clock[what, int(cache), name].append(float(elapsed))
            processor[what, int(cache), name].append(float(used))


def spread(times):
    if len(times) < 2:
        return f"{times[0]:.3f}"
    low, middle, high = statistics.quantiles(times, n=4, method="inclusive")
    return f"{middle:.3f} ({low:.3f}-{high:.3f})"


def ratio(times, key, name):
    return statistics.median(times[*key, name]) / statistics.median(times[*key, "plain"])


others = [name for name in engines if name != "plain"]
print(f"{options.clients} clients, {options.rounds} rounds; milliseconds on the clock: median (quartiles)")
print("what", "cache MB", *engines, *(f"{name}, times plain" for name in others),
      *(f"{name}, times plain, processor" for name in others), "goal", sep="\t")
for what, cache in dict.fromkeys((what, cache) for what, cache, _ in clock):
    key = what, cache
    print(what, cache, *(spread(clock[*key, name]) for name in engines),
          *(f"{ratio(clock, key, name):.2f}" for name in others),
          *(f"{ratio(processor, key, name):.2f}" for name in others),
          GOALS.get(what, GOAL_OF_READS), sep="\t")
