# SPDX-License-Identifier: GPL-2.0
"""The meaning of lines in a guest's serial log: complaints of the kernel, and marks of the
guest's scripts. Shared by vm and report.

Each mark has a random word, which vm chooses for each run. The first line of a log tells it. So a line that
something else in the guest prints is no mark."""

import re

from .limits import Unfit

MARK = "winwork-vm: %s "
# The first and the last line of a log, written by vm.
HEAD = "vm: marks %s"
HEAD_LINE = re.compile(r"vm: marks ([0-9a-f]{16})$")
VERDICT = "vm: %s verdict %d: %s"
# In front of what gdb says of the machine's memory.
GDB = "gdb: "
# The exit code of scripts/vm when the machine stopped without a result.
STOPPED = 122
# Of a line, in characters. Linux's own have 1,000 at most.
LONGEST_LINE = 4096

# The messages of a kernel about an error, of any cause.
SPLATS = re.compile(
    r"WARNING: |BUG: |\bBUG at |KASAN: |KCSAN: |UBSAN: |ODEBUG: |Kernel panic|\bOops\b"
    r"|INFO: task .{1,99} blocked for more than|INFO: trying to register non-static key"
    r"|rcu: INFO: .{0,99}(detect|stall)|INFO: lockdep is turned off"
    r"|[Pp]ossible (recursive|circular|irq lock|unsafe)|possible .{0,99} deadlock"
    r"|inconsistent lock state|suspicious RCU usage|held lock freed|bad unlock balance"
    r"|lock held when returning|sleeping function called from invalid context"
    r"|scheduling while atomic|workqueue leaked|kernel stack overflow"
    r"|general protection fault|stack segment|double fault|[Uu]nable to handle|split.lock"
    r"|refcount_t: |list_(add|del) corruption|Slab corruption|Objects remaining in"
    r"|Poison overwritten|Redzone overwritten|Bad page state"
    r"|unreferenced object 0x"
    r"|disagrees about version of symbol|Unknown symbol|module has bad taint")
# Intended messages. A line of the guest's scripts is one too, but for a leak in the output of a command.
INTENDED = "FAULT_INJECTION: forcing a failure"
LEAK = re.compile(r"\| *unreferenced object")

# A data race, and the functions that race; "[name]" follows those of a module. The kernel has
# races of its own: one counts when a module other than KUnit takes part.
RACE = re.compile(r"BUG: KCSAN: .* in (.*)")
MODULE = re.compile(r"\[(?!kunit\])\w+\]")

# WinWork's report about a driver that is wrong: the bug check's name and number.
REPORT = re.compile(r"winwork: [A-Z][A-Z0-9_]+ \(0x[0-9A-F]+\): ")

STAMP = re.compile(r"^\[ *(\d+\.\d+)\](?:\[ *[TC]\d+\])? ")


def text(line):
    """The line without the kernel's time stamp."""
    return STAMP.sub("", line)


def of_guest(line, word):
    """What the guest's scripts print in the line: a mark, or "| " and a line of a command's output. None for
    another line."""
    said = text(line)
    prefix = MARK % word if word else None
    return said[len(prefix):] if prefix and said.startswith(prefix) else None


def mark(line, word):
    """The words of a mark ("test NAME begin"), or nothing for another line."""
    words = (of_guest(line, word) or "").split()
    return [] if words[:1] == ["|"] else words


def head(line):
    """The word of the marks that the first line of a log tells, or None."""
    found = HEAD_LINE.match(line)
    return found.group(1) if found else None


def verdict(line, word):
    """(exit code, text) of the last line of a log, or None for another line."""
    found = re.match(r"vm: %s verdict (\d{1,3}): (.*)" % word, line) if word else None
    return (int(found.group(1)), found.group(2)) if found else None


def lines(log):
    """The lines of an open log. One that is too long is several."""
    while True:
        line = log.readline(LONGEST_LINE)
        if not line:
            return
        yield line.rstrip("\r\n")


def boot_time(path):
    """Seconds until the guest of that log was ready, by its own clock; None if it never was."""
    word = None
    with open(path, errors="replace", newline="\n") as log:
        for number, line in enumerate(lines(log)):
            word = word if number else head(line)
            if mark(line, word) == ["ready"]:
                stamp = STAMP.match(line)
                return float(stamp.group(1)) if stamp else None
    return None


def expression(regex):
    """A regular expression that excuses lines, or that a line must match."""
    try:
        return re.compile(regex)
    except (re.error, OverflowError, RecursionError) as error:
        raise Unfit("'%s' is no regular expression: %s" % (regex, error)) from None


def is_splat(line, word, allowed=()):
    """True when the kernel complains. word: of the marks. allowed: regular expressions that excuse a line."""
    said = text(line)
    race = RACE.match(said)
    if race and not MODULE.search(race.group(1)):
        return False
    guest = of_guest(line, word)
    if guest is not None and not LEAK.match(guest) or said.startswith(INTENDED):
        return False
    return bool(SPLATS.search(line)) and not any(regex.search(line) for regex in allowed)


def is_report(line, allowed=()):
    """True for the first line of a report of WinWork's that "allowed" does not excuse."""
    return bool(REPORT.match(text(line))) and not any(regex.search(line) for regex in allowed)
