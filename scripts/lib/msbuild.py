# SPDX-License-Identifier: GPL-2.0
"""Reads a .vcxproj: the sources, definitions and folders of headers of its 64-bit release build."""

import os
import re
import xml.etree.ElementTree

from . import wildcards
from .limits import Unfit
from .project_base import (MOST_LETTERS, MOST_LISTED, MOST_NAMES, SUFFIXES, Project, above, bounded, find, inside, loaded_as, read,
                           split)

PLATFORM = "x64"
CONFIGURATION = "Release"
# A project, or the template from which the driver's own build makes it.
BUILD = (".vcxproj", ".vcxproj.in")
# The version of KMDF that a project gets which names none.
KMDF_VERSION = ("1", "15")
# What a project makes, by its ConfigurationType.
PROGRAM = "a program"
MAKES = {"application": PROGRAM, "staticlibrary": "a library", "utility": "a package", "makefile": "what a command of its own builds"}
# What the projects of Microsoft's that share the tools github.com/microsoft/undocked make: ConfigurationType and DriverType
# by UndockedType. The tools are a submodule, which is not in every working tree.
UNDOCKED = {"sys": ("Driver", "KMDF"), "drvlib": ("StaticLibrary", "KMDF"), "lib": ("StaticLibrary", ""),
            "exe": ("Application", ""), "dll": ("DynamicLibrary", ""), "none": ("Utility", "")}
# Items from which Microsoft's tools make an object or a header.
NOT_BUILT = {"masm": "a source for the assembler", "marmasm": "a source for the assembler", "nasm": "a source for the assembler",
             "custombuild": "a file that a command reads", "messagecompile": "a source for the message compiler",
             "midl": "a source for the IDL compiler", "ctrpp": "a list of counters"}
# Settings that are read for the whole project only.
OF_ONE_SOURCE = {"ForcedIncludeFiles", "UndefinePreprocessorDefinitions", "AdditionalOptions"}
# The tools whose settings are read, and which of them: of the compiler all.
SETTINGS = {"ClCompile": None, "Link": ("AdditionalDependencies",)}
# Of a definition: a function of properties, and metadata that is no name of a file.
OF_A_BUILD = re.compile(r"\$\(|%\((?!filename\)|extension\))\w+\)", re.I)
PROPERTY = re.compile(r"\$\(([\w.]+)\)")
# Properties of Microsoft's own tools. What they name is no driver's.
OF_TOOLS = {"vctargetspath", "userrootdir", "msbuildextensionspath", "msbuildextensionspath32", "msbuildtoolspath", "msbuildbinpath",
            "wdkcontentroot", "localappdata", "vcinstalldir", "windowssdkdir", "msbuildprogramfiles32", "devenvdir"}
# Files that are imported once more, or in a circle.
DEEPEST_IMPORT = 8
MOST_IMPORTS = 256
# Of elements and of parentheses within each other.
DEEPEST = 64
# The path of a project in a solution.
IN_SOLUTION = re.compile(r'^Project\("[^"\n]{1,64}"\) = "[^"\n]{0,256}", "([^"\n]{1,1024})"', re.M)
# The parts of a condition.
PART = re.compile(r"'[^']*'|==|!=|[()!]|[^\s'()!=]+|\S")


class Build(Project):
    """A .vcxproj and the files of its repository that it imports."""

    def __init__(self, path, tree):
        super().__init__(path, re.sub(r"\.vcxproj(\.in)?$", "", os.path.basename(path), flags=re.I), tree)
        # (element, folder of its file) of the groups of definitions and items.
        self.groups = []
        self.settings = {}
        # The projects that this one builds on.
        self.references = []
        self.seen = set()
        self.properties = {
            "configuration": CONFIGURATION, "platform": PLATFORM, "platformtarget": PLATFORM,
            "projectdir": self.folder + "/", "msbuildprojectdirectory": self.folder,
            "projectname": self.name, "msbuildprojectname": self.name, "targetname": self.name,
            "solutiondir": (above(self.folder, is_solution, tree) or self.folder) + "/",
            "visualstudioversion": "17.0"}
        xml_tree = self.parse(path)
        self.choose_configuration(xml_tree)
        props = above(self.folder, lambda name: name == "Directory.Build.props", tree)
        if props:
            self.read(os.path.join(props, "Directory.Build.props"), 0)
        self.read(path, 0)
        self.take_undocked()
        # Functions of properties are not known.
        self.module = "" if re.search(r"@|\$\(", self.properties["targetname"]) else self.properties["targetname"]
        # What is left of a name whose properties are not known.
        self.module = self.module.strip("-_. ") or self.name
        # A driver of a project without the WDK's settings.
        native = any(one.tag == "SubSystem" and (one.text or "").strip().lower() == "native" for one in xml_tree.iter())
        self.makes = "" if native else self.kind()
        self.driver = not self.makes
        self.finish()

    def kind(self):
        """What the project makes if it is no driver of the kernel, else nothing."""
        kind = self.properties.get("configurationtype", "")
        toolset = self.properties.get("platformtoolset", "").lower()
        driver = self.properties.get("drivertype", "").lower()
        if driver == "umdf" or "usermode" in toolset:
            return "a driver of user mode"
        if kind.lower() == "driver":
            return ""
        if kind.lower() in MAKES:
            return MAKES[kind.lower()]
        return "" if "kernelmode" in toolset or driver not in ("", "package") else PROGRAM

    def take_undocked(self):
        """What the project makes by the tools of `undocked`, if these are not there to set it."""
        kind, driver = UNDOCKED.get(self.properties.get("undockedtype", "").lower(), ("", ""))
        if kind and not self.properties.get("configurationtype"):
            self.properties["configurationtype"] = kind
            self.properties.setdefault("drivertype", driver)

    @staticmethod
    def parse(path):
        text = read(path)
        # Its entities could make any amount of text. No project has one.
        if "<!DOCTYPE" in text:
            raise Unfit("has a document type")
        try:
            tree = xml.etree.ElementTree.fromstring(re.sub(r"^\s*<\?xml.*?\?>", "", text))
        except (ValueError, xml.etree.ElementTree.ParseError):
            raise Unfit("is no XML") from None
        for element in tree.iter():
            element.tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        return tree

    def choose_configuration(self, tree):
        """The 64-bit release of those that the project has; of several, that for the newest Windows."""
        found = [element.get("Include", "")[:MOST_LISTED] for element in tree.iter("ProjectConfiguration")]
        def order(name):
            configuration, _, platform = name.lower().partition("|")
            return (platform != PLATFORM, "release" not in configuration, configuration != "release",
                    -version_in(configuration), len(name))
        if found:
            configuration, _, platform = sorted(found, key=order)[0].partition("|")
            self.properties["configuration"] = configuration
            self.properties["platform"] = platform

    def expand(self, text):
        for _ in range(8):
            left = MOST_LETTERS - len(text)
            def value(match):
                nonlocal left
                found = self.properties.get(match.group(1).lower(), "")
                left -= len(found)
                if left < 0:
                    raise Unfit("has a text of more than %d letters" % MOST_LETTERS)
                return found
            text, count = PROPERTY.subn(value, text)
            if not count:
                break
        return bounded(text)

    def true(self, condition):
        """Whether a condition holds. What this does not know holds."""
        holds = not condition or Condition(self, self.expand(condition)).either()
        if holds is None:
            self.leave(condition, "is a condition that is not known, and taken to hold")
        return holds is not False

    def read(self, path, depth):
        path = os.path.abspath(path)
        if path in self.seen or depth >= DEEPEST_IMPORT:
            return
        self.seen.add(path)
        if len(self.seen) > MOST_IMPORTS:
            raise Unfit("imports more than %d files" % MOST_IMPORTS)
        try:
            tree = self.parse(path)
        except Unfit as unfit:
            self.refuse(os.path.relpath(path, self.folder), str(unfit))
            return
        self.elements(tree, os.path.dirname(path), depth, 0)

    def elements(self, tree, here, depth, level):
        if level > DEEPEST:
            raise Unfit("has elements more than %d deep" % DEEPEST)
        for element in tree:
            self.enter(here)
            # Definitions and items see the last values of all properties.
            if element.tag in ("ItemDefinitionGroup", "ItemGroup"):
                self.groups.append((element, here))
            elif self.true(element.get("Condition")):
                self.element(element, here, depth, level)

    def enter(self, here):
        """What follows is of a file in the folder here."""
        self.properties["msbuildthisfiledirectory"] = here + "/"

    def element(self, element, here, depth, level):
        if element.tag == "PropertyGroup":
            for one in element:
                # Those of the build command: no project sets them.
                if one.tag.lower() not in ("configuration", "platform") and self.true(one.get("Condition")):
                    self.properties[one.tag.lower()] = self.expand(one.text or "").strip()
        elif element.tag == "Import":
            self.take_import(element.get("Project", ""), here, depth)
        elif element.tag == "ImportGroup":
            self.elements(element, here, depth, level + 1)
        elif element.tag == "Choose":
            # The first branch whose condition holds.
            branch = next((one for one in element if one.tag == "Otherwise" or
                           one.tag == "When" and self.true(one.get("Condition"))), ())
            self.elements(branch, here, depth, level + 1)
        elif element.tag == "Target" and any(one.tag == "Exec" for one in element):
            self.leave("the target " + element.get("Name", ""), "runs commands")

    def take_import(self, text, here, depth):
        """An import."""
        named = [name.lower() for name in PROPERTY.findall(text)]
        name = self.expand(text)
        found = find(here, name)
        if found and not os.path.isdir(found):
            self.read(found, depth + 1)
        elif not OF_TOOLS.intersection(named) and text.strip():
            self.leave(text, "is imported, and has a property that no file sets" if set(named) - self.properties.keys() else
                       "is imported, and not there")

    def finish(self):
        items = []
        for group, here in self.groups:
            self.enter(here)
            if not self.true(group.get("Condition")):
                continue
            for one in group:
                if not self.true(one.get("Condition")):
                    continue
                if group.tag == "ItemGroup":
                    items.append((one, here))
                elif one.tag in SETTINGS:
                    self.setting(one)
                elif one.tag == "PreBuildEvent" and any((each.text or "").strip() for each in one if each.tag == "Command"):
                    self.leave("PreBuildEvent", "runs a command before the build")
        for one, here in items:
            self.enter(here)
            self.item(one)
        # A driver of the kernel has these without the setting.
        unicode = self.makes and self.properties.get("characterset", "").lower() == "unicode"
        for word in ["UNICODE", "_UNICODE"] if unicode else []:
            self.add_define(word)
        for word in self.kmdf_version():
            self.add_define(word)
        for word in split(self.settings.get("PreprocessorDefinitions", "")):
            self.add_define(word)
        for word in split(";".join([self.settings.get("AdditionalIncludeDirectories", ""), self.properties.get("includepath", ""),
                                    self.properties.get("externalincludepath", "")])):
            self.add_folder(word)
        for word in split(self.settings.get("ForcedIncludeFiles", "")):
            self.add_forced(word)
        self.add_options(self.settings.get("AdditionalOptions", ""))
        self.check_defines()

    def define(self, word, macros):
        """Adds a definition whose value is known. It may be a setting of the project's own."""
        word = re.sub(r"%\((\w+)\)", lambda found: self.settings.get(found.group(1), found.group()), word)
        if OF_A_BUILD.search(word):
            self.leave(word, "is a definition whose value only a build knows")
        else:
            super().define(word, macros)

    def kmdf_version(self):
        """The definitions that the WDK gives the sources of a KMDF driver."""
        if self.properties.get("drivertype", "").lower() != "kmdf":
            return
        for name, default in zip(("KMDF_VERSION_MAJOR", "KMDF_VERSION_MINOR"), KMDF_VERSION):
            yield "%s=%s" % (name, self.properties.get(name.lower()) or default)

    def setting(self, element):
        for one in element:
            if one.tag in (SETTINGS[element.tag] or (one.tag,)) and self.true(one.get("Condition")):
                before = self.settings.get(one.tag, "")
                text = self.expand(one.text or "")
                mark = "%%(%s)" % one.tag
                if len(text) + text.count(mark) * len(before) > MOST_LETTERS:
                    raise Unfit("has a text of more than %d letters" % MOST_LETTERS)
                self.settings[one.tag] = text.replace(mark, before)

    def item(self, element):
        if element.tag == "ProjectReference":
            self.references.append(find(self.folder, self.expand(element.get("Include", ""))))
        elif element.tag == "ClCompile":
            self.compile(element)
        elif element.tag.lower() in NOT_BUILT:
            for name in self.names(element, "Include"):
                self.leave(name, "is %s, which is not built here" % NOT_BUILT[element.tag.lower()])

    def names(self, element, attribute):
        return split(self.expand(element.get(attribute, "")).replace("\\", "/"))

    def files(self, element, attribute):
        """The paths of the files that an item means. A name without a pattern need not be there."""
        for name in self.names(element, attribute):
            if "@(" in name:
                self.leave(name, "is a list that a build makes")
            elif wildcards.is_pattern(name):
                yield from wildcards.matching(self.folder, name)
            else:
                yield find(self.folder, name) or name

    def compile(self, element):
        metadata = [one for one in element if self.true(one.get("Condition"))]
        left_out = any(one.tag == "ExcludedFromBuild" and self.expand(one.text or "").strip().lower() == "true" for one in metadata)
        gone = {os.path.normpath(path) for attribute in ("Exclude", "Remove") for path in self.files(element, attribute)}
        if element.get("Remove"):
            self.sources = [source for source in self.sources if os.path.normpath(source) not in gone]
        for path in self.files(element, "Update"):
            if left_out and path in self.sources:
                self.sources.remove(path)
            self.read_metadata(path, metadata)
        for path in self.files(element, "Include") if not left_out else ():
            if os.path.normpath(path) in gone:
                continue
            if path.lower().endswith(SUFFIXES):
                self.add_source(path)
                self.read_metadata(path, metadata)
            else:
                self.leave(path, "has no suffix of C or C++")

    def read_metadata(self, source, metadata):
        """What an item sets for this source alone."""
        for one in metadata:
            text = self.expand(one.text or "")
            if one.tag == "PreprocessorDefinitions":
                own = {}
                for word in split(text):
                    self.define(word, own)
                self.own_macros[source] = own, "%(preprocessordefinitions)" in text.lower()
            elif one.tag == "AdditionalIncludeDirectories":
                for word in split(text):
                    self.add_folder(word)
            elif one.tag in OF_ONE_SOURCE or one.tag == "CompileAs" and "Default" not in text:
                self.leave("%s of %s" % (one.tag, os.path.relpath(source, self.folder) if os.path.isabs(source) else source),
                           "is set for this source alone")

    def solutions(self):
        """The paths of the projects in the solutions of the nearest folder that has any."""
        folder = above(self.folder, is_solution, self.tree)
        for solution in filter(is_solution, sorted(os.listdir(folder)) if folder else []):
            try:
                text = read(os.path.join(folder, solution))
            except Unfit as unfit:
                self.refuse(solution, str(unfit))
                continue
            for name in IN_SOLUTION.findall(text):
                path = find(folder, name)
                if path and inside(path, self.tree):
                    yield path

    def add_libraries(self, loaded):
        names = [os.path.basename(name.replace("\\", "/"))
                 for name in split(self.settings.get("AdditionalDependencies", ""))]
        linked = {name.lower(): name for name in names}
        for path in dict.fromkeys([*filter(None, self.references), *self.solutions()]):
            if not path.lower().endswith(BUILD) or len(loaded) > MOST_LISTED:
                continue
            key = os.path.realpath(path)
            if key not in loaded:
                loaded[key] = loaded_as(Build, path, self.tree)
            library = loaded[key]
            if library.makes != MAKES["staticlibrary"] or \
                    path not in self.references and library.module.lower() + ".lib" not in linked:
                continue
            linked.pop(library.module.lower() + ".lib", None)
            self.take_in(library)
        self.unmade = sorted(linked.values())


class Condition:
    """A condition of MSBuild whose properties are expanded. A part that this does not know holds."""

    def __init__(self, project, text):
        self.project = project
        self.parts = PART.findall(text)
        self.at = 0
        self.depth = 0

    def word(self):
        return self.parts[self.at].lower() if self.at < len(self.parts) else ""

    def take(self):
        self.at += 1
        return self.parts[self.at - 1] if self.at <= len(self.parts) else ""

    def either(self):
        """True, False, or None if it is not known."""
        found = [self.both()]
        while self.word() == "or":
            self.take()
            found.append(self.both())
        return True if True in found else None if None in found else False

    def both(self):
        found = [self.one()]
        while self.at < len(self.parts) and self.word() not in ("or", ")"):
            if self.word() == "and":
                self.take()
                found.append(self.one())
            else:
                # Something else stands behind an operand.
                self.one()
                found[-1] = None
        return False if False in found else None if None in found else True

    def one(self):
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unfit("has a condition with parentheses more than %d deep" % DEEPEST)
        try:
            if self.word() == "!":
                self.take()
                found = self.one()
                return None if found is None else not found
            if self.word() == "(":
                self.take()
                found = self.either()
                if self.word() == ")":
                    self.take()
                return found
            return self.comparison()
        finally:
            self.depth -= 1

    def comparison(self):
        # A property that is not set leaves nothing.
        left = self.take() if self.word() not in ("==", "!=") else ""
        if self.word() == "(" and left.lower() in ("exists", "hastrailingslash"):
            self.take()
            name = self.take().strip("'")
            if self.word() != ")":
                return None
            self.take()
            if left.lower() == "exists":
                return bool(find(self.project.folder, name))
            return name.endswith(("/", "\\"))
        if self.word() in ("==", "!="):
            equal = self.take() == "=="
            right = self.take() if self.word() not in ("", "and", "or", ")") else ""
            return (left.strip("'").strip().lower() == right.strip("'").strip().lower()) == equal
        return {"true": True, "false": False}.get(left.strip("'").lower())


def version_in(configuration):
    """The version of Windows that the name of a configuration has, or 0. Older names have words for it."""
    match = re.search(r"(?:windows|win)[ _-]?(xp|vista|blue|\d+(?:\.\d+)?)\b|\b(xp|vista)\b", configuration)
    word = match.group(1) or match.group(2) if match else "0"
    return {"xp": 5.1, "vista": 6.0, "blue": 8.1}.get(word) or float(word)


def is_solution(name):
    return name.lower().endswith(".sln")
