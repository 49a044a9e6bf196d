# SPDX-License-Identifier: GPL-2.0
"""Text that a stranger chose, such as the names in a driver's folder: as a word of make, as a word of the
shell, and on a terminal. Each is done here, and nowhere else."""

import re
import shlex

# What a part of a path may have if make, kbuild and a shell are to read it: letters of any language, digits,
# and marks that are special to none of them.
PLAIN = re.compile(r"[\w.+@~-]+")
BLANK = re.compile(r"""("(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?)|[ \t]+""")


def shell(text):
    """The text as one word of the shell."""
    return shlex.quote(text)


def make(text):
    """The text as it stands in the value of a variable of make. A blank still separates words."""
    return re.sub(r"(?<!\\)(\\*)#", lambda found: found.group(1) * 2 + "\\#", text.replace("$", "$$"))


def is_plain(path):
    """Whether the path may stand in a Kbuild. Some marks mean something at the beginning of a word."""
    return all(part in (".", "..") or PLAIN.fullmatch(part) and not part.startswith(("-", "~", "@")) and part.isprintable()
               for part in path.split("/") if part)


def one_word(text):
    """A definition of a macro without blanks: kbuild takes lists apart at blanks, also in quotes. In a string a
    blank becomes an escape, and elsewhere a comment, which is a blank to the compiler."""
    def without_blank(found):
        if found.group(1):
            return re.sub(r"[ \t]", lambda blank: "\\%03o" % ord(blank.group()), found.group(1))
        return "/**/"
    return BLANK.sub(without_blank, text)


def define(text):
    """The option that defines a macro, as a word of make and of the shell. The text has no blank."""
    return make(shell("-D" + text))


def is_define(text):
    """Whether define() can write it, and a reader of the Kbuild sees all of it."""
    return bool(re.match(r"[A-Za-z_]\w*(?:\([^()]*\))?(?:=|$)", text, re.ASCII)) and shown(text) == text


def shown(text):
    """The text for a terminal: what is not to be seen there, or controls it, as an escape."""
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() or one == "\t" else
                   "\\x%02x" % (ord(one) & 0xff) if ord(one) < 0x100 or 0xdc80 <= ord(one) < 0xdd00 else
                   "\\u%04x" % ord(one) for one in text)
