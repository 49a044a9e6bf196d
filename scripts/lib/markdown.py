# SPDX-License-Identifier: GPL-2.0
"""Reads Markdown pages as GitHub does, as far as the pages of this tree need it."""

import os
import re

LINK = re.compile(r"\[(?:[^\]\[]|\[[^\]]*\])*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
DEFINITION = re.compile(r"^ {0,3}\[[^\]]+\]:\s*<?(\S+?)>?(?:\s|$)", re.M)
HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
FENCE = re.compile(r"^ {0,3}(```+|~~~+)")
# A line that belongs to no paragraph above it.
STARTS = re.compile(r" {0,3}(?:#{1,6}\s|\||[-*+]\s|\d+[.)]\s)")
SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.S)


def pages(root):
    """The Markdown files of the tree, without the files of builds."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders
                            if not name.startswith(".") and
                            os.path.join(folder, name) != os.path.join(root, "build"))
        for name in sorted(names):
            if name.endswith(".md"):
                yield os.path.relpath(os.path.join(folder, name), root)


class Page:
    """A page: its headings, its links, and the text in code spans and blocks."""

    def __init__(self, text):
        self.anchors = set()
        self.headings = {}	# line number: anchor
        self.paragraphs = []	# (number of the first line, number of lines)
        self.links = []		# (line number, target)
        self.commands = []	# (line number, text): lines of code blocks, and code spans
        self.paragraph = []	# its lines so far; links and code spans may go over their ends
        fence = None
        blank, block, item = True, False, False
        for number, line in enumerate(text.split("\n") + [""], 1):
            mark = FENCE.match(line)
            if not line.strip() or mark or STARTS.match(line):
                self.end_paragraph(number)
            if fence:
                if mark and mark.group(1).startswith(fence):
                    fence = None
                else:
                    self.commands.append((number, line.strip()))
                continue
            if mark:
                fence = mark.group(1)
                continue
            if not line.strip():
                blank = True
                continue
            if re.match(r" {0,3}([-*+]|\d+[.)])\s", line):
                item = True
            elif not line.startswith("  "):
                item = False
            block = line.startswith("    ") and not item and (blank or block)
            blank = False
            if block:
                self.commands.append((number, line.strip()))
                continue
            self.paragraph.append(line)
            heading = HEADING.match(line)
            if heading:
                self.headings[number] = self.anchor(heading.group(2))
                self.anchors.add(self.headings[number])
                self.end_paragraph(number + 1)
        self.commands = list(joined(self.commands))

    def end_paragraph(self, following):
        """following: the number of the line after its last one."""
        text = "\n".join(self.paragraph)
        first = following - len(self.paragraph)
        if self.paragraph:
            self.paragraphs.append((first, len(self.paragraph)))
        self.paragraph = []

        def place(match):
            return first + text.count("\n", 0, match.start())

        self.commands += [(place(span), span.group(2).replace("\n", " ").strip())
                          for span in SPAN.finditer(text)]
        # Of the same length, so that places stay.
        text = SPAN.sub(lambda span: re.sub(r"[^\n]", "`", span.group(0)), text)
        for form in LINK, DEFINITION:
            self.links += [(place(link), link.group(1)) for link in form.finditer(text)]

    def anchor(self, title):
        """As GitHub makes it; the second of the same name gets a number."""
        title = LINK.sub(lambda link: link.group(0)[1:link.group(0).index("]")], title)
        name = re.sub(r"[^\w\- ]", "", title.replace("`", "").lower()).replace(" ", "-")
        number, unique = 0, name
        while unique in self.anchors:
            number += 1
            unique = "%s-%d" % (name, number)
        return unique


def joined(commands):
    """A line that ends in a backslash is continued by the next one. Comments are no commands."""
    pending = None
    for number, text in commands:
        if pending:
            number, text = pending[0], pending[1] + " " + text
            pending = None
        if text.endswith("\\"):
            pending = (number, text[:-1])
        else:
            yield number, re.sub(r"(^|\s)#.*", "", text)
    if pending:
        yield pending
