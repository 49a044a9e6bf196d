# SPDX-License-Identifier: GPL-2.0
"""The bug checks of the reports in src, and those of docs/bug-checks.md."""

import collections
import os
import re

from .source_text import without_comments

SECTION = re.compile(r"^## (\w+) \(0x([0-9A-F]+)\)$")
ENUMERATOR = re.compile(r"^\t(\w+) = 0x([0-9a-f]+),", re.M)
NAMED = re.compile(r"case BugCheck::(\w+):\s*return\s*\"(\w+)\"")
USED = re.compile(r"BugCheck::(\w+)")
# Constants that may be parameter 1: enumerations, and constants in files that make reports.
ENUM = re.compile(r"enum (\w+) : uintptr_t \{(.*?)\};", re.S)
MEMBER = re.compile(r"(\w+) = (0x[0-9a-f]+|\d+),")
CONSTANT = re.compile(r"constexpr uintptr_t (k\w+) = (0x[0-9a-f]+|\d+);")
LITERALS = re.compile(r'"((?:[^"\\\n]|\\.)*)"(?:\s*"((?:[^"\\\n]|\\.)*)")*')
# A number that stands where a report is made.
NUMBERED = re.compile(r"BugCheck::(\w+),\s*\.parameter = \{ (0x[0-9a-f]+|\d+),")
NUMBER = re.compile(r"0x[0-9a-f]+\Z|\d+\Z")

# The bug check of each enumeration.
ENUMS = {
    "DmaViolation": "DRIVER_VERIFIER_DMA_VIOLATION",
    "IoSpaceViolation": "DRIVER_VERIFIER_DETECTED_VIOLATION",
    "IoViolation": "DRIVER_VERIFIER_IOMANAGER_VIOLATION",
    "ListViolation": "BUGCODE_NDIS_DRIVER",
    "MdlViolation": "DRIVER_VERIFIER_DETECTED_VIOLATION",
    "PnpError": "PNP_DETECTED_FATAL_ERROR",
    "PowerError": "DRIVER_POWER_STATE_FAILURE",
    "StackViolation": "DRIVER_VERIFIER_IOMANAGER_VIOLATION",
    "TimerOrDpc": "TIMER_OR_DPC_INVALID",
    "UsbViolation": "BUGCODE_USB3_DRIVER",
    "WdfViolation": "WDF_VIOLATION",
    "WorkerInvalid": "WORKER_INVALID",
}
# The same of constants. None: not of a report.
CONSTANTS = {
    "kAcquiredAboveApc": "DRIVER_VERIFIER_DETECTED_VIOLATION",
    "kAcquiredBelowDispatch": "DRIVER_VERIFIER_DETECTED_VIOLATION",
    "kAllocatedAtBadIrql": "BAD_POOL_CALLER",
    "kAlreadyFreed": "BAD_POOL_CALLER",
    "kBadHeader": "BUGCODE_NDIS_DRIVER",
    "kBadResource": "DRIVER_VERIFIER_DETECTED_VIOLATION",
    "kBadStatusBuffer": "BUGCODE_NDIS_DRIVER",
    "kBadSynchronizationObject": "DRIVER_VERIFIER_DETECTED_VIOLATION",
    "kBindingNotDone": "BUGCODE_NDIS_DRIVER",
    "kBuffersOut": "BUGCODE_NDIS_DRIVER",
    "kChangeOverdue": "DRIVER_POWER_STATE_FAILURE",
    "kDeletedUninitialised": "DRIVER_VERIFIER_DETECTED_VIOLATION",
    "kEndedActive": "DRIVER_VERIFIER_DETECTED_VIOLATION",
    "kFamily": None,
    "kFirst": None,
    "kFreedAtBadIrql": "BAD_POOL_CALLER",
    "kHasHandle": "FLTMGR_FILE_SYSTEM",
    "kIsrChangedState": "DRIVER_VERIFIER_DETECTED_VIOLATION",
    "kItemInFreedMemory": "DRIVER_VERIFIER_DETECTED_VIOLATION",
    "kKernelHandle": None,
    "kFreedWhileMapped": "DRIVER_VERIFIER_DETECTED_VIOLATION",
    "kDmaLeft": "BUGCODE_NDIS_DRIVER",
    "kInterruptLeft": "BUGCODE_NDIS_DRIVER",
    "kLeak": "DRIVER_VERIFIER_DETECTED_VIOLATION",
    "kLeakSubcode": "DRIVER_VERIFIER_DETECTED_VIOLATION",
    "kLowerSubcode": "DRIVER_VERIFIER_DETECTED_VIOLATION",
    "kManyPlaces": None,
    "kNoBytes": "BAD_POOL_CALLER",
    "kNoTag": "BAD_POOL_CALLER",
    "kNotAllocated": "BAD_POOL_CALLER",
    "kNotOfThePool": "BAD_POOL_CALLER",
    "kOutsideBind": "BUGCODE_NDIS_DRIVER",
    "kPageable": "DRIVER_VERIFIER_DETECTED_VIOLATION",
    "kQueued": None,
    "kRaiseSubcode": "DRIVER_VERIFIER_DETECTED_VIOLATION",
    "kReleaseAndWaitUnmatched": "DRIVER_VERIFIER_DETECTED_VIOLATION",
    "kReleaseUnmatched": "DRIVER_VERIFIER_DETECTED_VIOLATION",
    "kReleasedAtOtherLevel": "DRIVER_VERIFIER_DETECTED_VIOLATION",
    "kReleasedBelowDispatch": "DRIVER_VERIFIER_DETECTED_VIOLATION",
    "kReleasedTooOften": "FLTMGR_FILE_SYSTEM",
    "kResetNotPending": "BUGCODE_NDIS_DRIVER",
    "kSeen": None,
    "kSelfDeadlock": "DRIVER_VERIFIER_DETECTED_VIOLATION",
    "kStep": None,
    "kTags": None,
    "kTimedDataHang": "DRIVER_VERIFIER_DETECTED_VIOLATION",
    "kTimedDataSend": "DRIVER_VERIFIER_DETECTED_VIOLATION",
    "kTooLongRaised": "DPC_WATCHDOG_VIOLATION",
    "kTooManyBytes": "BUGCODE_NDIS_DRIVER",
    "kUnmappedUnknown": "SYSTEM_PTE_MISUSE",
    "kUsedAfterFree": "FLTMGR_FILE_SYSTEM",
    "kWaitAtDispatch": "DRIVER_VERIFIER_DETECTED_VIOLATION",
    "kWaitsAtHighIrql": "BUGCODE_NDIS_DRIVER",
    "kNoSuchMessage": "BUGCODE_NDIS_DRIVER",
    "kWrongState": "BUGCODE_NDIS_DRIVER",
    "kWrongConnection": "PNP_DETECTED_FATAL_ERROR",
    "kWrongTag": "BAD_POOL_CALLER",
}


class Reported:
    """What the sources report."""

    def __init__(self, root):
        self.numbers = {}       # name: number, of each bug check
        self.used = set()       # names of those that a report has
        # name: values of parameter 1 that have a name in the sources
        self.parameters = collections.defaultdict(set)
        self.texts = []         # the literals of each file
        self.unknown = []       # constants that the tables above lack
        names = self.read_names(root)
        for path, text in sources(root):
            self.texts += literals(text)
            if os.path.join("base", "report") in path:
                text = re.sub(r"enum class BugCheck[^}]*}", "", text)
            else:
                self.used.update(names[each] for each in USED.findall(text) if each in names)
                for each, value in NUMBERED.findall(text):
                    self.parameters[names[each]].add(int(value, 0))
            self.read_constants(text)

    def read_names(self, root):
        with open(os.path.join(root, "src/base/report.hpp"), encoding="utf-8") as opened:
            enum = re.search(r"enum class BugCheck[^}]*}", opened.read(), re.S).group()
        with open(os.path.join(root, "src/base/report.cpp"), encoding="utf-8") as opened:
            names = dict(NAMED.findall(opened.read()))
        for enumerator, number in ENUMERATOR.findall(enum):
            self.numbers[names[enumerator]] = int(number, 16)
        return names

    def read_constants(self, text):
        for enum, body in ENUM.findall(text):
            if enum not in ENUMS:
                self.unknown.append("enum " + enum)
                continue
            self.parameters[ENUMS[enum]].update(int(value, 0) for _, value in MEMBER.findall(body))
        for constant, value in CONSTANT.findall(text):
            if constant not in CONSTANTS:
                self.unknown.append(constant)
            elif CONSTANTS[constant]:
                self.parameters[CONSTANTS[constant]].add(int(value, 0))


def sources(root):
    for folder, folders, names in os.walk(os.path.join(root, "src")):
        folders.sort()
        for name in sorted(names):
            if name.endswith((".cpp", ".hpp")):
                path = os.path.join(folder, name)
                with open(path, encoding="utf-8") as opened:
                    yield path, without_comments(opened.read())


def literals(text):
    """Texts, of which neighbours are one."""
    return ["".join(re.findall(r'"((?:[^"\\\n]|\\.)*)"', match.group())) for match in LITERALS.finditer(text)]


Row = collections.namedtuple("Row", "code parameter words cause mend")


class Described:
    """What the page describes."""

    def __init__(self, text):
        self.numbers = {}
        self.rows = []
        code = None
        for line in text.splitlines():
            section = SECTION.match(line)
            if section:
                code = section.group(1)
                self.numbers[code] = int(section.group(2), 16)
            cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else []
            if code and len(cells) == 4 and cells[0] != "parameter 1" and not cells[0].startswith("-"):
                self.rows.append(Row(code, *cells))

    def parameters(self, code):
        return {int(row.parameter, 0) for row in self.rows if row.code == code and NUMBER.match(row.parameter)}


def problems(reported, described):
    """A line for each difference."""
    for each in sorted(set(reported.unknown)):
        yield "scripts/lib/bug_checks.py does not know of which bug check %s is" % each
    for name in sorted(set(reported.numbers) - reported.used):
        yield "no report has the bug check %s" % name
    for name in sorted(set(reported.numbers) | set(described.numbers)):
        if reported.numbers.get(name) != described.numbers.get(name):
            yield "%s is %s in the sources and %s on the page" % (name, reported.numbers.get(name), described.numbers.get(name))
        if not any(row.code == name for row in described.rows):
            yield "%s: the page has no row" % name
        for value in sorted(reported.parameters[name] - described.parameters(name)):
            yield "%s: the page has no parameter 0x%x" % (name, value)
        if reported.parameters[name]:
            for value in sorted(described.parameters(name) - reported.parameters[name] - {0}):
                yield "%s: no report has the parameter 0x%x" % (name, value)
    for row in described.rows:
        if not any(row.words in text for text in reported.texts):
            yield "%s %s: no report says: %s" % (row.code, row.parameter, row.words)
        if not row.cause or not row.mend:
            yield "%s %s: a cell is empty" % (row.code, row.parameter)
