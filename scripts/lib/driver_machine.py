# SPDX-License-Identifier: GPL-2.0
"""What a command needs before it runs drivers in a machine of scripts/vm."""

import os
import subprocess
import sys

from . import words
from .commands import SCRIPTS, ask_kernel, script
from .limits import Unfit


def prepare(kernel):
    """Makes QEMU and the kernel ready. Returns the kernel's name: for None, the default one."""
    script("setup", "module", "vm")
    kernel = kernel or ask_kernel("default")
    if ask_kernel("kind", kernel) != "stock":
        script("setup", "--kernel", kernel)
    script("kernel", "get", kernel)
    return kernel


def build(kernel, drivers):
    """The modules, winwork.ko first."""
    done = subprocess.run([os.path.join(SCRIPTS, "build"), "--kernel", kernel, *drivers], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, errors="replace", check=False)
    if done.returncode:
        print("\n".join(map(words.shown, done.stderr.splitlines())), file=sys.stderr)
        raise Unfit("the drivers do not build")
    return done.stdout.splitlines()


def name_of(module):
    """Linux's name of a module's file."""
    return os.path.basename(module)[:-len(".ko")].replace("-", "_")
