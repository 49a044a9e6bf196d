# SPDX-License-Identifier: GPL-2.0
"""Rewrites Microsoft's __super in C++ to the name of the base class that is meant:

    __super::f(), __super(a)   Base::f(), Base(a)

With several bases it is the one that declares the member, itself or by its own bases."""

# Of the tokens between a class's name and its brace.
MOST_HEAD = 1024
NOT_IN_BASE = {"public", "private", "protected", "virtual"}
KINDS = {"class", "struct"}
# Of bases above each other.
DEEPEST = 64


class Class:
    """A class of the source, with its body own[brace:end]. A base is the list of its tokens' places."""

    def __init__(self, name, bases, brace, end):
        self.name = name
        self.bases = bases
        self.brace = brace
        self.end = end


def first_word(text):
    return text.split("<")[0].strip().split("::")[-1].strip()


class Supers:
    """The rewriting of one Source. @functions follows tokens, and knows the function that they are in."""

    def __init__(self, source, functions):
        self.source = source
        self.own = source.own
        self.functions = functions
        self.classes = {}
        self.problems = []

    def rewrite(self):
        """Returns (file, line, text) of each place that has no counterpart."""
        if not any(token.text == "__super" for token in self.own):
            return []
        self.find_classes()
        self.walk()
        return self.problems

    def find_classes(self):
        for at, token in enumerate(self.own):
            if token.text in KINDS and at + 2 < len(self.own) and self.own[at + 1].kind == "word":
                self.find_class(at + 1)

    def find_class(self, at):
        bases, base, depth = [], None, 0
        for place in range(at + 1, min(at + MOST_HEAD, len(self.own))):
            text = self.own[place].text
            if text == "{" and not depth:
                name = self.own[at].text
                self.classes[name] = Class(name, bases, place, self.source.closing(place))
                return
            if base is None:
                # Neither a declaration nor a variable's type has a colon here.
                if text == ":":
                    base = []
                    bases.append(base)
                elif text not in ("final", "<", ">", ",", "::") and self.own[place].kind != "word":
                    return
                continue
            depth += {"<": 1, ">": -1, "(": 1, ")": -1}.get(text, 0)
            if text == "," and not depth:
                base = []
                bases.append(base)
            elif text == ";":
                return
            elif text not in NOT_IN_BASE:
                base.append(place)

    def walk(self):
        for at, token in enumerate(self.own):
            self.functions.token(token)
            if token.text != "__super":
                continue
            member = self.source.text_at(at + 2) if self.source.text_at(at + 1) == "::" else None
            named = self.class_at(at)
            chosen = self.choose(named, member) if named else None
            if chosen:
                token.text = chosen
            else:
                self.problems.append((token.file, token.line, self.why(named)))

    def why(self, named):
        if not named:
            return "__super is in no class: write the name of the base class"
        if not named.bases:
            return "__super: %s has no base class" % named.name
        return "__super: it is not known which base class of %s is meant: write its name" % named.name

    def class_at(self, at):
        """The innermost class around it, or that of the member function whose body it is in."""
        around = [each for each in self.classes.values() if each.brace < at < each.end]
        if around:
            return max(around, key=lambda each: each.brace)
        path = (self.functions.name or self.functions.candidate or "").split("::")
        return self.classes.get(path[-2]) if len(path) > 1 else None

    def choose(self, named, member):
        bases = [self.base_text(base) for base in named.bases]
        if len(bases) > 1:
            bases = [base for base in bases if member and self.declares(first_word(base), member, 0)]
        return bases[0] if len(bases) == 1 else None

    def base_text(self, base):
        return " ".join(self.own[place].text for place in base)

    def declares(self, name, member, depth):
        found = self.classes.get(name)

        if not found or depth > DEEPEST:
            return False
        return any(token.text == member for token in self.own[found.brace:found.end]) or \
            any(self.declares(first_word(self.base_text(base)), member, depth + 1) for base in found.bases)
