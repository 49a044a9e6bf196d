# SPDX-License-Identifier: GPL-2.0
"""Puts a command in Python into a guest of scripts/vm: with this machine's Python, and the modules that it imports."""

import os
import re
import subprocess

from .commands import SCRIPTS

PYTHON = "/usr/bin/python3"
# The files of all modules, also of those that are imported when a file is opened.
MODULES = """
import encodings.ascii, runpy, sys
runpy.run_path(sys.argv[1], run_name="command")
print(*sorted(filter(None, (getattr(module, "__file__", None) for module in list(sys.modules.values())))), sep="\\n")
"""


GDB = "/usr/bin/gdb"
# What gdb's own Python and the modules of scripts/gdb import.
GDB_MODULES = """python import functools, mmap, os, re, struct, sys; \
print(*sorted(filter(None, (getattr(module, '__file__', None) for module in list(sys.modules.values())))), sep=chr(10))"""


def output(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False).stdout


def with_libraries(program, modules):
    """The program, the modules in Python that it needs, and the libraries of both."""
    said = output("ldd", program, *(path for path in modules if path.endswith(".so")))
    return {program, *modules, *re.findall(r"(?:=> |^[ \t]{1,9})(/\S+)(?= \(0x)", said, re.M)}


def files(command):
    """What scripts/NAME needs: paths of this machine."""
    needed = with_libraries(PYTHON, output(PYTHON, "-B", "-c", MODULES, os.path.join(SCRIPTS, command)).splitlines())
    if command == "gdb":
        needed |= with_libraries(GDB, output(GDB, "-nx", "-batch", "-ex", GDB_MODULES).splitlines())
        needed |= {os.path.join(SCRIPTS, "lib", name) for name in os.listdir(os.path.join(SCRIPTS, "lib"))
                   if name.startswith("gdb_")}
        needed.add("/usr/share/gdb")
    return sorted(needed)


def options(command):
    """The options of scripts/vm. The command is /scripts/NAME in the guest."""
    arguments = ["--file", "%s:/scripts/%s" % (os.path.join(SCRIPTS, command), command)]
    for path in files(command):
        inside = os.path.relpath(path, SCRIPTS)
        arguments += ["--file", "%s:%s" % (path, path if inside.startswith("..") else "/scripts/" + inside)]
    return arguments
