# SPDX-License-Identifier: GPL-2.0
"""Rewrites structured exception handling to gcc's and clang's C and C++. No line moves.

    __try { B } __except (F) { H }

becomes a block with a variable, a frame, that is unlinked at the end of its scope:

    { frame; if (!WinworkTryEnter(&frame, 0)) { B } else if (WinworkTryFilter(&frame, F)) { H } else search on }

WinworkTryEnter returns once more when B raises an exception. No loop is added, so break, continue, goto and
return mean in B and H what they meant. __leave is a goto to the end of B.

    __try { B } __finally { X }

becomes the same with X behind it, and behind X each way out of B: a return, break, continue or goto of B
notes its number and goes to X.

A compiler may keep a variable in a register, and a register has its old value at the second return. So a
function with a __try is compiled without optimisation: each of its variables is then in memory at each call.
"""

TRY = {"__try", "_try"}
EXCEPT = {"__except", "_except"}
FINALLY = {"__finally", "_finally"}
LEAVE = {"__leave", "_leave"}
CODE = {"GetExceptionCode", "_exception_code"}
INFORMATION = {"GetExceptionInformation", "_exception_info"}
ABNORMAL = {"AbnormalTermination", "_abnormal_termination"}
QUESTIONS = CODE | INFORMATION | ABNORMAL
WORDS = TRY | EXCEPT | FINALLY | LEAVE | QUESTIONS

MAYBE_DEFINED_AWAY = ", in a function without a __try. Some drivers define __try away without _MSC_VER, which " \
    "WINWORK_MSC_VER in the Kbuild sets"

UNOPTIMISED = {
    False: '__attribute__((__optimize__("O0"), __noinline__, __noclone__)) ',
    True: "__attribute__((__optnone__, __noinline__)) ",
}
ALWAYS_INLINE = {"__always_inline__", "always_inline"}
# Words of a function's declaration that are not part of the type that it returns.
NOT_IN_TYPE = {"static", "extern", "inline", "__inline", "__inline__", "_inline", "__forceinline", "virtual",
               "explicit", "constexpr", "consteval", "friend", "_Noreturn", "__extension__"}
WITH_ARGUMENTS = {"__attribute__", "__attribute", "__declspec", "alignas", "_Alignas", "__asm__", "asm", "decltype",
                  "noexcept", "__typeof__", "typeof", "requires"}
BEHIND_PARAMETERS = {"const", "volatile", "noexcept", "override", "final", "mutable", "try"}
# Of loops, switches and parts of a __try within each other: Microsoft's compiler takes 256.
DEEPEST = 256
# Of the tokens before a brace that tell what begins there.
MOST_HEAD = 1024
NO_LABEL = {"default", "public", "private", "protected", "case"}


class Block:
    """What a statement lies in: a loop, a switch, or a part of a __try: B, F, H or X, named as above."""

    def __init__(self, kind, of=None):
        self.kind = kind
        self.of = of


LOOP = Block("loop")


class Try:
    """A __try with its tokens' places in Source.own."""

    def __init__(self, number, at, path):
        self.number = number
        self.at = at
        self.path = path
        self.is_finally = False
        self.body_end = self.word = self.last = self.filter_end = None
        self.has_leave = False
        self.asks_information = False
        self.returns_value = None       # the type, in the outermost __try that a return leaves
        self.exits = {}                 # (kind, label) of each way out of B that goes through X: its number

    def frame(self):
        return "&winwork_try_%d" % self.number

    def exit(self, kind, label):
        """The statement of B that leaves B this way."""
        number = self.exits.setdefault((kind, label), len(self.exits) + 1)
        self.has_leave = True
        return "winwork_exit_%d = %d; goto winwork_leave_%d;" % (self.number, number, self.number)


class Function:
    """One function with a __try."""

    def __init__(self, owner, start, brace, end):
        self.owner = owner
        self.own = owner.own
        self.closing = owner.closing
        self.start = start
        self.brace = brace
        self.end = end
        self.tries = []
        self.labels = {}
        self.jumps = []                 # (place, kind, label, path)
        self.asked = []                 # (place of AbnormalTermination, the Try)
        self.is_wrong = False

    def problem(self, at, text):
        self.is_wrong = True
        self.owner.problem(self.own[at], text)

    def text(self, at):
        return self.own[at].text if at < len(self.own) else ""

    def rewrite(self):
        self.block(self.brace, ())
        for jump in self.jumps:
            self.jump(*jump)
        if self.is_wrong:
            # A __try may lack parts. Nothing of the source is written.
            return
        for each in reversed(self.tries):
            self.ways_out(each)
        for each in self.tries:
            self.write(each)
        for at, each in self.asked:
            self.own[at].text = "(WinworkTryUnwinding(%s)%s)" % (
                each.frame(), " || winwork_exit_%d" % each.number if each.exits else "")
            self.own[at + 1].text = self.own[at + 2].text = ""
        self.unoptimised()

    # ---- statements

    def block(self, at, path):
        """The statements between braces. Returns the place behind."""
        end = self.closing(at)
        at += 1
        while at < end:
            at = self.statement(at, end, path)
        return end + 1

    def statement(self, at, end, path):
        """One statement, which ends before "end". Returns the place behind it."""
        if at >= end:
            return end
        if len(path) > DEEPEST:
            self.problem(at, "statements more than %d deep" % DEEPEST)
            return end
        text = self.text(at)
        if text == "{":
            return self.block(at, path)
        if text in ("if", "while", "for", "switch"):
            inner = path
            if text in ("while", "for"):
                inner = path + (LOOP,)
            elif text == "switch":
                inner = path + (Block("switch"),)
            first = at + 2 if self.text(at + 1) == "constexpr" else at + 1
            close = self.closing(first)
            self.expression(first, close, path)
            at = self.statement(close + 1, end, inner)
            if text == "if" and self.text(at) == "else" and at < end:
                at = self.statement(at + 1, end, path)
            return at
        if text == "do":
            at = self.statement(at + 1, end, path + (LOOP,))
            return self.simple(at, end, path)
        if text == "else":
            return self.statement(at + 1, end, path)
        if text == "case" or (text == "default" and self.text(at + 1) == ":"):
            return self.statement(self.case(at, path) + 1, end, path)
        if self.own[at].kind == "word" and self.text(at + 1) == ":" and text not in NO_LABEL:
            self.labels[text] = path
            return self.statement(at + 2, end, path)
        if text in TRY:
            return self.handling(at, path)
        if text in ("try", "catch") and self.owner.cxx:
            if text == "catch":
                at = self.closing(at + 1)
            return self.block(at + 1, path) if self.text(at + 1) == "{" else at + 1
        if text in EXCEPT | FINALLY:
            self.problem(at, "%s without a __try before it" % text)
            return at + 1
        if text == "goto":
            self.jumps.append((at, "goto", self.text(at + 1), path))
        elif text in ("break", "continue", "return"):
            self.jumps.append((at, text, None, path))
        elif text in LEAVE:
            return self.leave(at, path)
        return self.simple(at, end, path)

    def simple(self, at, end, path):
        """A statement that ends with a semicolon."""
        last = self.semicolon(at, end)
        self.expression(at, last, path)
        return last + 1

    def semicolon(self, at, end):
        while at < end and self.text(at) != ";":
            at = self.closing(at) if self.text(at) in ("(", "[", "{") else at
            at += 1
        return at

    def case(self, at, path):
        """The colon of a case. Its switch must lie in the same part of the same __try."""
        for block in reversed(path):
            if block.kind == "switch":
                break
            if block.of:
                self.problem(at, "the switch of this %s lies outside the __try" % self.text(at))
                break
        choices = 0
        while at < self.end and (self.text(at) != ":" or choices):
            choices += {"?": 1, ":": -1}.get(self.text(at), 0)
            at = self.closing(at) if self.text(at) in ("(", "[", "{") else at
            at += 1
        return at

    def handling(self, at, path):
        """A __try with its __except or __finally. Returns the place behind it."""
        each = Try(self.owner.number(), at, path)
        self.tries.append(each)
        if self.text(at + 1) != "{":
            self.problem(at, "__try without a block behind it")
            return at + 1
        each.body_end = self.closing(at + 1)
        each.word = word = each.body_end + 1
        each.is_finally = self.text(word) in FINALLY
        first = word + 1
        if not each.is_finally:
            if self.text(word) not in EXCEPT or self.text(first) != "(":
                self.problem(at, "__try without __except (...) or __finally behind it")
                return each.body_end + 1
            each.filter_end = self.closing(first)
        self.block(at + 1, path + (Block("B", each),))
        if not each.is_finally:
            self.expression(first, each.filter_end, path + (Block("F", each),))
            first = each.filter_end + 1
        if self.text(first) != "{":
            self.problem(word, "%s without a block behind it" % self.text(word))
            return first
        each.last = self.closing(first)
        return self.block(first, path + (Block("X" if each.is_finally else "H", each),))

    def leave(self, at, path):
        for block in reversed(path):
            if block.kind == "B":
                block.of.has_leave = True
                self.own[at].text = "goto winwork_leave_%d" % block.of.number
                break
            if block.kind == "X":
                self.problem(at, "__leave out of a __finally block")
                break
        else:
            self.problem(at, "__leave outside a __try")
        if self.text(at + 1) != ";":
            self.problem(at, "__leave is a statement")
        return at + 2

    # ---- what lies in expressions

    def expression(self, begin, end, path):
        """Words of exceptions in an expression or a declaration."""
        at = begin
        while at < end:
            token = self.own[at]
            if token.text == "{" and self.is_statements(at):
                self.inner(at, self.closing(at), path)
                at = self.closing(at)
            elif token.text in QUESTIONS:
                self.question(at, path)
            elif token.text in WORDS:
                self.problem(at, "%s inside an expression, a lambda or a local class: "
                                 "give it a function of its own" % token.text)
            at += 1

    def is_statements(self, at):
        """A statement expression: ({ ... })."""
        return self.text(at - 1) == "("

    def inner(self, begin, end, path):
        """A statement expression. It cannot be left where that has to run a __finally."""
        guarded = any(block.kind == "B" and block.of.is_finally for block in path)
        for at in range(begin, end):
            text = self.text(at)
            if text in WORDS - QUESTIONS:
                self.problem(at, "%s inside a statement expression" % text)
            elif text in QUESTIONS:
                self.question(at, path)
            elif guarded and text in ("return", "goto"):
                self.problem(at, "%s inside a statement expression, out of a __try with __finally" % text)

    def question(self, at, path):
        """GetExceptionCode() and the like, of the innermost part of a __try that has an answer."""
        word = self.text(at)
        if self.text(at + 1) != "(" or self.text(at + 2) != ")":
            self.problem(at, "%s is called without arguments, and has no address" % word)
            return
        kinds = "X" if word in ABNORMAL else "FH"
        where = next((block for block in reversed(path) if block.kind in kinds and block.of), None)
        if not where or (word in INFORMATION and where.kind != "F"):
            self.problem(at, "%s outside %s%s" % (word, "a __finally block" if word in ABNORMAL else
                                                  "the filter of an __except" if word in INFORMATION else
                                                  "the filter and the block of an __except",
                                                  "" if self.tries else MAYBE_DEFINED_AWAY))
            return
        if word in ABNORMAL:
            self.asked.append((at, where.of))
            return
        self.own[at].text = "WinworkTryCode" if word in CODE else "WinworkTryInformation"
        self.own[at + 2].before = where.of.frame()
        if word in INFORMATION:
            where.of.asks_information = True
            self.own[at + 2].before += ", &winwork_information_%d" % where.of.number

    # ---- ways out of a __try

    def left(self, at, kind, label, path):
        """The __try with __finally whose B such a statement leaves, the innermost first."""
        found = []
        target = self.labels.get(label) if kind == "goto" else ()
        for depth, block in reversed(list(enumerate(path))):
            if kind == "goto" and target is not None and target[:depth + 1] == path[:depth + 1]:
                break
            if block is LOOP and kind in ("break", "continue") or block.kind == "switch" and kind == "break":
                break
            if block.kind == "X" and kind != "return":
                self.problem(at, "%s out of a __finally block: Windows does not define what an exception or a "
                                 "return that is under way then does" % kind)
            if block.kind == "B" and block.of.is_finally:
                found.append(block.of)
        if kind == "goto":
            self.no_way_in(at, label, path, target)
        return found

    def no_way_in(self, at, label, path, target):
        if label == "*":
            if any(block.of for block in path):
                self.problem(at, "goto to an address inside a __try")
        elif target:
            for depth, block in enumerate(target):
                if block.of and target[:depth + 1] != path[:depth + 1]:
                    self.problem(at, "goto into a __try, or into its __except or __finally")
                    break

    def jump(self, at, kind, label, path):
        tries = self.left(at, kind, label, path)
        if not tries:
            return
        last = self.semicolon(at, self.end)
        value = kind == "return" and last > at + 1
        begin = "{ "
        end = " %s }" % tries[0].exit(kind, label)
        if value:
            returned = self.returned()
            if returned is None:
                self.problem(at, "WinWork cannot tell the type that the function returns here, from inside a "
                                 "__try with __finally")
                return
            if returned == "void":
                end = ";" + end
            else:
                tries[-1].returns_value = returned
                begin += "winwork_value_%d = " % tries[-1].number
                if self.text(at + 1) != "{":
                    begin += "("
                    end = ")" + ";" + end
                else:
                    end = ";" + end
        for part in self.own[at + 1:last] if kind == "goto" else ():
            part.text = ""
        self.own[at].text = begin
        self.own[last].text = end

    def ways_out(self, each):
        """Behind X: each statement that left B goes on. Those that leave an outer B note it there. The outer
        __try comes later."""
        each.onward = ""
        for (kind, label), number in each.exits.items():
            outer = self.left(each.at, kind, label, each.path)
            if outer:
                on = "{ %s }" % outer[0].exit(kind, label)
            elif kind == "goto":
                on = "goto %s;" % label
            elif kind == "return":
                on = "return winwork_value_%d;" % each.number if each.returns_value else "return;"
            else:
                on = kind + ";"
            each.onward += " if (winwork_exit_%d == %d) %s" % (each.number, number, on)

    def write(self, each):
        own, frame = self.own, each.frame()
        begin = "{ WINWORK_TRY %s __attribute__((__cleanup__(WinworkTryLeave)));" % frame[1:]
        search = "{ WinworkTrySearch(%s); __builtin_trap(); }" % frame
        if each.asks_information:
            begin += " WINWORK_TRY_INFORMATION winwork_information_%d;" % each.number
        if each.exits:
            begin += " int winwork_exit_%d = 0;" % each.number
        if each.returns_value:
            begin += " %s winwork_value_%d;" % (each.returns_value, each.number)
        own[each.at].text = "%s if (!WinworkTryEnter(%s, %d)) {" % (begin, frame, each.is_finally)
        own[each.body_end].after = (" winwork_leave_%d: ;" % each.number if each.has_leave else "") + " }"
        if each.is_finally:
            own[each.word].text = "WinworkTryFinally(%s);" % frame
            own[each.last].after = " if (WinworkTryUnwinding(%s)) %s%s }" % (frame, search, each.onward)
        else:
            own[each.word].text = "else if (WinworkTryFilter(%s, " % frame
            own[each.filter_end].after = "))" + own[each.filter_end].after
            own[each.last].after = " else %s }" % search

    # ---- the function itself

    def first(self):
        """Where the declaration's own words begin."""
        at = self.start
        while at < self.brace:
            if self.text(at) == "extern" and self.own[at + 1].kind == "string":
                at += 2
            elif self.text(at) == "template":
                at = self.owner.behind_angles(at + 1)
            elif self.text(at) == "[" and self.text(at + 1) == "[":
                at = self.closing(at) + 1
            else:
                break
        return at

    def returned(self):
        """The type that the function returns, as text; None when it is not to be seen."""
        words = []
        at = self.first()
        while at < self.brace and self.text(at) != "(":
            if self.text(at) in WITH_ARGUMENTS and self.text(at + 1) == "(":
                at = self.closing(at + 1)
            elif self.text(at) == "[" and self.text(at + 1) == "[":
                at = self.closing(at)
            elif self.text(at) not in NOT_IN_TYPE:
                words.append(self.text(at))
            at += 1
        if not words:
            return None
        words.pop()
        while words and words[-1] == "::":
            words.pop()
            if words and words[-1] == ">":
                return None
            words.pop()
        if not words or "auto" in words or "operator" in words:
            return None
        if "*" not in words:
            words = [word for word in words if word not in ("const", "volatile")]
        return " ".join(words)

    def unoptimised(self):
        self.own[self.first()].before = UNOPTIMISED[self.owner.clang] + self.own[self.first()].before
        for at in range(self.start, self.end):
            if self.text(at) == "register":
                # Also without optimisation such a variable may be in a register.
                self.own[at].text = ""
            elif at < self.brace and self.text(at) in ALWAYS_INLINE:
                self.own[at].text = "__noinline__"


class Exceptions:
    """The __try of one dialect.Source."""

    def __init__(self, source, clang):
        self.source = source
        self.own = source.own
        self.closing = source.closing
        self.cxx = source.cxx
        self.clang = clang
        self.places = {}
        self.count = 0

    def number(self):
        self.count += 1
        return self.count

    def problem(self, token, text):
        self.places[token.file, token.line, text] = True

    def rewrite(self):
        """Returns the places of what has no counterpart: (file, line, text)."""
        if not any(token.text in WORDS for token in self.own):
            return []
        done = 0
        for start, brace, end in list(self.functions()):
            for token in self.own[done:brace]:
                self.outside(token)
            done = end
            if any(token.text in WORDS for token in self.own[brace:end]):
                Function(self, start, brace, end).rewrite()
        for token in self.own[done:]:
            self.outside(token)
        self.source.drop_empty()
        return list(self.places)

    def outside(self, token):
        # A driver may declare a function of this name.
        if token.text in WORDS - QUESTIONS:
            self.problem(token, "%s in no function that WinWork recognises" % token.text)

    def functions(self):
        """(start, brace, end) of each function's definition."""
        at = start = 0
        while at < len(self.own):
            text = self.own[at].text
            if text == "{":
                kind = self.brace(start, at)
                if kind == "scope":
                    start = at + 1
                else:
                    end = self.closing(at)
                    if kind == "function":
                        yield start, at, end
                        start = end + 1
                    at = end
            elif text in (";", "}"):
                start = at + 1
            elif text == ":" and self.own[at - 1].text in ("public", "private", "protected"):
                start = at + 1
            at += 1

    def behind_angles(self, at):
        depth = 0
        limit = min(len(self.own), at + MOST_HEAD)
        while at < limit:
            depth += {"<": 1, ">": -1}.get(self.own[at].text, 0)
            at += 1
            if not depth:
                return at
        return at

    def brace(self, start, brace):
        """What a brace begins: a "scope" of more definitions, a "function", or a "value"."""
        if brace == start or brace - start > MOST_HEAD:
            return "value"
        if self.own[brace - 1].text in ('"C"', '"C++"'):
            return "scope"
        top = []
        at = start
        while at < brace:
            text = self.own[at].text
            if text == "template":
                at = self.behind_angles(at + 1)
                continue
            if text in WITH_ARGUMENTS and self.source.text_at(at + 1) == "(":
                at = self.closing(at + 1)
            elif text in ("(", "[", "{"):
                top.append(text)
                at = self.closing(at)
            else:
                top.append(text)
            at += 1
        if "namespace" in top:
            return "scope"
        parameters = top.index("(") if "(" in top else None
        if parameters is None:
            return "scope" if {"struct", "class", "union"} & set(top) and "=" not in top else "value"
        if "=" in top and "operator" not in top:
            return "value"
        # A member's initialiser: a() : b{1}, c(2) { ... }
        last = self.own[brace - 1]
        if ":" in top[parameters:] and last.text not in BEHIND_PARAMETERS and \
                (last.kind == "word" or last.text == ">"):
            return "value"
        return "function"
