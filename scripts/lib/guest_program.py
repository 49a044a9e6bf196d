# SPDX-License-Identifier: GPL-2.0
"""The programs that scripts/vm compiles for its machine: their sources and options, and the compiler."""

import hashlib
import os
import re
import subprocess
import tempfile

from . import project
from .commands import CACHE, ROOT, tool
from .limits import Unfit
from .msbuild import BUILD, PROGRAM
from .project_base import tree_of

# The sources of libwinwork-user.
USER = os.path.join(ROOT, "user")
C, CXX = (".c",), (".cpp", ".cc", ".cxx")
INCLUDES_WINDOWS = re.compile(r"^[ \t]*#[ \t]*include[ \t]*<windows\.h>", re.MULTILINE | re.IGNORECASE)


class Compiler:
    """Compiles programs for a machine: those of Linux by gcc or g++, Windows programs by winwork-cc with the library of
    this checkout."""

    LINUX = ["-Wall", "-Wextra", "-Werror"]

    def __init__(self, arch, program, folder):
        self.arch = arch
        self.is_windows = program.is_windows
        self.folder = folder
        if self.is_windows:
            # Its pragmas are for Windows's compiler.
            self.command = [os.path.join(USER, "winwork-cc"), *self.LINUX, "-Wno-unknown-pragmas"]
            self.make("winwork-user.pc")
        else:
            self.command = [tool(arch, "g++" if any(map(is_cxx, program.sources)) else "gcc"), *self.LINUX]
        self.command += ["-static", "-Os", "-s", "-pthread"]

    def make(self, target):
        """Makes a file of the library in the folder."""
        subprocess.run(["make", "-s", "-C", USER, "OUT=" + self.folder, "CC=" + tool(self.arch, "gcc"),
                        "OBJCOPY=" + tool(self.arch, "objcopy"), "LIBDIR=" + self.folder,
                        "INCLUDEDIR=" + os.path.join(USER, "include"), os.path.join(self.folder, target)],
                       check=True, stdout=subprocess.DEVNULL,
                       env={name: value for name, value in os.environ.items() if not name.startswith("MAKE")})

    def run(self, *arguments):
        """The output of the compiler."""
        return subprocess.run([*self.command, *arguments], check=True, stdout=subprocess.PIPE, env={
            **os.environ, "PKG_CONFIG_PATH": self.folder, "CC": tool(self.arch, "gcc"), "CXX": tool(self.arch, "g++")}).stdout

    def program(self, arguments, path):
        if self.is_windows:
            self.make("libwinwork-user.a")
        self.run(*arguments, "-o", path)


def is_cxx(source):
    return source.lower().endswith(CXX)


def files_of(folder, suffixes):
    return sorted(os.path.join(folder, name) for name in os.listdir(folder) if name.lower().endswith(suffixes))


def projects_in(path):
    """The Visual Studio projects that a path means: itself, or those directly in a folder that make programs."""
    if path.lower().endswith(BUILD):
        return [project.load(path, tree_of(os.path.dirname(path)))]
    if not os.path.isdir(path):
        return []
    found = [project.load(one, tree_of(path)) for one in files_of(path, BUILD)]
    return [one for one in found if one.makes == PROGRAM]


def project_of(path):
    """The one project that a path means, or None."""
    found = projects_in(path)
    if len(found) > 1:
        raise Unfit("makes several programs: name the project of one, such as %s" % found[0].path)
    if not found:
        return None
    one, = found
    if one.makes != PROGRAM:
        raise Unfit("makes %s, and no program" % (one.makes or "a driver"))
    if one.lost:
        raise Unfit("lacks sources that its project names: " + ", ".join(one.lost))
    if not one.sources:
        raise Unfit("names no C or C++ source in its project")
    return one


def options_of(built):
    """The compiler's options for the sources of a project, whose warnings are for Microsoft's compiler."""
    defines = built.defines_of(built.sources[0])
    if any(built.defines_of(source) != defines for source in built.sources):
        raise Unfit("has a project that defines other macros for some of its sources")
    return ["-w", *("-I" + folder for folder in built.folders), *("-D" + define for define in defines),
            *(word for header in built.forced for word in ("-include", header))]


class Program:
    """What a path names: a source, a Visual Studio project, or a folder with the sources of a program."""

    def __init__(self, path):
        """Raises Unfit, whose text follows the path."""
        built = project_of(path)
        if built:
            self.sources, self.options, self.is_windows = built.sources, options_of(built), True
            return
        self.sources = files_of(path, C + CXX) if os.path.isdir(path) else [path]
        if not self.sources:
            raise Unfit("has no C or C++ source")
        self.options = []
        # A header in the program's folder may include <windows.h> as well.
        self.is_windows = any(map(includes_windows, self.sources + (files_of(path, (".h",)) if os.path.isdir(path) else [])))


def includes_windows(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        return bool(INCLUDES_WINDOWS.search(file.read()))


def compiled(path, arch, options=()):
    """The path of a static program, compiled once: the key is the preprocessed sources and the options. A Windows
    program is linked with libwinwork-user, whose sources belong to the key. Raises Unfit, OSError or
    CalledProcessError."""
    program = Program(path)
    arguments = [*program.sources, *program.options, *options]
    with tempfile.TemporaryDirectory() as folder:
        compiler = Compiler(arch, program, folder)
        text = compiler.run("-E", "-P", *arguments) + "\0".join(arguments[len(program.sources):]).encode()
        for part in files_of(os.path.join(USER, "src"), "") if program.is_windows else []:
            with open(part, "rb") as file:
                text += file.read()
        name = os.path.basename(os.path.splitext(path.rstrip("/"))[0])
        result = os.path.join(CACHE, "guest", "%s-%s-%s" % (name, arch, hashlib.sha256(text).hexdigest()[:16]))
        if not os.path.exists(result):
            os.makedirs(os.path.dirname(result), exist_ok=True)
            new = "%s.%d" % (result, os.getpid())
            compiler.program(arguments, new)
            os.rename(new, result)
    return result
