# SPDX-License-Identifier: GPL-2.0
"""Shared by the commands in Python: the place of the tree, and calls of the other commands. lib.sh
is the same for those in shell."""

import errno
import importlib.machinery
import importlib.util
import os
import subprocess
import sys

SCRIPTS = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
ROOT = os.path.dirname(SCRIPTS)

# Where builds and logs go: make OUT=DIR names another place, for a checkout that is only read.
BUILDS = os.environ.get("WINWORK_OUT") or os.path.join(ROOT, "build")

# Kernels, and programs for guests, that all checkouts of a user share.
CACHE = os.environ.get("WINWORK_CACHE") or os.path.join(
    os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "winwork")

# Seconds without output until a long step prints its progress.
HEARTBEAT = 15


def show_uncaught(kind, error, trace):
    """A full disk is no fault of the program: one line, in place of a traceback."""
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        sys.exit("%s: No space left on device%s" % (
            os.path.basename(sys.argv[0]), ": " + str(error.filename) if error.filename else ""))
    sys.__excepthook__(kind, error, trace)


sys.excepthook = show_uncaught


def say(text):
    # One write, so that lines of several threads stay whole.
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def in_color(text, good, stream):
    """The text of a verdict, green or red on a terminal. NO_COLOR: no-color.org."""
    if not stream.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return text
    return "\033[1;%dm%s\033[m" % (32 if good else 31, text)


def verdict(passed, failed, stream=None):
    """The last line of tests. Those that ran no test have not passed."""
    return in_color("%d passed, %d failed" % (passed, failed), passed and not failed, stream or sys.stdout)


def script(name, *arguments, capture=False, environment=None, failure=None):
    """Runs another command; with capture, returns the lines of its output. Its failure ends this
    program with the same exit code, or with the one of failure."""
    result = subprocess.run([os.path.join(SCRIPTS, name), *arguments], text=True,
                            stdout=subprocess.PIPE if capture else None,
                            env={**os.environ, **(environment or {})})
    if result.returncode:
        sys.exit(failure or result.returncode)
    return result.stdout.split("\n")[:-1] if capture else None


def ask_kernel(question, *arguments, failure=None):
    """The one line that scripts/kernel answers: release NAME, image NAME, ..."""
    answer, = script("kernel", question, *arguments, capture=True, failure=failure)
    return answer


def command_of(name):
    """Another command in Python, as a module."""
    loader = importlib.machinery.SourceFileLoader(name, os.path.join(SCRIPTS, name))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(name, loader))
    loader.exec_module(module)
    return module


# The prefix of a compiler's tools for another architecture.
CROSS = {"arm64": "aarch64-linux-gnu-", "amd64": "x86_64-linux-gnu-"}


def host_arch():
    return {"x86_64": "amd64", "aarch64": "arm64"}.get(os.uname().machine, os.uname().machine)


def tool(arch, name):
    """How a compiler's tool for an architecture, in Debian's words, is called here."""
    return name if arch == host_arch() else CROSS[arch] + name
