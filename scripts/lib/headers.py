# SPDX-License-Identifier: GPL-2.0
"""Reads the public headers: their declarations, and the comment that documents each of them."""

import os
import re

from .source_text import blanked

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
# The folders of the headers of Windows: the kit's, and the vocabulary's if that is there.
FOLDERS = [folder for folder in (os.path.join(ROOT, "include"), os.path.join(ROOT, "vocabulary", "include"))
           if os.path.isdir(folder)]

COMMENT = re.compile(r"^/\*.*?\*/[ \t]*\n?", re.S | re.M)
ANNOTATION = re.compile(r"\b_\w+_\b")
# Words before a declaration that are not its type.
LINKAGE = re.compile(r"\bextern \"C(\+\+)?\"|\bEXTERN_C(_START|_END)?\b|\bDECLSPEC_\w+(\(\w+\))?"
                     r"|\b__declspec\(\w+\)|\b(NTAPI|FASTCALL|FLTAPI|__cdecl|WINWORK_OWN"
                     r"|WINWORK_VARIADIC|FORCEINLINE|static|inline|extern)\b")
# A comment with these words documents all functions below it that have no comment of their own.
PAGES_OF_ALL = re.compile(r"\bnames? of the (functions|macros)\b")
SECTION = re.compile(r"/\* ---- .* ----* ?\*/")
# "name, other - text": the first lines of a comment.
HEAD = re.compile(r"(?:struct |enum |union )?(\w+(?:, \w+)*) - (.*)")


class Declaration:
    """A function, the type of one, a macro with parameters, or something else."""

    def __init__(self, kind, name, text, place, parameters=(), returns=""):
        self.kind = kind  # function | type | macro | other
        self.name = name
        self.parameters = list(parameters)
        self.returns = returns
        self.text = text
        self.start = place
        self.comment = None


class Comment:
    """A comment at the left margin."""

    def __init__(self, text, start, end):
        self.start = start
        self.end = end
        self.is_doc = text.startswith("/**\n")
        self.is_section = bool(SECTION.match(text))
        body = text.strip()[3 if self.is_doc else 2:-2].strip()
        self.lines = [re.sub(r"^ ?\* ?", "", line).rstrip() for line in body.split("\n")]
        self.text = "\n".join(self.lines)
        # The described things: (names, text) of each, often one.
        self.entries = []
        if self.is_doc:
            opening = re.split(r"\n\n|\n@", self.text)[0]
            opening = re.sub(r"(?<=,)\n\s*|\n\t\s*", " ", opening)
            for line in opening.split("\n"):
                match = HEAD.match(line)
                if match:
                    self.entries.append((match.group(1).split(", "), match.group(2)))
                elif self.entries:
                    self.entries[-1] = self.entries[-1][0], self.entries[-1][1] + " " + line
        self.names = [name for names, _ in self.entries for name in names]

    def parameters(self):
        return [name for names in re.findall(r"^(@(?:\w+|\.\.\.)(?:, @\w+)*):", self.text, re.M)
                for name in re.findall(r"\w+|\.\.\.", names)]

    def has(self, section):
        return bool(re.search(r"^%s:" % section, self.text, re.M))


def end_of_parentheses(text, place):
    """The place behind the parenthesis that closes the one at place."""
    depth = 0
    for index in range(place, len(text)):
        depth += {"(": 1, ")": -1}.get(text[index], 0)
        if not depth:
            return index + 1
    return len(text)


def without_annotations(text):
    """Without SAL, of which some take arguments in parentheses."""
    out, place = "", 0
    for match in ANNOTATION.finditer(text):
        if match.start() >= place:
            out += text[place:match.start()]
            place = match.end()
            if text[place:].lstrip().startswith("("):
                place = end_of_parentheses(text, text.index("(", place))
    return out + text[place:]


def parameter_names(text):
    """Of a list without annotations."""
    if text.strip() in ("VOID", "void", ""):
        return
    depth, piece = 0, ""
    for char in text + ",":
        if char != "," or depth:
            depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(char, 0)
            piece += char
            continue
        pointer = re.search(r"\(\s*(?:\w+\s+)?\*\s*(\w+)\s*\)", piece)
        last = re.search(r"(\w+|\.\.\.)\s*(?:\[[^\]]*\]\s*)*$", piece)
        yield (pointer or last).group(1) if pointer or last else ""
        piece = ""


def declaration(text, place):
    """The declaration in one statement at file level."""
    plain = re.sub(r"__attribute(?:__)?\s*\(\(.*?\)\)", "", without_annotations(text))
    plain = " ".join(LINKAGE.sub(" ", plain).split())
    # Behind the parameters a macro may stand for attributes.
    head = re.sub(r"\)( [A-Z]\w+)+$", ")", plain.partition("{")[0].strip().rstrip(";"))
    pointer = re.match(r"typedef (.*?) ?\( ?\*(\w+)\)\((.*)\)$", head)
    function = re.match(r"(?:typedef )?(.*?) ?\b(\w+) ?\((.*)\)$", head)
    found = pointer or function
    structure = re.match(r"typedef (struct|enum|union) \w* ?\{", plain)
    if not found or not found.group(1) or structure or "=" in head.partition("(")[0]:
        name = re.search(r"(\w+)$", head) or re.search(r"(\w+)", head)
        return Declaration("other", name.group(1) if name else "", text, place)
    kind = "type" if head.startswith("typedef ") else "function"
    return Declaration(kind, found.group(2), text, place, parameter_names(found.group(3)),
                       found.group(1))


def directive(text, place):
    """The declaration in a #define; nothing for another directive."""
    define = re.match(r"#\s*define\s+(\w+)(\(([^)]*)\))?", text)
    if not define:
        return []
    if not define.group(2):
        return [Declaration("other", define.group(1), text, place)]
    return [Declaration("macro", define.group(1), text, place, parameter_names(define.group(3)))]


# What ends a statement, or may lie within one.
MARK = re.compile(r"[#;{}()]")
DIRECTIVE = re.compile(r"#(?:[^\n]*\\\n)*[^\n]*")
TYPED = re.compile(r"(typedef|struct|union|enum|static const|const)\b")
SKIPPED = re.compile(r"\s+|EXTERN_C_(?:START|END)\b|extern \"C(?:\+\+)?\" \{|\}")


def statements(code, offset):
    """The declarations of a piece of a header without comments. offset: its place in the header."""
    start, depth, place = None, 0, 0
    while place < len(code):
        if start is None:
            skipped = SKIPPED.match(code, place)
            if skipped:
                place = skipped.end()
                continue
            start = place
        mark = MARK.search(code, place)
        if not mark:
            return
        place = mark.end()
        if mark.group() == "#":
            if not code[code.rfind("\n", 0, mark.start()) + 1:mark.start()].strip():
                line = DIRECTIVE.match(code, mark.start())
                # Within a statement, such as one of several heads of a function, it is of no interest.
                if start == mark.start():
                    yield from directive(line.group(), offset + start)
                    start = None
                place = line.end()
            continue
        depth += {"{": 1, "(": 1, "}": -1, ")": -1}.get(mark.group(), 0)
        if not depth and (mark.group() == ";" or mark.group() == "}" and
                          not TYPED.match(without_annotations(code[start:place]).strip())):
            yield declaration(code[start:place], offset + start)
            start = None


def public_headers(include):
    """The paths of the headers that drivers include, below include. The C++ library's are its own."""
    for folder, folders, names in os.walk(include):
        folders[:] = sorted(name for name in folders if name != "cxx")
        for name in sorted(names):
            if name.endswith(".h"):
                yield os.path.relpath(os.path.join(folder, name), include)


class Header:
    """The comments and declarations of a header, in their order."""

    def __init__(self, text):
        self.text = text
        self.comments = []
        self.declarations = []
        place = 0
        for match in COMMENT.finditer(text):
            self.declarations += statements(blanked(text[place:match.start()]), place)
            self.comments.append(Comment(match.group(0), match.start(), match.end()))
            place = match.end()
        self.declarations += statements(blanked(text[place:]), place)
        # The first one is the licence.
        self.head = self.comments[1] if len(self.comments) > 1 else None
        self.attach()

    def line(self, place):
        return self.text.count("\n", 0, place) + 1

    def first_below(self, comment):
        return next((each for each in self.declarations if each.start >= comment.end), None)

    def attach(self):
        """Finds the comment of each declaration: the one that names it, else that above its group,
        else that of the macro which calls it, else one that describes all functions."""
        for each in self.declarations:
            above = [comment for comment in self.comments[1:] if comment.end <= each.start]
            near = above[-1] if above else None
            naming = [comment for comment in self.comments if each.name in comment.names]
            if naming:
                each.comment = naming[0]
            elif near and near is not self.head and not near.is_doc and not near.is_section:
                each.comment = near
            elif near and near.is_doc and each is self.first_below(near):
                each.comment = near
            else:
                of_all = [comment for comment in above
                          if not comment.is_doc and PAGES_OF_ALL.search(comment.text)]
                each.comment = of_all[-1] if of_all else None
