# SPDX-License-Identifier: GPL-2.0
"""The rules of scripts/lint-driver for C++: clang's analyzer follows each path of a function, also through
destructors and calls of other functions.

An item is to the analyzer what memory is: allocating makes it, freeing ends it, queueing gives it away.
Completing ends an IRP. A spin lock is a mutex, and what may wait is sleep(). Only the preprocessed text is
changed for that, and no line of it moves."""

import functools
import os
import re

from . import limits

ALLOCATE = """IoAllocateWorkItem FltAllocateGenericWorkItem FltAllocateDeferredIoWorkItem NdisAllocateIoWorkItem""".split()
FREE = "IoFreeWorkItem FltFreeGenericWorkItem FltFreeDeferredIoWorkItem NdisFreeIoWorkItem".split()
QUEUE = "IoQueueWorkItem IoQueueWorkItemEx NdisQueueIoWorkItem".split()
COMPLETE = "IoCompleteRequest IofCompleteRequest".split()
OWNERSHIP = {**dict.fromkeys(ALLOCATE, "ownership_returns(malloc)"), **dict.fromkeys(FREE + COMPLETE, "ownership_takes(malloc, 1)"),
             **dict.fromkeys(QUEUE, "ownership_holds(malloc, 1)")}
LOCK = """KeAcquireSpinLockRaiseToDpc KeAcquireSpinLockAtDpcLevel NdisAcquireSpinLock NdisDprAcquireSpinLock
    WdfSpinLockAcquire ExAcquireSpinLockExclusive ExAcquireSpinLockShared""".split()
UNLOCK = """KeReleaseSpinLock KeReleaseSpinLockFromDpcLevel NdisReleaseSpinLock NdisDprReleaseSpinLock WdfSpinLockRelease
    ExReleaseSpinLockExclusive ExReleaseSpinLockExclusiveFromDpcLevel ExReleaseSpinLockShared
    ExReleaseSpinLockSharedFromDpcLevel""".split()
ROUTINES = """IO_WORKITEM_ROUTINE IO_WORKITEM_ROUTINE_EX WORKER_THREAD_ROUTINE FLT_GENERIC_WORKITEM_ROUTINE
    FLT_DEFERRED_IO_WORKITEM_ROUTINE NDIS_IO_WORKITEM""".split()
# What gets the IRP, and neither keeps nor marks it.
ONLY_LOOKS = "IoGetCurrentIrpStackLocation DbgPrint DbgPrintEx".split()
STATUS_PENDING = 0x103
PRELUDE = ("extern int winwork_lint_lock; extern \"C\" { unsigned sleep(unsigned); int pthread_mutex_lock(int *); "
           "int pthread_mutex_unlock(int *); }\n")
WARNING = re.compile(r"^(.*?):(\d{1,9}):\d{1,9}: (warning|note|error): (.*)")
LEAK = "Potential leak of memory pointed to by "
CAST = "converts to incompatible function type"
WORD = re.compile(r"\b[A-Z]\w*")
LAST_WORD = re.compile(r"\b[A-Za-z_]\w*$")
ENDED = {"Memory is released", "Memory ownership is transferred"}
NAME = re.compile(r"\b[A-Za-z_]\w*(?=\s*\()")


# Words before a call. Another one is the type of a declaration.
STATEMENTS = {"return", "else", "do", "case"}
# Letters between a name and what stands before it, and of the arguments of a call.
MOST_BLANKS = 256
MOST_ARGUMENTS = 4096


def is_declared(text, at):
    """Whether the name at a place is declared there, and not called."""
    before = text[max(0, at - MOST_BLANKS):at].rstrip()
    word = LAST_WORD.search(before)
    return before.endswith("*") or bool(word) and word.group() not in STATEMENTS


def last_argument(text, at):
    """The last argument of the call whose parenthesis is at a place, or ""."""
    depth, begin = 0, at
    for place in range(at, min(len(text), at + MOST_ARGUMENTS)):
        depth += (text[place] in "([{") - (text[place] in ")]}")
        if depth == 1 and text[place] in "(,":
            begin = place + 1
        if not depth:
            return text[begin:place].strip()
    return ""


def mark(text, match, calls):
    """What replaces a word of the text."""
    name, rest = match.group(), text[match.end():match.end() + MOST_BLANKS].lstrip()
    if not rest.startswith("("):
        return name
    is_declaration = is_declared(text, match.start())
    if name in OWNERSHIP and is_declaration:
        return "__attribute__((%s)) %s" % (OWNERSHIP[name], name)
    waits = name == "KeWaitForSingleObject" and \
        last_argument(text, text.index("(", match.end())) in ("0", "__null", "nullptr", "((void *)0)")
    if (name in calls or waits) and not is_declaration:
        return "(%s, %s)" % (calls.get(name, "sleep(1)"), name)
    return name


def marked(text, sleeping):
    """The text as the analyzer is to see it."""
    calls = {**dict.fromkeys(LOCK, "pthread_mutex_lock(&winwork_lint_lock)"),
             **dict.fromkeys(UNLOCK, "pthread_mutex_unlock(&winwork_lint_lock)"), **dict.fromkeys(sleeping, "sleep(1)")}
    return PRELUDE + "# 1 \"<start>\"\n" + WORD.sub(lambda match: mark(text, match, calls), text)


def run(*command):
    return limits.run(command, merge=True, env={**os.environ, "LC_ALL": "C"})


@functools.lru_cache(maxsize=None)
def checkers():
    """Those of this clang. The one for locks left the folder of new ones later."""
    known = run("clang++", "-cc1", "-analyzer-checker-help", "-analyzer-checker-help-alpha").stdout
    block = "unix.BlockInCriticalSection"
    return "unix.Malloc," + ("alpha." if "alpha." + block in known else "") + block


def messages(said):
    """(file, line, kind, text, the line of the source) of each message."""
    lines = said.splitlines()
    for number, line in enumerate(lines):
        match = WARNING.match(line)
        if match:
            shown = lines[number + 1] if number + 1 < len(lines) else ""
            yield match[1], int(match[2]), match[3], match[4], shown


def reports(said):
    """(file, line, text, the line of the source, [(line, text, the line of the source) of each note])."""
    found = []
    for file, line, kind, text, shown in messages(said):
        if kind == "note" and found:
            found[-1][4].append((line, text, shown))
        elif kind == "warning":
            found.append((file, line, text, shown, []))
    return found


def calls(shown, names):
    return bool(set(NAME.findall(shown)) & set(names))


def finding(report):
    """(rule, text) of a report of the analyzer, or None."""
    _, _, text, shown, notes = report
    last, how = next(((line, at) for line, said, at in reversed(notes) if said in ENDED), (0, ""))
    if text.startswith(LEAK):
        where = next((line for line, said, _ in notes if said == "Memory is allocated"), 0)
        return "item-leak", "%s, which line %d allocates, is neither freed nor queued on this way out" % (
            text[len(LEAK):].partition(" [")[0].strip("'"), where)
    if text.startswith("Call to blocking function"):
        return "irql", "this call needs an IRQL below DISPATCH_LEVEL, and a spin lock is held"
    if text.startswith("Attempt to free non-owned memory"):
        if calls(shown, FREE):
            return "item-freed-while-queued", "the item may still be queued: line %d queues it, and nothing waits" % last
        return "item-queued-twice", "the item may still be queued: line %d queues it, too" % last
    if text.startswith(("Attempt to free released memory", "Use of memory after it is")):
        if calls(how, COMPLETE):
            if calls(shown, COMPLETE):
                return "irp-completed-twice", "line %d completes the IRP already" % last
            return "irp-after-completion", "the IRP is gone: line %d completes it" % last
        return "item-after-free", "line %d frees the item" % last
    return None


def analyzed(path, options):
    """The findings of clang's analyzer."""
    done = run("clang++", "--analyze", *options, "-w", "--analyzer-no-default-checks", "-Xclang", "-analyzer-output=text",
               "-Xclang", "-analyzer-checker=" + checkers(), "-Xclang", "-analyzer-config", "-Xclang",
               "unix.DynamicMemoryModeling:Optimistic=true", path)
    for report in reports(done.stdout):
        found = finding(report)
        if found:
            yield (report[0], report[1], *found)


def casts(said):
    """A cast hides from the compiler that a routine has other parameters than its family passes."""
    for file, line, _, text, _ in messages(said):
        # 'TYPE (PARAMETERS)' to 'TYPE' (aka ...)
        kind = (text.split(" to '")[1:] or [""])[0].partition("'")[0]
        if CAST in text and kind.lstrip("P").removesuffix("_FUNCTION") in ROUTINES:
            yield file, line, "item-routine", "the routine has not the parameters of %s" % kind


def unmarked(path, options):
    """Functions that return STATUS_PENDING for an IRP that they neither mark nor pass on."""
    def named(names):
        return "hasAnyName(%s)" % ", ".join('"%s"' % name for name in names)
    irp = 'declRefExpr(to(parmVarDecl(equalsBoundNode("irp"))))'
    matcher = ('functionDecl(isDefinition(), hasAnyParameter(parmVarDecl(hasType(asString("PIRP"))).bind("irp")), '
               'hasDescendant(returnStmt(hasDescendant(integerLiteral(equals(%d)))).bind("place")), '
               'unless(hasDescendant(callExpr(unless(callee(functionDecl(%s))), hasAnyArgument(ignoringParenImpCasts(%s)))))'
               ').bind("function")' % (STATUS_PENDING, named(ONLY_LOOKS), irp))
    done = run("clang-query", "-c", "set bind-root false", "-c", "match " + matcher, path, "--", *options, "-w")
    for file, line, _, text, _ in messages(done.stdout):
        if text.startswith('"place" binds here'):
            yield file, line, "irp-not-marked-pending", "STATUS_PENDING is returned for an IRP without IoMarkIrpPending"


def check(text, options, work):
    """([(file, line, rule, text)], what the compiler says)."""
    path = os.path.join(work, "source.cpp")
    with open(path, "w", encoding="latin-1") as out:
        out.write(text)
    said = run("clang++", "-fsyntax-only", *options, "-Wcast-function-type", path)
    if said.returncode:
        return [], said.stdout or "error: clang++ %s\n" % said.why
    found = [*casts(said.stdout), *unmarked(path, options)]
    marks = os.path.join(work, "marked.cpp")
    with open(marks, "w", encoding="latin-1") as out:
        out.write(marked(text, os.environ.get("WINWORK_SLEEPING", "").split()))
    return found + list(analyzed(marks, options)), ""
