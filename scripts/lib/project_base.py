# SPDX-License-Identifier: GPL-2.0
"""What the descriptions of a driver's project have in common: names of files as Windows finds them, and what a
project has.

What lies outside the driver's working tree counts only if the project names it."""

import functools
import os
import re

from . import limits, words
from .limits import Unfit

# A folder with such a name does not name its driver.
NO_NAMES = {"src", "source", "sources", "sys", "driver", "drv", "kernel", "km", "code"}
SUFFIXES = (".c", ".cpp", ".cc", ".cxx")
# Limits: of a project's file, its texts, and what it names. The largest project in public drivers has 400 sources.
MOST_BYTES = 4 << 20
MOST_LETTERS = 1 << 16
MOST_NAMES = 4096
MOST_LISTED = 256
# Of one definition, and of all, which are on the command line of a compiler.
MOST_DEFINE = 4096
MOST_DEFINES = 1 << 16


def read(path):
    data = limits.data(path, MOST_BYTES)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    return data.decode("utf-8-sig", errors="replace")


@functools.lru_cache(maxsize=MOST_LISTED)
def listed(folder, _):
    """The names in a folder, by their lower-case form."""
    try:
        return {name.lower(): name for name in sorted(os.listdir(folder), reverse=True)}
    except OSError:
        return {}


def find(folder, name):
    """The path of name in folder, in any case, with any slashes, and with dots at the end; None if there is none."""
    current = "/" if name.startswith("/") else folder
    for part in name.replace("\\", "/").split("/"):
        if part in ("", "."):
            continue
        if part == "..":
            current = os.path.dirname(os.path.abspath(current))
            continue
        exact = os.path.join(current, part)
        if not os.path.exists(exact):
            try:
                names = listed(current, os.stat(current).st_mtime_ns)
                same = names.get(part.lower()) or names.get(part.lower().rstrip("."))
            except (OSError, ValueError):
                return None
            exact = os.path.join(current, same) if same else None
            if not same or not os.path.exists(exact):
                return None
        current = exact
    return current if os.path.exists(current) else None


def inside(path, tree):
    path, tree = os.path.realpath(path), os.path.realpath(tree)
    return path == tree or path.startswith(os.path.join(tree, ""))


def tree_of(folder):
    """The driver's working tree: the folder, or the nearest one above it that is a working tree of git. As for git
    itself, that counts only if this user or root has made it."""
    folder = current = os.path.abspath(folder)
    while current != os.path.dirname(current):
        try:
            if {os.lstat(path).st_uid for path in (current, os.path.join(current, ".git"))} <= {0, os.geteuid()}:
                return current
        except OSError:
            pass
        current = os.path.dirname(current)
    return folder


def above(folder, wanted, tree):
    """The nearest folder, from this one upwards and within the tree, that has a file which wanted() accepts."""
    while inside(folder, tree):
        try:
            if any(wanted(name) for name in os.listdir(folder)):
                return folder
        except OSError:
            return None
        up = os.path.dirname(folder)
        if up == folder:
            return None
        folder = up
    return None


# The options are among others, in front of a value that may have quotes around it.
OPTION = re.compile(r'(?:^|\s)[-/](D|FI|I)[ \t]{0,64}("[^"]*"|\S+)')


class Project:
    def __init__(self, path, name, tree):
        self.path = path
        self.folder = os.path.dirname(os.path.abspath(path))
        self.tree = tree
        self.name = name
        self.sources = []
        # The definitions by their names, in their order.
        self.macros = {}
        self.folders = []
        self.forced = []
        # What the project names and the disk lacks.
        self.lost = []
        # (name, why) of what is left out: of the project, and of what only lies in the folder.
        self.refused = []
        self.skipped = []
        self.driver = True
        # What it makes instead of a driver.
        self.makes = ""
        # The name of the file that it makes.
        self.module = name
        # Source -> the project of the library that it is from.
        self.library_of = {}
        # The libraries that the linker gets, and that no project here makes.
        self.unmade = []
        # Source -> its own definitions by their names, and whether those of the project count for it as well.
        self.own_macros = {}
        # (name, why) of what the description has and this does not read.
        self.unread = []

    @property
    def defines(self):
        return list(self.macros.values())

    def refuse(self, name, why):
        if (name, why) not in self.refused[-MOST_LISTED:]:
            self.refused.append((name, why))
        if len(self.refused) > MOST_NAMES:
            raise Unfit("has more than %d names that cannot be used" % MOST_NAMES)

    def leave(self, name, why):
        """Something of the description is not read."""
        if len(self.unread) < MOST_LISTED and (name, why) not in self.unread:
            self.unread.append((name, why))

    def add_source(self, name):
        found = find(self.folder, name)
        if not found:
            if name.replace("\\", "/") not in self.lost:
                self.lost.append(name.replace("\\", "/"))
        elif not os.path.isfile(found):
            self.refuse(name, "is no regular file")
        elif found not in self.sources:
            self.sources.append(found)
        if len(self.sources) + len(self.lost) > MOST_NAMES:
            raise Unfit("names more than %d sources" % MOST_NAMES)

    def add_folder(self, name):
        found = find(self.folder, name)
        if found and os.path.isdir(found) and found not in self.folders:
            self.folders.append(found)
        if len(self.folders) > MOST_LISTED:
            raise Unfit("names more than %d folders of headers" % MOST_LISTED)

    def add_forced(self, name):
        """A header that each source includes first."""
        name = name.replace("\\", "/")
        if not words.is_plain(name) or name.startswith("/"):
            self.refuse(name, "cannot stand in a Kbuild as the name of a header: rename it")
        elif name not in self.forced:
            self.forced.append(name)
        if len(self.forced) > MOST_LISTED:
            raise Unfit("names more than %d headers that are included first" % MOST_LISTED)

    def add_options(self, text):
        """The definitions and headers among the options of Microsoft's compiler."""
        add = {"D": self.add_define, "I": self.add_folder, "FI": self.add_forced}
        for option, value in OPTION.findall(text):
            add[option](value.strip('"'))

    def defines_of(self, source):
        """The defines of one source, with its own name in those that have the name of the source."""
        project = self.library_of.get(source, self)
        own, inherits = project.own_macros.get(source, ({}, True))
        return [for_source(define, source) for define in {**(project.macros if inherits else {}), **own}.values()]

    def take_in(self, library):
        """The sources of a library become the driver's."""
        if len(self.sources) + len(library.sources) > MOST_NAMES:
            raise Unfit("has more than %d sources with those of its libraries" % MOST_NAMES)
        for source in library.sources:
            if source not in self.sources:
                self.sources.append(source)
                self.library_of[source] = library
        self.folders += [one for one in library.folders if one not in self.folders]
        self.lost += library.lost
        for row in library.unread:
            self.leave(*row)
        for name, why in library.refused:
            self.refuse(name, why)

    def add_libraries(self, loaded):
        """Takes in the sources of the libraries that the driver is linked with. loaded: path -> project."""

    def add_define(self, word):
        self.define(word, self.macros)

    def define(self, word, macros):
        """Adds a definition to those that macros has by their names."""
        word = word.strip()
        name = re.match(r"[A-Za-z_]\w*", word)
        # A definition for another tool has no name, or a quote that none closes.
        if not name or word.count('"') % 2 or "$(" in word:
            return
        if len(word) > MOST_DEFINE:
            raise Unfit("has a definition of more than %d letters" % MOST_DEFINE)
        if not words.is_define(word):
            self.refuse(word, "is no definition of a macro")
            return
        macros.pop(name.group(), None)
        macros[name.group()] = words.one_word(word)
        if len(macros) > MOST_NAMES:
            raise Unfit("has more than %d definitions" % MOST_NAMES)

    def check_defines(self):
        if max(sum(map(len, macros.values())) for macros in
               [self.macros, *(own for own, _ in self.own_macros.values())]) > MOST_DEFINES:
            raise Unfit("has definitions of more than %d letters" % MOST_DEFINES)


class Unread(Project):
    """A project that is not read, and why."""

    def __init__(self, path, tree, why):
        super().__init__(path, os.path.basename(path), tree)
        self.driver = False
        self.makes = "nothing: its file " + why
        self.why = why


def loaded_as(kind, path, tree):
    """The project of a file that has this kind, which may be one that cannot be read."""
    try:
        return kind(path, tree)
    except Unfit as unfit:
        return Unread(path, tree, str(unfit))


def for_source(text, source):
    """The metadata of a source in the text of an item: %(Filename) is its name without the suffix."""
    name, suffix = os.path.splitext(os.path.basename(source))
    return re.sub(r"%\((filename|extension)\)", lambda match: name if match.group(1).lower() == "filename" else suffix,
                  text, flags=re.I)


def bounded(text):
    if len(text) > MOST_LETTERS:
        raise Unfit("has a text of more than %d letters" % MOST_LETTERS)
    return text


def split(text):
    return [word.strip() for word in text.replace("\n", ";").split(";")
            if word.strip() and not word.strip().startswith("%(")]


def name_of(folder):
    """The name of a driver whose project does not tell it."""
    name = os.path.basename(folder)
    while os.path.basename(folder).lower() in NO_NAMES:
        folder = os.path.dirname(folder)
    return os.path.basename(folder) or name
