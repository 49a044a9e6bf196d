# SPDX-License-Identifier: GPL-2.0
"""Records the trace events of winwork.ko in a virtual machine, for scripts/trace. trace_begin and its relatives in
scripts/guest/lib.sh are the guest's side."""

import base64
import binascii
import os
import re
import subprocess
import sys
import zlib

from . import klog, words
from .commands import BUILDS, SCRIPTS
from .driver_machine import build, name_of, prepare
from .limits import Unfit

# Of the text that the guest has packed.
MOST_TEXT = 1 << 30
PACKED = re.compile(r"\| ([A-Za-z0-9+/]+=*)$")


def steps(modules, options):
    """The options of scripts/vm: what happens in the guest, in order."""
    parameters = [words.shell(parameter) for parameter in options.param]
    names = list(map(name_of, modules[1:]))
    arguments = ["--insmod", words.shell(modules[0]), "--run", "trace_begin"]
    for module in modules[1:]:
        arguments += ["--insmod", " ".join([words.shell(module), *parameters])]
    for command in (*options.run, "trace_names", *("rmmod " + name for name in reversed(names)), "trace_end"):
        arguments += ["--run", command]
    for program in options.program:
        arguments += ["--program", program]
    return arguments + ["--program-option=" + option for option in options.program_option]


def text_of_log(path):
    """The recording that trace_end has printed."""
    packed, word, is_end = [], None, False
    with open(path, errors="replace", newline="\n", encoding="utf-8") as log:
        for number, line in enumerate(klog.lines(log)):
            word = word if number else klog.head(line)
            mark = klog.mark(line, word)
            is_end = is_end or mark == ["run", "trace_end"]
            found = is_end and PACKED.match(klog.of_guest(line, word) or "")
            if found:
                packed.append(found[1])
    return unpacked("".join(packed))


def unpacked(text):
    """The text that gzip and base64 have packed."""
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        found = unpacker.decompress(base64.b64decode(text), MOST_TEXT)
    except (binascii.Error, zlib.error):
        found = b""
    if not unpacker.eof:
        raise Unfit("the machine has printed no whole recording")
    return found


def record(out, options):
    """Writes the events to an open file. Returns the exit code of scripts/vm."""
    kernel = prepare(options.kernel)
    log = os.path.join(BUILDS, "trace", "log")
    os.makedirs(os.path.dirname(log), exist_ok=True)
    print("trace: building for %s" % kernel, file=sys.stderr)
    modules = build(kernel, options.vm)
    print("trace: recording on %s, the log is %s" % (kernel, os.path.relpath(log)), file=sys.stderr)
    code = subprocess.run([os.path.join(SCRIPTS, "vm"), "--kernel", kernel, "--quiet", "--keep-going", "--log", log,
                           "--timeout", str(options.timeout), "--accel", options.accel, *steps(modules, options)],
                          check=False).returncode
    out.write(text_of_log(log))
    return code
