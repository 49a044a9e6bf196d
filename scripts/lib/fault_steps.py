# SPDX-License-Identifier: GPL-2.0
"""The steps of scripts/faults in the log of a machine: which allocation failed in each, and what is wrong then.
scripts/guest/faults.sh makes the marks."""

import re

from . import klog, words

FAULT = re.compile(r"winwork: fault (\d{1,19}): no (\d{1,19}) bytes(?: with the tag '(.{1,16})')? for (\S{1,600}?)"
                   r"(?: \[winwork\])?, called by (\S{1,600}?)\+0x[0-9a-f]{1,8}/0x[0-9a-f]{1,8} \[(\w{1,64})\]$")
# A line that scripts/vm adds below one with a place: the place in a header, and behind it where that is inlined.
ANNOTATION = re.compile(r" {4}\S.{0,600}? is (\S{1,600}:\d{1,9}.{0,3000})")
PLACE = re.compile(r"(?:^|\binlined at )(\S{1,600}:\d{1,9})")
# Of a step.
SHOWN_LINES = 40

HANGS = "the step does not end"


class Step:
    """One allocation that fails, or with number 0 none."""

    def __init__(self, phase, driver, number):
        self.phase = phase
        self.driver = driver
        self.number = number
        self.fault = None       # the match of FAULT
        self.place = None       # FILE:LINE of the call
        self.code = None        # of insmod, the command or rmmod; None: the machine ended in the step
        self.failed = 0         # allocations
        self.waits = False      # a program was ended that waited for a request
        self.wrong = []         # what is wrong, a line each
        self.lines = []         # from the first thing that is wrong on

    def is_real(self):
        """False if nothing was to fail any more."""
        return bool(self.number == 0 or self.fault or self.wrong)

    def call(self):
        if not self.fault:
            return "(nothing fails)"
        size = "%s bytes" % self.fault[2]
        return "%s, %s" % (self.fault[4], size + (" '%s'" % self.fault[3] if self.fault[3] else ""))

    def where(self):
        if not self.fault:
            return ""
        return self.place or "%s [%s]" % (self.fault[5], self.fault[6])

    def outcome(self):
        """What the driver made of it, if nothing is wrong."""
        if self.phase == "load":
            return "loads" if self.code == 0 else "is refused"
        if self.phase == "unload":
            return "unloads" if self.code == 0 else "stays"
        if self.waits:
            return "waits, and is ended"
        return "succeeds" if self.code == 0 else "exit code %s" % self.code

    def add(self, what, line=None):
        if what not in self.wrong:
            self.wrong.append(what)
        if line is None or not self.lines:
            self.lines.append(line or what)


class Reader:
    """Reads the log of one machine. all: whether the guest has come to the end; left: the first step that the
    machine has not ended, for the next machine."""

    def __init__(self):
        self.steps = []
        self.all = False
        self.is_behind_fault = False
        self.cut = []           # (phase, driver) with more allocations than --most

    def read(self, log):
        word, end = None, None
        for number, raw in enumerate(klog.lines(log)):
            line = words.shown(raw)
            word = word if number else klog.head(line)
            end = klog.verdict(line, word) or end
            mark = klog.mark(line, word)
            if mark[:1] == ["fault"]:
                self.mark(mark[1:])
            elif mark[:2] == ["run", "leaks"]:
                self.steps.append(Step("leaks", "", 0))
                self.steps[-1].code = 0
            elif self.steps:
                self.line(line, word, mark)
        if self.steps and self.steps[-1].code is None:
            self.steps[-1].add((end or (0, "the machine stopped"))[1])

    def mark(self, said):
        step = self.steps[-1] if self.steps else None
        if said[:1] == ["begin"] and len(said) == 4 and said[3].isdigit():
            self.steps.append(Step(said[1], said[2], int(said[3][:9])))
        elif said[:1] == ["end"] and step and len(said) == 3:
            step.code, step.failed = (int(text) if text.isdigit() else 1 for text in said[1:])
        elif said[:1] == ["hangs"] and step:
            step.add(HANGS)
        elif said[:1] == ["stays"] and step:
            step.add("rmmod %s fails" % " ".join(said[1:]))
        elif said[:1] == ["lacks"] and step:
            step.add("%s does not load, although it has its memory" % " ".join(said[1:]))
        elif said[:1] == ["most"]:
            self.cut.append(tuple(said[1:]))
        elif said == ["all"]:
            self.all = True

    def line(self, line, word, mark):
        step = self.steps[-1]
        said = klog.text(line)
        fault = FAULT.match(said)
        place = ANNOTATION.match(line)
        is_first = bool(fault and not step.fault)
        if is_first:
            step.fault = fault
        elif place and self.is_behind_fault:
            places = PLACE.findall(place[1])
            step.place = next((one for one in places if not one.startswith("include/")), places[0])
        self.is_behind_fault = is_first
        if mark[:1] == ["pending"]:
            step.waits = True
        elif said.startswith("winwork: given up: "):
            step.add("a request is not completed", said)
        elif klog.is_report(line):
            step.add("WinWork reports %s" % said.split(": ")[1], said)
        elif klog.is_splat(line, word):
            step.add("the kernel complains", said)
        if step.wrong and len(step.lines) < SHOWN_LINES and not mark:
            guest = klog.of_guest(line, word)
            step.lines += [guest or said] if (guest or said) not in step.lines else []


def next_step(steps):
    """"PHASE DRIVER NUMBER" behind the last one."""
    last = steps[-1]
    return "%s %s %d" % (last.phase, last.driver, last.number + 1)


def table(steps):
    """The rows of steps, as lines in columns."""
    rows = [("%s %s" % (step.phase, step.driver), str(step.number or ""), step.call(), step.where(),
             "FAILED: " + ", ".join(step.wrong) if step.wrong else step.outcome()) for step in steps]
    heads = ("step", "nth", "no memory for", "called at", "result")
    widths = [max(len(row[column]) for row in [heads, *rows]) for column in range(4)]
    return ["  ".join([*(text.ljust(width) for text, width in zip(row, widths)), row[4]]).rstrip()
            for row in [heads, *rows]]
