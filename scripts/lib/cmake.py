# SPDX-License-Identifier: GPL-2.0
"""Runs a CMakeLists.txt as far as it describes what is built: variables, conditions, loops, functions, folders and
targets. What it does not know is left out and named."""

import os
import re

from . import wildcards
from .limits import Unfit
from .project_base import find, read

TOKEN = re.compile(r'#\[(=*)\[.*?(?:\]\1\]|\Z)|#[^\n]*|\[(=*)\[(.*?)(?:\]\2\]|\Z)|"((?:\\.|[^"\\])*)"|([()])|([^\s()#"]+)', re.S)
NAME = re.compile(r"[A-Za-z_]\w*")
VARIABLE = re.compile(r"\$(ENV)?\{([\w./+-]*)\}")
# Limits: of commands that are run, of a text, of files, and of files, functions and loops within each other.
MOST_COMMANDS = 1 << 16
MOST_TEXT = 1 << 20
MOST_FILES = 256
DEEPEST = 32
FALSE = {"", "0", "off", "no", "false", "n", "ignore", "notfound"}
TRUE = {"1", "on", "yes", "true", "y"}
# Commands that describe no source, definition or folder.
WITHOUT_EFFECT = set("""cmake_minimum_required cmake_policy enable_language enable_testing add_test find_package find_program
    find_library find_path find_file message install export mark_as_advanced include_guard
    include_external_msproject source_group set_property get_property get_target_property
    get_filename_component string math configure_file cmake_path separate_arguments unset link_directories
    target_link_directories target_precompile_headers target_compile_features
    add_dependencies break continue cmake_host_system_information execute_process add_custom_target
    define_property set_directory_properties site_name variable_watch check_include_file fetchcontent_declare
    fetchcontent_makeavailable cpack_add_component set_tests_properties add_link_options""".split())
BLOCKS = {"if": "endif", "foreach": "endforeach", "while": "endwhile", "function": "endfunction", "macro": "endmacro"}
VERSIONS = {"version_less": lambda a, b: a < b, "version_greater": lambda a, b: a > b, "version_equal": lambda a, b: a == b,
            "version_less_equal": lambda a, b: a <= b, "version_greater_equal": lambda a, b: a >= b}
NUMBERS = {"equal": lambda a, b: a == b, "less": lambda a, b: a < b, "greater": lambda a, b: a > b,
           "less_equal": lambda a, b: a <= b, "greater_equal": lambda a, b: a >= b}
# On the machine that would build the driver.
WINDOWS = {"WIN32": "1", "MSVC": "1", "CMAKE_SIZEOF_VOID_P": "8", "CMAKE_SYSTEM_PROCESSOR": "AMD64", "CMAKE_SYSTEM_NAME": "Windows",
           "CMAKE_HOST_WIN32": "1", "CMAKE_BUILD_TYPE": "Release", "CMAKE_C_COMPILER_ID": "MSVC", "CMAKE_CXX_COMPILER_ID": "MSVC",
           "MSVC_C_ARCHITECTURE_ID": "x64", "MSVC_CXX_ARCHITECTURE_ID": "x64", "CMAKE_CXX_COMPILER_ARCHITECTURE_ID": "x64",
           "CMAKE_C_COMPILER_ARCHITECTURE_ID": "x64", "CMAKE_GENERATOR_PLATFORM": "x64", "CMAKE_VS_PLATFORM_NAME": "x64",
           "CMAKE_VERSION": "3.30.0", "MSVC_VERSION": "1930", "WDK_FOUND": "1"}


class Return(Exception):
    """The command of that name: the rest of a file or function is not run."""


class Word:
    """An argument: its text, and whether a list in it is several arguments."""

    __slots__ = ("text", "is_plain", "is_bracket")

    def __init__(self, text, is_plain=False, is_bracket=False):
        self.text = text
        self.is_plain = is_plain
        self.is_bracket = is_bracket


def commands(text):
    """(name, words) of each command."""
    found, name, words, depth = [], None, [], 0
    for token in TOKEN.finditer(text):
        _, _, bracket, quoted, mark, plain = token.groups()
        if not depth:
            if mark == "(" and name:
                depth, words = 1, []
            else:
                name = plain.lower() if plain and NAME.fullmatch(plain) else None
            continue
        if mark:
            depth += 1 if mark == "(" else -1
        if not depth:
            found.append((name, words))
            name = None
        elif mark or plain:
            words.append(Word(mark or plain, is_plain=True))
        elif quoted is not None:
            words.append(Word(quoted))
        elif bracket is not None:
            words.append(Word(bracket, is_bracket=True))
    return found


def end_of(found, at):
    """The place of the command that ends the block which begins at a place."""
    begins, ends = found[at][0], BLOCKS[found[at][0]]
    depth = 0
    for place in range(at, len(found)):
        depth += (found[place][0] == begins) - (found[place][0] == ends)
        if not depth:
            return place
    return len(found)


class Target:
    """What one command builds, with what others add to it."""

    def __init__(self, name, kind, path):
        self.name = name
        self.kind = kind
        self.path = path
        self.folder = os.path.dirname(path)
        # (folder, value) of each, for the target itself and for those that link it.
        self.own = {"sources": [], "folders": [], "defines": [], "options": [], "links": []}
        self.others = {key: [] for key in self.own}
        self.properties = {}


class Script:
    """A CMakeLists.txt with those that it includes."""

    def __init__(self, tree):
        self.tree = tree
        self.targets = {}
        self.functions = {}
        # The files that have been read.
        self.files = []
        # (name, why) of what is left out, in the file's folder.
        self.unread = []
        self.count = 0
        self.depth = 0
        self.variables = dict(WINDOWS)
        self.parents = []
        # What each folder sets for its targets and those below it.
        self.common = {"folders": [], "defines": [], "options": [], "links": []}
        self.here = ""

    def leave(self, name, why):
        row = os.path.relpath(os.path.join(self.here, ""), self.tree), name, why
        if len(self.unread) < MOST_FILES and row not in self.unread:
            self.unread.append(row)

    # ---- files and blocks

    def read(self, path):
        if len(self.files) >= MOST_FILES:
            raise Unfit("reads more than %d files" % MOST_FILES)
        self.files.append(os.path.realpath(path))
        self.run_whole(commands(read(path)))

    def deeper(self, call):
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unfit("has files, functions and loops more than %d deep" % DEEPEST)
        try:
            call()
        finally:
            self.depth -= 1

    def run_whole(self, found):
        """The commands of a file or function."""
        try:
            self.deeper(lambda: self.run(found))
        except Return:
            pass

    def folder(self, path):
        """The CMakeLists.txt of a folder, with variables of its own."""
        before = self.here, self.variables, self.common
        self.here = os.path.dirname(path)
        self.variables = {**self.variables, "CMAKE_CURRENT_SOURCE_DIR": self.here, "CMAKE_CURRENT_LIST_DIR": self.here}
        self.variables.setdefault("CMAKE_SOURCE_DIR", self.here)
        self.common = {key: list(rows) for key, rows in self.common.items()}
        self.parents.append(before[1])
        self.path = path
        self.read(path)
        self.parents.pop()
        self.here, self.variables, self.common = before

    def run(self, found):
        at = 0
        while at < len(found):
            name, words = found[at]
            self.count += 1
            if self.count > MOST_COMMANDS:
                raise Unfit("runs more than %d commands" % MOST_COMMANDS)
            if name in BLOCKS:
                end = end_of(found, at)
                self.deeper(lambda: getattr(self, "block_" + name)(words, found[at + 1:end]))
                at = end + 1
                continue
            self.command(name, words)
            at += 1

    def block_if(self, words, body):
        """Runs the first branch whose condition holds. One that is not known holds."""
        branches, depth = [(words, [])], 0
        for name, more in body:
            if not depth and name in ("elseif", "else"):
                branches.append((more if name == "elseif" else None, []))
                continue
            depth += (name == "if") - (name == "endif")
            branches[-1][1].append((name, more))
        for condition, commands_of in branches:
            holds = condition is None or Condition(self, condition).holds()
            if holds is None:
                self.leave("if(%s)" % " ".join(word.text for word in condition), "is a condition that is not known, and taken to hold")
            if holds is not False:
                self.run(commands_of)
                return

    def block_foreach(self, words, body):
        name, *values = self.values(words) or [""]
        if values[:1] == ["IN"]:
            lists = values[values.index("LISTS") + 1:] if "LISTS" in values else []
            items = values[values.index("ITEMS") + 1:] if "ITEMS" in values else []
            values = [value for each in lists if each != "ITEMS" for value in self.listed(each)] + items
        elif values[:1] == ["RANGE"]:
            self.leave("foreach(... RANGE ...)", "is a loop that is not run")
            return
        for value in values:
            self.variables[name] = value
            self.run(body)

    def block_while(self, words, body):
        self.leave("while(%s)" % " ".join(word.text for word in words), "is a loop that is not run")

    def block_function(self, words, body):
        name, *parameters = self.values(words) or [""]
        self.functions[name.lower()] = parameters, body, True

    def block_macro(self, words, body):
        name, *parameters = self.values(words) or [""]
        self.functions[name.lower()] = parameters, body, False

    def call(self, name, values):
        parameters, body, has_scope = self.functions[name]
        before = self.variables
        inside = {**before, **dict(zip(parameters, values)), "ARGV": ";".join(values), "ARGC": str(len(values)),
                  "ARGN": ";".join(values[len(parameters):])}
        self.variables = inside
        self.parents.append(before)
        self.run_whole(body)
        self.parents.pop()
        self.variables = before if has_scope else inside

    # ---- words

    def expand(self, text):
        for _ in range(DEEPEST):
            left = MOST_TEXT - len(text)

            def value(match):
                nonlocal left
                found = "" if match.group(1) else self.variables.get(match.group(2), "")
                left -= len(found)
                if left < 0:
                    raise Unfit("has a text of more than %d letters" % MOST_TEXT)
                return found
            text, count = VARIABLE.subn(value, text)
            if not count:
                break
        return text

    def values(self, words):
        """The arguments of a command."""
        found = []
        for word in words:
            text = word.text if word.is_bracket else re.sub(r"\\([\"\\ ()#])", r"\1", self.expand(word.text))
            found += [part for part in text.split(";") if part] if word.is_plain else [text]
        return found

    def listed(self, name):
        return [part for part in self.variables.get(name, "").split(";") if part]

    # ---- commands

    def command(self, name, words):
        values = self.values(words)
        if name == "return":
            raise Return
        if name in self.functions:
            self.call(name, values)
        elif hasattr(self, "do_" + name):
            # Commands without their arguments are errors to CMake.
            if values:
                getattr(self, "do_" + name)(*values)
        elif name not in WITHOUT_EFFECT and name not in BLOCKS.values():
            self.leave("%s(%s)" % (name, " ".join(values)[:80]), "is a command that is not known")

    def do_project(self, name, *_):
        self.variables.update(PROJECT_NAME=name, PROJECT_SOURCE_DIR=self.here)
        self.variables.setdefault("CMAKE_PROJECT_NAME", name)

    def do_set(self, name, *values):
        values = list(values[:values.index("CACHE")] if "CACHE" in values else values)
        scope = self.variables
        if values[-1:] == ["PARENT_SCOPE"]:
            values.pop()
            scope = self.parents[-1] if self.parents else scope
        text = ";".join(values)
        if len(text) > MOST_TEXT:
            raise Unfit("has a text of more than %d letters" % MOST_TEXT)
        scope[name] = text

    def do_option(self, name, *values):
        self.variables.setdefault(name, values[1] if len(values) > 1 else "OFF")

    def do_list(self, how, name="", *values):
        if how == "APPEND":
            self.do_set(name, *self.listed(name), *values)
        elif how == "REMOVE_ITEM":
            self.do_set(name, *[value for value in self.listed(name) if value not in values])
        elif how not in ("SORT", "REMOVE_DUPLICATES", "LENGTH", "GET", "FIND", "REVERSE"):
            self.leave("list(%s %s)" % (how, name), "is a command that is not known")

    def do_file(self, how, *values):
        if how not in ("GLOB", "GLOB_RECURSE"):
            return
        name, *values = values or [""]
        relative = None
        patterns = []
        values = iter(values)
        for value in values:
            if value in ("RELATIVE", "LIST_DIRECTORIES"):
                given = next(values, "")
                relative = given if value == "RELATIVE" else relative
            elif value != "CONFIGURE_DEPENDS":
                patterns.append(value)
        found = [path for pattern in patterns for path in self.glob(pattern, how == "GLOB_RECURSE")]
        self.do_set(name, *[os.path.relpath(path, relative) if relative else path for path in found])

    def glob(self, pattern, recursive):
        head, tail = os.path.split(pattern)
        return wildcards.matching(self.here, os.path.join(head, "**", tail) if recursive else pattern)

    def do_add_subdirectory(self, name, *_):
        path = find(find(self.here, name) or "", "CMakeLists.txt") if find(self.here, name) else None
        if path and os.path.realpath(path) not in self.files:
            before = self.path
            self.folder(path)
            self.path = before
        elif not path:
            self.leave(name, "is a folder without a CMakeLists.txt")

    def do_include(self, name, *_):
        path = find(self.here, name) or find(self.here, name + ".cmake") or next(
            (found for folder in self.listed("CMAKE_MODULE_PATH") for found in [find(folder, name + ".cmake")] if found), None)
        if path and os.path.isfile(path):
            self.read(path)
        elif "/" in name or name.endswith(".cmake"):
            self.leave(name, "is included, and not there")

    # ---- targets

    def add_target(self, name, kind, sources):
        target = self.targets[name] = Target(name, kind, self.path)
        target.own["sources"] = [(self.here, source) for source in sources]
        for key in ("folders", "defines", "options", "links"):
            target.own[key] = list(self.common[key])
        target.common = self.common

    def do_wdk_add_driver(self, name, *values):
        self.add_target(name, "driver", without_settings(values))

    def do_wdk_add_library(self, name, *values):
        self.add_target(name, "library", [value for value in without_settings(values) if value not in ("STATIC", "SHARED", "MODULE")])

    def do_add_executable(self, name, *values):
        self.add_target(name, "program", [value for value in values if value not in ("WIN32", "EXCLUDE_FROM_ALL")])

    def do_add_library(self, name, *values):
        if "IMPORTED" in values or "ALIAS" in values:
            return
        kind = "program" if {"SHARED", "MODULE"}.intersection(values[:1]) else "library"
        self.add_target(name, kind, [value for value in values if value not in
                                     ("STATIC", "SHARED", "MODULE", "OBJECT", "INTERFACE", "EXCLUDE_FROM_ALL")])

    def add_to(self, name, key, values):
        target = self.targets.get(name)
        if not target:
            self.leave("target %s" % name, "is not known")
            return
        scope = "PUBLIC" if key == "links" else "PRIVATE"
        for value in values:
            if value in ("PRIVATE", "PUBLIC", "INTERFACE", "LINK_PRIVATE", "LINK_PUBLIC"):
                scope = value.removeprefix("LINK_")
            elif value not in ("SYSTEM", "BEFORE", "AFTER"):
                target.own[key] += [(self.here, value)] * (scope != "INTERFACE")
                target.others[key] += [(self.here, value)] * (scope != "PRIVATE")

    def do_target_sources(self, name, *values):
        self.add_to(name, "sources", values)

    def do_target_include_directories(self, name, *values):
        self.add_to(name, "folders", values)

    def do_target_compile_definitions(self, name, *values):
        self.add_to(name, "defines", values)

    def do_target_compile_options(self, name, *values):
        self.add_to(name, "options", values)

    def do_target_link_libraries(self, name, *values):
        self.add_to(name, "links", values)

    def do_target_link_options(self, name, *values):
        target = self.targets.get(name)
        if target and re.search(r"subsystem[:,=]native", " ".join(values), re.I):
            target.kind = "driver"

    def do_set_target_properties(self, *values):
        if "PROPERTIES" not in values:
            return
        at = values.index("PROPERTIES")
        pairs = dict(zip(values[at + 1::2], values[at + 2::2]))
        for name in values[:at]:
            if name in self.targets:
                self.targets[name].properties.update(pairs)
                self.do_target_link_options(name, pairs.get("LINK_FLAGS", ""))

    def do_set_source_files_properties(self, *values):
        if "PROPERTIES" in values:
            names = values[values.index("PROPERTIES") + 1::2]
            for name in {"COMPILE_DEFINITIONS", "COMPILE_FLAGS", "COMPILE_OPTIONS", "HEADER_FILE_ONLY"}.intersection(names):
                self.leave("%s of %s" % (name, values[0]), "is set for this source alone")

    def do_include_directories(self, *values):
        self.common["folders"] += [(self.here, value) for value in values if value not in ("SYSTEM", "BEFORE", "AFTER")]

    def add_for_folder(self, key, values):
        """Also for the targets of the folder that are there already."""
        rows = [(self.here, value) for value in values]
        self.common[key] += rows
        for target in self.targets.values():
            if target.common is self.common:
                target.own[key] += rows

    def do_add_definitions(self, *values):
        self.add_for_folder("options", values)

    def do_add_compile_definitions(self, *values):
        self.add_for_folder("defines", values)

    def do_add_compile_options(self, *values):
        self.add_for_folder("options", values)

    def do_link_libraries(self, *values):
        self.common["links"] += [(self.here, value) for value in values]

    def do_add_custom_command(self, *values):
        if values[0] == "OUTPUT" and len(values) > 1:
            self.leave(values[1], "is made by a command")


def without_settings(values):
    """The sources of FindWDK's commands, which also name versions."""
    left = iter(values)
    found = []
    for value in left:
        if value in ("KMDF", "WINVER", "NTDDI_VERSION"):
            next(left, None)
        elif value not in ("EXTENDED_CPP_FEATURES", "EXCLUDE_FROM_ALL"):
            found.append(value)
    return found


class Condition:
    """The condition of an if(): True, False, or None if it is not known."""

    def __init__(self, script, words):
        self.script = script
        self.words = []
        for word in words:
            text = script.expand(word.text)
            self.words.append(Word(text, word.is_plain))
        self.at = 0
        self.depth = 0

    def peek(self):
        word = self.words[self.at] if self.at < len(self.words) else None
        return word.text.lower() if word and word.is_plain else None

    def take(self):
        self.at += 1
        return self.words[self.at - 1] if self.at <= len(self.words) else Word("")

    def holds(self):
        found = self.either()
        return found if self.at >= len(self.words) else None

    def either(self):
        found = [self.both()]
        while self.peek() == "or":
            self.take()
            found.append(self.both())
        return True if True in found else None if None in found else False

    def both(self):
        found = [self.one()]
        while self.peek() == "and":
            self.take()
            found.append(self.one())
        return False if False in found else None if None in found else True

    def one(self):
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unfit("has a condition more than %d deep" % DEEPEST)
        try:
            if self.peek() == "not":
                self.take()
                found = self.one()
                return None if found is None else not found
            if self.peek() == "(":
                self.take()
                found = self.either()
                self.take()
                return found
            return self.test()
        finally:
            self.depth -= 1

    def test(self):
        word = self.peek()
        if word in ("defined", "target", "exists", "policy", "command"):
            self.take()
            name = self.take().text
            return {"defined": name in self.script.variables, "target": name in self.script.targets,
                    "exists": bool(find(self.script.here, name)), "policy": True,
                    "command": name.lower() in self.script.functions or hasattr(self.script, "do_" + name.lower())}[word]
        left = self.take()
        how = self.peek() or ""
        if how not in ("strequal", "matches", "in_list", *NUMBERS, *VERSIONS):
            return self.is_true(left)
        self.take()
        return self.compare(self.value(left), how, self.take())

    def value(self, word):
        return self.script.variables.get(word.text, word.text) if word.is_plain else word.text

    def compare(self, left, how, word):
        if how == "strequal":
            return left == self.value(word)
        if how == "in_list":
            return left in self.script.listed(word.text)
        if how in NUMBERS or how in VERSIONS:
            both = [re.findall(r"\d{1,9}", text) for text in (left, self.value(word))]
            return (NUMBERS.get(how) or VERSIONS[how])(*[list(map(int, each)) for each in both])
        return None

    def is_true(self, word):
        text = word.text.lower()
        if text in TRUE or re.fullmatch(r"[+-]?0*[1-9]\d*", text):
            return True
        if text in FALSE or text.endswith("-notfound") or not word.is_plain:
            return False
        value = self.script.variables.get(word.text, "").lower()
        return value not in FALSE and not value.endswith("-notfound")
