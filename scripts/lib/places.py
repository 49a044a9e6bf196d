# SPDX-License-Identifier: GPL-2.0
"""From a place that a kernel's log names, "Work+0x12/0x40 [driver]", to the line of the source. Shared by
vm, check and where."""

import functools
import os
import re
import shutil

from . import limits
from .control_codes import ControlCodes

# Of the places in one module, each of which is looked up.
MOST_PLACES = 10000
# Of the functions of a section that are asked for their sources.
MOST_STARTS = 200
# Of a function, with what is behind it.
MOST_SIZE = 1 << 32
PLACE = re.compile(r"(?<![\w.$])([A-Za-z_][\w.$]*)\+0x([0-9a-f]{1,16})/0x([0-9a-f]{1,16}) \[(\w+)(?: [0-9a-f]{20,99})?\]",
                   re.ASCII)
# Here the place is that of the instruction itself, in each other line the one that a call returns to.
EXACT = re.compile(r"\b(RIP: [0-9a-f]+:|pc : )$")
# The form of a line of an annotation, for a reader of an annotated log.
ANNOTATION = "    %s is %s"


# A request with its control code.
REQUEST = re.compile(r"\bIRP_MJ_(?:FILE_SYSTEM|DEVICE|INTERNAL_DEVICE)_CONTROL 0x([0-9A-F]{1,8})\b")


class Module:
    """A .ko file with its symbols, and its lines if it has debug information."""

    def __init__(self, path, prefix=""):
        self.path = path
        self.prefix = prefix
        self.symbols = {}       # name: [(section, value, least and greatest size that kallsyms may have)]
        self.known = {}
        self.doubt = None       # why a place of the log is not one of this file
        self.has_lines = False
        sections = self.read_sections()
        self.read_symbols(sections)

    def tool(self, name, *arguments):
        command = self.prefix + name if shutil.which(self.prefix + name) else name
        done = limits.run([command, *arguments], quiet=True)
        return "" if done.returncode else done.stdout

    def read_sections(self):
        names = {}
        for number, name in re.findall(r"^ *\[ *(\d+)\] (\S+)", self.tool("readelf", "-SW", self.path), re.M):
            names[number] = name
            self.has_lines = self.has_lines or name in (".debug_line", ".zdebug_line")
        return names

    def read_symbols(self, sections):
        """kallsyms counts the size of a function up to the next symbol, with the padding between them."""
        found = {}
        for line in self.tool("readelf", "-sW", self.path).splitlines():
            words = line.split()
            if len(words) == 8 and words[3] in ("FUNC", "NOTYPE", "OBJECT") and words[6] in sections:
                found.setdefault(sections[words[6]], []).append(
                    (int(words[1], 16), int(words[2], 0), words[3], words[7]))
        for section, symbols in found.items():
            values = sorted({value for value, *_ in symbols})
            following = dict(zip(values, values[1:]))
            for value, own, kind, name in symbols:
                if kind != "OBJECT":
                    # Another section may follow the last symbol of one.
                    least, most = [following[value] - value] * 2 if value in following else (own, MOST_SIZE)
                    self.symbols.setdefault(name, []).append((section, value, least, most))

    def find(self, name, offset, size):
        """The lines of a place, each with the function that the line is in. Two of one name and one size
        cannot be told apart, so each of them is told."""
        key = name, offset, size
        if key not in self.known and len(self.known) >= MOST_PLACES:
            return []
        if key not in self.known:
            named = self.symbols.get(name, ())
            here = [each for each in named if each[2] <= size <= each[3]] if offset < size else []
            if not here:
                self.doubt = self.doubt or (
                    "no function there is called %s" % name if not named else
                    "0x%x is not in the 0x%x bytes of %s" % (offset, size, name) if offset >= size else
                    "%s has %s bytes there, and 0x%x in the log" % (
                        name, " or ".join("0x%x" % each[2] for each in named), size))
            self.known[key] = list(filter(None, (self.lines(section, value + offset)
                                                 for section, value, *_ in here)))
        return self.known[key]

    def folders(self):
        """Those of the sources of its functions."""
        starts = {}
        for symbols in self.symbols.values():
            for section, value, *_ in symbols:
                starts.setdefault(section, []).append(hex(value))
        found = set()
        for section, values in sorted(starts.items()):
            said = self.tool("addr2line", "-e", self.path, "-j", section, *values[:MOST_STARTS])
            found.update(os.path.dirname(path) for path in re.findall(r"^(/[^\n:]+):\d", said, re.M))
        return sorted(found)

    def lines(self, section, address):
        """The line, then those that its function is inlined into."""
        said = self.tool("addr2line", "-e", self.path, "-j", section, "-f", "-i", "-C", hex(address)).splitlines()
        found = []
        for function, place in zip(said[::2], said[1::2]):
            path, _, line = place.partition(" ")[0].rpartition(":")
            if line.isdigit() and line != "0":
                found.append((function, shown(path), int(line)))
        return found


def module_name(path):
    return os.path.basename(path)[:-len(".ko")].replace("-", "_")


def shown(path):
    """As short as it can be called from here."""
    path = os.path.normpath(path)
    here = os.path.relpath(path)
    return here if not here.startswith("..") else path


class Places:
    """The modules whose lines are known."""

    def __init__(self, paths=(), prefix=""):
        self.prefix = prefix
        self.paths = {}         # the module's name: its file
        self.modules = {}
        self.codes = None
        for path in paths:
            self.add(path)

    def add(self, path):
        self.paths[module_name(path)] = path
        self.codes = None

    def control_codes(self):
        """Those of the sources of all drivers."""
        if self.codes is None:
            modules = [self.module(name) for name in self.paths if name != "winwork"]
            self.codes = ControlCodes(sorted({folder for module in modules for folder in module.folders()}))
        return self.codes

    def module(self, name):
        if name not in self.modules:
            self.modules[name] = Module(self.paths[name], self.prefix) if name in self.paths else None
        return self.modules[name]

    def found(self, line):
        """(name, its lines as of Module.find) of each place in a line of the log."""
        for place in PLACE.finditer(line):
            name, offset, size, module = place.groups()
            module = self.module(module)
            if not module:
                continue
            offset = int(offset, 16)
            # The call itself lies before the place that it returns to.
            back = offset > 0 and not EXACT.search(line[:place.start()])
            yield name, module.find(name, offset - back, int(size, 16))

    def annotations(self, line):
        """What there is to say below a line of the log."""
        said = []
        for code in REQUEST.findall(line):
            names = self.control_codes().names.get(int(code, 16))
            if names:
                said.append(ANNOTATION % ("0x" + code, " or ".join(names)))
        for name, found in self.found(line):
            if found:
                text = ANNOTATION % (demangled(name), " or ".join(map(told, found)))
                if text not in said:
                    said.append(text)
        return said


def told(lines):
    """file:line of the innermost function, and of those around it."""
    text = "%s:%d" % lines[0][1:]
    if len(lines) > 1:
        text += " in " + lines[0][0]
    return text + "".join(", inlined at %s:%d" % each[1:] for each in lines[1:])


@functools.lru_cache(maxsize=MOST_PLACES)
def demangled(name):
    if not name.startswith("_Z"):
        return name
    done = limits.run(["c++filt", name], quiet=True, most=1 << 16, seconds=5)
    return name if done.returncode else done.stdout.strip()
