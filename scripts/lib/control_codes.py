# SPDX-License-Identifier: GPL-2.0
"""The names that the sources of drivers give to their control codes: macros of CTL_CODE."""

import os
import re

from . import limits
from .source_text import without_comments

# A macro without parameters, on a line without comments.
MACRO = re.compile(r"^[ \t]*#[ \t]*define[ \t]+(\w+)[ \t]+([^\n]{1,500})$", re.M)
CODE = re.compile(r"\bCTL_CODE ?\(([^()]*)\)")
NUMBER = re.compile(r"(?:0[xX][0-9a-fA-F]{1,8}|[0-9]{1,10})(?=[uUlL]*\Z)")
SUFFIXES = (".h", ".hpp", ".c", ".cpp", ".cc", ".cxx")
# Those that a driver may name without a definition of its own.
KNOWN = {"METHOD_BUFFERED": 0, "METHOD_IN_DIRECT": 1, "METHOD_OUT_DIRECT": 2, "METHOD_NEITHER": 3,
         "FILE_ANY_ACCESS": 0, "FILE_SPECIAL_ACCESS": 0, "FILE_READ_ACCESS": 1, "FILE_WRITE_ACCESS": 2,
         "FILE_READ_DATA": 1, "FILE_WRITE_DATA": 2, "FILE_DEVICE_UNKNOWN": 0x22, "FILE_DEVICE_DISK": 7,
         "FILE_DEVICE_FILE_SYSTEM": 9, "FILE_DEVICE_KEYBOARD": 0xb, "FILE_DEVICE_MOUSE": 0xf, "FILE_DEVICE_NETWORK": 0x12,
         "FILE_DEVICE_SERIAL_PORT": 0x1b, "FILE_DEVICE_KS": 0x2f, "FILE_DEVICE_BUS_EXTENDER": 0x2a,
         "FILE_DEVICE_BATTERY": 0x29, "FILE_DEVICE_MASS_STORAGE": 0x2d}
MOST_FILES = 300
# How deep macros may name others.
MOST_DEPTH = 8


class ControlCodes:
    """The codes of the sources in some folders."""

    def __init__(self, folders):
        self.macros = {}
        for path in list(sources(folders))[:MOST_FILES]:
            self.read(path)
        self.names = {}         # code: names
        for name, text in sorted(self.macros.items()):
            code = self.code(text)
            if code is not None:
                self.names.setdefault(code, []).append(name)

    def read(self, path):
        try:
            text = limits.data(path).decode("latin-1")
        except limits.Unfit:
            return
        text = without_comments(text.replace("\\\r\n", " ").replace("\\\n", " "))
        for name, value in MACRO.findall(text):
            self.macros.setdefault(name, " ".join(value.split()))

    def code(self, text):
        """The value of a macro of CTL_CODE; None for any other."""
        found = CODE.search(text)
        if not found:
            return None
        values = [self.value(part, 0) for part in found.group(1).split(",")]
        if len(values) != 4 or None in values:
            return None
        device, function, method, access = values
        return (device << 16 | access << 14 | function << 2 | method) & 0xffffffff

    def value(self, text, depth):
        """A sum of numbers and of names of macros."""
        total = 0
        for part in re.split(r"[+|]", text.strip().strip("()")):
            part = part.strip()
            number = NUMBER.match(part)
            if number:
                value = int(number.group(), 0) if number.group()[:2] in ("0x", "0X") else int(number.group())
            elif part in self.macros and depth < MOST_DEPTH:
                value = self.value(self.macros[part], depth + 1)
            else:
                value = KNOWN.get(part)
            if value is None:
                return None
            total += value
        return total


def sources(folders):
    """The sources in the folders, in those below and in those beside them: a driver shares its header with its
    programs."""
    seen = set()
    for folder in folders:
        parent = os.path.dirname(os.path.abspath(folder))
        for near in [os.path.abspath(folder), *sorted(entries(folder, os.path.isdir)), parent,
                     *sorted(entries(parent, os.path.isdir))]:
            if near not in seen:
                seen.add(near)
                yield from (path for path in sorted(entries(near, os.path.isfile)) if path.lower().endswith(SUFFIXES))


def entries(folder, kind):
    try:
        return [path for path in (os.path.join(folder, name) for name in os.listdir(folder)) if kind(path)]
    except OSError:
        return []
