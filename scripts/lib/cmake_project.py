# SPDX-License-Identifier: GPL-2.0
"""Makes projects of the targets of a CMakeLists.txt."""

import os
import re

from . import cmake
from .project_base import SUFFIXES, Project, find, inside

NAME = "cmakelists.txt"
# Of the release build: $<$<CONFIG:...>:...> and those that stand for their text.
CONFIGURATION = re.compile(r"\$<\$<(NOT:\$<)?CONFIG:(\w+)>>?:([^<>]*)>")
TEXT = re.compile(r"\$<(?:BUILD_INTERFACE|\$<COMPILE_LANGUAGE:(?:C|CXX|C,CXX)>|1):([^<>]*)>")
MAKES = {"driver": "", "library": "a library", "program": "a program"}


def plain(text):
    """A text without its generator expressions, or None if it has one that is not known."""
    text = CONFIGURATION.sub(lambda found: found.group(3) if (found.group(2).lower() == "release") != bool(found.group(1)) else "", text)
    text = TEXT.sub(r"\1", text)
    return None if "$<" in text else text


class CMake(Project):
    """A target of a CMakeLists.txt."""

    def __init__(self, target, script, tree):
        super().__init__(target.path, target.properties.get("OUTPUT_NAME") or target.name, tree)
        self.target = target
        self.script = script
        self.makes = MAKES["driver" if self.is_driver() else target.kind]
        self.driver = not self.makes
        for folder, name, why in script.unread:
            self.leave(os.path.normpath(os.path.join(folder, name)) if "(" not in name else name, why)
        for here, name in self.rows("sources"):
            if name.lower().endswith(SUFFIXES):
                self.add_source(os.path.join(here, name))
            elif not name.lower().endswith((".h", ".hpp", ".hh", ".inf", ".inx", ".rc", ".def", ".txt", ".md", ".manifest")):
                self.leave(name, "has no suffix of C or C++")
        self.take_options("own", target)
        self.check_defines()

    def is_driver(self):
        links = {re.sub(r"^wdk::|\.lib$", "", name.lower()) for _, name in self.target.own["links"]}
        return self.target.kind == "driver" or self.target.kind == "program" and "ntoskrnl" in links

    def rows(self, key, whose="own", target=None):
        """(folder, text) of what a target has of one kind. A list is several."""
        for here, text in getattr(target or self.target, whose)[key]:
            found = plain(text)
            if found is None:
                self.leave(text, "is an expression of the generator that is not known")
            for part in (found or "").split(";"):
                if part:
                    yield here, part

    def take_options(self, whose, target):
        for here, name in self.rows("folders", whose, target):
            self.add_folder(os.path.join(here, name))
        for _, word in self.rows("defines", whose, target):
            self.add_define(re.sub(r"^[-/]D", "", word))
        left = self.rows("options", whose, target)
        for here, word in left:
            header = re.match(r"[-/](?:FI|include\b)(.*)", word)
            if header:
                name = header.group(1).strip() or next(left, ("", ""))[1]
                self.add_forced(os.path.relpath(find(here, name), self.folder) if find(here, name) else name)
            elif re.match(r"[-/]D.", word):
                self.add_define(word[2:])
            elif re.match(r"[-/]I.", word):
                self.add_folder(os.path.join(here, word[2:]))

    def linked(self):
        """The targets of the script that this one links, and those that they link."""
        todo, found = [self.target], []
        while todo:
            target = todo.pop()
            for _, name in target.own["links"] + target.others["links"]:
                other = self.script.targets.get(name)
                if other and other is not self.target and other not in found:
                    found.append(other)
                    todo.append(other)
        return found

    def add_libraries(self, loaded):
        for target in self.linked():
            library = CMake(target, self.script, self.tree)
            self.take_options("others", target)
            self.take_in(library)
        self.check_defines()


def highest(path, tree):
    """The CMakeLists.txt of the working tree that may lead to this one."""
    folder, found = os.path.dirname(path), path
    while inside(os.path.dirname(folder), tree) and os.path.dirname(folder) != folder:
        folder = os.path.dirname(folder)
        found = find(folder, "CMakeLists.txt") or found
    return found


def projects(paths, tree):
    """The projects of some CMakeLists.txt, each once."""
    seen, found = set(), []
    for path in sorted(paths, key=lambda path: (path.count("/"), path)):
        if os.path.realpath(path) in seen:
            continue
        script = whole(path, tree)
        seen.update(script.files)
        below = os.path.dirname(path)
        found += [CMake(target, script, tree) for target in script.targets.values() if inside(target.folder, below)]
    return found


def whole(path, tree):
    """The script that reads this file, from the highest folder that leads to it."""
    for start in dict.fromkeys([highest(path, tree), path]):
        script = cmake.Script(tree)
        script.folder(start)
        if os.path.realpath(path) in script.files:
            break
    return script
