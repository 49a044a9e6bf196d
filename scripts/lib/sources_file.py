# SPDX-License-Identifier: GPL-2.0
"""Reads a `sources` file of the older build command."""

import os
import re

from . import msbuild
from .limits import Unfit
from .project_base import MOST_LETTERS, SUFFIXES, Project, name_of, read, split


class Sources(Project):
    """A `sources` file: NAME=VALUE lines, of which a backslash continues one."""

    def __init__(self, path, tree):
        super().__init__(path, name_of(os.path.dirname(os.path.abspath(path))), tree)
        values = {"o": "", "_nt_target_version": "0x0A00"}
        text = re.sub(r"\\[ \t]*\r?\n", " ", read(path))
        for line in text.splitlines():
            match = re.match(r"\s*(\w+)\s*=(.*)", line.split("#")[0])
            if match and not line.lstrip().startswith("!"):
                key = match.group(1).lower()
                value = match.group(2)
                named = re.findall(r"\$\((\w+)\)", value)
                if len(value) + sum(len(values.get(name.lower(), "")) for name in named) > MOST_LETTERS:
                    raise Unfit("has a value of more than %d letters" % MOST_LETTERS)
                values[key] = re.sub(r"\$\((\w+)\)", lambda inner: values.get(inner.group(1).lower(), ""), value).strip()
        self.name = self.module = values.get("targetname") or self.name
        self.driver = values.get("targettype", "driver").lower() in ("driver", "driver_library", "miniport",
                                                                   "export_driver", "gdi_driver", "")
        self.makes = "" if self.driver else "a " + values["targettype"].lower()
        for name in re.split(r"\s+", values.get("sources", "") + " " + values.get("amd64_sources", "")):
            if name.lower().endswith(SUFFIXES):
                self.add_source(name)
        for word in re.findall(r"[-/]D\s*(\S+)", values.get("c_defines", "") + " " + values.get("user_c_flags", "")):
            self.add_define(word)
        for word in re.split(r"[;\s]+", values.get("includes", "")):
            if word:
                self.add_folder(word)
        for entry in sorted(os.listdir(self.folder)):
            if entry.lower().endswith(".vcproj"):
                self.add_old(entry)
        self.check_defines()

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
