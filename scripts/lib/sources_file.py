# SPDX-License-Identifier: GPL-2.0
"""Reads a `sources` file of the older build command."""

import os
import re

from . import msbuild
from .limits import Unfit
from .project_base import MOST_LETTERS, MOST_LISTED, SUFFIXES, Project, find, loaded_as, name_of, read, split

DRIVERS = ("driver", "driver_library", "miniport", "export_driver", "gdi_driver", "")
LIBRARIES = ("library", "driver_library")
# What the build command sets for the 64-bit release.
VALUES = {"o": "", "_nt_target_version": "0x0A00", "freebuild": "1", "amd64": "1", "_buildarch": "AMD64",
          "target_directory": "amd64", "build_default_targets": "-amd64"}
# Folders of Microsoft's own tools: what is in them is no driver's.
OF_TOOLS = {"ntmakeenv", "basedir", "ddk_inc_path", "sdk_inc_path", "ddk_lib_path", "sdk_lib_path", "crt_inc_path", "ifskit_inc_path",
            "ifskit_lib_path", "wdm_inc_path", "kmdf_inc_path", "kmdf_lib_path", "kmdf_ver_path", "wpp_config_path", "wdf_version", "nt_root",
            "sdxroot", "ddkroot", "inc_path", "lib_path", "project_root", "objpath"}
MACRO = re.compile(r"\$\((\w+)\)")
DIRECTIVE = re.compile(r"[ \t]*![ \t]*(\w+)[ \t]*(.*)")
SETTING = re.compile(r"\s*(\w+)\s*=(.*)")
# Of files that include each other, and of conditions within each other.
DEEPEST = 64


class Sources(Project):
    """A `sources` file: NAME=VALUE lines, of which a backslash continues one, and directives of nmake."""

    def __init__(self, path, tree):
        super().__init__(path, name_of(os.path.dirname(os.path.abspath(path))), tree)
        self.values = dict(VALUES)
        self.files = 0
        self.read(path, 0)
        values = self.values
        self.name = self.module = values.get("targetname") or self.name
        kind = values.get("targettype", "driver").lower()
        self.driver = kind in DRIVERS
        self.is_library = kind in LIBRARIES
        self.makes = "" if self.driver else msbuild.MAKES["staticlibrary"] if self.is_library else "a " + kind
        for name in re.split(r"\s+", values.get("sources", "") + " " + values.get("amd64_sources", "")):
            if name.lower().endswith(SUFFIXES):
                self.add_source(name)
            elif name and not name.lower().endswith(".rc"):
                self.leave(name, "has no suffix of C or C++")
        self.add_options(values.get("c_defines", "") + " " + values.get("user_c_flags", ""))
        for word in re.split(r"[;\s]+", values.get("includes", "") + ";" + values.get("user_includes", "")):
            if word:
                self.add_folder(word)
        for entry in sorted(os.listdir(self.folder)):
            if entry.lower().endswith(".vcproj"):
                self.add_old(entry)
        self.check_defines()

    # ---- the file

    def read(self, path, depth):
        self.files += 1
        if depth > DEEPEST or self.files > MOST_LISTED:
            raise Unfit("includes more than %d files, or more than %d within each other" % (MOST_LISTED, DEEPEST))
        # Of each condition around a line: whether it holds, and whether a branch before it did.
        around = []
        for line in re.sub(r"\\[ \t]*\r?\n", " ", read(path)).splitlines():
            line = line.split("#")[0]
            directive = DIRECTIVE.match(line)
            if directive:
                self.directive(directive.group(1).lower(), directive.group(2).strip(), around, depth)
            elif all(holds for holds, _ in around):
                self.set(line)

    def set(self, line):
        match = SETTING.match(line)
        if match:
            self.values[match.group(1).lower()] = self.expand(match.group(2)).strip()

    def expand(self, text):
        left = MOST_LETTERS - len(text)

        def value(match):
            nonlocal left
            found = self.values.get(match.group(1).lower(), "")
            left -= len(found)
            if left < 0:
                raise Unfit("has a value of more than %d letters" % MOST_LETTERS)
            return found
        return MACRO.sub(value, text)

    def directive(self, word, text, around, depth):
        is_read = all(holds for holds, _ in around)
        if word in ("if", "ifdef", "ifndef"):
            if len(around) >= DEEPEST:
                raise Unfit("has conditions more than %d deep" % DEEPEST)
            holds = is_read and self.holds(word, text)
            around.append((holds, holds))
        elif word in ("else", "elseif", "elif", "elseifdef", "elseifndef") and around:
            _, before = around.pop()
            nested = text.split(None, 1) if word == "else" and text else [word.removeprefix("else") or "else", text]
            outside = all(holds for holds, _ in around)
            kind = {"elif": "if"}.get(nested[0].lower(), nested[0].lower())
            holds = outside and not before and (kind == "else" or self.holds(kind, nested[-1]))
            around.append((holds, before or holds))
        elif word == "endif" and around:
            around.pop()
        elif word == "include" and is_read:
            self.include(text, depth)
        elif word == "undef" and is_read:
            self.values.pop(text.lower(), None)

    def include(self, text, depth):
        name = self.expand(text).strip().strip('"<>')
        found = find(self.folder, name)
        if found and not os.path.isdir(found):
            self.read(found, depth + 1)
        elif not OF_TOOLS.intersection(named.lower() for named in MACRO.findall(text)):
            self.leave(text, "is included, and not there")

    def holds(self, word, text):
        """Whether a condition holds. One that is not known holds, and is named."""
        if word != "if":
            return (text.lower() in self.values) == (word == "ifdef")
        found = self.either(text)
        if found is None:
            self.leave("!if " + text, "is a condition that is not known, and taken to hold")
        return found is not False

    def either(self, text):
        found = [self.both(part) for part in text.split("||")]
        return True if True in found else None if None in found else False

    def both(self, text):
        found = [self.one(part.strip()) for part in text.split("&&")]
        return False if False in found else None if None in found else True

    def one(self, text):
        if text.startswith("!") and not text.startswith("!="):
            found = self.one(text[1:].strip())
            return None if found is None else not found
        call = re.fullmatch(r"(?i)(defined|exist)\s*\(([^()]*)\)", text)
        if call:
            name = self.expand(call.group(2)).strip().strip('"')
            return name.lower() in self.values if call.group(1).lower() == "defined" else bool(find(self.folder, name))
        compared = re.fullmatch(r"([^=!<>]*)([=!]=)(.*)", text)
        if compared and (re.search(r"\$\(\w+\)", compared.group(1)) or not re.search(r"[&|()]", compared.group(1))):
            left, right = (self.expand(part).strip().strip('"').lower() for part in compared.group(1, 3))
            return (left == right) == (compared.group(2) == "==")
        number = re.fullmatch(r"\d{1,9}", self.expand(text).strip())
        return int(number.group()) != 0 if number else None

    # ---- libraries

    def library_files(self):
        """(name, `sources` file or None) of each library of the linker's that is no kit's."""
        for word in self.values.get("targetlibs", "").split():
            folder = os.path.dirname(word.replace("\\", "/"))
            path = None
            while folder and not path and folder != os.path.dirname(folder):
                path = find(self.folder, folder + "/sources")
                folder = os.path.dirname(folder)
            yield os.path.basename(word.replace("\\", "/")), path

    def add_libraries(self, loaded):
        for name, path in self.library_files():
            key = os.path.realpath(path) if path else None
            if key and key not in loaded and len(loaded) <= MOST_LISTED:
                loaded[key] = loaded_as(Sources, path, self.tree)
            library = loaded.get(key)
            if not getattr(library, "is_library", False) or library is self:
                self.unmade.append(name)
                continue
            self.take_in(library)

    def add_old(self, name):
        """The defines of a .vcproj that calls the older build command."""
        try:
            tree = msbuild.Build.parse(os.path.join(self.folder, name))
        except Unfit as unfit:
            self.refuse(name, str(unfit))
            return
        for element in tree.iter("Configuration"):
            if "release" in element.get("Name", "").lower():
                for tool in element.iter("Tool"):
                    for word in split(tool.get("PreprocessorDefinitions", "")):
                        self.add_define(word)
