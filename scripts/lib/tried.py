# SPDX-License-Identifier: GPL-2.0
"""The cases of a run of scripts/vm for scripts/try: its steps, the results that programs print in them as TAP or
KTAP, and the kernel's log. Also their forms for programs: KTAP and JUnit."""

import collections
import re
from xml.etree import ElementTree

from . import klog, words
from .limits import Unfit

# ok, failed or skip; seconds of the guest's clock, and the lines that explain a failure.
Case = collections.namedtuple("Case", "name result seconds lines")

RESULT = re.compile(r"\s*(not )?ok\b(?: (\d{1,9}))?(?: -)?(?: ([^#]*))?(?:# ?(\w+)\b ?(.*))?$")
PLAN = re.compile(r"(\s*)1\.\.(\d{1,9})\s*(?:#.*)?$")
BAIL = re.compile(r"Bail out!")
# Of a case, and of the results of a run.
SHOWN_LINES = 60
MOST_CASES = 100000


class Step:
    """A module or a command in the guest."""

    def __init__(self, name, begun):
        self.name = name
        self.begun = begun
        self.code = 0
        self.lines = []
        self.results = []
        self.plans = 0
        self.planned = 0
        self.bailed = None

    def output(self, text):
        """A line that a program prints. A plan counts if it is not indented, as of no subtest."""
        plan = PLAN.match(text)
        result = RESULT.match(text)
        if plan and not plan.group(1):
            self.plans += 1
            self.planned += int(plan.group(2))
        elif BAIL.match(text):
            self.bailed = text
        elif result and (result.group(2) or result.group(3)):
            bad, number, name, directive, _ = result.groups()
            # A result that is known to be bad is none (TODO).
            kind = "skip" if (directive or "").upper() in ("SKIP", "TODO") else "failed" if bad else "ok"
            is_top = not text[:1].isspace()
            self.results.append((is_top, Case("%s: %s" % (self.name, (name or "").strip() or number), kind, 0,
                                              self.lines[-SHOWN_LINES:] if kind == "failed" else [])))

    def cases(self, now):
        lines = list(self.lines[-SHOWN_LINES:])
        failed = self.code or self.bailed
        yield Case(self.name, "failed" if failed else "ok", now - self.begun, [
            *lines, "exit code %d" % self.code if self.code else self.bailed] if failed else [])
        for _, case in self.results:
            yield case
        lost = self.planned - sum(is_top for is_top, _ in self.results)
        if self.plans and lost > 0:
            yield Case("%s: the plan has %d results more" % (self.name, lost), "failed", 0, lines)


def cases_of_log(log, planned):
    """The cases of an open log of scripts/vm. planned: the names of the steps, in order."""
    steps, word, now, end = [], None, 0.0, None
    done, complaints = [], []
    for number, raw in enumerate(klog.lines(log)):
        line = words.shown(raw)
        word = word if number else klog.head(line)
        stamp = klog.STAMP.match(line)
        now = float(stamp.group(1)) if stamp else now
        end = klog.verdict(line, word) or end
        mark = klog.mark(line, word)
        if mark[:1] == ["run"]:
            if steps:
                done += steps[-1].cases(now)
            name = planned[len(steps)] if len(steps) < len(planned) else " ".join(mark[1:])
            steps.append(Step(name, now))
            continue
        if not steps:
            continue
        if klog.is_splat(line, word) or klog.is_report(line):
            complaints.append(line)
        if mark[:1] == ["exit"] and len(mark) > 1 and mark[1].isdigit():
            steps[-1].code = int(mark[1][:9])
            continue
        said = klog.of_guest(line, word)
        if said is not None and said.startswith("| "):
            line = said[2:]
            steps[-1].output(line)
            if len(steps[-1].results) > MOST_CASES:
                raise Unfit("more than %d results" % MOST_CASES)
        steps[-1].lines = steps[-1].lines[-SHOWN_LINES:] + [line]
    code, text = end or (klog.STOPPED, "the log has no end")
    if steps:
        # The machine ended in this step.
        if code in (121, klog.STOPPED, 124) and not steps[-1].code:
            steps[-1].bailed = text
        done += steps[-1].cases(now)
    done += [Case(name, "skip", 0, ["not run"]) for name in planned[len(steps):]]
    wrong = complaints[:SHOWN_LINES] or [text] * (code > 119)
    return done + [Case("kernel log", "failed" if wrong else "ok", now, wrong)]


def totals(cases):
    """The numbers that passed, failed and were skipped."""
    return [sum(case.result == kind for case in cases) for kind in ("ok", "failed", "skip")]


def ktap(rows, out):
    """rows: (kernel, cases)."""
    print("KTAP version 1\n1..%d" % len(rows), file=out)
    for number, (kernel, cases) in enumerate(rows, 1):
        print("    KTAP version 1\n    # Subtest: %s\n    1..%d" % (kernel, len(cases)), file=out)
        for index, case in enumerate(cases, 1):
            print("    %sok %d - %s%s" % ("not " * (case.result == "failed"), index, case.name.replace("#", ""),
                                          " # SKIP" * (case.result == "skip")), file=out)
        print("%sok %d - %s" % ("not " * any(case.result == "failed" for case in cases), number, kernel), file=out)


def junit(rows, path):
    """JUnit's XML, as CI systems read it."""
    root = ElementTree.Element("testsuites")
    for kernel, cases in rows:
        passed, failed, skipped = totals(cases)
        suite = ElementTree.SubElement(root, "testsuite", name=kernel, tests=str(passed + failed + skipped),
                                       failures=str(failed), skipped=str(skipped))
        for case in cases:
            element = ElementTree.SubElement(suite, "testcase", classname=kernel, name=case.name,
                                             time="%.3f" % case.seconds)
            if case.result != "ok":
                kind = "failure" if case.result == "failed" else "skipped"
                detail = ElementTree.SubElement(element, kind, message=case.lines[-1] if case.lines else "")
                detail.text = "\n".join(case.lines)
    ElementTree.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)
