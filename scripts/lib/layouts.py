# SPDX-License-Identifier: GPL-2.0
"""Makes the checks in C of a table of sizes, offsets and values on a 64-bit Windows.

A table begins with its comment and its #includes. Its rows continue on lines that begin with a tab. Numbers of
structures and constants are hexadecimal:

    MDL 30/8 Next@0 Size@8           size and alignment, offsets of members
    NAME - Member@8 Bits:            offsets alone; a bit field has no offset
    FILE_* READ=1 WRITE=-2           constants, whose names begin with FILE_
    guid NAME TEXT                   a GUID that DEFINE_GUID defines
    initializer NAME TEXT            a macro with the initializer of one
    key NAME TEXT NUMBER             a property key
    pointer NAME VALUE               a constant whose type is a pointer
    | TEXT                           C
"""

import re
import sys

WORDS = {"guid": ("GUID_VALUE", '"%s"'), "initializer": ("GUID_INITIALIZER", '"%s"')}


def rows(text):
    """(number of the line, text) of each row; comments and #includes are rows of C."""
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("\t") and found:
            found[-1][1] += " " + line.strip()
        elif line:
            found.append([number, line])
    return found


def checks(text):
    """(number of the line, (macro, arguments...)) of each check, or (number, text of C)."""
    comment = False
    for number, row in rows(text):
        comment = comment or row.startswith("/*")
        if comment or row.startswith(("#", "|")):
            yield number, row[2:] if row.startswith("| ") else row
            comment = comment and "*/" not in row
            continue
        name, *rest = row.split()
        if name in WORDS:
            macro, form = WORDS[name]
            yield number, (macro, rest[0], form % rest[1])
        elif name == "key":
            yield number, ("PROPERTY_KEY", rest[0], '"%s"' % rest[1], rest[2])
        elif name == "pointer":
            yield number, ("POINTER", rest[0], rest[1])
        elif name.endswith("*"):
            for each in rest:
                constant, value = each.split("=")
                sign = "-" if value.startswith("-") else ""
                yield number, ("VALUE", name[:-1] + constant, "%s0x%sull" % (sign, value.lstrip("-")))
        else:
            if rest[0] != "-":
                size, alignment = rest[0].split("/")
                yield number, ("LAYOUT", name, "0x" + size, "0x" + alignment)
            for each in rest[1:]:
                member, mark, offset = re.fullmatch(r"(.*)([@:])(\w*)", each).groups()
                yield number, ("AT", name, member, "0x" + offset) if mark == "@" else ("BITS", name, member)


def source(text, path):
    """The C of a table. An error of the compiler names the table's line."""
    out = ['#include "check.h"']
    for number, check in checks(text):
        out.append('#line %d "%s"' % (number, path))
        out.append(check if isinstance(check, str) else "%s(%s);" % (check[0], ", ".join(check[1:])))
    return "\n".join(out) + "\n"


def constants(text):
    """The names of the constants, GUIDs and property keys that a table has."""
    return {check[1] for _, check in checks(text) if not isinstance(check, str) and
            check[0] not in ("LAYOUT", "AT", "BITS")}


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as opened:
        sys.stdout.write(source(opened.read(), sys.argv[1]))
