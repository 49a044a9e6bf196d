#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0
"""The table of sim/README.md that lists the scenarios which are explored exhaustively.

Reads the output of "sim --mode exhaustive". With --write the table is made again. Without it, the
table is compared: scenarios, CPUs, items and bounds must be the same. The numbers of schedules and
states depend on the compiler, so they are not compared.
"""
import argparse
import os
import re
import sys

README = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'README.md')
BEGIN, END = '<!-- made by sim/table.py --write -->\n', '<!-- end -->\n'
LINE = re.compile(r'^(\w+) +exhaustive +(\d+) schedules, (\d+) states, (\d+) CPUs, (\d+) items, '
                  r'bound (\d+), complete')


def table_of(log):
    rows = ['| scenario | CPUs | items | bound | schedules | states |\n',
            '|---|---|---|---|---|---|\n']
    for found in sorted(filter(None, map(LINE.match, log)), key=lambda one: one.group(1)):
        name, schedules, states, cpus, items, bound = found.groups()
        rows.append('| `%s` | %s | %s | %s | %s | %s |\n' %
                    (name, cpus, items, bound, schedules, states))
    return rows


def fixed(row):
    """The columns that must be the same."""
    return row.split('|')[:5]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n', maxsplit=1)[0])
    parser.add_argument('log', help='the output of "sim --mode exhaustive"')
    parser.add_argument('--write', action='store_true', help='change the table')
    options = parser.parse_args()
    with open(options.log) as file:
        rows = table_of(file)
    with open(README) as file:
        text = file.read()
    before, rest = text.split(BEGIN)
    old, after = rest.split(END)
    if options.write:
        with open(README, 'w') as file:
            file.write(before + BEGIN + ''.join(rows) + END + after)
        return 0
    stored = {tuple(fixed(row)) for row in old.splitlines(True)}
    now = {tuple(fixed(row)) for row in rows}
    for row in sorted(stored ^ now):
        print('sim/README.md: %s: %s' % ('is in the table, and has changed' if row in stored else
                                         'is not in the table', ' |'.join(row).strip(' |')))
    if stored != now:
        print('make host-check, then sim/table.py --write build/sim/exhaustive.log')
    return stored != now


if __name__ == '__main__':
    sys.exit(main())
