// SPDX-License-Identifier: GPL-2.0
// Rules for work items. scripts/lint-driver calls them, and prints what they find.

@initialize:python@
@@
def tell(rule, place, text):
    print("%s:%s: %s: %s" % (place.file, place.line, rule, text))

// ---- An item that its function allocates is freed, queued or stored on each way out.

@leak exists@
identifier x;
type T;
position p1, p2;
statement S;
identifier f = {IoAllocateWorkItem, FltAllocateGenericWorkItem, FltAllocateDeferredIoWorkItem,
	NdisAllocateIoWorkItem};
@@
(
x = f@p1(...);
|
T x = f@p1(...);
)
... when != x
if (x == NULL) S
... when != x
return@p2 ...;

@script:python@
p1 << leak.p1;
p2 << leak.p2;
x << leak.x;
@@
tell("item-leak", p2[0], "%s, which line %s allocates, is neither freed nor queued on this way out" % (x, p1[0].line))

// ---- A queued item, or the storage that has it, is not freed before its routine began.

@early exists@
expression x, e;
position p1, p2;
identifier q = {IoQueueWorkItem, IoQueueWorkItemEx, NdisQueueIoWorkItem};
identifier fr = {IoFreeWorkItem, IoUninitializeWorkItem, NdisFreeIoWorkItem};
identifier w = {@WAITS@};
@@
q@p1(x, ...);
... when != w(...)
    when != x = e
fr@p2(x)

@script:python@
p1 << early.p1;
p2 << early.p2;
x << early.x;
@@
tell("item-freed-while-queued", p2[0], "%s may still be queued: line %s queues it, and nothing waits" % (x, p1[0].line))

@storage exists@
expression s, e;
identifier m;
position p1, p2;
identifier q = {ExQueueWorkItem, IoQueueWorkItem, IoQueueWorkItemEx};
identifier fr = {ExFreePool, ExFreePoolWithTag, ExFreePool2};
identifier w = {@WAITS@};
@@
(
q@p1(&s->m, ...);
|
q@p1(s, ...);
)
... when != w(...)
    when != s = e
fr@p2(s, ...)

@script:python@
p1 << storage.p1;
p2 << storage.p2;
s << storage.s;
@@
tell("item-freed-while-queued", p2[0], "%s has an item that may still be queued, from line %s" % (s, p1[0].line))

// ---- An item is queued once. KMDF's items coalesce, and IoTryQueueWorkItem says what it did.

@twice exists@
expression x, e;
position p1;
position p2;
identifier q = {IoQueueWorkItem, IoQueueWorkItemEx, ExQueueWorkItem, NdisQueueIoWorkItem};
identifier again = {IoQueueWorkItem, IoQueueWorkItemEx, ExQueueWorkItem, NdisQueueIoWorkItem};
identifier w = {@WAITS@};
@@
q@p1(x, ...);
... when != w(...)
    when != x = e
again@p2(x, ...);

@script:python@
p1 << twice.p1;
p2 << twice.p2;
x << twice.x;
@@
# In a loop, the same call is found twice.
if (p1[0].line, p1[0].column) != (p2[0].line, p2[0].column):
    tell("item-queued-twice", p2[0], "%s may still be queued: line %s queues it, too" % (x, p1[0].line))

// ---- A routine has the parameters that its family passes. A cast hides others from the compiler.

@queued@
identifier q = {IoQueueWorkItem, IoQueueWorkItemEx, IoTryQueueWorkItem, NdisQueueIoWorkItem,
	FltQueueGenericWorkItem, FltQueueDeferredIoWorkItem, ExInitializeWorkItem};
identifier r;
type C;
expression x, o;
@@
(
q(x, r, ...)
|
q(x, (C)r, ...)
|
q(x, o, r, ...)
|
q(x, o, (C)r, ...)
)

@routine@
identifier queued.r;
type T;
parameter list[n] ps;
position p;
@@
T r@p(ps) { ... }

@script:python@
q << queued.q;
r << queued.r;
T << routine.T;
n << routine.n;
p << routine.p;
@@
wanted = {"IoQueueWorkItem": 2, "IoTryQueueWorkItem": 2, "IoQueueWorkItemEx": 3, "NdisQueueIoWorkItem": 2,
          "FltQueueGenericWorkItem": 3, "FltQueueDeferredIoWorkItem": 3, "ExInitializeWorkItem": 1}[str(q)]
if int(n) != wanted:
    tell("item-routine", p[0], "%s calls %s with %d arguments, and it has %s parameters" % (q, r, wanted, n))
elif str(T).split()[0].upper() != "VOID" and not str(T).startswith("_"):
    tell("item-routine", p[0], "%s calls %s, which returns %s: a routine returns nothing" % (q, r, T))

// ---- At DISPATCH_LEVEL no function is called that may sleep.

@irql exists@
expression l;
position p1, p2;
identifier a = {KeAcquireSpinLock, KeAcquireSpinLockAtDpcLevel, NdisAcquireSpinLock,
	NdisDprAcquireSpinLock, WdfSpinLockAcquire, ExAcquireSpinLockExclusive, ExAcquireSpinLockShared};
identifier rel = {KeReleaseSpinLock, KeReleaseSpinLockForDpc, KeReleaseSpinLockFromDpcLevel,
	NdisReleaseSpinLock, NdisDprReleaseSpinLock, WdfSpinLockRelease, ExReleaseSpinLockExclusive,
	ExReleaseSpinLockExclusiveFromDpcLevel, ExReleaseSpinLockShared,
	ExReleaseSpinLockSharedFromDpcLevel, KeLowerIrql};
identifier f = {@PASSIVE@};
@@
a@p1(l, ...)
... when != rel(...)
(
f@p2(...)
|
KeWaitForSingleObject@p2(..., NULL)
)

@script:python@
p1 << irql.p1;
p2 << irql.p2;
l << irql.l;
@@
tell("irql", p2[0], "this call needs an IRQL below DISPATCH_LEVEL, and line %s acquired %s" % (p1[0].line, l))
