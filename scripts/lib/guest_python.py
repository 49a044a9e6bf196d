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


def files(command):
    """What scripts/NAME needs: paths of this machine."""
    modules = subprocess.run([PYTHON, "-B", "-c", MODULES, os.path.join(SCRIPTS, command)], stdout=subprocess.PIPE,
                             text=True, check=True).stdout.splitlines()
    programs = [PYTHON, *(path for path in modules if path.endswith(".so"))]
    said = subprocess.run(["ldd", *programs], stdout=subprocess.PIPE, text=True, check=False).stdout
    return sorted({PYTHON, *modules, *re.findall(r"(?:=> |^[ \t]{1,9})(/\S+)(?= \(0x)", said, re.M)})


def options(command):
    """The options of scripts/vm. The command is /scripts/NAME in the guest."""
    arguments = ["--file", "%s:/scripts/%s" % (os.path.join(SCRIPTS, command), command)]
    for path in files(command):
        inside = os.path.relpath(path, SCRIPTS)
        arguments += ["--file", "%s:%s" % (path, path if inside.startswith("..") else "/scripts/" + inside)]
    return arguments
