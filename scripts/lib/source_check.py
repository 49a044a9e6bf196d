# SPDX-License-Identifier: GPL-2.0
"""Checks sources of a driver as scripts/Kbuild.driver would compile them, without kernel headers and
without making an object. Tells the names that they lack: scripts/port uses it."""

import collections
import functools
import os
import re
import tempfile

from . import limits, project
from .headers import FOLDERS

SCRIPTS = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
INCLUDE = FOLDERS[0]
# What a file's name begins with that is no driver's.
OF_WINDOWS = tuple(folder + os.sep for folder in FOLDERS)
WINDOWS = [word for folder in FOLDERS for word in ("--windows", folder)]
SEARCHED = ["-I" + folder for folder in FOLDERS]
BELOW = "/up/up/up/up/up/up"
FLAGS = """-O2 -fshort-wchar -fms-extensions -fsigned-char -ffreestanding -fno-strict-aliasing
    -mno-sse -mno-mmx -mno-sse2 -mno-80387 -D_WIN32=1 -D_WIN64=1 -D_KERNEL_MODE=1 -DWINNT=1
    -DNTDDI_VERSION=0x0A00000C -D_WIN32_WINNT=0x0A00 -DWINVER=0x0A00 -D_AMD64_ -DAMD64 -D_M_AMD64=100
    -D_M_X64=100 -DUNICODE -D_UNICODE -fmax-errors=2000 -fsyntax-only""".split()
# gcc 14 takes the three last ones for errors.
C = ["-x", "c", "-std=gnu11", "-fgnu89-inline", "-fcommon", "-Werror=implicit-function-declaration", "-Wno-error=implicit-int",
     "-Wno-error=incompatible-pointer-types", "-Wno-error=int-conversion"]
CXX = "-x c++ -std=gnu++20 -fno-exceptions -fno-rtti -fpermissive -fno-access-control -Wno-narrowing".split()
NAMES = [re.compile(regex) for regex in (
    r"error: unknown type name '([^']+)'", r"error: '([^']+)' undeclared",
    r"implicit declaration of function '([^']+)'", r"error: '([^']+)' was not declared in this scope",
    r"error: '([^']+)' does not name a type", r"error: '([^']+)' has not been declared",
    r"error: expected declaration specifiers or '\.\.\.' before '?(\w+)'?",
    r"error: '(\w+)' declared as function returning a function", r"there are no arguments to '([^']+)' that depend",
    r"invalid use of (?:undefined|incomplete) type '([^']+)'", r"incomplete typedef '([^']+)'",
    r"field '\w+' has incomplete type '([^']+)'", r"invalid application of 'sizeof' to incomplete type '([^']+)'",
    r"storage size of '([^']+)' isn't known")]
MEMBER = re.compile(r"error: '([^']+)'(?: \{aka '[^']*'\})? has no member named '([^']+)'")
FATAL = re.compile(r"fatal error: ([^:]+): No such file or directory")
EXCEPTIONS = re.compile(r"structured exception handling|'(?:__)?(?:try|except|finally|leave)'")
ERROR = re.compile(r"^(<[^<>]*>|.*?):(?:(\d{1,9}):)?(?:\d{1,9}:)? (?:fatal )?error: (.*)")
# Why a jump is wrong. The next line of a compiler tells it.
CROSSED = re.compile(r"^.*?:\d+:(?:\d+:)? note:\s+((?:crosses initialization of|enters) .*)")
ASSUMED = re.compile(r"^(.*?):(\d{1,9}):\d{1,9}: warning: type defaults to 'int' in declaration of '(\w+)'")
WITHOUT_TYPES = re.compile(r"^(.*?):(\d{1,9}):\d{1,9}: (?:warning|error): parameter names \(without types\)")
EXPANSION = re.compile(r"^(.*?):(\d{1,9}):(?:\d{1,9}:)? note: in expansion of macro ")
INCLUDED = re.compile(r'^[ \t]*#[ \t]*include[ \t]*[<"]([^>"\n]+)[>"]', re.MULTILINE)
# Of the messages about one source, and of one of their lines.
MOST_SAID = 4 << 20
LONGEST_LINE = 4096


def output(*command):
    return limits.run(command, merge=True).stdout


def read(path):
    try:
        return limits.data(path).decode("latin-1")
    except limits.Unfit as unfit:
        raise limits.Unfit("%s %s" % (path, unfit)) from None


@functools.lru_cache(maxsize=None)
def system_headers(cxx):
    """As Kbuild.driver finds them."""
    folders = [os.path.join(INCLUDE, "winwork", "cxx")] if cxx else []
    if cxx:
        listed = output("g++", "-x", "c++", "-E", "-v", os.devnull)
        folders += re.findall(r"^ (.*c\+\+.*)$", listed.split("include <...>")[1].split("End of")[0], re.M)
    folders.append(output("gcc", "-print-file-name=include").strip())
    return ["-nostdinc"] + [word for folder in folders for word in ("-isystem", folder)]


def is_cxx(source):
    return not source.lower().endswith(".c")


class Repository:
    """The headers of one repository, by their names in lower case."""

    def __init__(self, folder):
        self.folder = folder
        self.headers = collections.defaultdict(list)
        try:
            for root, names, _ in limits.walk(folder):
                for name in names:
                    self.headers[name.lower()].append(os.path.join(root, name))
        except limits.Unfit as unfit:
            raise limits.Unfit("%s %s" % (folder, unfit)) from None
        # path -> the names in its #includes
        self.included = {}

    def nearest(self, name, source):
        """The file that an #include in source most likely means, if the repository has it."""
        parts = [part for part in name.lower().replace("\\", "/").split("/") if part not in ("", ".", "..")]
        found = [path for path in self.headers.get(parts[-1], []) if
                 path.lower().endswith("/" + "/".join(parts))]
        if not found:
            return None, None
        def distance(path):
            common = os.path.commonpath([path, source])
            return len(source) - len(common), len(path)
        best = min(found, key=distance)
        return best, best[:-len("/".join(parts)) - 1]

    def folders(self, source):
        """The include path of a source: the folders of all headers that it reaches."""
        folders = []
        seen = {source}
        todo = collections.deque([source])
        while todo:
            path = todo.popleft()
            here = os.path.dirname(path)
            if path not in self.included:
                self.included[path] = INCLUDED.findall(read(path))
            for name in self.included[path]:
                beside = project.find(here, name) or ""
                if any(os.path.isfile(os.path.join(folder, name.lower().replace("\\", "/"))) for folder in FOLDERS) and not os.path.isfile(beside):
                    continue
                if os.path.isfile(beside):
                    found, folder = beside, None
                else:
                    found, folder = self.nearest(name, source)
                if not found:
                    continue
                if folder and folder not in folders:
                    folders.append(folder)
                if found not in seen:
                    seen.add(found)
                    todo.append(found)
        return folders, seen


class Includes:
    """What scripts/driver-includes makes and tells for some sources: the folder of forwarding headers,
    and which sources need a rewrite of their dialect."""

    def __init__(self, work, folders, sources):
        self.forward = os.path.join(work, "forward")
        done = limits.run([os.path.join(SCRIPTS, "driver-includes"), "--forward", self.forward, *WINDOWS,
                           *["-I" + folder for folder in folders], *sources])
        self.error = done.stderr or "driver-includes " + done.why if done.returncode else ""
        # A source may have any name.
        lines = set(done.stdout.split("\n"))
        self.kinds = {source: kind for source in sources for kind in ("linux", "dialect") if kind + ":" + source in lines}


class Result:
    """What a compiler says of one source."""

    def __init__(self, source):
        self.source = source
        self.compiles = False
        # Whether a compiler met a limit.
        self.stopped = False
        self.said = ""
        # Names that the source lacks, and headers as "<name>".
        self.missing = set()
        # (name or "", file, line, message) of each error.
        self.errors = []
        # Its object and the symbols of that, if one is made.
        self.object = None
        self.undefined = set()
        self.defined = set()

    def stop(self, why):
        self.stopped = True
        self.errors.append(("", self.source, 1, why))

    def only_exceptions(self):
        """Whether all that it lacks is structured exception handling. A parser that does not know the
        words stumbles behind them."""
        names = {name for name in self.missing if name != "(see the errors)"}
        messages = [message for _, _, _, message in self.errors]
        return not self.compiles and all(EXCEPTIONS.search("'%s'" % name) for name in names) and \
            any(EXCEPTIONS.search(message) for message in messages) and \
            all(EXCEPTIONS.search(message) or message.startswith(("expected ", "'else' without"))
                for message in messages)


def header_name(name):
    """A missing header, however a source writes its name."""
    return "<" + name.lower().replace("\\", "/") + ">"


def without_tag(name):
    return re.sub(r"^(const )?(struct |union |enum )?", "", name).strip()


def names_of(message):
    """The names that an error of the compiler says to be missing."""
    message = "error: " + message
    found = [without_tag(name) for regex in NAMES for name in regex.findall(message)]
    return found + [without_tag(kind) + "." + member for kind, member in MEMBER.findall(message)]


def lines_of(said):
    return [line[:LONGEST_LINE] for line in said.splitlines()]


def assumed_of(said):
    """(file, line, name) of each name that looks like a function without a type."""
    found = []
    last = None
    for line in lines_of(said):
        first, second = ASSUMED.match(line), WITHOUT_TYPES.match(line)
        if first:
            last = first.groups()
        elif second and last and second.groups() == last[:2]:
            found.append((last[0], int(last[1]), last[2]))
        elif not line.startswith((" ", "\t")):
            last = None
    return found


def errors_of(said):
    """(file, line, message) of each error. One in a macro of WinWork or of the command line is where the
    driver uses the macro."""
    found = []
    outside = False
    for line in lines_of(said):
        match = ERROR.match(line)
        used = EXPANSION.match(line)
        crossed = CROSSED.match(line)
        if crossed and found and found[-1][2].startswith("jump to ") and ", which " not in found[-1][2]:
            found[-1] = *found[-1][:2], found[-1][2] + ", which " + crossed.group(1)
        elif match:
            file, number = match.group(1), int(match.group(2) or 0)
            outside = file.startswith(("<", *OF_WINDOWS))
            found.append((file, number, match.group(3)))
        elif used and outside:
            found[-1] = used.group(1), int(used.group(2)), found[-1][2]
            outside = used.group(1).startswith(("<", *OF_WINDOWS))
    return found


def symbols(option, item):
    listed = limits.run(["nm", option, item], quiet=True).stdout
    return {line.split()[-1] for line in listed.splitlines() if line.split()}


def check(source, folders, defines, includes, work, forced=(), link=False, compilers=("gcc", "g++"), environment=None):
    """Compiles one source, with an empty header for each that is missing. link: also makes an object, for
    its symbols and for the errors that a compiler finds only then. compilers: for C, and for C++."""
    result = Result(source)
    if includes.error:
        result.said = includes.error
        result.missing = {"driver-includes"}
        return result
    cxx = is_cxx(source)
    flags = ["-I" + folder for folder in folders]
    command = [os.path.join(SCRIPTS, "driver-compile"),
               "--dialect" if includes.kinds.get(source) == "dialect" else "--language",
               "c++-cpp-output" if cxx else "cpp-output", *WINDOWS, "--forward", includes.forward, "--",
               compilers[cxx], *[flag for flag in FLAGS if not (link and flag == "-fsyntax-only")],
               *["-mcmodel=kernel", "-fno-pie"][:2 if link else 0], *["-D" + define for define in defines], *(CXX if cxx else C),
               *system_headers(cxx), "-I" + includes.forward + BELOW, *SEARCHED, *flags,
               *[word for name in forced for word in ("-include", name)]]
    # The include path points deep into it, for "../../a.h".
    below = tempfile.mkdtemp(prefix="stubs", dir=work)
    stubs = below + BELOW
    os.makedirs(stubs)
    # All headers that are missing, at once.
    listed = limits.run([*command[command.index("--") + 1:], "-M", "-MG", "-MT", "x", source])
    if listed.why:
        result.stop("the compiler " + listed.why)
        return result
    for name in re.sub(r"^x:", "", listed.stdout).replace("\\\n", " ").replace("\\ ", "?").split():
        if os.path.isabs(name) or os.path.exists(name):
            continue
        result.missing.add(header_name(name))
        stub = os.path.normpath(os.path.join(stubs, name))
        if stub.startswith(below + "/"):
            try:
                os.makedirs(os.path.dirname(stub), exist_ok=True)
                open(stub, "w").close()
            except OSError:
                # No file can have this name, or another name needs it for a folder.
                pass
    done = limits.run([*command, "-idirafter", stubs, "-c", "-o", stubs + "/a.o", source], merge=True, most=MOST_SAID,
                      seconds=2 * limits.CALL_SECONDS, env={**os.environ, **(environment or {}), "LC_ALL": "C"})
    result.said = done.stdout
    if done.why:
        result.stop("the compiler " + done.why)
    result.compiles = not done.returncode and not result.missing
    fatal = next(filter(None, map(FATAL.search, lines_of(done.stdout))), None)
    if fatal:
        result.missing.add(header_name(fatal.group(1)))
    for file, line, message in errors_of(done.stdout):
        # An error since gcc 14. assumed_of() finds it, and the name.
        if message.startswith("parameter names (without types)"):
            continue
        names = names_of(message)
        result.errors += [(name, file, line, message) for name in names or [""]]
        result.missing.update(names)
    # Without its definition, a macro that declares looks like a function without a type.
    known = {error[:3] for error in result.errors}
    for file, line, name in assumed_of(done.stdout) if done.returncode else []:
        if (name, file, line) not in known:
            result.errors.append((name, file, line, "'%s' was not declared" % name))
        result.missing.add(name)
    if link and result.compiles:
        result.object = stubs + "/a.o"
        result.undefined = symbols("-u", stubs + "/a.o")
        result.defined = symbols("--defined-only", stubs + "/a.o")
    if done.returncode and not result.missing:
        result.missing.add("(see the errors)")
    return result
