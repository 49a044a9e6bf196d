# SPDX-License-Identifier: GPL-2.0
"""Reads the project of a Windows driver: a .vcxproj, a `sources` file of the older build command, or
a folder with neither. Tells the sources, defines and include folders of its 64-bit release build."""

import os
import re
import xml.etree.ElementTree

PLATFORM = "x64"
CONFIGURATION = "Release"
# A project, or the template from which the driver's own build makes it.
BUILD = (".vcxproj", ".vcxproj.in")
# A folder with such a name does not name its driver.
NO_NAMES = {"src", "source", "sources", "sys", "driver", "drv", "kernel", "km", "code"}
SUFFIXES = (".c", ".cpp", ".cc", ".cxx")
# What a project makes, by its ConfigurationType.
MAKES = {"application": "a program", "staticlibrary": "a library", "utility": "a package", "makefile": "other files"}
# Files that are imported once more, or in a circle.
DEEPEST_IMPORT = 8
OPERAND = r"'([^']*)'|([\w.$()|-]+)"
COMPARISON = re.compile(r"(?:%s)\s*(==|!=)\s*(?:%s)" % (OPERAND, OPERAND))
EXISTS = re.compile(r"(!?)\s*Exists\(\s*'([^']*)'\s*\)", re.I)
HAS_SLASH = re.compile(r"(!?)\s*HasTrailingSlash\(\s*'([^']*)'\s*\)", re.I)


def read(path):
    with open(path, "rb") as opened:
        data = opened.read()
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    return data.decode("utf-8-sig", errors="replace")


def find(folder, name):
    """The path of name in folder, in any case and with any slashes; None if there is none."""
    current = folder
    for part in name.replace("\\", "/").split("/"):
        if part in ("", "."):
            continue
        if part == "..":
            current = os.path.dirname(os.path.abspath(current))
            continue
        exact = os.path.join(current, part)
        if not os.path.exists(exact):
            try:
                same = [entry for entry in os.listdir(current) if entry.lower() == part.lower()]
            except OSError:
                return None
            if not same:
                return None
            exact = os.path.join(current, sorted(same)[0])
        current = exact
    return current if os.path.exists(current) else None


def above(folder, wanted):
    """The nearest folder, from this one upwards, that has a file which wanted() accepts."""
    while True:
        try:
            if any(wanted(name) for name in os.listdir(folder)):
                return folder
        except OSError:
            return None
        up = os.path.dirname(folder)
        if up == folder:
            return None
        folder = up


class Project:
    def __init__(self, path, name):
        self.path = path
        self.folder = os.path.dirname(os.path.abspath(path))
        self.name = name
        self.sources = []
        self.defines = []
        self.folders = []
        self.forced = []
        # What the project names and the disk lacks.
        self.lost = []
        self.driver = True
        # What it makes instead of a driver.
        self.makes = ""
        # The name of the file that it makes.
        self.module = name

    def add_source(self, name):
        found = find(self.folder, name)
        if not found:
            self.lost.append(name.replace("\\", "/"))
        elif found not in self.sources:
            self.sources.append(found)

    def add_folder(self, name):
        found = find(self.folder, name) if not os.path.isabs(name) else find("/", name)
        if found and os.path.isdir(found) and found not in self.folders:
            self.folders.append(found)

    def defines_of(self, source):
        """The defines of one source, with its own name in those that have the name of the source."""
        return [for_source(define, source) for define in self.defines]

    def add_define(self, word):
        word = word.strip()
        name = re.match(r"[A-Za-z_]\w*", word)
        # A definition for another tool has no name, or a quote that none closes.
        if not name or word.count('"') % 2 or "$(" in word:
            return
        names = [re.match(r"\w+", define).group() for define in self.defines]
        if name.group() in names:
            del self.defines[names.index(name.group())]
        self.defines.append(word)


class Build(Project):
    """A .vcxproj and the files of its repository that it imports."""

    def __init__(self, path):
        super().__init__(path, re.sub(r"\.vcxproj(\.in)?$", "", os.path.basename(path), flags=re.I))
        self.items = []
        self.settings = {}
        self.seen = set()
        self.properties = {
            "configuration": CONFIGURATION, "platform": PLATFORM, "platformtarget": PLATFORM,
            "projectdir": self.folder + "/", "msbuildprojectdirectory": self.folder,
            "projectname": self.name, "msbuildprojectname": self.name, "targetname": self.name,
            "solutiondir": (above(self.folder, lambda name: name.endswith(".sln")) or self.folder) + "/",
            "visualstudioversion": "17.0"}
        tree = self.parse(path)
        if tree is None:
            self.driver = False
            self.makes = "nothing: its file is no XML"
            return
        self.choose_configuration(tree)
        props = above(self.folder, lambda name: name == "Directory.Build.props")
        if props:
            self.read(os.path.join(props, "Directory.Build.props"), 0)
        self.read(path, 0)
        self.module = self.properties["targetname"] if "@" not in self.properties["targetname"] else ""
        # What is left of a name whose properties are not known.
        self.module = self.module.strip("-_. ") or self.name
        # A driver of a project without the WDK's settings.
        native = any(one.tag == "SubSystem" and (one.text or "").strip().lower() == "native" for one in tree.iter())
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
        return "" if "kernelmode" in toolset or driver not in ("", "package") else "a program"

    @staticmethod
    def parse(path):
        try:
            tree = xml.etree.ElementTree.fromstring(re.sub(r"^\s*<\?xml.*?\?>", "", read(path)))
        except (OSError, xml.etree.ElementTree.ParseError):
            return None
        for element in tree.iter():
            element.tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        return tree

    def choose_configuration(self, tree):
        """The 64-bit release of those that the project has; of several, that for the newest Windows."""
        found = [element.get("Include", "") for element in tree.iter("ProjectConfiguration")]
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
            text, count = re.subn(r"\$\(([\w.]+)\)", lambda match: self.properties.get(match.group(1).lower(), ""), text)
            if not count:
                break
        return text

    def true(self, condition):
        """Whether a condition holds. The words that this does not know hold."""
        if not condition:
            return True
        text = self.expand(condition)
        text = EXISTS.sub(lambda match: str(bool(find(self.folder if not os.path.isabs(match.group(2)) else "/",
                                                      match.group(2))) != bool(match.group(1))), text)
        text = HAS_SLASH.sub(lambda match: str(match.group(2).endswith(("/", "\\")) != bool(match.group(1))), text)
        def compared(match):
            left = match.group(1) if match.group(1) is not None else match.group(2)
            right = match.group(4) if match.group(4) is not None else match.group(5)
            return str((left.strip().lower() == right.strip().lower()) == (match.group(3) == "=="))
        text = COMPARISON.sub(compared, text)
        for part in re.split(r"\bor\b", re.sub(r"[()]", " ", text), flags=re.I):
            words = [word.strip() for word in re.split(r"\band\b", part, flags=re.I)]
            if all(word not in ("False", "!True") for word in words):
                return True
        return False

    def read(self, path, depth):
        path = os.path.abspath(path)
        tree = self.parse(path) if (path not in self.seen and depth < DEEPEST_IMPORT) else None
        self.seen.add(path)
        if tree is None:
            return
        here = os.path.dirname(path)
        self.elements(tree, here, depth)

    def elements(self, tree, here, depth):
        for element in tree:
            self.properties["msbuildthisfiledirectory"] = here + "/"
            if not self.true(element.get("Condition")):
                continue
            if element.tag == "PropertyGroup":
                for one in element:
                    # Those of the build command: no project sets them.
                    if one.tag.lower() not in ("configuration", "platform") and self.true(one.get("Condition")):
                        self.properties[one.tag.lower()] = self.expand(one.text or "").strip()
            elif element.tag == "Import":
                name = self.expand(element.get("Project", ""))
                found = find("/" if name.startswith("/") else here, name)
                if found and os.path.isfile(found):
                    self.read(found, depth + 1)
            elif element.tag == "ItemDefinitionGroup":
                for one in element:
                    if one.tag == "ClCompile" and self.true(one.get("Condition")):
                        self.setting(one)
            elif element.tag == "ItemGroup":
                self.items += [(one, here) for one in element
                               if one.tag == "ClCompile" and self.true(one.get("Condition"))]
            elif element.tag in ("ImportGroup", "Choose", "When", "Otherwise"):
                self.elements(element, here, depth)

    def setting(self, element):
        for one in element:
            if self.true(one.get("Condition")):
                before = self.settings.get(one.tag, "")
                text = self.expand(one.text or "")
                self.settings[one.tag] = re.sub(r"%%\(%s\)" % one.tag, lambda _: before, text)

    def finish(self):
        for element, here in self.items:
            if any(self.true(one.get("Condition")) and (one.text or "").strip().lower() == "true"
                   for one in element if one.tag == "ExcludedFromBuild"):
                continue
            for name in split(self.expand(element.get("Include", "")).replace("\\", "/")):
                if not name.lower().endswith(SUFFIXES):
                    continue
                if "*" in name:
                    self.pattern(name)
                else:
                    self.add_source(name)
        for word in split(self.settings.get("PreprocessorDefinitions", "")):
            self.add_define(word)
        for word in split(self.settings.get("AdditionalIncludeDirectories", "")):
            self.add_folder(word)
        for word in split(self.settings.get("ForcedIncludeFiles", "")):
            self.forced.append(word.replace("\\", "/"))

    def pattern(self, name):
        folder = find(self.folder, os.path.dirname(name) or ".")
        for entry in sorted(os.listdir(folder)) if folder and os.path.isdir(folder) else []:
            if entry.lower().endswith(os.path.splitext(name)[1].lower()):
                self.add_source(os.path.join(os.path.dirname(name), entry))


def for_source(text, source):
    """The metadata of a source in the text of an item: %(Filename) is its name without the suffix."""
    name, suffix = os.path.splitext(os.path.basename(source))
    return re.sub(r"%\((filename|extension)\)", lambda match: name if match.group(1).lower() == "filename" else suffix,
                  text, flags=re.I)


def version_in(configuration):
    """The version of Windows that the name of a configuration has, or 0. Older names have words for it."""
    match = re.search(r"(?:windows|win)[ _-]?(xp|vista|blue|\d+(?:\.\d+)?)\b|\b(xp|vista)\b", configuration)
    word = match.group(1) or match.group(2) if match else "0"
    return {"xp": 5.1, "vista": 6.0, "blue": 8.1}.get(word) or float(word)


def split(text):
    return [word.strip() for word in text.replace("\n", ";").split(";")
            if word.strip() and not word.strip().startswith("%(")]


class Sources(Project):
    """A `sources` file: NAME=VALUE lines, of which a backslash continues one."""

    def __init__(self, path):
        super().__init__(path, name_of(os.path.dirname(os.path.abspath(path))))
        values = {"o": "", "_nt_target_version": "0x0A00"}
        text = re.sub(r"\\[ \t]*\r?\n", " ", read(path))
        for line in text.splitlines():
            match = re.match(r"\s*(\w+)\s*=(.*)", line.split("#")[0])
            if match and not line.lstrip().startswith("!"):
                key = match.group(1).lower()
                value = re.sub(r"\$\((\w+)\)", lambda inner: values.get(inner.group(1).lower(), ""), match.group(2))
                values[key] = value.strip()
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
                self.add_old(os.path.join(self.folder, entry))

    def add_old(self, path):
        """The defines of a .vcproj that calls the older build command."""
        tree = Build.parse(path)
        for element in tree.iter("Configuration") if tree is not None else []:
            if "release" in element.get("Name", "").lower():
                for tool in element.iter("Tool"):
                    for word in split(tool.get("PreprocessorDefinitions", "")):
                        self.add_define(word)


def name_of(folder):
    """The name of a driver whose project does not tell it."""
    name = os.path.basename(folder)
    while os.path.basename(folder).lower() in NO_NAMES:
        folder = os.path.dirname(folder)
    return os.path.basename(folder) or name


class Folder(Project):
    """A folder without a project: each source in it."""

    def __init__(self, folder):
        super().__init__(os.path.join(folder, "."), name_of(os.path.abspath(folder)))
        for root, folders, names in os.walk(folder):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            self.sources += [os.path.join(root, name) for name in sorted(names) if name.lower().endswith(SUFFIXES)]


def load(path):
    """The project of a file, by its name."""
    return Build(path) if path.lower().endswith(BUILD) else Sources(path)


def is_project(name):
    return name.lower().endswith(BUILD) or name.lower() == "sources"


def of_folder(folder):
    """(projects, others): the drivers directly in a folder; if there are none, those below it; if none,
    the folder itself. The others make no driver."""
    names = sorted(name for name in os.listdir(folder) if is_project(name))
    found = [os.path.join(folder, name) for name in names]
    if not found:
        for root, folders, entries in os.walk(folder):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            found += [os.path.join(root, name) for name in sorted(entries) if is_project(name)]
    projects = [load(path) for path in found if path.removesuffix(".in") not in set(found) - {path}]
    # Both kinds of project describe one driver: the newer one counts.
    newer = {project.folder for project in projects if project.path.lower().endswith(BUILD)}
    projects = [project for project in projects if project.sources and
                (project.path.lower().endswith(BUILD) or project.folder not in newer)]
    drivers = [project for project in projects if project.driver]
    if drivers:
        return drivers, [project for project in projects if not project.driver]
    return projects or [Folder(folder)], []
