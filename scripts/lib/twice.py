# SPDX-License-Identifier: GPL-2.0
"""Finds what several objects of a driver define, where Microsoft's linker stops (LNK2005). It accepts, and
so does this:

    an inline function of C      lib/dialect.py notes its name in a section of the object
    selectany, GUIDs, C++ inline the symbols are weak
    int a; in several C files    common symbols: one variable, of which one may have a value. No other one may be larger
                                 than that, or it would reach into the next variable
"""

import os
import re

from . import limits

SECTION = ".discard.winwork_inline"
# nm -S: address, size, kind, name.
SYMBOL = re.compile(r"^([0-9a-f]+) (?:([0-9a-f]+) )?([TDBRGSC]) (.+)")
NOTED = re.compile(r"^ *\[ *[0-9a-f]+\]  (\w+)$", re.M)


def note(names):
    """The line of C that notes inline functions in the object."""
    strings = "".join('.asciz \\"%s\\";' % name for name in names)
    return '__asm__(".pushsection %s,\\"\\";%s.popsection");\n' % (SECTION, strings)


def symbols(item, nm):
    """name -> (kind, size) of what an object defines for all."""
    said = limits.run([nm, "-S", "--defined-only", "-g", item], quiet=True).stdout
    return {match.group(4): (match.group(3), match.group(2)) for match in map(SYMBOL.fullmatch, said.splitlines()) if match}


def inline_functions(item, readelf):
    return set(NOTED.findall(limits.run([readelf, "-p", SECTION, item], quiet=True).stdout))


def defined_twice(objects, nm=None, readelf=None, has_common=True):
    """symbol -> the objects that define it, of those that only one may define. Without common symbols a variable
    without a value is one of zeros."""
    nm, readelf = nm or os.environ.get("NM", "nm"), readelf or os.environ.get("READELF", "readelf")
    found = {}
    for item in objects:
        for name, how in symbols(item, nm).items():
            found.setdefault(name, []).append((item, *how))
    several = {name: rows for name, rows in found.items() if len(rows) > 1}
    inline = {item: inline_functions(item, readelf) for item in {row[0] for rows in several.values() for row in rows}}
    return {name: [item for item, _, _ in rows] for name, rows in several.items()
            if not is_one_variable(rows, "C" if has_common else "B") and not all(name in inline[item] for item, _, _ in rows)}


def is_one_variable(rows, common):
    sizes = {kind: [int(size or "0", 16) for _, each, size in rows if each == kind] for _, kind, _ in rows}
    without = sizes.pop(common, [])
    values = sum(sizes.values(), [])
    if common == "B":
        return not values and len(set(without)) == 1
    return not values or len(values) == 1 and max(without) <= values[0]


def lines_of(symbol, objects, nm=None):
    """object -> file:line of its definition, as far as debug information tells it."""
    nm = nm or os.environ.get("NM", "nm")
    found = {}
    for item in objects:
        said = limits.run([nm, "-l", "--defined-only", "-g", item], quiet=True).stdout
        match = re.search(r"^\S+ \w %s\t(\S+:\d+)$" % re.escape(symbol), said, re.M)
        if match:
            found[item] = match.group(1)
    return found
