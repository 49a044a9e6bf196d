# SPDX-License-Identifier: GPL-2.0
"""Reads the project of a Windows driver: a .vcxproj, a `sources` file of the older build command, or
a folder with neither. Tells the sources, defines and include folders of its 64-bit release build.

What lies outside the driver's working tree counts only if the project names it."""

import functools
import os
import re
import xml.etree.ElementTree

from . import limits, words
from .limits import Unfit

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
# Limits: of a project's file, its properties, its conditions, and what it names. The largest project in public
# drivers has 400 sources.
MOST_BYTES = 4 << 20
MOST_LETTERS = 1 << 16
MOST_NAMES = 4096
MOST_IMPORTS = 256
MOST_LISTED = 256
# Of one definition, and of all, which are on the command line of a compiler.
MOST_DEFINE = 4096
MOST_DEFINES = 1 << 16
# Of elements and of parentheses within each other.
DEEPEST = 64
# The path of a project in a solution.
IN_SOLUTION = re.compile(r'^Project\("[^"\n]{1,64}"\) = "[^"\n]{0,256}", "([^"\n]{1,1024})"', re.M)
# The parts of a condition.
PART = re.compile(r"'[^']*'|==|!=|[()!]|[^\s'()!=]+|\S")


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
                same = listed(current, os.stat(current).st_mtime_ns).get(part.lower())
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

    @property
    def defines(self):
        return list(self.macros.values())

    def refuse(self, name, why):
        if (name, why) not in self.refused[-MOST_LISTED:]:
            self.refused.append((name, why))
        if len(self.refused) > MOST_NAMES:
            raise Unfit("has more than %d names that cannot be used" % MOST_NAMES)

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
        found = find(self.folder, name) if not os.path.isabs(name) else find("/", name)
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

    def defines_of(self, source):
        """The defines of one source, with its own name in those that have the name of the source."""
        return [for_source(define, source) for define in self.library_of.get(source, self).macros.values()]

    def forced_of(self, source):
        return self.library_of.get(source, self).forced

    def add_libraries(self, loaded):
        """Takes in the sources of the libraries that the driver is linked with. loaded: path -> project."""

    def add_define(self, word):
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
        self.macros.pop(name.group(), None)
        self.macros[name.group()] = words.one_word(word)
        if len(self.macros) > MOST_NAMES:
            raise Unfit("has more than %d definitions" % MOST_NAMES)

    def check_defines(self):
        if sum(map(len, self.macros.values())) > MOST_DEFINES:
            raise Unfit("has definitions of more than %d letters" % MOST_DEFINES)


class Build(Project):
    """A .vcxproj and the files of its repository that it imports."""

    def __init__(self, path, tree):
        super().__init__(path, re.sub(r"\.vcxproj(\.in)?$", "", os.path.basename(path), flags=re.I), tree)
        self.items = []
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
        self.module = self.properties["targetname"] if "@" not in self.properties["targetname"] else ""
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
        return "" if "kernelmode" in toolset or driver not in ("", "package") else "a program"

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
            text, count = re.subn(r"\$\(([\w.]+)\)", value, text)
            if not count:
                break
        return bounded(text)

    def true(self, condition):
        """Whether a condition holds. What this does not know holds."""
        return not condition or Condition(self, self.expand(condition)).holds()

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
                if found and not os.path.isdir(found):
                    self.read(found, depth + 1)
            elif element.tag == "ItemDefinitionGroup":
                for one in element:
                    if one.tag in ("ClCompile", "Link") and self.true(one.get("Condition")):
                        self.setting(one)
            elif element.tag == "ItemGroup":
                held = [one for one in element if self.true(one.get("Condition"))]
                self.items += [(one, here) for one in held if one.tag == "ClCompile"]
                self.references += [find(self.folder, self.expand(one.get("Include", "")))
                                    for one in held if one.tag == "ProjectReference"]
            elif element.tag in ("ImportGroup", "Choose", "When", "Otherwise"):
                self.elements(element, here, depth, level + 1)

    def setting(self, element):
        for one in element:
            if self.true(one.get("Condition")):
                before = self.settings.get(one.tag, "")
                text = self.expand(one.text or "")
                mark = "%%(%s)" % one.tag
                if len(text) + text.count(mark) * len(before) > MOST_LETTERS:
                    raise Unfit("has a text of more than %d letters" % MOST_LETTERS)
                self.settings[one.tag] = text.replace(mark, before)

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
            self.add_forced(word)
        self.check_defines()

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
                loaded[key] = load(path, self.tree)
            library = loaded[key]
            if library.makes != MAKES["staticlibrary"] or \
                    path not in self.references and library.module.lower() + ".lib" not in linked:
                continue
            linked.pop(library.module.lower() + ".lib", None)
            if len(self.sources) + len(library.sources) > MOST_NAMES:
                raise Unfit("has more than %d sources with those of its libraries" % MOST_NAMES)
            for source in library.sources:
                if source not in self.sources:
                    self.sources.append(source)
                    self.library_of[source] = library
            self.folders += [one for one in library.folders if one not in self.folders]
            self.lost += library.lost
            for name, why in library.refused:
                self.refuse(name, why)
        self.unmade = sorted(linked.values())

    def pattern(self, name):
        folder = find(self.folder, os.path.dirname(name) or ".")
        for entry in sorted(os.listdir(folder)) if folder and os.path.isdir(folder) else []:
            if entry.lower().endswith(os.path.splitext(name)[1].lower()):
                self.add_source(os.path.join(os.path.dirname(name), entry))


def bounded(text):
    if len(text) > MOST_LETTERS:
        raise Unfit("has a text of more than %d letters" % MOST_LETTERS)
    return text


class Condition:
    """A condition of MSBuild whose properties are expanded. A part that this does not know holds."""

    def __init__(self, project, text):
        self.project = project
        self.parts = PART.findall(text)
        self.at = 0
        self.depth = 0

    def holds(self):
        return self.either() is not False

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
                return bool(find(self.project.folder if not os.path.isabs(name) else "/", name))
            return name.endswith(("/", "\\"))
        if self.word() in ("==", "!="):
            equal = self.take() == "=="
            right = self.take() if self.word() not in ("", "and", "or", ")") else ""
            return (left.strip("'").strip().lower() == right.strip("'").strip().lower()) == equal
        return {"true": True, "false": False}.get(left.strip("'").lower())


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
            tree = Build.parse(os.path.join(self.folder, name))
        except Unfit as unfit:
            self.refuse(name, str(unfit))
            return
        for element in tree.iter("Configuration"):
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


def files_below(folder):
    """The files of a folder and those below it, as limits.walk() has them."""
    try:
        yield from limits.walk(folder)
    except Unfit as unfit:
        raise Unfit("%s %s" % (folder, unfit)) from None


class Folder(Project):
    """A folder without a project: each source in it."""

    def __init__(self, folder, tree):
        super().__init__(os.path.join(folder, "."), name_of(os.path.abspath(folder)), tree)
        for root, names, others in files_below(folder):
            self.sources += [os.path.join(root, name) for name in names if name.lower().endswith(SUFFIXES)]
            for name in others:
                if name.lower().endswith(SUFFIXES):
                    self.skipped.append((os.path.relpath(os.path.join(root, name), folder), "is no regular file"))
            if len(self.sources) > MOST_NAMES:
                raise Unfit("%s has more than %d sources" % (folder, MOST_NAMES))


class Unread(Project):
    """A project that is not read, and why."""

    def __init__(self, path, tree, why):
        super().__init__(path, os.path.basename(path), tree)
        self.driver = False
        self.makes = "nothing: its file " + why
        self.why = why


def load(path, tree):
    """The project of a file, by its name. tree: the driver's working tree."""
    try:
        return Build(path, tree) if path.lower().endswith(BUILD) else Sources(path, tree)
    except Unfit as unfit:
        return Unread(path, tree, str(unfit))


def is_solution(name):
    return name.lower().endswith(".sln")


def is_project(name):
    return name.lower().endswith(BUILD) or name.lower() == "sources"


def of_folder(folder, tree=None, unread=None):
    """(projects, others): the drivers directly in a folder; if there are none, those below it; if none,
    the folder itself. The others make no driver. tree: the working tree. unread: gets those that are not read."""
    tree = tree or tree_of(folder)
    found = [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if is_project(name)]
    if not found:
        for root, names, others in files_below(folder):
            found += [os.path.join(root, name) for name in sorted(names + others) if is_project(name)]
    # A folder may have this name.
    found = [path for path in found if not os.path.isdir(path)]
    if len(found) > MOST_NAMES:
        raise Unfit("%s has more than %d projects" % (folder, MOST_NAMES))
    known = set(found)
    projects = [load(path, tree) for path in found if not (path.endswith(".in") and path.removesuffix(".in") in known)]
    if unread is not None:
        unread += [project for project in projects if isinstance(project, Unread)]
    # Both kinds of project describe one driver: the newer one counts.
    newer = {project.folder for project in projects if project.path.lower().endswith(BUILD)}
    projects = [project for project in projects if project.sources and
                (project.path.lower().endswith(BUILD) or project.folder not in newer)]
    drivers = [project for project in projects if project.driver]
    loaded = {os.path.realpath(project.path): project for project in projects}
    for driver in drivers:
        try:
            driver.add_libraries(loaded)
        except Unfit as unfit:
            raise Unfit("%s %s" % (driver.path, unfit)) from None
    if drivers:
        return drivers, [project for project in projects if not project.driver]
    return projects or [Folder(folder, tree)], []
