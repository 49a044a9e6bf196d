# SPDX-License-Identifier: GPL-2.0
"""Whether the reports in a log lead to the lines of a source that cause them. Such a line ends in a comment
"/* report: REGEX */", which matches the first line of its report. A report about a routine leads to its head, or
to the brace below: that depends on the code that a kernel wants at the beginning of functions."""

import os
import re

from . import klog, places

COMMENT = re.compile(r"/\* report: (.+?) \*/$")


class Sources:
    def __init__(self, paths):
        self.expected = {}      # (path, line): expression
        self.heads = {}         # (path, line of the brace): that of the head
        for path in paths:
            with open(path, encoding="utf-8") as source:
                lines = source.read().splitlines()
            path = os.path.realpath(path)
            for number, line in enumerate(lines, 1):
                comment = COMMENT.search(line)
                if comment:
                    self.expected[path, number] = klog.expression(comment.group(1))
                    if lines[number:number + 1] == ["{"]:
                        self.heads[path, number + 1] = path, number

    def problems(self, lines, known):
        """Sentences about reports that lead elsewhere, and lines without a report. known: the Places."""
        said, seen = [], set()
        for report in reports(lines):
            leads = [self.leads_to(line, known) for line in report[1:] if ends_in_place(line)]
            if not leads:
                said.append("this report names no place: " + report[0])
            for lead in leads:
                if lead not in self.expected:
                    said.append("this report leads to %s: %s" % (
                        "%s:%d, which is no mistake" % lead if lead else "no line", report[0]))
                elif not self.expected[lead].search(report[0]):
                    said.append("this is not the report of %s:%d: %s" % (*lead, report[0]))
                else:
                    seen.add(lead)
        return said + ["no report leads to %s:%d" % place for place in self.expected if place not in seen]

    def leads_to(self, line, known):
        """(path, number) of the last place in the line, or None."""
        *_, (_, found) = [("", []), *known.found(line)]
        if len(found) != 1:
            return None
        _, path, number = found[0][0]
        place = os.path.realpath(path), number
        return self.heads.get(place, place)


def ends_in_place(line):
    return any(place.end() == len(line) for place in places.PLACE.finditer(line))


def reports(lines):
    """The lines of each report, without time stamps."""
    found = []
    is_inside = False
    for line in map(klog.text, lines):
        if klog.REPORT.match(line):
            found.append([line])
            is_inside = True
        elif is_inside and line.startswith("winwork:   "):
            found[-1].append(line)
        else:
            is_inside = False
    return found
