# SPDX-License-Identifier: GPL-2.0
"""What the Windows programs in a folder need, and what of it libwinwork-user has: scripts/port --program."""

import concurrent.futures
import os
import re
import shutil
import tempfile

from . import limits, project
from .commands import ROOT
from .source_check import BELOW, FATAL, INCLUDED, errors_of, is_cxx, lines_of, names_of, read
from .source_text import blanked

USER = os.path.join(ROOT, "user")
# gcc must go on to the end, and take a call without a declaration for an error.
OPTIONS = ["-fsyntax-only", "-fmax-errors=2000"]
OF_C = ["-Werror=implicit-function-declaration"]
# What follows from a name that is missing.
FOLLOWS = re.compile(r"^expected |^invalid |redeclared as different|^conflicting types|^request for member|^too (?:many|few) arg")
MOST_SAID = 4 << 20


class Library:
    """libwinwork-user: that of a checkout, else the installed one."""

    def __init__(self, work):
        self.environment = {**os.environ, "LC_ALL": "C"}
        self.compiler = os.path.join(USER, "winwork-cc")
        template = os.path.join(USER, "winwork-user.pc.in")
        if not os.path.exists(template):
            self.compiler = shutil.which("winwork-cc")
            if not self.compiler:
                raise limits.Unfit("winwork-cc is not here: install libwinwork-user-dev")
            return
        text = read(template)
        for name, value in (("PREFIX", USER), ("LIBDIR", work), ("INCLUDEDIR", os.path.join(USER, "include")), ("VERSION", "0")):
            text = text.replace("@%s@" % name, value)
        with open(os.path.join(work, "winwork-user.pc"), "w", encoding="utf-8") as out:
            out.write(text)
        self.environment["PKG_CONFIG_PATH"] = work

    def run(self, *arguments):
        return limits.run([self.compiler, *arguments], merge=True, most=MOST_SAID, env=self.environment)

    def broken(self):
        """Why the library's compiler does not work, or ""."""
        done = self.run("--help")
        return "" if not done.returncode else done.stdout.strip() or done.why


def missing_headers(library, options, source, folder):
    """The headers that are nowhere, each of which gets an empty file below a folder."""
    listed = library.run("-M", "-MG", "-MT", "x", *options, source)
    found = []
    for name in re.sub(r"^x:", "", listed.stdout).replace("\\\n", " ").split():
        spelled = name.replace("\\", "/").lower()
        path = os.path.normpath(os.path.join(folder, name))
        if os.path.isabs(name) or os.path.exists(name) or not path.startswith(folder):
            continue
        found.append("<%s>" % spelled)
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8"):
                pass
        except OSError:
            # No file can have this name, or another name needs it for a folder.
            pass
    return found


class Source:
    """What the compiler says of one source."""

    def __init__(self, library, built, source, work):
        self.path = source
        self.missing = {}
        self.other = []
        stubs = tempfile.mkdtemp(prefix="stubs", dir=work) + BELOW
        options = ["-I" + folder for folder in built.folders] + ["-D" + define for define in built.defines_of(source)]
        for name in missing_headers(library, options, source, stubs):
            self.missing[name] = self.includes(name)
        done = library.run(*OPTIONS, *([] if is_cxx(source) else OF_C), *options, "-idirafter", stubs, source)
        self.compiles = not done.returncode and not self.missing
        if done.why:
            self.other.append((1, "the compiler " + done.why))
        self.calls = set(re.findall(r"\b([A-Za-z_]\w*)(?=[ \t]*\()", blanked(read(source))))
        self.judge(done.stdout)

    def includes(self, name):
        """The lines that include a header."""
        text = read(self.path)
        lines = [text.count("\n", 0, match.start()) + 1 for match in INCLUDED.finditer(text)
                 if "<%s>" % match.group(1).replace("\\", "/").lower() == name]
        return {(self.path, line) for line in lines or [1]}

    def judge(self, said):
        fatal = next(filter(None, map(FATAL.search, lines_of(said))), None)
        if fatal:
            self.missing.setdefault("<%s>" % fatal.group(1).lower(), {(self.path, 1)})
        for file, line, message in errors_of(said):
            names = names_of(message)
            for name in names:
                self.missing.setdefault(name, set()).add((file, line))
            if not names and not message.endswith("No such file or directory") and not (self.missing and FOLLOWS.match(message)):
                self.other.append((line, message))


def programs_of(folder, only):
    """The projects that make programs; all of the folder if none does."""
    projects, others = project.of_folder(folder)
    found = [one for one in others if "program" in one.makes] or projects
    return [one for one in found if one.sources and only in (None, one.name)]


def report(root, built, jobs):
    with tempfile.TemporaryDirectory() as work:
        library = Library(work)
        why = library.broken()
        if why:
            raise limits.Unfit(why)
        with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
            sources = list(pool.map(lambda source: Source(library, built, source, work), built.sources))
    found = {}
    for source in sources:
        for name, places in source.missing.items():
            found.setdefault(name, set()).update(places)
    calls = set().union(*(source.calls for source in sources))
    def rows(names):
        return [{"name": name, "places": ["%s:%d" % (os.path.relpath(file, root), line) for file, line in sorted(found[name])]}
                for name in sorted(names)]
    headers = {name for name in found if name.startswith("<")}
    functions = {name for name in found if name in calls}
    return {
        "name": built.name, "project": os.path.relpath(built.path, root),
        "sources": [{"file": os.path.relpath(source.path, root), "compiles": source.compiles} for source in sources],
        "headers": rows(headers), "functions": rows(functions), "names": rows(found.keys() - headers - functions),
        "other": [{"place": "%s:%d" % (os.path.relpath(source.path, root), line), "text": message}
                  for source in sources for line, message in source.other],
        "builds": all(source.compiles for source in sources)}


def reports(folder, jobs, only=None):
    """The report of each program in a folder."""
    root = os.path.abspath(folder)
    return [report(root, built, jobs) for built in programs_of(root, only)]
