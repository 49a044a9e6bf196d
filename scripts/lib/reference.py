# SPDX-License-Identifier: GPL-2.0
"""The API reference: rules for the comments of the public headers, and Doxygen's input for headers
and pages.

A comment of a header has the form of kernel-doc:

    /**
     * Name, Other - a description
     * @Parameter: its description
     *
     * More.
     *
     * IRQL: ...
     * Return: ...
     * Page: the header and the page of Windows's documentation
     */

Names of functions and @Parameter in the text are links and code without any marks.
"""

import bisect
import os
import re

from .headers import Header, public_headers
from .source_text import blanked
from .markdown import HEADING, LINK, SPAN, Page, pages

# The families in the order of the index: a folder of include/winwork, a title, the subject of the
# headers, and the headers of the family that are not in that folder.
FAMILIES = (
    ("io", "I/O manager", "Work items, driver and device objects, IRPs.",
     "winwork/se/device_security.h"),
    ("flt", "Filter Manager", "Minifilters, their work items and contexts.",
     "flt_port ../fltKernel winwork/fsrtl/*"),
    ("ndis", "NDIS", "Drivers of network adapters, their work items and timers.",
     "ndis_port ../ndis"),
    ("wdf", "KMDF", "The framework's objects, work items and locks.", "wdf_port ../wdf"),
    ("net", "Networking", "Sockets, addresses, interfaces, and headers of packets.", ""),
    ("usb", "USB", "Requests that a driver fills in.", ""),
    ("hid", "HID", "The class above HID minidrivers.", "../hidport ../hidclass ../hidpi ../hidusage ../vhf"),
    ("storage", "Storage", "Requests to disks, and what devices answer.", ""),
    ("ke", "Kernel", "IRQL, spin locks, events, mutexes, queues, timers, DPCs, processors.", ""),
    ("ex", "Executive", "Pool, lookaside lists, resources, rundown protection, timers.",
     ""),
    ("mm", "Memory manager", "MDLs, locked pages, the memory of programs.", ""),
    ("po", "Power manager", "Power IRPs.", ""),
    ("ob", "Object manager", "References, handles, objects with names.", ""),
    ("ps", "Threads and time", "System threads, handles to them, clocks.", ""),
    ("etw", "Events", "Providers of events for tracers.", ""),
    ("bcrypt", "Cryptography", "Hashes, symmetric keys, random numbers.", "../bcrypt"),
    ("cm", "Registry", "Keys, values and notifications.", ""),
    ("rtl", "Run-time library", "Memory, counted strings, exceptions, debug output.",
     "../ntstrsafe ../ntintsafe ../intsafe ../excpt winwork/se/security.h"),
    ("crt", "C run-time library", "The functions that drivers call.",
     "../stdio ../stdlib ../string ../wchar ../ctype ../wctype ../assert ../errno ../limits "
     "../stdint ../inttypes ../memory ../conio sys/*"),
    ("base", "Types and annotations", "Types, lists, annotations, status values.",
     "../* spb/* ude/* ucm/* ucmtcpci/*"),
    ("winwork", "WinWork's own", "Additions to Windows: for loaders, ports and tests.",
     "image inf pnp_port ../winwork"),
    ("uapi", "Programs", "The ioctls between programs and winwork.ko.", ""),
)

# Folders whose headers are in the reference even if they document no declaration.
DEFINITIONS = ("winwork/base/",)

# Names of functions in a text, and the lines that name pages of Windows's documentation.
API = re.compile(r"\b(?:BCrypt|Io|Ex|Ke|Ps|Rtl|Flt|Ndis|Wdf|Hid|Vhf|Mm|Zw|Ob|Se|Po|Dbg|Winwork)[A-Z][A-Za-z0-9]+")
PAGES = re.compile(r"^Pages?:.*(?:\n\t.*)*", re.M)


def family_of(path):
    """The family of a header, by its path below include; None when it is in none."""
    folder, name = os.path.split(os.path.splitext(path)[0])
    room = os.path.basename(folder)
    if room != "winwork" and any(room == family[0] for family in FAMILIES):
        return room
    spelled = name if room == "winwork" else "../" + name if not folder else path
    best = None
    for family, _, _, names in FAMILIES:
        for pattern in names.split():
            if pattern == spelled:
                return family
            if pattern.endswith("*") and spelled.startswith(pattern[:-1]) and not best:
                best = family
    return best


def is_absent(declaration):
    """Whether a function is declared only: a driver that calls it does not link."""
    return "WINWORK_ABSENT" in declaration.text


class Tree:
    """The public headers and their documentation."""

    def __init__(self, *folders):
        self.include = folders[0]
        # header -> its path in the checkout
        self.paths = {path: os.path.join(folder, path) for folder in folders for path in public_headers(folder)}
        self.headers, texts = {}, []
        for path, full in self.paths.items():
            with open(full, encoding="utf-8") as opened:
                text = opened.read()
            texts.append(text)
            # A header without guard is the inside of another one, which includes it twice.
            if not os.path.dirname(path) or re.search(r"^#ifndef (\w+)\n#define \1\b", text, re.M):
                self.headers[path] = Header(text)
        self.words = sorted({word for text in texts for word in re.findall(r"\w+", blanked(text))})
        self.called = set()
        for header in self.headers.values():
            for each in header.declarations:
                body = each.text.partition("{")[2] if each.kind == "function" else \
                    each.text.partition(each.name)[2] if each.kind == "macro" else ""
                self.called |= set(re.findall(r"\b\w+\b", body)) - {each.name}
        self.linked = {each.name for header in self.headers.values() for each in header.declarations
                       if each.comment and each.kind != "other" and each.name in each.comment.names}

    # ---- rules

    def is_vocabulary(self, path):
        """Whether a header documents nothing, and WinWork provides none of its functions:
        "scripts/absent --page" lists these."""
        return os.path.dirname(path).startswith("winwork/") and not path.startswith(DEFINITIONS) and not any(
            each.kind == "function" and not is_absent(each) or each.comment and each.comment.is_doc
            for each in self.headers[path].declarations)

    def problems(self):
        """A line for each error."""
        for path, header in self.headers.items():
            place = ("vocabulary/" if os.path.join("vocabulary", "include", "") in self.paths[path] else "") + "include/" + path
            if not family_of(path) and not self.is_vocabulary(path):
                yield "%s: belongs to no family of scripts/lib/reference.py" % place
            for comment in header.comments:
                for problem in comment_problems(header, comment) if comment.is_doc else ():
                    yield "%s:%d: %s" % (place, header.line(comment.start), problem)
                for name in sorted(set(API.findall(PAGES.sub("", comment.text)))):
                    if not self.begins_a_word(name):
                        yield "%s:%d: %s is not declared in include" % (
                            place, header.line(comment.start), name)
            for each in header.declarations:
                if each.kind == "function" and not each.comment and \
                        each.name not in self.called and not is_absent(each):
                    yield "%s:%d: %s has no documentation" % (
                        place, header.line(each.start), each.name)

    def begins_a_word(self, name):
        """Whether a name begins with this. A comment may name the common part of several names."""
        place = bisect.bisect_left(self.words, name)
        return place < len(self.words) and self.words[place].startswith(name)

    # ---- for Doxygen

    def shown(self):
        """
        The headers of the reference: all but vocabulary, and without those that only include a
        header of the same name, which Doxygen confuses.
        """
        return [path for path in self.headers if not self.is_vocabulary(path) and
                (self.has_declarations(path) or
                 not any(other.endswith("/" + path) for other in self.headers))]

    def has_declarations(self, path):
        """Whether a header declares more than its guard."""
        guard = "_%s_" % re.sub(r"\W", "_", path.upper())
        return any(each.name != guard for each in self.headers[path].declarations)

    def doxygen(self, path):
        """The text of a header, and for each of its lines the number of the line it comes from."""
        header = self.headers[path]
        text, edits = header.text, []
        for comment in header.comments:
            first = "/** @file include/%s\n%s\n*/ " % (path, self.prose(comment.lines)) \
                if comment is header.head else ""
            edits.append((comment.start, comment.end, first))
        for each in header.declarations:
            of_its_own = each.kind == "macro" and each.name.startswith("WINWORK_")
            if each.comment and (each.comment.is_doc or each.kind != "other" and not of_its_own):
                edits.append((each.start, each.start, self.documentation(path, each)))
        out, numbers, place = [""], [1], 0
        for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
            append(out, numbers, text[place:start], header.line(place))
            append(out, numbers, new, header.line(start), moves=False)
            append(out, numbers, "\n" * text.count("\n", start, end), header.line(start))
            place = end
        append(out, numbers, text[place:], header.line(place))
        family = family_of(path)
        return ("/** @addtogroup %s\n@{ */ " % family + "\n".join(out) + "\n/** @} */\n",
                [1] + numbers + [numbers[-1]] * 2)

    def documentation(self, path, each):
        comment = each.comment
        lines = []
        if comment is self.headers[path].head:
            return "/** @brief See the description of @ref %s.\n*/ " % path
        if not comment.entries:
            return "/** %s\n*/ " % self.prose(comment.lines)
        described = [brief for names, brief in comment.entries if each.name in names] or \
            [brief for _, brief in comment.entries]
        brief = described[0][:1].upper() + described[0][1:]
        lines.append("@brief %s%s" % (self.inline(brief, each.name),
                                      "" if brief.endswith((".", "?")) else "."))
        lines.append("")
        body = []
        for kind, names, content in blocks(comment):
            if kind == "head":
                continue
            if kind == "text":
                body += ["", self.prose(content, each.name)]
                continue
            if kind != "parameter":
                body += ["", "@par %s" % kind, self.inline(" ".join(content), each.name)]
                continue
            for name in names:
                said = self.inline(" ".join(content), each.name)
                if each.kind == "other":
                    lines.append("- <code>%s</code>: %s" % (name, said))
                elif name in each.parameters:
                    lines.append("@param %s %s" % (name, said))
        others = [name for name in comment.names if name != each.name]
        if others and each.kind != "other":
            body += ["", "@par Also described here",
                     ", ".join(self.word(name, each.name) for name in others)]
        return "/** %s\n%s\n*/ " % ("\n".join(lines), "\n".join(body))

    def word(self, name, own):
        return "@ref %s \"%s\"" % (name, name) if name in self.linked and name != own else \
            "<code>%s</code>" % name if "_" in name else name

    def inline(self, text, own=""):
        """Text of a paragraph, with its marks escaped for Doxygen."""
        out, place = "", 0
        for match in re.finditer(r"@(\w+|\.\.\.)|\b[A-Za-z_][\w*]*", text):
            out += escaped(text[place:match.start()])
            place = match.end()
            if match.group(1):
                out += "<code>%s</code>" % match.group(1)
            else:
                out += self.word(match.group(0), own)
        return out + escaped(text[place:])

    def prose(self, lines, own=""):
        """Paragraphs, lists and tables. Lines that are indented by a tab or more stay."""
        out, verbatim = [], False
        for index, line in enumerate(lines):
            deep = line.startswith(("\t", "    ")) and not re.match(r"\s*\d+\.", line)
            before = lines[index - 1] if index else ""
            if verbatim and line.strip() and not deep:
                out.append("@endverbatim")
                verbatim = False
            elif deep and not verbatim and not before.strip():
                out.append("@verbatim")
                verbatim = True
            if verbatim:
                out.append(line)
                continue
            number = re.match(r"( *)(\d+\.)(\s+)", line)
            section = re.match(r"(Here|On Windows|IRQL|Return|Pages?):", line)
            if number:
                out.append(number.group(0) + self.inline(line[number.end():], own))
            else:
                if section and before.strip():
                    out.append("")
                indent = re.match(r"\s*", line).group(0)
                out.append((indent if len(indent) < 4 or numbered(lines[:index]) else "") +
                           self.inline(line.strip(), own))
        if verbatim:
            out.append("@endverbatim")
        return "\n".join(out)


def numbered(lines):
    """Whether the paragraph above begins with a number."""
    for line in reversed(lines):
        if not line.strip():
            return False
        if re.match(r" *\d+\.", line):
            return True
    return False


def append(out, numbers, text, number, moves=True):
    """Adds text, which may begin within a line, to lines and the numbers of their origin."""
    first, *rest = text.split("\n")
    out[-1] += first
    for offset, line in enumerate(rest, 1):
        out.append(line)
        numbers.append(number + offset if moves else number)


ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "*": "&lowast;", "\"": "&quot;"}


def escaped(text):
    """Text with all signs escaped that have a meaning in Doxygen."""
    return re.sub(r"[\\<>&#%@$|*\"]|::",
                  lambda match: ENTITIES.get(match.group(0), "\\" + match.group(0)), text)


def blocks(comment):
    """The parts of a kernel-doc comment: (kind, names, lines). A blank line ends each but text."""
    kind, names, content = "head", [], []
    for line in comment.lines:
        parameter = re.match(r"(@(?:\w+|\.\.\.)(?:, @\w+)*): ?(.*)", line)
        section = re.match(r"(IRQL|Return|Page|Here): ?(.*)", line)
        if parameter or section or (not line.strip() and kind != "text"):
            yield kind, names, content
            kind, names, content = "text", [], []
            if parameter:
                kind, names = "parameter", re.findall(r"\w+|\.\.\.", parameter.group(1))
                content = [parameter.group(2)]
            elif section:
                kind, content = section.group(1), [section.group(2)]
        else:
            content.append(line if kind == "text" else line.strip())
    yield kind, names, content


def comment_problems(header, comment):
    """The errors of a documentation comment."""
    described = [each for each in header.declarations if each.comment is comment]
    if not comment.entries:
        yield "a documentation comment without \"name - text\""
        return
    names = {name for each in header.declarations for name in re.findall(r"\w+", each.text)}
    for name in comment.names:
        if name not in names:
            yield "%s is documented, and not declared" % name
    known = {name for each in described for name in
             (re.findall(r"\w+", each.text) if each.kind == "other" else each.parameters)}
    for name in comment.parameters():
        if name not in known:
            yield "%s has no parameter %s" % (", ".join(comment.names), name)
    for each in described:
        # A function that only a macro calls has the macro's comment, and other parameters.
        if each.kind == "other" or each.name not in comment.names:
            continue
        for name in each.parameters:
            if name not in comment.parameters():
                yield "%s: the parameter %s is not documented" % (each.name, name)
        if each.kind == "macro":
            continue
        if not comment.has("IRQL"):
            yield "%s: there is no IRQL" % each.name
        if each.returns not in ("VOID", "void") and not comment.has("Return"):
            yield "%s: there is no Return" % each.name
        if not comment.has("Page") and not re.match(r"P?winwork", each.name, re.I):
            yield "%s: there is no Page" % each.name


# ---- pages


# A picture that stands alone in its line. Doxygen looks for it in docs.
PICTURE = re.compile(r"^!\[([^\]\[]*)\]\((?:\S*/)?([\w.-]+)\)$", re.M)


def page_id(path):
    return re.sub(r"\W", "-", os.path.splitext(path)[0])


def page_text(path, text, known):
    """A page for Doxygen: the same lines, with names for its headings and links."""
    page, lines = Page(text), text.split("\n")
    for number, anchor in page.headings.items():
        first = number == min(page.headings)
        marks, title = HEADING.match(lines[number - 1]).groups()
        lines[number - 1] = "%s %s {#%s}" % (marks, inline(title, path, known), page_id(path) + (
            "" if first else "-" + anchor))
    for first, count in page.paragraphs:
        if first not in page.headings:
            lines[first - 1:first - 1 + count] = inline(
                "\n".join(lines[first - 1:first - 1 + count]), path, known).split("\n")
    return "\n".join(lines)


def inline(text, path, known):
    """The code spans and links of a paragraph in Doxygen's form."""
    kept = []

    def keep(new):
        kept.append(new)
        return "\0%d\0" % (len(kept) - 1)

    def span(match):
        inside = re.sub(r"[&<>]", lambda char: ENTITIES[char.group(0)], match.group(2).strip())
        return keep("<code>%s</code>" % re.sub(r"[\\@#%$|\"*_`]|::", r"\\\g<0>", inside))

    def link(match):
        target = match.group(1)
        label = match.group(0)[1:match.group(0).rindex("](")]
        if re.match(r"[a-z][a-z0-9+.-]*:", target):
            return keep("<a href=\"%s\">" % target) + label + keep("</a>")
        to, _, anchor = target.partition("#")
        to = os.path.normpath(os.path.join(os.path.dirname(path), to)) if to else path
        if to not in known:
            return label
        return "[%s](%s)" % (label, keep("@ref " + page_id(to) + ("-" + anchor if anchor else "")))

    def picture(match):
        return keep("![%s](%s)" % match.group(1, 2))

    text = SPAN.sub(span, text)
    text = PICTURE.sub(picture, text)
    text = LINK.sub(link, text)
    text = re.sub(r"[\\@#%]|(?<!\w)&(?!\w+;)", lambda match: "\\" + match.group(0), text) \
        if not text.startswith("#") else text
    while "\0" in text:
        text = re.sub(r"\0(\d+)\0", lambda match: kept[int(match.group(1))], text)
    return text


def all_pages(root):
    return [path for path in pages(root) if not path.startswith("debian/")]
