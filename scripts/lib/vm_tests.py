# SPDX-License-Identifier: GPL-2.0
"""The tests of this checkout that run in a kernel: the KUnit suites, and the VM tests, folders of
kunit/vm that scripts/check --help describes."""

import glob
import itertools
import os
import re

from . import guest_python, klog
from .commands import ROOT


SUITE = re.compile(r"^\w*SUITE(?:_WITH)?\((\w+)", re.M)


def kunit_sources():
    return sorted(glob.glob(os.path.join(ROOT, "kunit", "*", "*.c")) +
                  glob.glob(os.path.join(ROOT, "kunit", "*", "*.cpp")))


def kunit_suites():
    """The suites that the sources define, in the order in which they run."""
    suites = []
    for path in kunit_sources():
        with open(path, encoding="utf-8") as source:
            suites += SUITE.findall(source.read())
    return suites


def debugger_steps(path):
    """(command, regular expressions) of a test's file "gdb": "$ COMMAND", and below it what the lines of its output
    must match, in this order and among others."""
    steps = []
    if os.path.exists(path):
        with open(path, encoding="utf-8") as lines:
            for line in map(str.rstrip, lines):
                if line.startswith("$ "):
                    steps.append((line[2:], []))
                elif line and not line.startswith("#"):
                    steps[-1][1].append(line)
    return steps


def debugger_problems(steps, lines):
    """Sentences about what the lines of a log lack of that."""
    said = [line[len(klog.GDB):] for line in lines if line.startswith(klog.GDB)]
    wrong = []
    for command, expected in steps:
        rest = iter(itertools.takewhile(lambda line: not line.startswith("$ "), said[said.index("$ " + command) + 1:])
                    if "$ " + command in said else ())
        wrong += ["gdb has not said after '%s': %s" % (command, regex) for regex in expected
                  if not any(re.fullmatch(regex, line) for line in rest)]
    return wrong


class VmTest:
    """A folder with a test script, and the settings in the script's first comments."""

    def __init__(self, folder):
        self.folder = folder
        self.name = os.path.basename(folder)
        header = {}
        with open(os.path.join(folder, "test")) as guest_script:
            text = guest_script.read()
        for line in text.splitlines():
            if line.strip() and not line.startswith("#"):
                break
            match = re.match(r"# (allow|panics|reboots|needs|timeout|own-boot|append|"
                             r"hash-pointers|in-turns|possible-cpus|qemu|lines|command|modules|watched)(?:: *(.*))?$",
                             line.rstrip())
            if match:
                header[match.group(1)] = match.group(2) or ""
        self.allow = header.get("allow")
        self.panics = header.get("panics")
        self.reboots = header.get("reboots")
        self.needs = header.get("needs")
        self.is_watched = "watched" in header
        self.append = header.get("append")
        self.possible_cpus = header.get("possible-cpus")
        self.qemu = header.get("qemu")
        self.command = header.get("command")
        self.modules = header.get("modules", "").split()
        self.hash_pointers = "hash-pointers" in header
        self.in_turns = "in-turns" in header
        self.alone = bool(self.panics or self.reboots or self.append or self.hash_pointers or
                          self.in_turns or self.possible_cpus or self.qemu or self.command) or "own-boot" in header
        self.looks_for_leaks = "kmemleak" in text
        self.lines = [os.path.join(folder, name) for name in header.get("lines", "").split()]
        self.debugger = debugger_steps(os.path.join(folder, "gdb"))
        self.timeout = int(header.get("timeout", 300))

    def options(self):
        """The options of scripts/vm for it."""
        arguments = []
        for name in ("test", "expect"):
            path = os.path.join(self.folder, name)
            if os.path.exists(path):
                arguments += ["--file", "%s:/tests/%s/%s" % (path, self.name, name)]
        programs = glob.glob(os.path.join(self.folder, "*.program.c"))
        if self.name in ("examples", "fault_examples"):
            programs += glob.glob(os.path.join(ROOT, "examples", "*", "*.program.c"))
            for path in sorted(glob.glob(os.path.join(ROOT, "examples", "*", "*.sh"))):
                arguments += ["--file", "%s:/tests/%s/%s" % (path, self.name, os.path.basename(path))]
        for path in sorted(programs):
            name = os.path.basename(path)[:-len(".program.c")]
            arguments += ["--program", "%s:/tests/%s/%s" % (path, self.name, name)]
        for name in self.modules:
            arguments += ["--module", name]
        if self.append:
            arguments += ["--append", self.append]
        # Nobody reads it at the end of such a boot, and it costs nearly half of the machine's time.
        if self.alone and not self.looks_for_leaks:
            arguments += ["--append", "kmemleak=off"]
        if self.hash_pointers:
            arguments.append("--hash-pointers")
        if self.in_turns:
            arguments.append("--in-turns")
        if self.possible_cpus:
            arguments += ["--possible-cpus", self.possible_cpus]
        if self.command:
            arguments += guest_python.options(self.command)
        if self.qemu:
            arguments += ["--qemu", self.qemu]
        if self.allow:
            arguments += ["--allow", self.allow]
        for command, _ in self.debugger:
            arguments += ["--gdb", command]
        return arguments + ["--run", ". /vmtest.sh; vmtest %s %d" % (self.name, self.timeout)]


def all_tests():
    return [VmTest(os.path.dirname(path)) for path in
            sorted(glob.glob(os.path.join(ROOT, "kunit", "vm", "*", "test")))]


def allowed(tests):
    """The expressions by the tests' names, for a reader of logs."""
    return {test.name: [test.allow] for test in tests if test.allow}
