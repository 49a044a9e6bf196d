# SPDX-License-Identifier: GPL-2.0
"""Test results from a serial log: KUnit's KTAP and the marks of scripts/guest/vmtest.sh. Shared by
check and report."""

import collections
import re

from . import klog, words
from .commands import verdict
from .limits import Unfit

RESULT = re.compile(r"^( *)(not )?ok (\d{1,9})(?!\d)(?: -)? ?([^\s#]*)\s*(#.*)?$")
PLAN = re.compile(r"^( *)1\.\.(\d+)$")
SUBTEST = re.compile(r"^( *)# Subtest: (\S+)")
# The text of kunit/support/compat.h if the kernel's KUnit cannot skip. The case then counts as ok.
SKIPPED = re.compile(r"^ +# (\S+): # SKIP (.*)")
SHOWN_LINES = 60
# Of the cases of a suite, and of the results in a log. WinWork's largest suite has 60 cases.
MOST_CASES = 10000
MOST_RESULTS = 200000

Failure = collections.namedtuple("Failure", "name lines")


class Suite:
    def __init__(self, name):
        self.name = name
        self.cases = []  # (name, ok | failed | skip, why)
        self.passed = self.failed = self.skipped = 0
        self.planned = None
        self.closed = False

    def seen(self):
        return self.passed + self.failed + self.skipped


class Reader:
    """Takes a log line by line. The first line tells the word of the marks: without it nothing is a mark. say:
    called with each line of progress. allow: the regular expressions, by tests' names, that excuse lines.
    panics: the only VM test of the log must end in a panic that matches this.
    reboots: after a line that matches this, it must end since the machine stops.
    judges: by the names of VM tests, functions that return what is wrong with the lines of a test."""

    def __init__(self, say=lambda text: None, panics=None, reboots=None, allow=None, judges=None):
        self.say = say
        self.word = None
        self.begun = False
        self.allow = allow or {}
        self.judges = judges or {}
        self.judged = []
        self.count = 0
        self.panics = klog.expression(panics) if panics else None
        self.panic = None
        self.reboots = klog.expression(reboots) if reboots else None
        self.may_reboot = False
        self.ended_well = False
        self.suites = []
        self.suite = None
        self.vm_tests = []
        self.vm_test = None
        self.seconds = {}
        self.failures = []
        self.skips = []
        self.skipping = None
        self.warnings = 0
        self.boot = None
        self.recent = []
        self.step = "booting"
        self.allowed = []
        # The number of failed cases that have no entry of their own in failures.
        self.hidden = 0
        self.splat_left = 0
        self.splats_here = 0

    def line(self, raw):
        raw = words.shown(raw[:klog.LONGEST_LINE])
        if not self.begun:
            self.begun, self.word = True, klog.head(raw)
            if self.word:
                return
        verdict = klog.verdict(raw, self.word)
        if verdict:
            self.verdict(*verdict)
            return
        text = klog.text(raw)
        mark = klog.mark(raw, self.word)
        if mark[:1] == ["test"] and len(mark) >= 3:
            self.vm_mark(*mark[1:3])
            return
        if mark[:1] == ["run"]:
            self.step = " ".join(mark[1:])
        self.recent = self.recent[-SHOWN_LINES:] + [raw]
        if self.vm_test in self.judges:
            self.judged.append(raw)
        if self.reboots:
            self.reboot_line(text)
        if self.panics:
            self.panic_line(text)
        elif klog.is_splat(raw, self.word, self.allowed):
            self.splat(text)
        elif self.splat_left:
            self.failures[-1].lines.append(raw)
            self.splat_left -= 1
        self.ktap(text)

    # ---- the kernel's messages

    def panic_line(self, text):
        """The reason of a panic follows "not syncing: ", in the next line on PREEMPT_RT's 5.10."""
        if "Kernel panic" in text:
            self.panic = text
        elif self.panic and self.panic.endswith("not syncing:"):
            self.panic += " " + text
        if self.panic and self.panics.search(self.panic):
            self.ended_well = True

    def reboot_line(self, text):
        """The kernel's own last line may be lost: PREEMPT_RT prints in a thread."""
        if self.reboots.search(text):
            self.may_reboot = True

    def splat(self, text):
        """The first complaint of a test is shown with the lines behind it."""
        self.one_more()
        self.warnings += 1
        if self.splats_here:
            if self.splat_left:
                self.failures[-1].lines.append(text)
            return
        self.splats_here += 1
        where = self.vm_test or (self.suite.name if self.suite else "step '%s'" % self.step)
        self.failures.append(Failure("kernel log, in %s" % where, [text]))
        self.splat_left = SHOWN_LINES
        self.say("  kernel: " + text)

    # ---- KTAP

    def ktap(self, text):
        subtest = SUBTEST.match(text)
        if subtest:
            # 5.10 to 6.1 indent a module's suites by four; a case with parameters is deeper.
            if len(subtest.group(1)) <= 4:
                self.begin_suite(subtest.group(2))
            return
        skipped = SKIPPED.match(text)
        if skipped:
            self.skipping = skipped.groups()
            return
        plan = PLAN.match(text)
        if plan and self.suite and len(plan.group(1)) == 4 and self.suite.planned is None:
            self.plan(plan.group(2))
            return
        result = RESULT.match(text)
        if not result:
            return
        indent, bad, _, name, remark = result.groups()
        if len(indent) == 4 and self.suite:
            self.case(self.suite, name, bad, remark or "")
        elif not indent and self.suite and name == self.suite.name:
            self.end_suite(bad, remark or "")

    def plan(self, digits):
        """A plan that no suite can have is a failure, and counts no cases that did not run."""
        self.suite.planned = int(digits) if len(digits) < 9 else MOST_CASES + 1
        if self.suite.planned > MOST_CASES:
            self.suite.planned = 0
            self.suite.failed += 1
            self.suite.cases.append(("the_plan_itself", "failed", ""))
            self.failures.append(Failure("%s: a plan of more than %d cases" % (self.suite.name, MOST_CASES), []))

    def one_more(self):
        self.count += 1
        if self.count > MOST_RESULTS:
            raise Unfit("the log has more than %d results" % MOST_RESULTS)

    def begin_suite(self, name):
        self.one_more()
        if self.suite:
            self.end_suite(None, "")
        self.suite = Suite(name)
        self.suites.append(self.suite)
        self.recent = []
        self.splats_here = self.splat_left = 0

    def case(self, suite, name, bad, remark):
        self.one_more()
        skipping, self.skipping = self.skipping, None
        if skipping and skipping[0] == name and not bad:
            remark = "# SKIP " + skipping[1]
        if "SKIP" in remark:
            suite.skipped += 1
            suite.cases.append((name, "skip", remark.strip("# ").replace("SKIP ", "", 1)))
            self.skips.append("%s.%s %s" % (suite.name, name, remark.strip("# ")))
        elif bad:
            suite.failed += 1
            suite.cases.append((name, "failed", ""))
            self.failures.append(Failure("%s.%s" % (suite.name, name), list(self.recent)))
            self.say("  failed: %s.%s" % (suite.name, name))
        else:
            suite.passed += 1
            suite.cases.append((name, "ok", ""))
        self.recent = []
        self.splat_left = self.splats_here = 0

    def end_suite(self, bad, remark):
        suite, self.suite = self.suite, None
        suite.closed = True
        lost = (suite.planned or 0) - suite.seen()
        if lost > 0:
            suite.failed += lost
            suite.cases += [("did_not_run_%d" % number, "failed", "") for number in range(lost)]
            self.hidden += lost - 1
            self.failures.append(Failure("%s: %d cases did not run" % (suite.name, lost),
                                         list(self.recent)))
        elif bad and not suite.failed:
            suite.failed += 1
            suite.cases.append(("the_suite_itself", "failed", ""))
            self.failures.append(Failure("%s: the suite itself failed" % suite.name,
                                         list(self.recent)))
        if suite.seen():
            self.say("  %-24s %3d passed%s%s" % (
                suite.name, suite.passed,
                ", %d failed" % suite.failed if suite.failed else "",
                ", %d skipped" % suite.skipped if suite.skipped else ""))
        self.recent = []
        self.splats_here = self.splat_left = 0

    # ---- VM tests

    def vm_mark(self, name, event):
        self.one_more()
        if (self.panics or self.reboots) and event == "ok":
            event = "failed"
        if event == "ok" and name in self.judges:
            wrong = self.judges[name](self.judged)
            self.recent += wrong
            event = "failed" if wrong else "ok"
        if event == "begin":
            self.vm_test = name
            self.judged = []
            self.allowed = [klog.expression(regex) for regex in self.allow.get(name, ())]
            self.recent = []
            self.splats_here = self.splat_left = 0
            return
        complained = self.splats_here
        self.splats_here = self.splat_left = 0
        self.vm_test = None
        self.allowed = []
        if event == "skip":
            reason = next((line.split("skipped: ", 1)[1] for line in reversed(self.recent)
                           if "skipped: " in line), "")
            self.skips.append("%s %s" % (name, reason))
        elif event == "failed":
            self.failures.append(Failure(name, list(self.recent)))
        self.vm_tests.append((name, "failed" if complained else event))
        self.say("  %-48s %s" % (name, "kernel complained" if complained else event))

    # ---- what no machine came to

    def suite_not_run(self, name):
        suite = Suite(name)
        suite.failed = 1
        suite.cases.append(("did_not_run", "failed", ""))
        self.suites.append(suite)
        self.not_run(name)

    def test_not_run(self, name):
        self.vm_tests.append((name, "failed"))
        self.not_run(name)

    def not_run(self, name):
        self.failures.append(Failure("not run: " + name, ["The machines ended before it began."]))
        self.say("  %-48s not run" % name)

    # ---- the end

    def add_lines(self, places):
        """Below each line of a failure that names a place in a module, the line of the source."""
        for failure in self.failures:
            failure.lines[:] = [each for line in failure.lines for each in (line, *places.annotations(line))]

    def verdict(self, code, text):
        if self.suite:
            self.end_suite("not ", "")
        if self.reboots:
            self.ended_well = self.may_reboot and code == klog.STOPPED
        if self.vm_test:
            name, self.vm_test = self.vm_test, None
            wrong = self.judges[name](self.judged) if name in self.judges and self.ended_well else []
            self.recent += wrong
            if self.ended_well and not self.splats_here and not wrong:
                self.vm_tests.append((name, "ok"))
                self.say("  %-48s ok" % name)
                return
            self.vm_tests.append((name, "failed"))
            self.failures.append(Failure("%s: %s" % (name, text), list(self.recent)))
            self.say("  %-48s %s" % (name, text))
            return
        # The other causes of a bad verdict are counted already.
        if code and not self.failures:
            self.failures.append(Failure("virtual machine: " + text, list(self.recent)))
            self.say("  " + text)

    def place(self):
        """The test that runs, for a line of progress."""
        if self.vm_test:
            return self.vm_test
        return "%s, %d of %s cases" % (self.suite.name, self.suite.seen(),
                                       self.suite.planned or "?") if self.suite else self.step

    def counts(self):
        passed = sum(suite.passed for suite in self.suites) + \
            sum(1 for _, result in self.vm_tests if result == "ok")
        return passed, len(self.failures) + self.hidden


def failures(readers):
    """(name, the last lines of its output) of each failure."""
    return [(failure.name, failure.lines[-SHOWN_LINES:]) for reader in readers for failure in reader.failures]


def totals(readers):
    """The numbers of one kernel for a table of several kernels."""
    boots = [reader.boot for reader in readers if reader.boot]
    return {
        "suites": sum(1 for reader in readers for suite in reader.suites if suite.seen()),
        "vm_tests": sum(len(reader.vm_tests) for reader in readers),
        "passed": sum(reader.counts()[0] for reader in readers),
        "failed": sum(reader.counts()[1] for reader in readers),
        "skipped": sum(len(reader.skips) for reader in readers),
        "skips": [skip for reader in readers for skip in reader.skips],
        "failures": failures(readers),
        "warnings": sum(reader.warnings for reader in readers),
        "boot": sorted(boots)[len(boots) // 2] if boots else None,
    }


def ktap(readers, out):
    """All results as one KTAP document: a subtest for each suite, one for the VM tests, and one for
    failures that belong to no test, such as complaints of the kernel."""
    suites = [(suite.name, suite.cases) for reader in readers for suite in reader.suites
              if suite.seen()]
    tests = [(name, result, "") for reader in readers for name, result in reader.vm_tests]
    if tests:
        suites.append(("vm", tests))
    machine = [(failure.name.replace("#", ""), "failed", "") for reader in readers
               for failure in reader.failures
               if failure.name.startswith(("kernel log, ", "virtual machine"))]
    if machine:
        suites.append(("machine", machine))
    print("KTAP version 1\n1..%d" % len(suites), file=out)
    for number, (name, cases) in enumerate(suites, 1):
        print("    KTAP version 1\n    # Subtest: %s\n    1..%d" % (name, len(cases)), file=out)
        for index, (case, result, why) in enumerate(cases, 1):
            print("    %sok %d %s%s" % ("not " if result == "failed" else "", index, case,
                                        " # SKIP " + why if result == "skip" else ""), file=out)
        bad = any(result == "failed" for _, result, _ in cases)
        print("%sok %d %s" % ("not " if bad else "", number, name), file=out)


def show_failure(name, lines, out):
    print("\nFAILED: %s" % name, file=out)
    for line in lines:
        print("  " + line, file=out)


def summary(readers, out):
    rows = []
    for reader in readers:
        for suite in reader.suites:
            if suite.seen():
                rows.append((suite.name, suite.passed, suite.failed, suite.skipped))
    if rows:
        print("\n%-24s %7s %7s %7s" % ("KUnit suite", "passed", "failed", "skipped"), file=out)
        for row in rows:
            print("%-24s %7d %7d %7d" % row, file=out)
        print("%-24s %7d %7d %7d" % ("all", *(sum(row[i] for row in rows) for i in (1, 2, 3))),
              file=out)
    tests = [test for reader in readers for test in reader.vm_tests]
    if tests:
        print("\n%-48s %s" % ("VM or host test", "result"), file=out)
        for name, result in tests:
            print("%-48s %s" % (name, result), file=out)
    skips = [skip for reader in readers for skip in reader.skips]
    if skips:
        print("\nSkipped:", file=out)
        for skip in skips:
            print("  " + skip, file=out)
    for name, lines in failures(readers):
        show_failure(name, lines, out)
    passed = sum(reader.counts()[0] for reader in readers)
    failed = sum(reader.counts()[1] for reader in readers)
    if not passed and not failed:
        print("\nNo test ran.", file=out)
    print("\n" + verdict(passed, failed, out), file=out)
    return 0 if passed and not failed else 1
