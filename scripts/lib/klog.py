# SPDX-License-Identifier: GPL-2.0
"""The meaning of lines in a guest's serial log: complaints of the kernel, and marks of the
guest's scripts. Shared by vm and report."""

import re

MARK = "winwork-vm: "
# The last line of a log, written by vm.
# The exit code of scripts/vm when the machine stopped without a result.
STOPPED = 122
VERDICT = "vm: verdict %d: %s"
VERDICT_LINE = re.compile(r"^vm: verdict (\d+): (.*)")

# The messages of a kernel about an error, of any cause.
SPLATS = re.compile(
    r"WARNING: |BUG: |\bBUG at |KASAN: |KCSAN: |UBSAN: |ODEBUG: |Kernel panic|\bOops\b"
    r"|INFO: task .* blocked for more than|INFO: trying to register non-static key"
    r"|rcu: INFO: .*(detect|stall)|INFO: lockdep is turned off"
    r"|[Pp]ossible (recursive|circular|irq lock|unsafe)|possible .* deadlock"
    r"|inconsistent lock state|suspicious RCU usage|held lock freed|bad unlock balance"
    r"|lock held when returning|sleeping function called from invalid context"
    r"|scheduling while atomic|workqueue leaked|kernel stack overflow"
    r"|general protection fault|stack segment|double fault|[Uu]nable to handle|split.lock"
    r"|refcount_t: |list_(add|del) corruption|Slab corruption|Objects remaining in"
    r"|Poison overwritten|Redzone overwritten|Bad page state"
    r"|unreferenced object 0x"
    r"|disagrees about version of symbol|Unknown symbol|module has bad taint")
# Intended messages, and the output of commands in the guest.
HARMLESS = re.compile(r"FAULT_INJECTION: |winwork-vm: (?!\| *unreferenced object)")

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


def mark(line):
    """The words of a mark ("test NAME begin"), or nothing for another line."""
    place = line.find(MARK)
    words = line[place + len(MARK):].split() if place >= 0 else []
    return [] if words[:1] == ["|"] else words


def boot_time(path):
    """Seconds until the guest of that log was ready, by its own clock; None if it never was."""
    with open(path, errors="replace") as log:
        for line in log:
            if mark(line) == ["ready"]:
                stamp = STAMP.match(line)
                return float(stamp.group(1)) if stamp else None
    return None


def is_splat(line, allowed=()):
    """True when the kernel complains. allowed: regular expressions that excuse a line."""
    race = RACE.search(line)
    if race and not MODULE.search(race.group(1)):
        return False
    return bool(SPLATS.search(line)) and not HARMLESS.search(line) \
        and not any(regex.search(line) for regex in allowed)


def is_report(line, allowed=()):
    """True for the first line of a report of WinWork's that "allowed" does not excuse."""
    return bool(REPORT.match(text(line))) and not any(regex.search(line) for regex in allowed)
