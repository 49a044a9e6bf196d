/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite hal_register: the functions for registers and ports, right and wrong accesses, and what is left of
 * a device that has gone.
 */
#include "hal_case.h"

#include <linux/nmi.h>

#define VALUE(WIDTH) ((WIDTH)0xfedcba9876543210ull)
#define A_READ(range, offset, type, value) { false, range, offset, sizeof(type), value }
#define A_WRITE(range, offset, type, value) { true, range, offset, sizeof(type), value }

/* One access goes out in its width, and its value comes back. */
#define EXPECT_ONE(test, WIDTH, infix, range, place) do {					\
		const ULONGLONG at = 0x10;							\
		WIDTH value = VALUE(WIDTH);							\
												\
		WRITE_##infix##WIDTH(place(WIDTH, at), value);					\
		EXPECT_ACCESSES(test, A_WRITE(range, at, WIDTH, value));				\
		KUNIT_EXPECT_EQ(test, READ_##infix##WIDTH(place(WIDTH, at)), value);		\
		EXPECT_ACCESSES(test, A_READ(range, at, WIDTH, value));				\
	} while (0)

/* Buffers of registers go to registers that follow each other: @step is 1; those of ports to one: 0. */
#define EXPECT_BUFFER(test, WIDTH, infix, range, place, step) do {				\
		WIDTH out[3] = { VALUE(WIDTH), 1, 2 }, in[4] = { 0, 0, 0, 7 };			\
		const ULONGLONG at = 0x8, next = at + (step) * sizeof(WIDTH);			\
		const ULONGLONG third = at + 2 * (step) * sizeof(WIDTH);			\
												\
		WRITE_##infix##BUFFER_##WIDTH(place(WIDTH, at), out, 3);			\
		EXPECT_ACCESSES(test, A_WRITE(range, at, WIDTH, out[0]),				\
				A_WRITE(range, next, WIDTH, 1), A_WRITE(range, third, WIDTH, 2));	\
		READ_##infix##BUFFER_##WIDTH(place(WIDTH, at), in, 3);				\
		EXPECT_ACCESSES(test, A_READ(range, at, WIDTH, (step) ? out[0] : 2),		\
				A_READ(range, next, WIDTH, (step) ? 1 : 2),			\
				A_READ(range, third, WIDTH, 2));					\
		KUNIT_EXPECT_EQ(test, in[0], (step) ? out[0] : 2);				\
		KUNIT_EXPECT_EQ(test, in[1], (step) ? 1 : 2);					\
		KUNIT_EXPECT_EQ(test, in[2], 2);						\
		/* Not one more. */								\
		KUNIT_EXPECT_EQ(test, in[3], 7);						\
		WRITE_##infix##BUFFER_##WIDTH(place(WIDTH, at), out, 0);			\
		READ_##infix##BUFFER_##WIDTH(place(WIDTH, at), in, 0);				\
		EXPECT_NO_ACCESS(test);								\
	} while (0)

#define EXPECT_REGISTERS(test, WIDTH) do {							\
		EXPECT_ONE(test, WIDTH, REGISTER_, MEMORY, REGISTER_AT);			\
		EXPECT_ONE(test, WIDTH, REGISTER_NOFENCE_, MEMORY, REGISTER_AT);		\
		EXPECT_BUFFER(test, WIDTH, REGISTER_, MEMORY, REGISTER_AT, 1);			\
		EXPECT_BUFFER(test, WIDTH, REGISTER_NOFENCE_, MEMORY, REGISTER_AT, 1);		\
	} while (0)

#define EXPECT_PORTS(test, WIDTH) do {								\
		EXPECT_ONE(test, WIDTH, PORT_, PORTS, PORT_AT);					\
		EXPECT_BUFFER(test, WIDTH, PORT_, PORTS, PORT_AT, 0);				\
	} while (0)

/* row 450: each width, by the element, with a barrier and without */
static void hal_register_test_widths(struct kunit *test)
{
	hal_map(test);
	EXPECT_REGISTERS(test, UCHAR);
	EXPECT_REGISTERS(test, USHORT);
	EXPECT_REGISTERS(test, ULONG);
	EXPECT_REGISTERS(test, ULONG64);
	EXPECT_PORTS(test, UCHAR);
	EXPECT_PORTS(test, USHORT);
	EXPECT_PORTS(test, ULONG);
	EXPECT_NO_REPORT(test);
}

#define EXPECT_OF_KMDF(test, WIDTH, kind, range, place, step) do {				\
		WIDTH value = VALUE(WIDTH), in[2] = { 0 }, out[2] = { 3, 4 };			\
		const ULONGLONG next = (step) * sizeof(WIDTH);					\
												\
		WDF_WRITE_##kind##_##WIDTH(hal.device, place(WIDTH, 0), value);			\
		EXPECT_ACCESSES(test, A_WRITE(range, 0, WIDTH, value));				\
		KUNIT_EXPECT_EQ(test, WDF_READ_##kind##_##WIDTH(hal.device, place(WIDTH, 0)), value); \
		EXPECT_ACCESSES(test, A_READ(range, 0, WIDTH, value));				\
		WDF_WRITE_##kind##_BUFFER_##WIDTH(hal.device, place(WIDTH, 0), out, 2);		\
		EXPECT_ACCESSES(test, A_WRITE(range, 0, WIDTH, 3), A_WRITE(range, next, WIDTH, 4));	\
		WDF_READ_##kind##_BUFFER_##WIDTH(hal.device, place(WIDTH, 0), in, 2);		\
		EXPECT_ACCESSES(test, A_READ(range, 0, WIDTH, (step) ? 3 : 4),			\
				A_READ(range, next, WIDTH, 4));					\
		KUNIT_EXPECT_EQ(test, in[0], (step) ? 3 : 4);					\
		KUNIT_EXPECT_EQ(test, in[1], 4);						\
	} while (0)

/* row 450: the functions of KMDF do the same */
static void hal_register_test_of_kmdf(struct kunit *test)
{
	hal_map(test);
	EXPECT_OF_KMDF(test, UCHAR, REGISTER, MEMORY, REGISTER_AT, 1);
	EXPECT_OF_KMDF(test, USHORT, REGISTER, MEMORY, REGISTER_AT, 1);
	EXPECT_OF_KMDF(test, ULONG, REGISTER, MEMORY, REGISTER_AT, 1);
	EXPECT_OF_KMDF(test, ULONG64, REGISTER, MEMORY, REGISTER_AT, 1);
	EXPECT_OF_KMDF(test, UCHAR, PORT, PORTS, PORT_AT, 0);
	EXPECT_OF_KMDF(test, USHORT, PORT, PORTS, PORT_AT, 0);
	EXPECT_OF_KMDF(test, ULONG, PORT, PORTS, PORT_AT, 0);
	EXPECT_NO_REPORT(test);
}

static struct {
	int before, behind;		/* plain memory that the driver writes to */
	int seen_before, seen_behind;	/* as it was when the device got the access */
} order;

static void look_at_order(void)
{
	order.seen_before = READ_ONCE(order.before);
	order.seen_behind = READ_ONCE(order.behind);
}

/* row 450: a write comes behind the stores before it, and precedes a later store */
static void hal_register_test_order(struct kunit *test)
{
	ULONG value = 1;

	hal_map(test);
	memset(&order, 0, sizeof(order));
	hal.in_access = look_at_order;
	order.before = 1;
	WRITE_REGISTER_ULONG(REGISTER_AT(ULONG, 0), 5);
	order.behind = 1;
	KUNIT_EXPECT_EQ(test, order.seen_before, 1);
	KUNIT_EXPECT_EQ(test, order.seen_behind, 0);
	order.before = 2;
	WRITE_PORT_BUFFER_ULONG(PORT_AT(ULONG, 0), &value, 1);
	order.behind = 2;
	KUNIT_EXPECT_EQ(test, order.seen_before, 2);
	KUNIT_EXPECT_EQ(test, order.seen_behind, 1);
	order.before = 3;
	value = READ_REGISTER_ULONG(REGISTER_AT(ULONG, 0));
	order.behind = 3;
	KUNIT_EXPECT_EQ(test, order.seen_before, 3);
	KUNIT_EXPECT_EQ(test, order.seen_behind, 2);
	KUNIT_EXPECT_EQ(test, value, 5u);
	EXPECT_NO_REPORT(test);
}

static void access_all(void *unused)
{
	WRITE_REGISTER_ULONG(REGISTER_AT(ULONG, 0), READ_REGISTER_ULONG(REGISTER_AT(ULONG, 0)) + 1);
	WRITE_PORT_ULONG(PORT_AT(ULONG, 0), READ_PORT_ULONG(PORT_AT(ULONG, 0)) + 1);
}

/* row 450: at any IRQL */
static void hal_register_test_levels(struct kunit *test)
{
	KIRQL irql;

	hal_map(test);
	access_all(NULL);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	access_all(NULL);
	KeLowerIrql(irql);
	KeRaiseIrql(HIGH_LEVEL, &irql);
	access_all(NULL);
	KeLowerIrql(irql);
	KUNIT_EXPECT_TRUE(test, run_in_softirq(access_all, NULL));
	KUNIT_EXPECT_TRUE(test, run_in_hard_interrupt(access_all, NULL));
	KUNIT_EXPECT_EQ(test, READ_REGISTER_ULONG(REGISTER_AT(ULONG, 0)), 5u);
	KUNIT_EXPECT_EQ(test, READ_PORT_ULONG(PORT_AT(ULONG, 0)), 5u);
	EXPECT_NO_REPORT(test);
}

#define EXPECT_FAULT(test, function, address, is_write) do {					\
		EXPECT_REPORT(test, function, BUGCHECK_PAGE_FAULT, address, is_write, ANY, 0, ANY); \
		EXPECT_NO_ACCESS(test);								\
	} while (0)

#define EXPECT_READ_FAULT(test, function, WIDTH, address) do {					\
		KUNIT_EXPECT_EQ(test, function((WIDTH *)(address)), (WIDTH)~0ull);		\
		EXPECT_FAULT(test, #function, (ULONG_PTR)(address), 0);				\
	} while (0)

#define EXPECT_WRITE_FAULT(test, function, WIDTH, address) do {					\
		function((WIDTH *)(address), 0);						\
		EXPECT_FAULT(test, #function, (ULONG_PTR)(address), 1);				\
	} while (0)

/* row 454: memory and ports that are no device's, in each width; and what crosses the end */
static void hal_register_test_outside(struct kunit *test)
{
	u64 *memory = case_alloc_type(test, u64);
	u8 *end;

	hal_map(test);
	end = hal.registers + MEMORY_BYTES;
	*memory = 0x1122334455667788;
	EXPECT_READ_FAULT(test, READ_REGISTER_UCHAR, UCHAR, memory);
	EXPECT_READ_FAULT(test, READ_REGISTER_USHORT, USHORT, memory);
	EXPECT_READ_FAULT(test, READ_REGISTER_ULONG, ULONG, memory);
	EXPECT_READ_FAULT(test, READ_REGISTER_ULONG64, ULONG64, memory);
	EXPECT_READ_FAULT(test, READ_REGISTER_NOFENCE_ULONG, ULONG, memory);
	EXPECT_WRITE_FAULT(test, WRITE_REGISTER_UCHAR, UCHAR, memory);
	EXPECT_WRITE_FAULT(test, WRITE_REGISTER_USHORT, USHORT, memory);
	EXPECT_WRITE_FAULT(test, WRITE_REGISTER_ULONG, ULONG, memory);
	EXPECT_WRITE_FAULT(test, WRITE_REGISTER_ULONG64, ULONG64, memory);
	EXPECT_WRITE_FAULT(test, WRITE_REGISTER_NOFENCE_ULONG, ULONG, memory);
	KUNIT_EXPECT_EQ(test, *memory, 0x1122334455667788ull);
	EXPECT_READ_FAULT(test, READ_REGISTER_ULONG, ULONG, 0);
	EXPECT_READ_FAULT(test, READ_REGISTER_ULONG, ULONG, 0x1000);
	EXPECT_READ_FAULT(test, READ_REGISTER_UCHAR, UCHAR, end);
	EXPECT_READ_FAULT(test, READ_REGISTER_USHORT, USHORT, end - 1);
	EXPECT_READ_FAULT(test, READ_REGISTER_ULONG, ULONG, end - 3);
	EXPECT_READ_FAULT(test, READ_REGISTER_ULONG64, ULONG64, end - 4);
	EXPECT_WRITE_FAULT(test, WRITE_REGISTER_ULONG, ULONG, hal.registers - 1);
	EXPECT_READ_FAULT(test, READ_PORT_UCHAR, UCHAR, 0x60);
	EXPECT_READ_FAULT(test, READ_PORT_USHORT, USHORT, PORT_AT(UCHAR, PORT_BYTES - 1));
	EXPECT_READ_FAULT(test, READ_PORT_ULONG, ULONG, PORT_AT(UCHAR, -1));
	EXPECT_WRITE_FAULT(test, WRITE_PORT_UCHAR, UCHAR, PORT_AT(UCHAR, PORT_BYTES));
	EXPECT_WRITE_FAULT(test, WRITE_PORT_USHORT, USHORT, 0x80);
	EXPECT_WRITE_FAULT(test, WRITE_PORT_ULONG, ULONG, PORT_AT(UCHAR, PORT_BYTES - 3));
	/* The driver runs on. */
	WRITE_REGISTER_UCHAR(end - 1, 9);
	KUNIT_EXPECT_EQ(test, READ_REGISTER_UCHAR(end - 1), 9);
	KUNIT_EXPECT_EQ(test, READ_PORT_UCHAR(PORT_AT(UCHAR, PORT_BYTES - 1)), 0);
	EXPECT_NO_REPORT(test);
}

/* row 454: of a buffer only the elements outside are lost */
static void hal_register_test_buffer_over_the_end(struct kunit *test)
{
	ULONG *last, value[2] = { 1, 2 };

	hal_map(test);
	last = REGISTER_AT(ULONG, MEMORY_BYTES - sizeof(ULONG));
	WRITE_REGISTER_BUFFER_ULONG(last, value, 2);
	EXPECT_REPORT(test, "WRITE_REGISTER_BUFFER_ULONG", BUGCHECK_PAGE_FAULT, last + 1, 1, ANY, 0, ANY);
	EXPECT_ACCESSES(test, A_WRITE(MEMORY, MEMORY_BYTES - sizeof(ULONG), ULONG, 1));
	READ_REGISTER_BUFFER_ULONG(last, value, 2);
	EXPECT_REPORT(test, "READ_REGISTER_BUFFER_ULONG", BUGCHECK_PAGE_FAULT, last + 1, 0, ANY, 0, ANY);
	KUNIT_EXPECT_EQ(test, value[0], 1u);
	KUNIT_EXPECT_EQ(test, value[1], ~0u);
	hal_forget();
	READ_PORT_BUFFER_UCHAR((PUCHAR)0x61, (PUCHAR)value, 4);
	EXPECT_FAULT(test, "READ_PORT_BUFFER_UCHAR", 0x61, 0);
	KUNIT_EXPECT_EQ(test, value[0], ~0u);
}

/* row 454: once for each caller, with its address */
static void hal_register_test_said_once(struct kunit *test)
{
	static ULONG memory;
	WINWORK_REPORT last;
	int i;

	for (i = 0; i < 3; i++)
		KUNIT_EXPECT_EQ(test, READ_REGISTER_ULONG(&memory), ~0u);
	EXPECT_FAULT(test, "READ_REGISTER_ULONG", &memory, 0);
	WinworkGetLastReport(&last);
	KUNIT_EXPECT_TRUE(test, last.Parameter[2] > (ULONG_PTR)hal_register_test_said_once &&
				last.Parameter[2] < (ULONG_PTR)hal_register_test_said_once + PAGE_SIZE);
	KUNIT_EXPECT_EQ(test, READ_REGISTER_ULONG(&memory), ~0u);
	EXPECT_FAULT(test, "READ_REGISTER_ULONG", &memory, 0);
}

/* row 454: before a mapping, and behind its end */
static void hal_register_test_without_a_mapping(struct kunit *test)
{
	u8 *registers;

	hal_map(test);
	registers = hal.registers;
	KUNIT_EXPECT_EQ(test, READ_REGISTER_UCHAR(registers), 0);
	hal_forget();
	hal_unmap();
	EXPECT_READ_FAULT(test, READ_REGISTER_UCHAR, UCHAR, registers);
	EXPECT_WRITE_FAULT(test, WRITE_REGISTER_UCHAR, UCHAR, registers);
	hal_map(test);
	KUNIT_EXPECT_EQ(test, READ_REGISTER_UCHAR(REGISTER_AT(UCHAR, 0)), 0);
	EXPECT_NO_REPORT(test);
}

/* row 454: what is not aligned is wrong on arm64 alone */
static void hal_register_test_not_aligned(struct kunit *test)
{
	hal_map(test);
	hal.store[MEMORY][3] = 3;
#ifdef CONFIG_ARM64
	EXPECT_READ_FAULT(test, READ_REGISTER_ULONG, ULONG, hal.registers + 3);
	EXPECT_WRITE_FAULT(test, WRITE_REGISTER_USHORT, USHORT, hal.registers + 1);
#else
	KUNIT_EXPECT_EQ(test, READ_REGISTER_ULONG(REGISTER_AT(ULONG, 3)), 3u);
	WRITE_REGISTER_USHORT(REGISTER_AT(USHORT, 1), 0x0201);
	KUNIT_EXPECT_EQ(test, READ_REGISTER_UCHAR(REGISTER_AT(UCHAR, 2)), 2);
#endif
	EXPECT_NO_REPORT(test);
}

static struct {
	ULONG memory;
	UCHAR port;
	ULONG reports[4];
} left;

/* The device has gone, and Linux too knows it. */
static void access_what_is_left(void)
{
	left.reports[0] = report_count();
	left.memory = READ_REGISTER_ULONG(REGISTER_AT(ULONG, 8));
	left.reports[1] = report_count();
	WRITE_REGISTER_ULONG(REGISTER_AT(ULONG, 8), 1);
	left.reports[2] = report_count();
	left.port = READ_PORT_UCHAR(PORT_AT(UCHAR, 0));
	left.reports[3] = report_count();
	hal_unmap();
}

/* row 454: a range whose device has gone has one report, however often it is accessed */
static void hal_register_test_device_that_has_gone(struct kunit *test)
{
	hal_map(test);
	memset(&left, 0, sizeof(left));
	hal.at_cleanup = access_what_is_left;
	hal_unplug(FALSE);
	KUNIT_EXPECT_EQ(test, left.memory, ~0u);
	KUNIT_EXPECT_EQ(test, left.port, 0xff);
	EXPECT_NO_ACCESS(test);
	KUNIT_EXPECT_EQ(test, left.reports[1], left.reports[0] + 1);
	KUNIT_EXPECT_EQ(test, left.reports[2], left.reports[1]);
	KUNIT_EXPECT_EQ(test, left.reports[3], left.reports[2] + 1);
	fixture_of(test)->reports++;
	EXPECT_FAULT(test, "READ_PORT_UCHAR", PORT_AT(UCHAR, 0), 0);
}

static void access_in_release(void)
{
	left.memory = READ_REGISTER_ULONG(REGISTER_AT(ULONG, 8));
	WRITE_REGISTER_ULONG(REGISTER_AT(ULONG, 8), 1);
	left.port = READ_PORT_UCHAR(PORT_AT(UCHAR, 0));
	hal_unmap();
}

/* row 454: a driver that puts vanished hardware down is no wrong one; the registers read ones */
static void hal_register_test_surprise(struct kunit *test)
{
	hal_map(test);
	memset(&left, 0, sizeof(left));
	hal.at_release = access_in_release;
	hal_unplug(TRUE);
	KUNIT_EXPECT_EQ(test, left.memory, ~0u);
	KUNIT_EXPECT_EQ(test, left.port, 0xff);
	EXPECT_NO_ACCESS(test);
	EXPECT_NO_REPORT(test);
}

/* An orderly one leaves the hardware until its end. */
static void hal_register_test_release(struct kunit *test)
{
	hal_map(test);
	memset(&left, 0, sizeof(left));
	hal.store[MEMORY][8] = 4;
	hal.at_release = access_in_release;
	hal_unplug(FALSE);
	KUNIT_EXPECT_EQ(test, left.memory, 4u);
	KUNIT_EXPECT_EQ(test, left.port, 0);
	KUNIT_EXPECT_EQ(test, hal.store[MEMORY][8], 1);
	EXPECT_NO_REPORT(test);
}

static struct {
	ULONG report_count;
	KIRQL level;
	int rounds;
} poll;

/* The watchdogs of Linux have nothing to say here. */
static void calm_watchdogs(void)
{
	if (!(hal.accesses & 0xfff))
		touch_nmi_watchdog();
}

static void poll_register(void *unused)
{
	KIRQL irql;

	KeRaiseIrql(poll.level, &irql);
	/* The driver's author would wait forever. */
	while (report_count() == poll.report_count && poll.rounds--)
		READ_REGISTER_BUFFER_ULONG(REGISTER_AT(ULONG, 4), (ULONG[1]){}, 1);
	KeLowerIrql(irql);
}

/* row 478: at DISPATCH_LEVEL, and not below */
static void hal_register_test_polls(struct kunit *test)
{
	hal_map(test);
	hal.in_access = calm_watchdogs;
	poll.report_count = report_count();
	poll.level = PASSIVE_LEVEL;
	poll.rounds = 2100000;
	KUNIT_EXPECT_TRUE(test, run_on_cpu(0, poll_register, NULL));
	EXPECT_NO_REPORT(test);
	poll.level = DISPATCH_LEVEL;
	poll.rounds = 100000000;
	KUNIT_EXPECT_TRUE(test, run_on_cpu(0, poll_register, NULL));
	EXPECT_REPORT(test, "READ_REGISTER_BUFFER_ULONG", 0x133, 1, ANY, hal.registers + 4, 0, ANY);
}

static struct kunit_case hal_register_cases[] = {
	KUNIT_CASE(hal_register_test_widths),
	KUNIT_CASE(hal_register_test_of_kmdf),
	KUNIT_CASE(hal_register_test_order),
	KUNIT_CASE(hal_register_test_levels),
	KUNIT_CASE(hal_register_test_outside),
	KUNIT_CASE(hal_register_test_buffer_over_the_end),
	KUNIT_CASE(hal_register_test_said_once),
	KUNIT_CASE(hal_register_test_without_a_mapping),
	KUNIT_CASE(hal_register_test_not_aligned),
	KUNIT_CASE(hal_register_test_device_that_has_gone),
	KUNIT_CASE(hal_register_test_surprise),
	KUNIT_CASE(hal_register_test_release),
	KUNIT_CASE(hal_register_test_polls),
	{}
};

WINWORK_SUITE_WITH(hal_register, hal_init, hal_exit);
