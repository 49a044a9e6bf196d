// SPDX-License-Identifier: GPL-2.0
// Rules for requests. scripts/lint-driver calls them, and prints what they find.

@initialize:python@
@@
def tell(rule, place, text):
    print("%s:%s: %s: %s" % (place.file, place.line, rule, text))

// ---- An IRP is completed exactly once, and not touched afterwards.

@twice exists@
expression i, e;
position p1;
position p2;
identifier c = {IoCompleteRequest, IofCompleteRequest};
identifier again = {IoCompleteRequest, IofCompleteRequest};
@@
c@p1(i, ...);
... when != i = e
again@p2(i, ...)

@script:python@
p1 << twice.p1;
p2 << twice.p2;
i << twice.i;
@@
# In a loop, the same call is found twice.
if (p1[0].line, p1[0].column) != (p2[0].line, p2[0].column):
    tell("irp-completed-twice", p2[0], "line %s completes %s already" % (p1[0].line, i))

@after exists@
expression i, e;
identifier m;
position p1, p2;
identifier c = {IoCompleteRequest, IofCompleteRequest};
@@
c@p1(i, ...);
... when != i = e
i@p2->m

@script:python@
p1 << after.p1;
p2 << after.p2;
i << after.i;
@@
tell("irp-after-completion", p2[0], "%s is gone: line %s completes it" % (i, p1[0].line))

// ---- STATUS_PENDING is returned for a marked IRP. A queue of IoCsq marks it.

@pending exists@
identifier d, i;
type T;
position p;
identifier g != {IoGetCurrentIrpStackLocation, UNREFERENCED_PARAMETER, DbgPrint, KdPrint,
	PAGED_CODE, ASSERT, NT_ASSERT};
@@
T d(..., PIRP i, ...)
{
... when != g(..., i, ...)
return@p STATUS_PENDING;
}

@script:python@
p << pending.p;
i << pending.i;
d << pending.d;
@@
tell("irp-not-marked-pending", p[0], "%s returns STATUS_PENDING without IoMarkIrpPending(%s)" % (d, i))
