# SPDX-License-Identifier: GPL-2.0
"""What a driver's folder needs, and what of it WinWork has: the figures of scripts/port."""

import concurrent.futures
import functools
import os
import re
import tempfile

from . import inf, limits, project, twice, words
from .applications import absent as without_header, of_package
from .commands import command_of
from .headers import FOLDERS, Header, public_headers
from .source_check import (BELOW, C, CXX, EXCEPTIONS, FLAGS, INCLUDED, SCRIPTS, SEARCHED, Includes, Repository, Result, check,
                           header_name, is_cxx, lines_of, read, system_headers)
from .source_text import blanked

DOCS = os.path.join(os.path.dirname(SCRIPTS), "docs")
CALL = re.compile(r"\b([A-Za-z_]\w{2,})[ \t]*(?=\()")
WORD = re.compile(r"\b[A-Za-z_]\w{2,}\b")
ANY_WORD = re.compile(r"\w+")
# What stands before a brace around definitions, the same without a "=" behind it, and the parentheses behind a name.
AROUND = re.compile(r'\bnamespace\b|\bextern\s*""\s*$')
AROUND_CLASS = re.compile(r"\b(?:class|struct)\b")
PARAMETERS = re.compile(r"\b([A-Za-z_]\w*)\s*\([^()]*\)")
LINE = re.compile(r'# (\d{1,9}) "((?:\\.|[^"\\])*)"')
# Where C or C++ declares a name, and words before a name that declare nothing.
MADE = re.compile(r"#[ \t]*define[ \t]+(\w+)|\b(?:class|struct|union|enum)\s+(\w+)\s*(?:final\s*)?[:{]|"
                  r"\b(\w+)(?:\s+|\s*[*&]+(?=\w)|[*&]+\s+)(\w+)\s*(?=[,;=)\[])|\}\s*\*?(\w+)\s*[,;]")
NO_TYPES = {"return", "case", "else", "goto", "sizeof", "typedef", "in", "and", "or", "not", "delete", "throw"}
REFUSED = re.compile(r"floating point|^__declspec\(")
# What the compiler says only because it did not know a name before.
FOLLOWS = re.compile(r"^expected |redeclared as different|request for member|^invalid type argument of|^too (?:many|few) arg|"
                     r"^invalid operands|^conflicting types for|makes pointer|^incompatible|^storage class|^parameter |"
                     r"^two or more data types|^array type has|^initializer|is not an integer|not constant|"
                     r"is not a static data member|does not have any field named|cannot be used as a function|"
                     r"^base operand of '->'|^redefinition of '|^subscripted value|^dereferencing|^cannot convert|^no matching|^'[^']*' redeclared|^variable |^field ")
# Symbols that the kernel or the compiler brings, and those of operations with floating point.
BROUGHT = re.compile(r"mem(?:cpy|move|set|cmp)$|_GLOBAL_OFFSET_TABLE_$|__stack_chk_|__x86_|__fentry__")
FLOATING = re.compile(r"__(?:add|sub|mul|div|neg|eq|ne|lt|le|gt|ge|unord|fix|fixuns|float|floatun|extend|trunc)[sdt]?i?[sdt]f")
# A GUID that a header declares, and that a source with INITGUID defines.
GUID = re.compile(r"\bDEFINE_(?:GUID|DEVPROPKEY|PROPERTYKEY)[ \t]*\([ \t]*(\w+)")
# Words that only Microsoft's compiler knows, and what a driver writes instead.
MICROSOFT = {"__super": "a word of Microsoft's C++: write the name of the base class",
             "__uuidof": "a word of Microsoft's C++: write the name of the GUID"}
MOST_PLACES = 5
# Sources of a project at which a compiler may meet a limit, each for minutes.
MOST_STOPPED = 4
# The suffixes that scripts/Kbuild.driver knows.
SUFFIXES = (".c", ".C", ".cpp", ".CPP", ".cc", ".cxx")
# kbuild has lists of these names: NAME-y := ... And winwork.ko has its own name.
TAKEN = set("obj lib always extra subdir targets hostprogs userprogs ccflags cppflags asflags rustflags ldflags clean dtb "
            "dtbs generic mandatory no modules core drivers init libs net virt winwork".split())
# A module's name has at most 55 bytes in Linux. "_driver" may come behind it.
LONGEST_NAME = 48
# The letters before a brace among which a function's name is looked for, and how deep parentheses are within
# each other there.
LONGEST_HEAD = 4096
DEEPEST_HEAD = 32
NOTE = re.compile(r"^(.*?):(\d{1,9}): note: (.*)")


class Vocabulary:
    """The functions of the public headers: declared only, there, and there with a difference."""

    def __init__(self):
        listing = command_of("absent")
        self.declared = {function: header
                         for header, _, functions in listing.rooms(FOLDERS) for function in functions}
        self.paths = {path: os.path.join(folder, path) for folder in FOLDERS for path in public_headers(folder)}
        texts = {path: blanked(read(full)) for path, full in self.paths.items()}
        self.words = {path: set(WORD.findall(text)) for path, text in texts.items()}
        # Those before a parenthesis. A declaration of a function is one of them.
        self.calls = {path: set(CALL.findall(text)) for path, text in texts.items()}
        # A declared function -> other names that are macros for it, such as that without its version.
        self.other_names = {}
        for text in texts.values():
            for name, function in re.findall(r"^#[ \t]*define[ \t]+(\w+)[ \t]+(\w+)[ \t]*$", text, re.M):
                if function in self.declared:
                    self.other_names.setdefault(function, []).append(name)
        # GUID -> its header.
        self.guids = {name: path for path, text in texts.items() for name in GUID.findall(text)}
        self.parsed = {}
        # Header -> the names that it declares.
        self.names = {}
        self.reader = command_of("driver-includes")
        self.sections = self.differences(listing.anchor)

    @staticmethod
    def differences(anchor):
        """(anchor, text) of each section of docs/differences.md."""
        path = os.path.join(DOCS, "differences.md")
        if not os.path.exists(path):
            return []
        pieces = re.split(r"^## (.*)$", read(path), flags=re.M)
        return [(anchor(title), text) for title, text in zip(pieces[1::2], pieces[2::2])]

    def room(self, name):
        """A header that has the name."""
        return next((header for header, words in self.words.items() if name in words), None)

    def home(self, name):
        """A header that declares the name, and has it not only as that of a member or parameter."""
        return next((header for header, words in self.words.items() if name in words and name in self.declared_by(header)), None)

    @functools.cached_property
    def includers(self):
        """Header -> the headers that include it."""
        found = {}
        for path, full in self.paths.items():
            for name in INCLUDED.findall(read(full)):
                beside = os.path.normpath(os.path.join(os.path.dirname(path), name))
                found.setdefault(beside if beside in self.paths else name, []).append(path)
        return found

    def public(self, header):
        """The nearest header that a driver includes for one of WinWork's own rooms."""
        todo = [header]
        for one in todo:
            if not one.startswith("winwork/"):
                return one
            todo += [each for each in sorted(self.includers.get(one, [])) if each not in todo]
        return header

    def declared_by(self, header):
        if header not in self.names:
            names = self.reader.Names(read(self.paths[header]))
            self.names[header] = names.defined | names.tags
        return self.names[header]

    def functions(self, names):
        """name -> (header, line, deviations) of those that the headers document."""
        found = {}
        for header, calls in self.calls.items():
            wanted = calls & names - self.declared.keys() - found.keys()
            if not wanted:
                continue
            if header not in self.parsed:
                self.parsed[header] = Header(read(self.paths[header]))
            parsed = self.parsed[header]
            for each in parsed.declarations:
                if each.name in wanted and each.kind in ("function", "macro") and each.comment \
                        and each.name not in found:
                    found[each.name] = header, parsed.line(each.start), self.deviations(each)
        return found

    def deviations(self, declaration):
        """What its comment says of Windows, and the sections of differences.md that name it."""
        links = ["differences.md#" + place for place, text in self.sections
                 if re.search(r"\b%s\b" % re.escape(declaration.name), text)]
        comment = declaration.comment
        if not (comment and comment.is_doc and declaration.name in comment.names):
            return "", links
        return " ".join(filter(None, map(deviation, PART.split(comment.text)))), links


REPORTED = re.compile(r"\breport(?:s|ed)?\b")
# The parts of a comment: its paragraphs, each with the table below it, and the lines that begin a
# subject of their own.
PART = re.compile(r"\n\n(?!\t)|\n(?=(?:Here|[Oo]n Windows|@\w+|IRQL|Return|Pages?):)")


def deviation(part):
    """The sentences of a part from the first one that names a difference, behind the part's label."""
    prose, _, rows = part.partition("\n\n\t")
    text = " ".join(prose.split())
    if rows:
        text = text.rstrip(".:") + ": " + "; ".join(
            re.sub(r"\t+(.*)", r" (\1)", row.strip()) for row in rows.split("\n"))
    found = re.search(r"\b(?:Here|[Oo]n Windows):", text)
    if not found:
        return ""
    start = text.rfind(". ", 0, found.start()) + 2
    if start == 1:
        start = 0
    label = re.match(r"@?(\w+: )", text)
    said = text[start:] if not start else (label.group(1) if label else "") + text[start:]
    return said if said.endswith((".", ":")) else said + "."


def only_reports(text, links):
    """Whether a difference is only that WinWork reports a wrong call, which a right driver never makes. Each sentence
    says so: one that does not may tell of another behaviour."""
    sentences = re.split(r"(?<=[.;]) ", text)
    return bool(text) and all(REPORTED.search(sentence) for sentence in sentences) and \
        all(link == "differences.md#reports" for link in links)


def without_strings(text):
    """text with its comments as blanks, and with empty strings."""
    return re.sub(r'"(?:\\.|[^"\\\n])*"?|\'(?:\\.|[^\'\\\n])*\'?', '""', blanked(text))


def without_directives(code):
    return re.sub(r"^[ \t]*#(?:.*\\\n)*.*$", lambda match: "\n" * match.group().count("\n"), code, flags=re.M)


def definitions(code):
    """The names of the functions that a text without comments, strings and directives defines. A head with
    annotations gives their names, too."""
    found = set()
    start, depth, bodies = 0, 0, []
    for brace in re.finditer("[{}]", code):
        if brace.group() == "}":
            depth -= depth > 0
            bodies[depth:] = []
        else:
            head = code[max(start, brace.start() - LONGEST_HEAD):brace.start()].rpartition(";")[2]
            tail = head[max(head.rfind("("), head.rfind(")")) + 1:]
            around = AROUND.search(tail) or AROUND_CLASS.search(tail.rpartition("=")[2])
            if not any(bodies) and not around:
                # Innermost parentheses first, until only the names before them are left.
                for _ in range(DEEPEST_HEAD):
                    found.update(PARAMETERS.findall(head) if "(" in head else ())
                    head, count = re.subn(r"\([^()]*\)", " ", head)
                    if not count:
                        break
            bodies.append(not around)
            depth += 1
        start = brace.end()
    return found


def outside_of_functions(code):
    """code without what is in braces."""
    kept, depth, start = [], 0, 0
    for brace in re.finditer("[{}]", code):
        if brace.group() == "{":
            if not depth:
                kept.append(code[start:brace.start()])
            depth += 1
        elif depth:
            depth -= 1
            start = brace.end()
    return " ".join(kept + [code[start:] if not depth else ""])


class Uses:
    """The names that the sources mention, in code that the preprocessor keeps, with their places."""

    def __init__(self, root):
        self.root = root
        self.places = {}
        self.defined = set()
        # Names that the driver itself declares, in any branch.
        self.made = set()
        self.known = {}
        # word -> the lines of code that have it: (file, number), in their order
        self.words = {}

    def own(self, path):
        if path not in self.known:
            self.known[path] = real(path).startswith(real(self.root) + os.sep) and \
                not real(path).startswith(tuple(real(folder) + os.sep for folder in FOLDERS))
        return self.known[path]

    def add(self, text, extra):
        """text: what -E -fdirectives-only leaves. extra: own files outside the root."""
        lines = []
        file, number = "", 0
        for line in text.split("\n"):
            mark = LINE.match(line)
            if mark:
                file, number = mark.group(2), int(mark.group(1))
                continue
            if file in extra or (file and not file.startswith("<") and self.own(file)):
                lines.append((file, number, line))
            number += 1
        code = without_strings("\n".join(line for _, _, line in lines))
        plain = without_directives(code)
        self.defined.update(definitions(plain))
        for macro, tag, kind, name, typed in MADE.findall(code):
            self.made.update({macro, tag, typed, name if kind not in NO_TYPES else ""})
        used = set(WORD.findall(plain))
        for (file, number, _), line, kept in zip(lines, code.split("\n"), plain.split("\n")):
            for name in set(ANY_WORD.findall(kept)):
                self.words.setdefault(name, {})[file, number] = True
            macro = re.match(r"[ \t]*#[ \t]*define[ \t]+(\w+)", line)
            if not kept.strip() and not (macro and macro.group(1) in used):
                continue
            for name in CALL.findall(line if macro else kept):
                self.places.setdefault(name, {})[file, number] = True

    def mentions(self, name):
        """The places of a word, whether it is called or not; those in headers if it has no others."""
        found = sorted(self.words.get(name, ()))
        return [place for place in found if place[0].lower().endswith(project.SUFFIXES)] or found


def real(path):
    """The path without links. A line mark may name what no file can have as its name."""
    try:
        return os.path.realpath(path)
    except ValueError:
        return path


def relative(path, root):
    return os.path.relpath(real(path), real(root)) if os.path.isabs(path) else path


def plain_symbol(symbol):
    """A symbol as the source writes it."""
    said = limits.run(["c++filt", symbol], quiet=True, most=1 << 16, seconds=5).stdout.strip() \
        if symbol.startswith("_Z") and len(symbol) < LONGEST_HEAD else ""
    return said or symbol


def wide(path):
    """Whether a file has characters of 16 bits."""
    return read(path)[:2] in ("\xff\xfe", "\xfe\xff")


def last_word(name):
    return (ANY_WORD.findall(name) or [name])[-1]


def kbuild_name(module, objects):
    """A name for the module that Linux and kbuild take."""
    name = re.sub(r"\W", "_", module, flags=re.ASCII)[:LONGEST_NAME] or "driver"
    while name + ".o" in objects or "winwork_%s.o" % name in objects or name in TAKEN:
        name += "_driver"
    return name


class Report:
    def __init__(self, root, built, vocabulary):
        self.root = root
        self.project = built
        self.vocabulary = vocabulary
        self.results = []
        # Sources at which a compiler met a limit.
        self.stopped = []
        self.folders = []
        self.uses = Uses(root)
        self.headers = {}
        self.wide = set()
        self.inf = None
        # Symbol -> the sources that define it, where Microsoft's linker takes one.
        self.twice = {}
        # The reports of the other drivers whose Kbuild this one shares.
        self.beside = []
        # A message's symbolic name -> the file that defines it, once it is asked for.
        self.codes = None

    # ---- compiling

    def run(self, jobs):
        self.settle()
        repository = self.repository = self.below_which()
        folders = list(self.project.folders)
        reached = {}
        for source in self.project.sources:
            more, reached[source] = repository.folders(source)
            folders += [folder for folder in more if folder not in folders]
        self.folders = [folder for folder in folders if folder in self.project.folders or self.needs(folder, reached)]
        for folder in self.folders:
            self.can_stand(folder)
        own = {path for paths in reached.values() for path in paths}
        self.wide = {path for path in own if wide(path)}
        for path in sorted(own):
            for number, line in enumerate(read(path).split("\n"), 1):
                match = INCLUDED.match(line)
                if match:
                    self.headers.setdefault(header_name(match.group(1)), []).append((path, number))
        with tempfile.TemporaryDirectory() as work:
            includes = Includes(work, self.folders, self.project.sources)
            def one(source):
                result = self.check(source, includes, work)
                return result, "" if result.stopped else self.preprocessed(source, includes, work)
            pool = concurrent.futures.ThreadPoolExecutor(jobs)
            try:
                done = list(pool.map(one, self.project.sources))
            finally:
                pool.shutdown(cancel_futures=True)
            self.find_twice([result for result, _ in done])
        self.results = [result for result, _ in done]
        for _, text in done:
            self.uses.add(text, own)

    def find_twice(self, results):
        """What several sources define, of those that compile."""
        sources = {result.object: result.source for result in results if result.object}
        self.twice = {plain_symbol(name): [sources[item] for item in objects]
                      for name, objects in twice.defined_twice(list(sources), "nm", "readelf").items()}

    def check(self, source, includes, work):
        if len(self.stopped) >= MOST_STOPPED:
            result = Result(source)
            result.stop("is not compiled: the compiler has been stopped at %d others" % len(self.stopped))
            return result
        result = check(source, self.folders, self.project.defines_of(source), includes, work,
                       [path for path, _ in self.forced(source)], link=True)
        if result.stopped:
            self.stopped.append(source)
        return result

    def below_which(self):
        """The files among which headers are looked for: those of the driver's working tree."""
        tree = self.project.tree
        try:
            return Repository(tree)
        except limits.Unfit as unfit:
            if tree == self.root:
                raise
            self.project.leave(tree, "%s: headers are looked for in %s alone" % (
                str(unfit).removeprefix(tree).strip(), relative(self.root, tree)))
            return Repository(self.root)

    @staticmethod
    def needs(folder, reached):
        return any(os.path.dirname(path).startswith(folder) for paths in reached.values() for path in paths)

    def preprocessed(self, source, includes, work):
        """The source and its headers with their macros as they are, without the branches that are not taken."""
        if includes.error:
            # A compiler would wait for a header that is a pipe.
            return ""
        cxx = is_cxx(source)
        command = ["g++" if cxx else "gcc", "-E", "-fdirectives-only",
                   *[flag for flag in FLAGS if flag != "-fsyntax-only"],
                   *["-D" + define for define in self.project.defines_of(source)], *(CXX if cxx else C), *system_headers(cxx),
                   "-I" + includes.forward + BELOW, *SEARCHED, *["-I" + folder for folder in self.folders]]
        for stubs in sorted(name for name in os.listdir(work) if name.startswith("stubs")):
            command += ["-idirafter", os.path.join(work, stubs) + BELOW]
        return limits.run([*command, source], quiet=True).stdout

    # ---- judging

    def place(self, file, line):
        return "%s:%d" % (relative(file, self.root), line)

    def places(self, found):
        return [self.place(*one) for one in found]

    def settle(self):
        """Leaves out what cannot stand in a Kbuild. Its sources are in the folder above all of them."""
        built = self.project
        # Without one that can be named all are left.
        named = [source for source in built.sources if words.is_plain(relative(source, self.root))]
        self.kbuild_folder = folder = os.path.commonpath([os.path.dirname(source) for source in named or built.sources])
        makes = {}
        for source in built.sources:
            name = os.path.relpath(source, folder)
            item = os.path.splitext(name)[0] + ".o"
            shown = relative(source, self.root)
            if not words.is_plain(name):
                built.refuse(shown, "cannot stand in a Kbuild: rename it")
            elif not name.endswith(SUFFIXES):
                built.refuse(shown, "has a suffix that a Kbuild does not take: rename it to one of " + " ".join(SUFFIXES))
            elif item in makes:
                built.refuse(shown, "makes the same object as %s: rename one of them" % relative(makes[item], self.root))
            else:
                makes[item] = source
        self.objects = makes
        if not words.is_plain(os.path.realpath(folder)):
            built.refuse(os.path.realpath(folder), "is a folder in which kbuild cannot build: rename it")
        built.folders[:] = filter(self.can_stand, built.folders)

    def can_stand(self, folder):
        """Whether a folder of headers can stand in the Kbuild. One that cannot is refused."""
        if words.is_plain(os.path.relpath(folder, self.kbuild_folder)):
            return True
        self.project.refuse(relative(folder, self.root), "is a folder of headers that cannot stand in a Kbuild: rename it")
        return False

    def forced(self, source):
        """(for the compiler here, in a Kbuild) of each header that a source includes first. One that is in no such
        place is looked for on the include path."""
        library = self.project.library_of.get(source, self.project)
        for name in library.forced:
            path = project.find(library.folder, name)
            below = os.path.relpath(path, self.kbuild_folder) if path else name
            yield path or name, "$(src)/" + below if path and words.is_plain(below) else name

    def module(self):
        return kbuild_name(self.project.module, [item for one in [self, *self.beside] for item in one.objects])

    def kbuild(self):
        """(folder, text) of the Kbuild that builds this project, and those that share its folder."""
        folder = self.kbuild_folder
        together = sorted([self, *self.beside], key=lambda one: one.project.path)
        lines = ["obj-m := " + " ".join(one.module() + ".o" for one in together)]
        lines += ["%s-y := %s" % (one.module(), " \\\n\t".join(one.objects)) for one in together]
        beside = dict.fromkeys(os.path.relpath(path, folder) for one in together for path in one.folders)
        options = ["-I$(src)" if name == "." else "-I$(src)/" + name for name in beside if words.is_plain(name)]
        flags = {each: [words.define(define) for define in one.project.defines_of(source)] +
                       ["-include " + word for _, word in one.forced(source)]
                 for one in together for each, source in one.objects.items()}
        # Those of each source.
        options += [flag for flag in next(iter(flags.values())) if all(flag in others for others in flags.values())]
        if options:
            lines.append("ccflags-y := " + " \\\n\t".join(options))
        if self.inf and "files" in self.inf and not self.inf["is_found"]:
            lines.append("WINWORK_INF := " + " ".join(os.path.relpath(os.path.join(self.root, name), folder)
                                                      for name in self.inf["files"]))
        own = {each: " ".join(flag for flag in some if flag not in options) for each, some in flags.items()}
        lines += ["CFLAGS_%s := %s" % (each, text) for each, text in own.items() if text]
        lines.append("include $(WINWORK)/scripts/Kbuild.driver")
        return folder, "\n".join(lines) + "\n"

    def read_inf(self):
        """What the driver's INF says, or why there is none. The build reads it, too. None for a folder without an INF."""
        module = self.module()
        beside = self.project.path if os.path.isdir(self.project.path) else os.path.dirname(self.project.path)
        for folder in dict.fromkeys([beside, self.kbuild_folder]):
            names = inf.files(folder)
            if not names:
                continue
            try:
                paths = [os.path.join(folder, name) for name in inf.choose(folder, names, module, inf.HERE)]
            except limits.Unfit as unfit:
                return {"error": str(unfit)}
            found = {"files": [relative(path, self.root) for path in paths], "is_found": folder == self.kbuild_folder}
            for path in paths:
                if not words.is_plain(os.path.relpath(path, self.kbuild_folder)):
                    return {"error": "%s cannot stand in a Kbuild: rename it" % relative(path, self.root)}
            read = []
            try:
                for path in paths:
                    read.append(inf.Inf(path, inf.HERE))
                path = paths[0]
                table = inf.Table(read[0], module, None, read[1:]).json()
            except inf.Wrong as wrong:
                return {**found, "error": "%s: %s" % (relative(path, self.root) + (":%d" % wrong.line if wrong.line else ""), wrong.why)}
            except limits.Unfit as unfit:
                return {**found, "error": "%s %s" % (relative(path, self.root), unfit)}
            return {**found, "service": table["service"], "altitude": table["altitude"], "notes": table["notes"],
                    "devices": [{"id": model["id"], "description": model["description"]} for model in table["models"]]}
        return None

    def missing(self):
        """name -> its places, of all that no header declares; headers first."""
        found = {}
        for result in self.results:
            for name in sorted(result.missing):
                if name.startswith("<"):
                    found.setdefault(name, dict.fromkeys(self.headers.get(name) or [(result.source, 1)]))
            for name, file, line, _ in result.errors:
                if name and real(file) not in self.wide:
                    found.setdefault(name, {})[file, line] = True
        # A name that the driver declares itself, with a type that is missing.
        return {name: list(places) for name, places in found.items() if places and not EXCEPTIONS.search("'%s'" % name)
                and (name.startswith("<") or
                     last_word(name.split(".")[0]) not in self.uses.made | self.uses.defined)}

    def refused(self):
        """Lines in Microsoft's dialect that are refused, and other errors that no missing name explains."""
        dialect = dict.fromkeys((relative(path, self.root), "is in UTF-16: iconv -f UTF-16 -t UTF-8 makes what gcc reads")
                                for path in sorted(self.wide))
        other = {}
        for result in self.results:
            if result.missing == {"driver-includes"}:
                other[relative(result.source, self.root), result.said.strip()] = True
            # The first error behind a missing name may follow from it.
            doubtful = bool(result.missing - {"(see the errors)"})
            bare = any(name.startswith("<") for name in result.missing)
            for name, file, line, message in result.errors:
                if real(file) in self.wide:
                    continue
                row = self.place(file, line), message
                if EXCEPTIONS.search(message):
                    row = row[0], "structured exception handling"
                if EXCEPTIONS.search(message) or REFUSED.search(message):
                    dialect[row] = True
                elif not name and not (doubtful and FOLLOWS.search(message)):
                    if message == "stray '@' in program" and any("@" in define for define in self.project.defines):
                        row = row[0], "%s leaves @...@ for the value of a define: write it in the Kbuild" % relative(
                            self.project.path, self.root)
                    if bare and message.startswith("#error"):
                        row = row[0], message + " (perhaps because a header is missing)"
                    other[row] = True
            for note in filter(None, map(NOTE.match, lines_of(result.said))):
                if "floating point" in note.group(3) or "_MSC_VER" in note.group(3):
                    dialect[self.place(note.group(1), int(note.group(2))), note.group(3)] = True
        return list(dialect), list(other)

    def unlinked(self):
        """name -> its places, of the functions and variables that no source of the project defines."""
        defined = {name for result in self.results for name in result.defined} | self.uses.defined
        # A source that does not compile may define what it mentions outside of its functions.
        for result in self.results:
            if not result.compiles:
                code = without_directives(without_strings(read(result.source)))
                defined |= definitions(code) | set(WORD.findall(outside_of_functions(code)))
        found = {}
        for result in self.results:
            for symbol in result.undefined - defined:
                name = re.sub(r"\(.*", "", plain_symbol(symbol))
                word = last_word(name)
                if not BROUGHT.match(symbol) and word not in defined and \
                        (word in self.vocabulary.guids or not self.vocabulary.room(word)):
                    found.setdefault(name, set()).update(self.uses.mentions(word) or [(result.source, 1)])
        return {name: sorted(places) for name, places in found.items()}

    def guid_of(self, name):
        """The header that declares a GUID, of the driver or WinWork's, or None."""
        if name in self.vocabulary.guids:
            path = self.vocabulary.guids[name]
            # The header that drivers include has the name of its part in a room.
            return "<%s>" % (os.path.basename(path) if os.path.basename(path) in self.vocabulary.paths else path)
        for paths in self.repository.headers.values():
            for path in paths:
                if path.lower().endswith((".h", ".hpp")) and name in GUID.findall(blanked(read(path))):
                    return relative(path, self.root)
        return None

    def note_of_unlinked(self, name, elsewhere):
        """Why no source defines a name, or None."""
        word = last_word(name)
        if FLOATING.match(name):
            return "floating point"
        if name.startswith("operator "):
            return "no library has it: the driver must define it"
        if word in elsewhere:
            return "%s defines it" % relative(elsewhere[word], self.root)
        header = self.guid_of(word)
        return header and "a GUID of %s: INITGUID is missing, so one source must include <initguid.h> before that header" % header

    def elsewhere(self, names):
        """name -> the source beside the project that defines it."""
        found = {}
        sources = [path for paths in self.repository.headers.values() for path in paths
                   if path.lower().endswith(project.SUFFIXES) and path not in self.project.sources]
        for path in sorted(sources) if names else []:
            text = read(path)
            wanted = {name for name in names - found.keys() if name in text}
            for name in wanted & definitions(without_directives(without_strings(text))) if wanted else ():
                found.setdefault(name, path)
        return found

    def called(self, name, names):
        """Where a function that is only declared is needed. If all sources compile, their objects tell."""
        if all(result.compiles for result in self.results) and \
                not any(name in result.undefined for result in self.results):
            return None
        return names.get(name) or self.uses.mentions(name)

    def made_from(self, header):
        """The file from which the driver's own build makes a header."""
        stem, end = os.path.splitext(os.path.basename(header))
        for name, by in ((stem + end + ".in", "the driver's own build"), (stem + ".mc", "Microsoft's message compiler"),
                         (stem + ".man", "Microsoft's message compiler"), (stem + ".mof", "wmimofck"),
                         (stem + ".idl", "Microsoft's IDL compiler")):
            for path in sorted(self.repository.headers.get(name, [])):
                more = ": here windmc of the package binutils-mingw-w64-x86-64 does" if name.endswith(".mc") else ""
                return "%s makes it from %s%s" % (by, relative(path, self.root), more)
        return None

    def hint(self, name, places):
        """Where a name that a source lacks may come from."""
        if self.codes is None:
            self.codes = {}
            for path in sorted(path for found in self.repository.headers.values() for path in found if path.endswith(".mc")):
                for code in re.findall(r"\bSymbolicName\s*=\s*(\w+)", project.read(path), re.I):
                    self.codes.setdefault(code.lower(), path)
        if name.lower() in self.codes:
            return "%s defines it" % relative(self.codes[name.lower()], self.root)
        if name in MICROSOFT:
            return MICROSOFT[name]
        room = self.vocabulary.home(name) if "." not in name else None
        return "%s declares it: no header that the source includes does so" % self.vocabulary.public(room) if room else of_package(name)

    def is_behind(self, name, places):
        """Whether WinWork has the name, and each source that lacks it also lacks a header, which may include WinWork's."""
        if "." in name or name.startswith("<") or name in MICROSOFT or not self.vocabulary.home(name):
            return False
        lacking = [result for result in self.results
                   if any(error[:3] == (name, *place) for error in result.errors for place in places)]
        return all(any(header.startswith("<") for header in result.missing) for result in lacking)

    def data(self):
        names = {name: places for name, places in self.uses.places.items()
                 if name not in self.uses.defined and not re.match(r"_\w+_$|__declspec|__pragma", name)}
        functions = self.vocabulary.functions(set(names))
        has, different, reporting, declared = [], [], [], []
        symbols = {name for result in self.results for name in result.undefined} & self.vocabulary.declared.keys()
        for name in sorted(names.keys() | symbols):
            row = {"name": name, "places": self.places(names.get(name, []))}
            if name in self.vocabulary.declared:
                places = self.called(name, names)
                if places == []:
                    places = [place for other in self.vocabulary.other_names.get(name, [])
                              for place in self.uses.mentions(other)]
                if places is not None:
                    declared.append({"name": name, "places": self.places(places), "header": self.vocabulary.declared[name]})
            elif name in functions:
                header, line, (text, links) = functions[name]
                row["header"] = "%s:%d" % (header, line)
                if text or links:
                    (reporting if only_reports(text, links) else different).append({**row, "difference": text, "links": links})
                else:
                    has.append(row)
        missing, behind = [], []
        for name, places in sorted(self.missing().items(), key=lambda item: (not item[0].startswith("<"), item[0])):
            row = {"name": name, "places": self.places(places)}
            if self.is_behind(name, places):
                behind.append({**row, "header": self.vocabulary.home(name)})
                continue
            if name.startswith("<"):
                row["note"] = self.made_from(name.strip("<>")) or without_header(name.strip("<>"))
            else:
                row["note"] = self.hint(name, places)
            if not row["note"]:
                del row["note"]
            missing.append(row)
        outside = self.unlinked()
        elsewhere = self.elsewhere({last_word(name) for name in outside})
        unlinked = []
        for name, places in sorted(outside.items()):
            row = {"name": name, "places": self.places(places)}
            note = self.note_of_unlinked(name, elsewhere)
            unlinked.append({**row, "note": note} if note else row)
        dialect, other = self.refused()
        self.inf = self.read_inf()
        folder, text = self.kbuild()
        compiled = sum(result.compiles for result in self.results)
        return {
            "name": self.project.name, "project": relative(self.project.path, self.root),
            "kbuild": {"folder": relative(folder, self.root), "text": text},
            "makes": self.project.makes, "libraries": self.project.unmade if unlinked else [], "lost": self.project.lost, "inf": self.inf,
            "unread": [{"name": relative(name, self.root), "why": why} for name, why in self.project.unread],
            "refused": [{"name": name, "why": why} for name, why in self.project.refused],
            "skipped": [{"name": name, "why": why} for name, why in self.project.skipped],
            "sources": [{"file": relative(result.source, self.root), "compiles": result.compiles,
                         "missing": sorted(result.missing - {"(see the errors)"})} for result in self.results],
            "has": has, "different": different, "reporting": reporting, "declared": declared, "missing": missing, "behind": behind,
            "unlinked": unlinked,
            "twice": [{"name": name, "places": [relative(source, self.root) for source in sources]}
                      for name, sources in sorted(self.twice.items())],
            "dialect": [{"place": place, "text": message} for place, message in dialect],
            "other": [{"place": place, "text": message} for place, message in other],
            "compiled": compiled, "of": len(self.results),
            "builds": compiled == len(self.results) and not declared and not unlinked and
            not self.twice and not self.project.lost and not self.project.refused and not (self.inf or {}).get("error")}


def reports(root, jobs, only=None, tree=None, unread=None):
    """The report of each project of a folder. Projects that make no driver are left out, if others do. tree: the
    driver's working tree. unread: gets the projects that are not read."""
    root = os.path.abspath(root)
    vocabulary = Vocabulary()
    projects, others = project.of_folder(root, tree, unread)
    projects = [part for one in projects for part in drivers_of(one)]
    left_out = [{"project": relative(one.path, root), "makes": one.makes} for one in others]
    found = []
    for built in projects + (others if only else []):
        if only and only != built.name and os.path.normpath(only) != relative(built.path, root):
            continue
        if not built.sources:
            continue
        report = Report(root, built, vocabulary)
        report.run(jobs)
        found.append(report)
    share(found)
    for report in found:
        yield {**report.data(), "tree": report.project.tree, "beside": left_out}


def share(reports_of_parts):
    """The drivers of a folder without a project share a Kbuild if their sources are in one folder."""
    for one in reports_of_parts:
        one.beside = [other for other in reports_of_parts if other is not one and isinstance(one.project, Part) and
                      isinstance(other.project, Part) and other.kbuild_folder == one.kbuild_folder]


class Part(project.Folder):
    """One of several drivers in a folder without a project: the source with its DriverEntry, and those that this one
    needs."""

    def __init__(self, whole, entry, name, sources):
        project.Project.__init__(self, entry, name, whole.tree)
        self.sources = sources


def drivers_of(built):
    """The drivers of a folder without a project: each DriverEntry is one. Others are what they are."""
    if type(built) is not project.Folder:
        return [built]
    codes = {source: without_directives(without_strings(read(source))) for source in built.sources}
    made = {source: definitions(code) for source, code in codes.items()}
    entries = [source for source, names in made.items() if "DriverEntry" in names]
    if len(entries) < 2:
        return [built]
    used = {source: set(WORD.findall(code)) for source, code in codes.items()}
    several = len({os.path.dirname(entry) for entry in entries}) < len(entries)
    parts = []
    for entry in entries:
        name = os.path.splitext(os.path.basename(entry))[0] if several else project.name_of(os.path.dirname(entry))
        parts.append(Part(built, entry, name, needed(entry, entries, made, used)))
    taken = {source for part in parts for source in part.sources}
    for part in parts:
        part.skipped = built.skipped + [(os.path.relpath(source, built.path), "has nothing that a driver of the folder uses")
                                        for source in built.sources if source not in taken]
    return parts


def needed(entry, entries, made, used):
    """A source, and those that define what it and they use. Of several that define a name, the nearest to the first."""
    found, todo = {entry}, [entry]
    while todo:
        source = todo.pop()
        for name in sorted(used[source] - made[source]):
            homes = [other for other in made if other not in entries and name in made[other]]
            if homes and not found.intersection(homes):
                home = max(homes, key=lambda other: (len(os.path.commonpath([other, entry])), other))
                found.add(home)
                todo.append(home)
    return [source for source in made if source in found]
