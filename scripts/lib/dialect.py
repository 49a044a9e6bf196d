# SPDX-License-Identifier: GPL-2.0
"""Rewrites a preprocessed source from Microsoft's C or C++ to gcc's. It changes only text
from the driver's own files, and moves no line: each message of the compiler names a line
of the driver.

    10ui64, 1i32               10ULL, 1
    unsigned long, 7UL         unsigned int, 7U: long has 32 bits on Windows
    __int3264                  long, which has the size of a pointer
    f("text", )                f("text"): a macro without variable arguments leaves the comma
    "in " __FUNCTION__ "\\n"    a string with the name of the function
    __declspec(a b("c"))       gcc's attributes, for the words that have one
    VOID * POINTER_32 p        int, which has the size of that pointer
    &(TYPE)p in C              (TYPE *)&p: the address of a cast
    struct S { int a; }        struct S, if Windows's header defines the same members
    typedef int HANDLE;        nothing, if Windows's header defines another type: that one holds
    ((TYPE)p) = q in C         (*(TYPE *)&p) = q: a cast is assigned to
    a member of an unnamed     another name, which nothing uses: the outer member has the name
      structure in C++ with
      the name of an outer one
    enum E before its          in C an int; in C++ the enumeration is declared before
      definition, or without     the statement
      one
    struct { } #pragma pack ;  the pragma behind the semicolon, where a macro has put it before
    f(struct S *p) in C        struct S; before the statement that first names the structure
    int a = f(); in C++,       int a; a = f(); the same for a const or auto variable
      which a goto jumps over
    int &a = b; in C++,        int *p; p = &(b); and *p for a
      which one jumps over
    const_cast<T>(nullptr)     (T)(nullptr), and static_cast of a void * to a function likewise
    sizeof TYPE                sizeof(TYPE)
    typedef ... size_t;        the compiler's own type, which is also known without a header
    enum E : int; in C++       Windows's enumeration has the type int
    const enum E { };          enum E { };
    extern int a; in C++,      extern "C" int a;
      and extern "C"
    constexpr in C++ with a    inline
      cast to a pointer
    template <typename T> in   another name than T
      a template with T
    template <typename int N>  template <int N>
    extern inline in C         a declaration of a function, if another source has the body
    inline in C                no code is emitted for a function that the source never names
    __try, __except, ...       see exceptions.py
    __super::f() in C++        Base::f(): see supers.py
"""

import bisect
import os
import re

from . import twice
from .exceptions import Exceptions
from .supers import Supers

# Of a type in a cast, and of the digits of an integer.
MOST_TOKENS = 64
MOST_DIGITS = 128
# Of brackets within each other. Microsoft's compiler takes 256.
DEEPEST = 4096
# Of the tokens before a brace among which a function's name is looked for, and of the casts before one value.
MOST_HEAD = 1024
# Of a definition of size_t.
MOST_DECLARATION = 8
# How the names begin that rewriting makes.
OWN = "winwork_"
LINE = re.compile(r'#(?:line)?[ \t]+(\d{1,9})(?:[ \t]+"((?:\\.|[^"\\])*)"([ \t\d]*))?')
TOKEN = re.compile(r"""
    (?P<line>^[ \t]*\#.*$)
  | (?P<raw>(?:u8|[uUL])?R"(?P<fence>[^()\\\s"]{0,16})\((?:(?:.|\n)*?\)(?P=fence)"|(?P<open>)))
  | (?P<string>(?:u8|[uUL])?"(?:\\.|[^"\\\n])*"?)
  | (?P<char>[uUL]?'(?:\\.|[^'\\\n])*'?)
  | (?P<word>[A-Za-z_$][\w$]*)
  | (?P<number>\.?\d(?:[eEpP][+-]|'(?=\w)|[\w.])*)
  | (?P<newline>\n)
  | (?P<blank>[ \t\r\f\v]+)
  | (?P<mark>::|->|\.\.\.|.)
""", re.VERBOSE | re.MULTILINE)
INTEGER = re.compile(r"(0[xX][0-9a-fA-F']+|0[bB][01']+|[0-9][0-9']*)(?:([uU]?)[iI](8|16|32|64)|([uU]?)[lL]([uU]?))$")
FLOAT = re.compile(r"(?!0[xX])(?:\d[\d']*\.\d*|\.\d+|\d[\d']*(?=[eE]))(?:[eE][+-]?\d+)?[fFlL]?$")

PACK = re.compile(r"[ \t]*#[ \t]*pragma[ \t]+pack\b")

# Words that may stand beside "long" in one type.
SPECIFIERS = {"long", "int", "unsigned", "signed", "short", "char", "double", "const", "volatile",
              "__signed__", "__signed", "__const", "__volatile__", "__extension__"}
# Types of 64 bits that may name a size: each is Windows's size_t.
SIZES = {"UINT64", "ULONG64", "DWORD64", "ULONGLONG", "DWORDLONG", "uint64_t"}
# Both are gcc's. WinWork's headers have the short one: drivers define the other away.
ATTRIBUTE = ("__attribute__", "__attribute")
INLINE = {"inline", "__inline", "__inline__", "_inline"}
# Words that may stand before a variable's name and declare nothing.
BEFORE_VALUE = {"return", "else", "do", "sizeof", "case", "co_return", "delete", "throw"}
QUALIFIERS = {"const", "volatile", "__const", "struct", "union", "enum", "unsigned", "signed",
              "__unaligned", "UNALIGNED"}

# The words of __declspec, and gcc's attribute for each. Words with an empty text have no effect:
# they control optimisation, sections, the linker or the debugger of Microsoft's tools.
DECLSPEC = {
    "align": "__attribute__((__aligned__(%s)))",
    "allocate": "", "allocator": "", "appdomain": "", "code_seg": "",
    "deprecated": "__attribute__((__deprecated__(%s)))",
    "dllexport": "", "dllimport": "", "empty_bases": "", "guard": "", "intrin_type": "",
    "jitintrinsic": "", "layout_version": "",
    "naked": "__attribute__((__naked__))",
    "no_init_all": "", "no_sanitize_address": "__attribute__((__no_sanitize_address__))",
    "noalias": "",
    "noinline": "__attribute__((__noinline__))",
    "noreturn": "__attribute__((__noreturn__))",
    "nothrow": "__attribute__((__nothrow__))",
    "novtable": "", "process": "", "restrict": "", "safebuffers": "",
    "selectany": "__attribute__((__weak__))",
    "spectre": "", "strict_gs_check": "", "uuid": "",
}
REFUSED_DECLSPEC = {
    "property": "a member with get and put functions: call the functions themselves",
    "thread": "a variable of each thread, which no kernel has",
}


class Problem(Exception):
    """A source has constructs without a counterpart: (file, line, text) of each place."""

    def __init__(self, places):
        super().__init__(places)
        self.places = places


class Token:
    __slots__ = ("kind", "text", "file", "line", "before", "after")

    def __init__(self, kind, text, file, line):
        self.kind = kind
        self.text = text
        # Text that is written beside the token. Later rewriting does not see it.
        self.before = self.after = ""
        self.file = file
        self.line = line


def unquote(name):
    return re.sub(r"\\(.)", r"\1", name)


class Source:
    """A preprocessed source: unchanged text of other files, and the tokens of the driver's own
    files. "parts" has both in order. "own" has the tokens without blanks and line marks."""

    def __init__(self, text, foreign, cxx, clang=False):
        """foreign: folders of headers that do not belong to the driver. clang: the compiler is clang."""
        self.clang = clang
        self.foreign = ("<",) + tuple(os.path.join(folder, "") for folder in foreign)
        self.cxx = cxx
        self.parts = []
        self.messages = []
        for own, file, line, piece in self.stretches(text):
            if own:
                self.tokenize(piece, file, line)
            else:
                self.parts.append(piece)
        self.own = [part for part in self.parts if isinstance(part, Token)
                    and part.kind not in ("blank", "newline", "line")]
        # For closing(): the place of each bracket that opens -> that of the one that closes it.
        self.brackets = None
        self.openings = []
        self.closing(0)

    def stretches(self, text):
        """Yields (is the driver's, file, first line, text) for each stretch of one kind of file."""
        begin, own, file, line = 0, False, "", 1
        for mark in re.finditer(r'^#(?:line)?[ \t]+\d{1,9}[ \t]+"(?:\\.|[^"\\\n])*".*\n?', text, re.MULTILINE):
            number, name, _ = LINE.match(mark.group()).groups()
            name = unquote(name)
            now_own = not name.startswith(self.foreign)
            if now_own != own:
                yield own, file, line, text[begin:mark.start()]
                begin, own, file, line = mark.start(), now_own, name, int(number) - 1
        yield own, file, line, text[begin:]

    def tokenize(self, text, file, line):
        for found in TOKEN.finditer(text):
            kind, token = found.lastgroup, found.group()
            if found.group("open") is not None:
                raise Problem([(file, line, "a raw string without an end")])
            self.parts.append(Token(kind, token, file, line))
            if kind == "line":
                mark = LINE.match(token.strip())
                if mark:
                    # The newline behind the mark also counts.
                    line = int(mark.group(1)) - 1
                    file = unquote(mark.group(2)) if mark.group(2) else file
            else:
                line += token.count("\n")

    def text(self):
        return "".join(part if isinstance(part, str) else part.before + part.text + part.after
                       for part in self.parts)

    def closing(self, index):
        """Where the bracket at own[index], or the first one behind it, is closed. Rewriting takes away only pairs,
        so this holds until tokens are dropped."""
        if self.brackets is None:
            self.brackets, depths = {}, []
            for at, token in enumerate(self.own):
                if token.text in ("(", "[", "{"):
                    depths.append(at)
                    if len(depths) > DEEPEST:
                        raise Problem([(token.file, token.line, "brackets more than %d deep" % DEEPEST)])
                elif token.text in (")", "]", "}") and depths:
                    self.brackets[depths.pop()] = at
            self.openings = sorted(self.brackets.keys() | set(depths))
        found = bisect.bisect_left(self.openings, index)
        return self.brackets.get(self.openings[found], len(self.own) - 1) if found < len(self.openings) else len(self.own) - 1

    def text_at(self, index):
        """The text of a token, or "" beyond the end."""
        return self.own[index].text if 0 <= index < len(self.own) else ""

    def tell(self, token, text):
        self.messages.append("%s:%d: warning: %s" % (token.file, token.line, text))

    # ---- one function for each kind of rewriting

    def rewrite(self):
        self.numbers()
        self.empty_arguments()
        self.wide_strings()
        self.packs()
        self.declspecs()
        self.longs()
        self.short_pointers()
        self.enumerations()
        if self.cxx:
            self.sizes()
            self.template_values()
        else:
            self.inlines()
            self.addresses_of_casts()
        self.function_names()
        places = Supers(self, Functions()).rewrite() if self.cxx else []
        places += Exceptions(self, self.clang).rewrite()
        if places:
            raise Problem(places)

    def numbers(self):
        for token in self.own:
            if token.kind == "number":
                found = len(token.text) < MOST_DIGITS and INTEGER.match(token.text)
                if found:
                    token.text = integer(*found.groups())

    def sizes(self):
        """A size of operator new or delete that is written as a type of 64 bits: Windows's size_t is that type."""
        for at, token in enumerate(self.own):
            if token.text != "operator" or self.text_at(at + 1) not in ("new", "delete"):
                continue
            start = at + 4 if self.text_at(at + 2) == "[" else at + 2
            if self.text_at(start) != "(":
                continue
            place = start + 1
            if self.text_at(at + 1) == "delete":
                while self.text_at(place) not in (",", ")", ""):
                    place += 1
                place += 1
            if self.text_at(place) in SIZES and self.text_at(place + 1) != "*":
                self.own[place].text = "decltype(sizeof(0))"

    def template_values(self):
        """template <typename ULONG Tag>: a parameter that is a value has no typename before its type."""
        for at, token in enumerate(self.own[:-2]):
            if token.text == "typename" and self.text_at(at - 1) in ("<", ",") and self.own[at + 1].kind == "word" and \
                    self.own[at + 2].kind == "word":
                token.text = ""
        self.drop_empty()

    def packs(self):
        """Moves a pragma for the packing behind the end of the declaration that it is in: a macro may end with it,
        and the semicolon stands behind the macro."""
        waiting, last = [], None
        for part in self.parts:
            if not isinstance(part, Token):
                waiting, last = [], None
            elif part.kind == "line" and last and last.text == "}" and PACK.match(part.text):
                waiting.append(part)
            elif part.kind not in ("blank", "newline", "line"):
                if waiting and part.text == ";":
                    part.after += "".join("\n%s\n" % pragma.text.strip() for pragma in waiting) + \
                        '# %d "%s"\n' % (part.line, part.file.replace("\\", "\\\\").replace('"', '\\"'))
                    for pragma in waiting:
                        pragma.text = ""
                waiting, last = [], part

    def empty_arguments(self):
        for token, after in zip(self.own, self.own[1:]):
            if token.text == "," and after.text == ")":
                token.text = ""

    def longs(self):
        """long has 32 bits on Windows."""
        at = 0
        while at < len(self.own):
            run = at
            while run < len(self.own) and self.own[run].text in SPECIFIERS:
                run += 1
            longs = [token for token in self.own[at:run] if token.text == "long"]
            others = {token.text for token in self.own[at:run]}
            if len(longs) == 1 and "double" not in others:
                longs[0].text = "" if "int" in others else "int"
            at = max(run, at + 1)
        for token in self.own:
            if token.text == "__int3264":
                token.text = "long"

    def declspecs(self):
        places = []
        for at, token in enumerate(self.own[:-1]):
            if token.text not in ("__declspec", "_declspec") or self.own[at + 1].text != "(":
                continue
            end = self.closing(at + 1)
            made = []
            word = at + 2
            while word < end:
                name = self.own[word].text
                arguments = ""
                after = word + 1
                if after < end and self.own[after].text == "(":
                    close = self.closing(after)
                    arguments = "".join(part.text for part in self.own[after + 1:close])
                    after = close + 1
                if name in REFUSED_DECLSPEC:
                    places.append((token.file, token.line, "__declspec(%s) has no counterpart: %s" % (
                        name, REFUSED_DECLSPEC[name])))
                elif self.own[word].kind == "word":
                    attribute = DECLSPEC.get(name.strip("_"))
                    if attribute is None:
                        self.tell(token, "__declspec(%s) is not known, and has no effect" % name)
                    elif "%s" in attribute:
                        attribute = attribute % arguments if arguments else \
                            attribute.replace("(%s)", "")
                    made.append(attribute or "")
                word = after
            for part in self.own[at:end + 1]:
                part.text = ""
            token.text = " ".join(filter(None, made)) or " "
        self.drop_empty()
        if places:
            raise Problem(places)

    def drop_empty(self):
        self.own[:] = [token for token in self.own if token.text.strip()]
        self.brackets = None

    def short_pointers(self):
        """Replaces a 32-bit pointer, as in structures for 32-bit programs, by an int."""
        at = 0
        while at < len(self.own):
            token = self.own[at]
            at += 1
            if token.text not in ("__ptr32", "POINTER_32"):
                continue
            first = at - 1
            while first and self.own[first - 1].text == "*":
                first -= 1
            if not (first and self.own[first - 1].kind == "word"):
                continue
            first -= 1
            while first and (self.own[first - 1].text in QUALIFIERS):
                first -= 1
            for part in self.own[first:at]:
                part.text = ""
            self.own[first].text = "int "
        self.drop_empty()

    def addresses_of_casts(self):
        """&(TYPE)p and &((TYPE)p): for Microsoft's compiler a cast of a variable has an address."""
        for at, token in enumerate(self.own[:-1]):
            before = self.own[at - 1] if at else None
            if token.text != "&" or not before or before.kind in ("number", "string", "char") or \
                    before.text in ("]", "}", "&") or before.kind == "word" and before.text != "return":
                continue
            # Behind a bracket, "&" has two operands, unless the bracket is a cast, which ends in "*)".
            if before.text == ")" and self.text_at(at - 2) != "*":
                continue
            start = at + 1
            while self.own[start].text == "(" and self.text_at(start + 1) == "(":
                start += 1
            end = self.closing(start)
            kind = self.own[start + 1:min(end, start + MOST_TOKENS)]
            in_brackets = self.text_at(end + 1) == "(" and self.text_at(end + 3) == ")"
            if end - start > MOST_TOKENS or self.own[start].text != "(" or end + 1 >= len(self.own) or \
                    self.own[end + 1 + in_brackets].kind != "word" or not kind or kind[0].kind != "word" or \
                    any(part.kind != "word" and part.text != "*" for part in kind):
                continue
            # With "->" behind one of the outer brackets, it is the address of a member.
            if any(self.text_at(self.closing(outer) + 1) in ("->", ".", "[", "(")
                   for outer in range(at + 1, start)):
                continue
            token.text = ""
            # The brackets stay tokens of their own, for the other rewrites.
            self.own[end].before += " *"
            self.own[end + 1].before += "&"

    def enumerations(self):
        defined = set()
        named = {}
        starts = 0                      # where the current declaration of the file's scope began
        depth = 0
        outer = []                      # of each open brace, whether the file's scope goes on in it
        forward = {}
        for at, token in enumerate(self.own):
            if token.text == "{":
                before = [part.text for part in self.own[max(0, at - 3):at]]
                goes_on = not depth and (before[-1:] == ['"C"'] or before[-1:] == ['"C++"'] or
                                         "namespace" in before[-3:])
                outer.append(goes_on)
                depth += not goes_on
                if goes_on:
                    starts = at + 1
            elif token.text == "}":
                goes_on = outer.pop() if outer else True
                depth -= not goes_on
                if goes_on:
                    starts = at + 1
                elif not depth and at + 1 < len(self.own) and self.own[at + 1].text not in (
                        ";", ",", "*", ")", "=") and self.own[at + 1].kind != "word":
                    starts = at + 1
            elif token.text == ";" and not depth:
                starts = at + 1
            elif token.text == "enum" and at + 2 < len(self.own) and \
                    self.own[at + 1].kind == "word" and self.own[at + 1].text not in ("class", "struct"):
                name = self.own[at + 1].text
                after = self.own[at + 2].text
                if after in ("{", ":"):
                    defined.add(name)
                    if name in forward and after == "{" and self.cxx:
                        self.own[at + 1].text = name + " : int"
                elif name not in defined:
                    named.setdefault(name, []).append(at)
                    forward.setdefault(name, starts)
        for name, places in named.items():
            # One that nothing defines has its size all the same, if a variable of it is declared.
            if name not in defined and (not any(self.own[at + 2].kind == "word" for at in places) or self.theirs(name)):
                continue
            if self.cxx:
                first = self.own[min(forward[name], places[0])]
                first.text = "enum %s : int; %s" % (name, first.text)
                continue
            for at in places:
                self.own[at].text = "int"
                self.own[at + 1].text = ""
        self.drop_empty()

    def theirs(self, name):
        """Whether Windows's headers define the enumeration."""
        head = re.compile(r"\benum\s+%s\b[^;{}()]{0,80}\{" % re.escape(name))
        return any(isinstance(part, str) and head.search(part) for part in self.parts)

    def inlines(self):
        """Marks the unused inline functions of C. gcc emits code for each, which needs everything that
        the function calls; Microsoft's linker drops unused functions."""
        functions = {}
        prototypes = {}
        counts = {}
        for token in self.own:
            if token.kind == "word":
                counts[token.text] = counts.get(token.text, 0) + 1
        at = depth = 0
        start = 0
        while at < len(self.own):
            text = self.own[at].text
            if text == "{":
                end = self.closing(at)
                name = self.defined(start, at)
                if self.text_at(at - 1) == '"C"':
                    start = at = at + 1
                    continue
                before = {part.text for part in self.own[start:at]} if name else set()
                if before & INLINE and not before & {"static", "extern"}:
                    body = {}
                    for part in self.own[start:end]:
                        if part.kind == "word":
                            body[part.text] = body.get(part.text, 0) + 1
                    functions[name] = (start, body)
                at = end
                if name:
                    start = end + 1
            elif text == ";":
                name = self.declared(start, at)
                if name:
                    counts[name] -= 1
                    prototypes.setdefault(name, []).append(start)
                start = at + 1
            at += 1
        todo = list(functions)
        while todo:
            name = todo.pop()
            start, body = functions.get(name, (None, {}))
            if start is not None and counts.get(name, 0) <= body.get(name, 0):
                del functions[name]
                for word, count in body.items():
                    counts[word] -= count
                    if word in functions:
                        todo.append(word)
                self.external([start] + prototypes.get(name, []))
        if functions:
            # The linker keeps one of those that several sources have.
            self.parts.append("\n" + twice.note(sorted(functions)))

    def wide_strings(self):
        """Joins L and a string: L#x is one string for Microsoft's preprocessor, two tokens for others."""
        for token, after in zip(self.own, self.own[1:]):
            if token.text == "L" and after.text.startswith('"'):
                token.text, after.text = "", "L" + after.text

    def declare_before(self, file, line, name):
        """Declares a structure before the statement of C that names it in a list of parameters, where gcc would take
        it for another one each time. False if the line has no such name."""
        start = depth = 0
        for at, token in enumerate(self.own):
            if token.text in ("{", "}"):
                depth += 1 if token.text == "{" else -1
            if not depth and token.text in (";", "}"):
                start = at + 1
            elif token.text == name and token.line == line and token.file == file and \
                    self.text_at(at - 1) in ("struct", "union", "enum"):
                self.own[start].before = "%s %s; " % (self.text_at(at - 1), name) + self.own[start].before
                return True
        return False

    def split_initialization(self, file, line, name):
        """Makes an assignment of the initialization of a variable that a goto of C++ jumps over. False for one that
        cannot be assigned to, or that is not alone."""
        for at, token in enumerate(self.own[:-1]):
            if token.line == line and token.file == file and token.text == name and self.own[at + 1].text == "=":
                start = at
                while start and self.own[start - 1].text not in (";", "{", "}", ":", ")"):
                    start -= 1
                kind = {part.text for part in self.own[start:at]}
                if self.text_at(at - 1) == "&":
                    return self.is_alone(at + 2) and self.split_reference(start, at)
                if not kind or kind & {"static", "&", "&&", ",", "(", "[", "="} or \
                        self.text_at(at + 2) == "{" or not self.is_alone(at + 2):
                    return False
                if "constexpr" in kind:
                    # Nothing initializes it when the function runs.
                    self.own[start].text = "static " + self.own[start].text
                    return True
                self.make_assignable(start, at)
                self.own[at + 1].text = "; %s =" % name
                return True
        return False

    def make_assignable(self, start, at):
        """Writes the type before a variable at a place without auto, and without const of the variable itself."""
        kind = self.own[start:at]
        if any(part.text == "auto" for part in kind):
            end = at
            while self.own[end].text != ";":
                end += 1
            written = " ".join(part.text for part in kind)
            value = " ".join(part.text for part in self.own[at + 2:end])
            for part in kind:
                part.text = ""
            kind[0].text = "decltype([&] { %s winwork_value = %s; return winwork_value; }()) " % (written, value)
        stars = [place for place, part in enumerate(kind) if part.text == "*"]
        for part in kind[stars[-1] if stars else 0:]:
            if part.text in ("const", "__const"):
                part.text = ""

    def split_reference(self, start, at):
        """The same for a reference, whose name is at a place: it becomes a pointer. False for one whose name another
        variable of the block may have."""
        name, pointer = self.own[at].text, OWN + "reference_" + self.own[at].text
        value_end = at
        while self.own[value_end].text != ";":
            value_end += 1
        uses = [place for place in range(value_end, self.block_end(at)) if self.own[place].text == name and
                self.own[place - 1].text not in (".", "->", "::")]
        if {"const", "static", "constexpr", "(", "[", ","} & {part.text for part in self.own[start:at]} or \
                any(self.own[place - 1].kind == "word" and self.own[place - 1].text not in BEFORE_VALUE for place in uses):
            return False
        value = " ".join(part.text for part in self.own[at + 2:value_end])
        for part in self.own[start:at]:
            part.text = ""
        self.own[at].text = "__typeof__(&(%s)) %s; %s" % (value, pointer, pointer)
        self.own[at + 1].text = "= &("
        self.own[value_end].before = ")" + self.own[value_end].before
        for place in uses:
            self.own[place].text = "(*%s)" % pointer
        self.drop_empty()
        return True

    def block_end(self, at):
        """The end of the block around a place."""
        while at < len(self.own) and self.own[at].text != "}":
            at = self.closing(at) + 1 if self.own[at].text in ("(", "[", "{") else at + 1
        return at

    def is_alone(self, at):
        """Whether the statement ends behind the value at a place."""
        while at < len(self.own) and self.own[at].text not in (";", ","):
            at = self.closing(at) + 1 if self.own[at].text in ("(", "[", "{") else at + 1
        return self.text_at(at) == ";"

    def loosen_casts(self, file, line, word):
        """Makes the casts of a line that are written with that word ones of C. False if the line has none."""
        mended = False
        for at, token in enumerate(self.own[:-1]):
            if token.text != word or token.line != line or token.file != file or self.own[at + 1].text != "<":
                continue
            end = self.closing_angle(at + 1)
            if end is None or self.text_at(end + 1) != "(":
                continue
            token.before += "(("
            self.own[end].before += ")"
            self.own[self.closing(end + 1)].after += ")"
            token.text = self.own[at + 1].text = self.own[end].text = ""
            mended = True
        self.drop_empty()
        return mended

    def bracket_sizes(self, file, line):
        """sizeof TYPE: puts the name behind each sizeof of a line in brackets, which also fits a variable. False if the
        line has none."""
        mended = False
        for at, token in enumerate(self.own[:-2]):
            if token.text != "sizeof" or token.line != line or token.file != file:
                continue
            end = at + 1
            while self.text_at(end) in QUALIFIERS or self.text_at(end + 1) == "::":
                end += 1 if self.text_at(end) in QUALIFIERS else 2
            counted = self.text_at(end + 1) in ("+", "-") and self.text_at(end + 1) == self.text_at(end + 2)
            if self.own[end].kind == "word" and self.text_at(end + 1) not in ("(", "[", ".", "->", "<") and not counted:
                token.after = "(" + token.after
                self.own[end].after = ")" + self.own[end].after
                mended = True
        return mended

    def define_size(self):
        """Defines size_t, which Microsoft's compiler knows without a header, and drops the driver's definitions of it."""
        for at, token in enumerate(self.own):
            end = at
            while token.text == "typedef" and end < at + MOST_DECLARATION and self.text_at(end) not in (";", "{", "(", ""):
                end += 1
            if self.text_at(end) == ";" and self.text_at(end - 1) == "size_t":
                for part in self.own[at:end]:
                    part.text = ""
        self.parts.insert(0, "typedef __typeof__(sizeof(0)) size_t;\n")
        self.drop_empty()

    def fix_enumeration(self, name):
        """Gives an enumeration of Windows's headers the type int, with which the driver declares it."""
        if not name:
            return
        head = re.compile(r"\b(enum\s+%s)(\s*\{)" % name)
        self.parts[:] = [head.sub(r"\1 : int\2", part) if isinstance(part, str) else part for part in self.parts]

    def drop_const(self, file, line):
        """Drops const before the definition of a type, which declares no variable. False if the line has none."""
        for token, after in zip(self.own, self.own[1:]):
            if token.text == "const" and token.line == line and token.file == file and after.text in ("enum", "struct", "class", "union"):
                token.text = ""
                self.drop_empty()
                return True
        return False

    def link_as_c(self, name):
        """Makes each declaration of a variable that begins with extern one of C: Microsoft's compiler keeps the linkage
        of one for all."""
        starts, depth = 0, 0
        for at, token in enumerate(self.own):
            depth += {"(": 1, ")": -1}.get(token.text, 0)
            if token.text in (";", "{", "}") and not depth:
                starts = at + 1
            elif token.text == name and not depth and self.own[starts].text == "extern" and self.text_at(starts + 1) != '"C"':
                self.own[starts].text = 'extern "C"'

    def drop_constexpr(self, file, line):
        """Makes a function whose body is at a line an inline one, if it is constexpr and cannot be constant. False if
        it is not."""
        last = None
        for at, token in enumerate(self.own):
            if token.text == "constexpr":
                end = at
                while self.text_at(end) not in ("(", "=", "{", ";", ""):
                    end += 1
                last = token if self.text_at(end) == "(" else None
            if last and token.line == line and token.file == file and token.text == "reinterpret_cast":
                last.text = "inline"
                return True
        return False

    def rename_parameter(self, file, line, name):
        """Gives a parameter of a template another name up to the template's end: a template around it has the same one.
        False if the line has no such template."""
        for at, token in reversed(list(enumerate(self.own))):
            if token.text != name or token.line != line or token.file != file or \
                    self.text_at(at - 1) not in ("typename", "class", "..."):
                continue
            end = at
            while end < len(self.own) - 1 and self.own[end].text not in (";", "{"):
                end = self.closing(end) + 1 if self.own[end].text in ("(", "[") else end + 1
            end = self.closing(end) if self.own[end].text == "{" else end
            for place in range(at, end):
                if self.own[place].text == name and self.own[place - 1].text not in (".", "->", "::"):
                    self.own[place].text = OWN + "inner_" + name
            return True
        return False

    def plain_declaration(self, file, line, name):
        """Makes the declaration of an inline function of C whose body is in another source one of a function. False if
        the line has none."""
        start = 0
        for at, token in enumerate(self.own):
            if token.text in (";", "{", "}"):
                start = at + 1
            elif token.text == name and token.line == line and token.file == file:
                place = start
                while place < at:
                    end = self.closing(place + 1) if self.own[place].text in ATTRIBUTE else place
                    words = {part.text for part in self.own[place:end + 1]}
                    if words & (INLINE | {"__always_inline__", "always_inline", "__forceinline"}):
                        for part in self.own[place:end + 1]:
                            part.text = ""
                    place = end + 1
                self.drop_empty()
                return True
        return False

    def bracket_types(self, file, line):
        """Makes the casts of a line that are written as calls, to types of several words, ones of C. False if the line has
        none."""
        mended = False
        for at, token in enumerate(self.own[:-1]):
            if token.line != line or token.file != file or token.text not in SPECIFIERS or self.text_at(at - 1) in SPECIFIERS:
                continue
            end = at
            while self.text_at(end + 1) in SPECIFIERS:
                end += 1
            if end == at or self.text_at(end + 1) != "(":
                continue
            token.before += "(("
            self.own[end].after += ")"
            self.own[self.closing(end + 1)].after += ")"
            mended = True
        return mended

    def closing_angle(self, at):
        """Where the angle bracket at own[at] is closed, or None."""
        depth = 0
        for end in range(at, min(at + MOST_TOKENS, len(self.own))):
            depth += {"<": 1, ">": -1}.get(self.own[end].text, 0)
            if not depth:
                return end
        return None

    def make_static(self, file, line, name):
        """Makes a declaration static whose definition is static, as Microsoft's compiler does (C4211).
        False if there is no such declaration."""
        start = 0
        for at, token in enumerate(self.own):
            if token.text in (";", "{", "}"):
                start = at + 1
            elif token.text == name and token.line == line and token.file == file:
                first = self.own[start]
                if first.text == "extern":
                    first.text = "static"
                else:
                    first.text = "static " + first.text
                return True
        return False

    def drop_definition(self, file, line, name):
        """Drops the driver's definition of a structure, union or enumeration that Windows's header
        defines with the same names of members, in the same order. False if they differ."""
        head = re.compile(r"\b(?:struct|union|enum)\s+%s\s*\{" % name)
        theirs = None
        for part in self.parts:
            found = head.search(part) if isinstance(part, str) else None
            if found:
                theirs = members(TOKEN.finditer(part, found.end() - 1), lambda found: found.group())
                break
        for at, token in enumerate(self.own[:-2]):
            if token.text in ("struct", "union", "enum") and self.own[at + 1].text == name and self.own[at + 2].text == "{" and \
                    self.own[at + 1].file == file and abs(self.own[at + 1].line - line) <= 1:
                end = self.closing(at + 2)
                if members(self.own[at + 2:end + 1], lambda token: token.text) != theirs:
                    return False
                for part in self.own[at + 2:end + 1]:
                    part.text = ""
                return True
        return False

    def drop_type(self, file, line, name):
        """Drops the driver's typedef of a name that Windows's header defines as another type. False if
        there is no such typedef."""
        at = 0
        while at < len(self.own):
            start, token = at, self.own[at]
            at += 1
            if token.text != "typedef" or token.file != file or token.line > line:
                continue
            # Where its declarators end: at commas, and at the semicolon. Each token is read once: no typedef has
            # another one in it.
            ends, depth, body, found = [], 0, False, None
            while at < len(self.own) - 1 and (depth > 0 or self.own[at].text != ";"):
                text = self.own[at].text
                depth += {"{": 1, "(": 1, "}": -1, ")": -1}.get(text, 0)
                body = body or text == "{"
                if text == "," and not depth:
                    ends.append(at)
                elif text == name and self.own[at].line == line and self.own[at + 1].text in (",", ";", ")", "["):
                    found = at
                at += 1
            if not found:
                continue
            begin = max([start] + [end for end in ends if end < found])
            end = min([at] + [end for end in ends if end > found])
            if begin == start and (ends or body):
                # The first one: the type before it stays, and the comma behind it goes.
                begin = found
                while self.text_at(begin - 1) == "*":
                    begin -= 1
                end += end < at
            if not ends and body:
                token.text = ""
            for part in self.own[begin:end]:
                part.text = ""
            self.tell(token, "Windows's headers have another type %s, which holds" % name)
            self.drop_empty()
            return True
        return False

    def rename_member(self, file, line, name):
        """Gives a member of an unnamed structure another name. It has the name of an outer member. False if
        there is no such member."""
        for token, after in reversed(list(zip(self.own, self.own[1:]))):
            if token.text == name and token.line == line and token.file == file and after.text in (":", ";", ",", "["):
                token.text = "winwork_inner_" + name
                self.tell(token, "%s is also a member of the structure or union around it, which holds" % name)
                return True
        return False

    def cast(self, at):
        """Where the bracket of a cast at own[at] is closed, or None."""
        if at + 2 >= len(self.own) or self.own[at].text != "(" or self.own[at - 1].kind == "word":
            return None
        close = self.closing(at)
        kind = self.own[at + 1:min(close, at + MOST_TOKENS)]
        if close - at > MOST_TOKENS or not kind or kind[0].kind != "word" or any(part.kind != "word" and part.text != "*" for part in kind):
            return None
        return close

    def lvalue_casts(self, file, line):
        """Makes the casts of a line that are assigned to, or counted up or down, into pointers."""
        mended = False
        for start, token in enumerate(self.own):
            close = self.cast(start) if token.line == line and token.file == file else None
            inner = []
            while close is not None and len(inner) < MOST_HEAD and self.cast(close + 1) is not None:
                inner += self.own[close + 1:self.cast(close + 1) + 1]
                close = self.cast(close + 1)
            if close is None or not self.text_at(close + 1) or self.own[close + 1].kind != "word" and self.own[close + 1].text != "(":
                continue
            end = (self.closing(close + 1) if self.own[close + 1].text == "(" else close + 1) + 1
            while self.text_at(end) in ("[", "(", "->", "."):
                end = self.closing(end) + 1 if self.own[end].text in ("[", "(") else end + 2
            first, last = start, end
            while self.text_at(first - 1) == "(" and self.text_at(last) == ")":
                first, last = first - 1, last + 1
            before = [part.text for part in self.own[max(0, first - 2):first]]
            behind = "".join(part.text for part in self.own[last:last + 3])
            if re.match(r"=(?!=)|(?:[-+*/%&|^]|<<|>>)=", behind) or \
                    last > end and behind[:2] in ("++", "--") or before in (["+", "+"], ["-", "-"]):
                token.before += "*"
                self.own[close - len(inner)].before += " *"
                self.own[close + 1].before += "&"
                for part in inner:
                    part.text = ""
                mended = True
        # No variable in a register has an address.
        for token in self.own if mended else ():
            if token.text == "register":
                token.text = ""
        self.drop_empty()
        return mended

    def external(self, places):
        """Makes all inline declarations of a function "extern inline", for which gcc emits no code."""
        for start in places:
            words = set()
            at = start
            while self.text_at(at) not in (";", "{", ""):
                words.add(self.own[at].text)
                at += 1
            if words & INLINE and "extern" not in words:
                self.own[start].text = "extern " + self.own[start].text

    def declared(self, start, end):
        """The name of the function that own[start:end] declares, or None."""
        for at in range(start, end):
            if self.own[at].text == "(" and at > start and self.own[at - 1].kind == "word":
                if self.own[at - 1].text in (*ATTRIBUTE, "__asm__", "asm", "__declspec"):
                    continue
                return self.own[at - 1].text
        return None

    def defined(self, start, end):
        """The name of the function that own[start:end] defines, with its body at end, or None."""
        if end == start or end - start > MOST_HEAD or any(part.text == "=" for part in self.own[start:end]):
            return None
        last = end - 1
        while last > start and self.own[last].text == ")" and self.attribute(start, last):
            last = self.attribute(start, last) - 1
        return self.declared(start, end) if self.own[last].text == ")" else None

    def attribute(self, start, last):
        """Where the attribute that ends at last begins, or None."""
        depth = 0
        for at in range(last, start, -1):
            depth += {")": 1, "(": -1}.get(self.own[at].text, 0)
            if not depth:
                return at - 1 if self.own[at - 1].text in ATTRIBUTE else None
        return None

    def function_names(self):
        functions = Functions()
        before = None
        for at, token in enumerate(self.own):
            functions.token(token)
            after = self.own[at + 1] if at + 1 < len(self.own) else None
            if token.text == "__FUNCTION__" and (
                    (before and before.kind == "string") or (after and after.kind == "string")):
                token.text = '"%s"' % (functions.name or "")
                token.kind = "string"
            before = token

    # ---- mends for messages of the compiler

    def rename_definition(self, file, line, name):
        """Gives the definition of a function another name in the source and the old name in the object
        file, so the compiler does not compare its parameters with the declaration. If @line is a
        second declaration, that gets an unused name. False if neither is found."""
        start = 0
        at = 0
        while at < len(self.own):
            token = self.own[at]
            if token.text == ";":
                if self.declared(start, at) == name:
                    for part in self.own[start:at]:
                        if part.text == name and part.line == line and part.file == file:
                            part.text = "winwork_declared_" + name
                            return True
                start = at + 1
            elif token.text == "{":
                if self.own[at - 1].text == '"C"':
                    start = at + 1
                else:
                    end = self.closing(at)
                    if self.defined(start, at) == name and any(
                            part.text == name and part.line == line and part.file == file
                            for part in self.own[start:at]):
                        self.rename(start, at, end, name)
                        return True
                    if self.own[at - 1].text == ")" or self.defined(start, at):
                        start = end + 1
                    at = end
            at += 1
        return False

    def rename(self, start, brace, end, name):
        new = "winwork_defined_" + name
        for part in self.own[start:brace]:
            if part.text == name:
                part.text = new
                break
        header = " ".join(part.text for part in self.own[start:brace] if part.text not in INLINE)
        for part in self.own[brace:end]:
            if part.text in ("__FUNCTION__", "__func__", "__FUNCDNAME__"):
                part.text = '"%s"' % name
        first = self.own[start]
        first.text = '%s __asm__("%s") __attribute__((__used__)); %s' % (header, name, first.text)

    def floating_point(self, function):
        """(file, line) of each use of floating point in the function, or else in the driver."""
        functions = Functions()
        places = {}
        for token in self.own:
            functions.token(token)
            if token.text in ("float", "double") or \
                    (token.kind == "number" and FLOAT.match(token.text)):
                places[functions.name or functions.candidate, token.file, token.line] = True
        inside = [place[1:] for place in places
                  if function and place[0] and place[0].split("::")[-1] == function]
        return inside or [place[1:] for place in places]


def integer(digits, unsigned, bits, before, behind):
    """gcc's spelling of an integer with one of Microsoft's suffixes or a suffix of long."""
    plain = digits.replace("'", "")
    try:
        value = int(plain, 0) if not re.match(r"0\d", plain) else int(plain, 8)
    except ValueError:
        # The compiler tells what is wrong with it.
        return digits
    if bits:
        return digits + ("U" if unsigned and int(bits) >= 32 else "") + ("LL" if bits == "64" else "")
    unsigned = "U" if before or behind else ""
    if value > 0xffffffff:
        return digits + unsigned + "LL"
    if not unsigned and value > 0x7fffffff and digits[:1] != "0":
        unsigned = "U"
    return digits + unsigned


def members(tokens, text):
    """The names of the members or enumerators between the brackets that the first token opens."""
    names = []
    depth = 0
    last = None
    taken = False
    for token in tokens:
        word = text(token)
        if word in ("{", "}"):
            depth += 1 if word == "{" else -1
            last, taken = None, False
            if not depth:
                break
        elif not taken and last and word in (";", ",", "[", ":", "=", ")"):
            names.append(last)
            taken = True
        if word in (";", ","):
            last, taken = None, False
        elif re.match(r"[A-Za-z_]\w*$", word):
            last = word
    return names + ([last] if last and not taken else [])


class Functions:
    """Follows the tokens, and knows the function whose body they are in."""

    def __init__(self):
        self.name = None
        self.depth = 0
        self.body = None            # depth at which the current body began
        self.parentheses = 0
        self.words = []             # the last qualified name
        self.joined = False
        self.candidate = None

    def token(self, token):
        if token.kind == "word":
            self.word(token.text)
        elif token.text == "::":
            self.scope()
        elif token.text in ("(", ")", "{", "}"):
            self.mark(token.text)
        elif token.text == ";":
            self.statement_ends()

    def word(self, text):
        if not self.parentheses and self.joined:
            self.words.append(text)
        elif not self.parentheses:
            self.words = [text]
        self.joined = False

    def scope(self):
        self.joined = True

    def mark(self, text):
        if text == "(":
            if not self.parentheses and self.words:
                if self.words[-1] not in (*ATTRIBUTE, "noexcept"):
                    self.candidate = "::".join(self.words)
                self.words = []
            self.parentheses += 1
        elif text == ")":
            self.parentheses -= 1
        elif text == "{":
            if self.body is None and self.candidate:
                self.name = self.candidate
                self.body = self.depth
            self.depth += 1
        else:
            self.depth -= 1
            if self.body == self.depth:
                self.name = self.body = None
            self.candidate = None

    def statement_ends(self):
        if self.body is None and not self.parentheses:
            self.candidate = None
