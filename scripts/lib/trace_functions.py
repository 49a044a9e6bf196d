# SPDX-License-Identifier: GPL-2.0
"""The functions that a driver names for Windows's trace preprocessor (WPP), and the macros that make messages of
their statements. A definition is

    FUNC Name{LEVEL=TRACE_LEVEL_ERROR}(FLAGS, MSG, ...);
    USEPREFIX(Name, "text %!FUNC!", arguments);
    USESUFFIX(Name, "text", arguments);

in a block "begin_wpp config" of a source, in a file that the project names, or the part behind FUNC in an option
-func: of the project. MSG is the text, FLAGS (or FLAG) and LEVEL are those of the message, and any other name is an
argument of WPP_NAMES_PRE and WPP_NAMES_POST, macros of the driver that stand before and behind the message."""

import re

# Of texts whose blanks are single.
DEFINITION = r"(\w+) ?(?:\{([^{}]*)\} ?)?\(((?:[^()]|\([^()]*\))*)\)"
FUNCTION = re.compile(r"\bFUNC " + DEFINITION)
# The options of the trace preprocessor, in a project of any kind.
OPTION = re.compile(r"[-/]func: ?[\"']?" + DEFINITION)
PROPERTY = re.compile(r"(?:^|;) ?" + DEFINITION)
FIX = re.compile(r"\bUSE(PREFIX|SUFFIX)\s*\(\s*(\w+)\s*,\s*(\"(?:[^\"\\\n]|\\.)*\")\s*((?:,(?:[^()\"]|\([^()]*\)|\"[^\"\n]*\")*)?)\)")
MACRO = re.compile(r"^[ \t]*#[ \t]*define[ \t]+(\w+)", re.M)
# A statement whose first argument is a name.
STATEMENT = re.compile(r"\b([A-Za-z_]\w*)\s*\(\s*([A-Za-z_]\w*)\s*[,)]")
WHOLE_NAME = re.compile(r"[A-Za-z_]\w*\Z")
# A number, or a name that a header of Windows or of the driver defines.
VALUE = re.compile(r"\w+\Z")

# The functions that each trace header has.
EMPTY = ("WPP_CLEANUP", "WPP_INIT_TRACING", "WPP_SYSTEMCONTROL", "WPP_SYSTEMCONTROL2")


class Function:
    """One function. parameters: names, of which one may be a list: a group in parentheses of its own."""

    def __init__(self, name, fixed, parameters):
        self.name = name
        self.fixed = fixed
        self.parameters = parameters
        # PREFIX or SUFFIX: (the literal, its arguments as text)
        self.fixes = {}
        # Its LEVEL is no value: of a function without flags it is a flag of the driver's.
        self.level_is_flag = False

    @property
    def names(self):
        return [name for each in self.parameters for name in (each if isinstance(each, list) else [each])]

    @property
    def conditions(self):
        """What the names of the macros before and behind the message are made of."""
        return [*self.fixed, *(name for name in self.names if name not in ("MSG", "..."))]

    def level(self):
        if self.level_is_flag:
            return "0"
        return self.fixed.get("LEVEL", "LEVEL" if "LEVEL" in self.names else "0")

    def flags(self, is_text):
        """is_text: the flags were made a string by a macro around this one."""
        for name in ("FLAGS", "FLAG", *(["LEVEL"] if self.level_is_flag and "LEVEL" not in self.fixed else [])):
            if name in self.fixed:
                return '"%s"' % self.fixed[name]
            if name in self.names:
                return name if is_text else "#" + name
        return '""'

    def message(self, is_text):
        literals = [self.fixes["PREFIX"][0]] if "PREFIX" in self.fixes else []
        arguments = self.fixes["PREFIX"][1] if "PREFIX" in self.fixes else ""
        if "MSG" in self.names:
            literals.append("MSG")
            arguments += ", ##__VA_ARGS__" if "..." in self.names else ""
        if "SUFFIX" in self.fixes:
            literals.append(self.fixes["SUFFIX"][0])
            arguments += self.fixes["SUFFIX"][1]
        return "WINWORK_MESSAGE_WRITE(%s, %s, %s%s)" % (self.level(), self.flags(is_text), " ".join(literals) or '""', arguments)

    def body(self, is_text=False):
        values = ", ".join(self.fixed.get(name, name) for name in self.conditions)
        if not self.conditions:
            return self.message(is_text)
        before, behind = self.around()
        return "%s(%s) %s %s(%s)" % (before, values, self.message(is_text), behind, values)

    def around(self):
        """The names of the macros before and behind the message."""
        return ["WPP_%s_%s" % ("_".join(self.conditions), place) for place in ("PRE", "POST")] if self.conditions else []

    def definition(self):
        group = next((each for each in self.parameters if isinstance(each, list)), None)
        if group is None:
            return "#define %s(%s) %s\n" % (self.name, ", ".join(self.parameters), self.body())
        inner = "WINWORK_MESSAGE_OF_" + self.name
        outer = ["WinworkGroup" if each is group else each for each in self.parameters]
        if len(outer) == 1:
            return "#define %s(%s) %s\n#define %s(WinworkGroup) %s WinworkGroup\n" % (
                inner, ", ".join(group), self.body(), self.name, inner)
        passed = ["WINWORK_MESSAGE_INSIDE WinworkGroup" if each is group else
                  "#" + each if "#" + each == self.flags(False) else each for each in self.parameters]
        return "#define %s(%s) %s\n#define %s(%s) WINWORK_MESSAGE_APPLY(%s, (%s))\n" % (
            inner, ", ".join(self.names), self.body(True), self.name, ", ".join(outer), inner, ", ".join(passed))


def parameters_of(text):
    """The names in parentheses, or None: this is no definition."""
    found, inside = [], None
    for part in re.findall(r"[()]|[^(),]+", text):
        part = part.strip()
        if part == "(":
            inside = []
            found.append(inside)
        elif part == ")":
            inside = None
        elif part:
            words = [part[:-3].strip(), "..."] if part.endswith("...") and part != "..." else [part]
            if any(word != "..." and not WHOLE_NAME.match(word) for word in words):
                return None
            (found if inside is None else inside).extend(words)
    flat = [name for each in found for name in (each if isinstance(each, list) else [each])]
    return found if len(set(flat)) == len(flat) and "..." not in flat[:-1] else None


def single_blanks(text):
    return " ".join(text.split())


def fixed_of(text):
    fixed = {}
    for part in (text or "").split(","):
        name, _, value = (word.strip() for word in part.partition("="))
        if name and value and WHOLE_NAME.match(name) and VALUE.match(value):
            fixed[name] = value
    return fixed


class Functions:
    """All functions of a driver."""

    def __init__(self):
        self.functions = {"DoTraceMessage": Function("DoTraceMessage", {}, ["FLAGS", "MSG", "..."])}
        self.fixes = []
        self.macros = set()
        self.statements = set()
        # Those whose definition is not understood: their statements write nothing.
        self.discarded = set()

    def add(self, definition):
        name, fixed, parameters = definition
        parameters = parameters_of(parameters)
        if parameters is None:
            self.discarded.add(name)
        else:
            self.functions[name] = Function(name, fixed_of(fixed), parameters)

    def read_configuration(self, text):
        """A block of a source, whose lines may be comments, or a file of its own."""
        text = single_blanks(re.sub(r"^[ \t]*//", "", text, flags=re.MULTILINE))
        for definition in FUNCTION.findall(text):
            self.add(definition)
        self.fixes += FIX.findall(text)

    def read_source(self, text):
        self.macros.update(MACRO.findall(text))
        self.statements.update(STATEMENT.findall(text))

    def read_options(self, text):
        for definition in OPTION.findall(single_blanks(text)):
            self.add(definition)

    def read_property(self, text):
        for definition in PROPERTY.findall(single_blanks(text)):
            self.add(definition)

    def is_value(self, name):
        """Whether a level is more than a name that the trace preprocessor alone knows."""
        return name.startswith("TRACE_LEVEL_") or name in self.macros

    def header(self):
        """The trace header."""
        for kind, name, literal, arguments in self.fixes:
            if name in self.functions:
                self.functions[name].fixes[kind] = literal, arguments.rstrip()
        for name, first in self.statements:
            function = self.functions.get(name)
            if function and function.names[:1] == ["LEVEL"] and not self.is_value(first):
                function.level_is_flag = True
        functions = [function for _, function in sorted(self.functions.items())]
        around = sorted({name for function in functions for name in function.around()})
        empty = sorted({*EMPTY, *self.discarded} - set(self.functions))
        return "".join(["#include <evntrace.h>\n#include <winwork/etw/message.h>\n",
                        *(guarded(name, "#define %s(...) ((void)0)\n" % name) for name in empty),
                        *(guarded(name, "#define %s(...)\n" % name) for name in around),
                        *(guarded(function.name, function.definition()) for function in functions)])


def guarded(name, text):
    return "#ifndef %s\n%s#endif\n" % (name, text)
