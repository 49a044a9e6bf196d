/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ndis_receive: the frames that a driver indicates.
 */
#include "ndis_wire.h"

#define MOST 65536
#define MOST_PARTS 40

/* A list with a frame, as the driver makes it by hand. */
struct parcel {
	NET_BUFFER_LIST list;
	NET_BUFFER buffer;
	PMDL mdls[MOST_PARTS];
	u8 *memory;
};

static u8 byte_at(ULONG position)
{
	return position * 13 + position / 251 + 3;
}

static PMDL mdl_of(struct kunit *test, void *memory, ULONG bytes)
{
	PMDL mdl = IoAllocateMdl(memory, bytes, FALSE, FALSE, NULL);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, mdl);
	MmBuildMdlForNonPagedPool(mdl);
	return mdl;
}

/* @bytes in @parts MDLs of nearly equal size; @offset bytes are in front of the frame. */
static struct parcel *new_parcel(struct kunit *test, ULONG bytes, unsigned int parts, ULONG offset)
{
	struct parcel *parcel = case_alloc_type(test, struct parcel);
	const ULONG total = offset + bytes;
	ULONG done = 0, i;
	PMDL mdl;

	parcel->memory = case_alloc(test, total);
	for (i = 0; i < bytes; i++)
		parcel->memory[offset + i] = byte_at(i);
	for (i = 0; i < parts; i++) {
		ULONG part = (total - done) / (parts - i);

		parcel->mdls[i] = mdl_of(test, parcel->memory + done, part);
		if (i)
			parcel->mdls[i - 1]->Next = parcel->mdls[i];
		done += part;
	}
	parcel->buffer.MdlChain = parcel->mdls[0];
	parcel->buffer.DataOffset = offset;
	parcel->buffer.DataLength = bytes;
	for (mdl = parcel->mdls[0]; offset >= mdl->ByteCount && mdl->Next; mdl = mdl->Next)
		offset -= mdl->ByteCount;
	parcel->buffer.CurrentMdl = mdl;
	parcel->buffer.CurrentMdlOffset = offset;
	parcel->list.FirstNetBuffer = &parcel->buffer;
	return parcel;
}

static void free_parcel(struct parcel *parcel)
{
	unsigned int i;

	for (i = 0; i < MOST_PARTS && parcel->mdls[i]; i++)
		IoFreeMdl(parcel->mdls[i]);
	memset(parcel->mdls, 0, sizeof(parcel->mdls));
}

static struct wire *receiving_wire(struct kunit *test)
{
	struct wire *wire = started_wire(test);

	wire->data = case_alloc(test, MOST);
	return wire;
}

static void indicate(struct wire *wire, struct parcel *parcel, ULONG flags)
{
	NdisMIndicateReceiveNetBufferLists(wire->adapter, &parcel->list, NDIS_DEFAULT_PORT_NUMBER,
					   1, flags);
}

static void expect_frame(struct kunit *test, struct wire *wire, int count, ULONG bytes)
{
	ULONG i;

	KUNIT_EXPECT_EQ(test, atomic_read(&wire->received), count);
	KUNIT_ASSERT_EQ(test, wire->data_bytes, bytes);
	for (i = 0; i < bytes && wire->data[i] == byte_at(i); i++)
		;
	KUNIT_EXPECT_EQ_MSG(test, i, bytes, "the first wrong byte");
}

struct indicated {
	struct wire *wire;
	struct parcel *parcel;
	ULONG flags;
	struct completion done;
};

static void indicate_call(void *data)
{
	struct indicated *indicated = data;

	indicate(indicated->wire, indicated->parcel, indicated->flags);
}

static VOID indicate_in_item(PVOID context, NDIS_HANDLE item)
{
	struct indicated *indicated = context;

	NdisFreeIoWorkItem(item);
	indicate_call(indicated);
	complete(&indicated->done);
}

/* rows 1043 and 1044 */
static void ndis_receive_test_indicated_at_each_irql(struct kunit *test)
{
	struct wire *wire = receiving_wire(test);
	struct indicated indicated = { wire, new_parcel(test, 1000, 1, 0) };
	NDIS_HANDLE item;

	indicate(wire, indicated.parcel, 0);
	expect_frame(test, wire, 1, 1000);
	/* Back before the indication returned. */
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 1);
	KUNIT_EXPECT_EQ(test, wire->return_flags, 0u);

	indicated.flags = NDIS_RECEIVE_FLAGS_DISPATCH_LEVEL;
	KUNIT_EXPECT_TRUE(test, run_in_softirq(indicate_call, &indicated));
	expect_frame(test, wire, 2, 1000);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 2);
	KUNIT_EXPECT_EQ(test, wire->return_flags, (ULONG)NDIS_RETURN_FLAGS_DISPATCH_LEVEL);

	/* To leave the flag out is legal: the true IRQL counts. */
	indicated.flags = 0;
	KUNIT_EXPECT_TRUE(test, run_in_softirq(indicate_call, &indicated));
	KUNIT_EXPECT_EQ(test, wire->return_flags, (ULONG)NDIS_RETURN_FLAGS_DISPATCH_LEVEL);

	init_completion(&indicated.done);
	item = NdisAllocateIoWorkItem(wire->adapter);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, item);
	NdisQueueIoWorkItem(item, indicate_in_item, &indicated);
	ASSERT_IN_TIME(test, &indicated.done);
	expect_frame(test, wire, 4, 1000);
	KUNIT_EXPECT_EQ(test, wire->return_flags, 0u);
	free_parcel(indicated.parcel);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1044 */
static void ndis_receive_test_resources_means_no_return(struct kunit *test)
{
	struct wire *wire = receiving_wire(test);
	struct parcel *parcel = new_parcel(test, 100, 1, 0);
	const NET_BUFFER_LIST before = parcel->list;

	indicate(wire, parcel, NDIS_RECEIVE_FLAGS_RESOURCES);
	expect_frame(test, wire, 1, 100);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->return_calls), 0);
	KUNIT_EXPECT_EQ(test, memcmp(&before, &parcel->list, sizeof(before)), 0);
	free_parcel(parcel);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1044 */
static void ndis_receive_test_chain_comes_back_as_one(struct kunit *test)
{
	struct wire *wire = receiving_wire(test);
	struct parcel *parcels[10];
	int i;

	for (i = 0; i < 10; i++) {
		parcels[i] = new_parcel(test, 100 + i, 1, 0);
		if (i)
			parcels[i - 1]->list.Next = &parcels[i]->list;
	}
	NdisMIndicateReceiveNetBufferLists(wire->adapter, &parcels[0]->list,
					   NDIS_DEFAULT_PORT_NUMBER, 10, 0);
	expect_frame(test, wire, 10, 109);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 10);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->return_calls), 1);
	for (i = 0; i < 10; i++)
		free_parcel(parcels[i]);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1045 */
static void ndis_receive_test_any_split_gives_the_same_bytes(struct kunit *test)
{
	static const ULONG sizes[] = { 60, 61, 1514, 4096, 9000, 65536 };
	static const ULONG offsets[] = { 0, 1, 64, 5000 };
	struct wire *wire = receiving_wire(test);
	unsigned int size, offset, parts;
	int count = 0;

	for (size = 0; size < ARRAY_SIZE(sizes); size++) {
		for (offset = 0; offset < ARRAY_SIZE(offsets); offset++) {
			for (parts = 1; parts <= MOST_PARTS; parts += 13) {
				struct parcel *parcel = new_parcel(test, sizes[size], parts,
								   offsets[offset]);

				indicate(wire, parcel, NDIS_RECEIVE_FLAGS_RESOURCES);
				expect_frame(test, wire, ++count, sizes[size]);
				free_parcel(parcel);
			}
		}
	}
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->bad_lengths), 0);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static struct parcel *echo;

static void indicate_the_echo(struct wire *wire, PNET_BUFFER_LIST chain)
{
	indicate(wire, echo, NDIS_RECEIVE_FLAGS_DISPATCH_LEVEL);
}

/* row 1046 */
static void ndis_receive_test_indicated_with_a_lock_and_in_a_send(struct kunit *test)
{
	struct wire_frame *frame = case_alloc_type(test, struct wire_frame);
	struct wire *wire = receiving_wire(test);
	u8 *data = case_alloc(test, 60);
	NDIS_SPIN_LOCK lock;

	echo = new_parcel(test, 500, 3, 10);
	NdisAllocateSpinLock(&lock);
	NdisAcquireSpinLock(&lock);
	indicate(wire, echo, NDIS_RECEIVE_FLAGS_DISPATCH_LEVEL);
	NdisReleaseSpinLock(&lock);
	NdisFreeSpinLock(&lock);
	expect_frame(test, wire, 1, 500);
	wire->on_send = indicate_the_echo;
	KUNIT_EXPECT_TRUE(test, wire_send(wire, frame, data, 60));
	expect_frame(test, wire, 2, 500);
	KUNIT_EXPECT_EQ(test, atomic_read(&frame->times), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 2);
	free_parcel(echo);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static void indicate_early(struct wire *wire)
{
	indicate(wire, echo, 0);
}

/* row 1047: allowed from the call of MiniportRestart on; there is no interface yet */
static void ndis_receive_test_before_the_interface(struct kunit *test)
{
	struct wire *wire = new_wire(test);

	echo = new_parcel(test, 100, 1, 0);
	wire->on_restart = indicate_early;
	wire->on_pause = indicate_early;
	KUNIT_ASSERT_EQ(test, wire_start(wire), NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->received), 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 1);
	/* In MiniportPause it is dropped likewise. */
	WinworkNdisHaltAdapter(wire->adapter);
	wire->adapter = NULL;
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->received), 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 2);
	free_parcel(echo);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* ---- misuse -------------------------------------------------------------------------------- */

#define EXPECT_BAD(test, wire, kind, list, p4)							\
	EXPECT_REPORT(test, "NdisMIndicateReceiveNetBufferLists", BUGCHECK_NDIS_DRIVER, kind,	\
		      list, (wire)->adapter, p4, list)

/* row 1048 */
static void ndis_receive_test_indicated_while_paused_is_reported(struct kunit *test)
{
	struct wire *wire = new_wire(test);
	struct parcel *parcel = new_parcel(test, 100, 1, 0);

	wire->restart_status = NDIS_STATUS_FAILURE;
	KUNIT_ASSERT_EQ(test, wire_start(wire), NDIS_STATUS_SUCCESS);
	indicate(wire, parcel, 0);
	EXPECT_REPORT(test, "NdisMIndicateReceiveNetBufferLists", BUGCHECK_NDIS_DRIVER, 0x1f,
		      wire->adapter, ANY, &parcel->list, &parcel->list);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 1);
	free_parcel(parcel);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1049 */
static void ndis_receive_test_circle_is_cut(struct kunit *test)
{
	struct wire *wire = receiving_wire(test);
	struct parcel *first = new_parcel(test, 100, 1, 0), *second = new_parcel(test, 200, 1, 0);

	first->list.Next = &second->list;
	second->list.Next = &first->list;
	NdisMIndicateReceiveNetBufferLists(wire->adapter, &first->list, NDIS_DEFAULT_PORT_NUMBER, 2,
					   0);
	EXPECT_BAD(test, wire, 0x1e, &first->list, 0);
	expect_frame(test, wire, 2, 200);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 2);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->return_calls), 1);
	free_parcel(first);
	free_parcel(second);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1049 */
static void ndis_receive_test_wrong_count_is_reported(struct kunit *test)
{
	struct wire *wire = receiving_wire(test);
	struct parcel *parcel = new_parcel(test, 100, 1, 0);

	NdisMIndicateReceiveNetBufferLists(wire->adapter, &parcel->list, NDIS_DEFAULT_PORT_NUMBER,
					   2, 0);
	EXPECT_BAD(test, wire, 0x1e, &parcel->list, 2);
	expect_frame(test, wire, 1, 100);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 1);
	free_parcel(parcel);
	wire_end(wire);
}

static void indicate_again(struct wire *wire)
{
	wire->on_received = NULL;
	indicate(wire, echo, 0);
	EXPECT_BAD(wire->test, wire, 6, &echo->list, 0);
}

/* row 1050: the list is not given back for the wrong indication, and once for the right one */
static void ndis_receive_test_list_that_is_indicated_is_refused(struct kunit *test)
{
	struct wire *wire = receiving_wire(test);

	echo = new_parcel(test, 100, 1, 0);
	wire->on_received = indicate_again;
	indicate(wire, echo, 0);
	expect_frame(test, wire, 1, 100);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 1);
	indicate(wire, echo, 0);
	expect_frame(test, wire, 2, 100);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 2);
	free_parcel(echo);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static void no_buffer(struct parcel *parcel)
{
	parcel->list.FirstNetBuffer = NULL;
}

static void two_buffers(struct parcel *parcel)
{
	parcel->buffer.Next = &parcel->buffer;
}

static void too_long(struct parcel *parcel)
{
	parcel->buffer.DataLength++;
}

static void no_bytes(struct parcel *parcel)
{
	parcel->buffer.DataLength = 0;
}

static void too_many_bytes(struct parcel *parcel)
{
	parcel->buffer.DataLength = MOST + 1;
}

static void empty_mdl(struct parcel *parcel)
{
	parcel->mdls[1]->ByteCount = 0;
}

static void no_memory(struct parcel *parcel)
{
	parcel->mdls[1]->MdlFlags = 0;
}

static void no_mdl(struct parcel *parcel)
{
	parcel->buffer.CurrentMdl = NULL;
}

static void offset_behind(struct parcel *parcel)
{
	parcel->buffer.CurrentMdlOffset = 1000;
}

static void (*const spoils[])(struct parcel *parcel) = {
	no_buffer, two_buffers, too_long, no_bytes, too_many_bytes, empty_mdl, no_memory, no_mdl,
	offset_behind,
};

/* row 1045: MDLs without bytes, in front of those of the frame, between them, and behind them */
static void ndis_receive_test_empty_mdls_are_passed_over(struct kunit *test)
{
	struct wire *wire = receiving_wire(test);
	struct parcel *parcel = new_parcel(test, 100, 2, 0);
	PMDL empty[3];
	int i;

	for (i = 0; i < ARRAY_SIZE(empty); i++) {
		empty[i] = mdl_of(test, parcel->memory, 1);
		empty[i]->ByteCount = 0;
	}
	empty[0]->Next = parcel->mdls[0];
	parcel->mdls[0]->Next = empty[1];
	empty[1]->Next = parcel->mdls[1];
	parcel->mdls[1]->Next = empty[2];
	parcel->buffer.MdlChain = empty[0];
	parcel->buffer.CurrentMdl = empty[0];
	indicate(wire, parcel, 0);
	expect_frame(test, wire, 1, 100);
	EXPECT_NO_REPORT(test);
	/* A circle of them ends. */
	empty[1]->Next = empty[1];
	indicate(wire, parcel, 0);
	EXPECT_BAD(test, wire, 0x1e, &parcel->list, 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->bad_lengths), 1);
	for (i = 0; i < ARRAY_SIZE(empty); i++)
		IoFreeMdl(empty[i]);
	free_parcel(parcel);
	wire_end(wire);
}

/* row 1051 */
static void ndis_receive_test_wrong_lengths_are_dropped(struct kunit *test)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(spoils); i++) {
		struct wire *wire = receiving_wire(test);
		struct parcel *bad = new_parcel(test, 100, 2, 0);
		struct parcel *good = new_parcel(test, 200, 2, 0);
		const ULONG bytes = bad->mdls[1]->ByteCount;

		spoils[i](bad);
		bad->list.Next = &good->list;
		NdisMIndicateReceiveNetBufferLists(wire->adapter, &bad->list,
						   NDIS_DEFAULT_PORT_NUMBER, 2, 0);
		EXPECT_BAD(test, wire, 0x1e, &bad->list, 0);
		KUNIT_EXPECT_EQ_MSG(test, atomic_read(&wire->bad_lengths), 1, "spoil %u", i);
		expect_frame(test, wire, 1, 200);
		KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 2);
		/* Said once. */
		bad->list.Next = NULL;
		indicate(wire, bad, 0);
		KUNIT_EXPECT_EQ(test, atomic_read(&wire->bad_lengths), 2);
		EXPECT_NO_REPORT(test);
		bad->mdls[1]->ByteCount = bytes;
		free_parcel(bad);
		free_parcel(good);
		wire_end(wire);
	}
	EXPECT_NO_REPORT(test);
}

/* row 1041 */
static void ndis_receive_test_wrong_level_flag_is_reported_once(struct kunit *test)
{
	struct wire *wire = receiving_wire(test);
	struct parcel *parcel = new_parcel(test, 100, 1, 0);

	indicate(wire, parcel, NDIS_RECEIVE_FLAGS_DISPATCH_LEVEL);
	EXPECT_REPORT(test, "NdisMIndicateReceiveNetBufferLists", BUGCHECK_VERIFIER, 0,
		      wire->adapter, NDIS_RECEIVE_FLAGS_DISPATCH_LEVEL, PASSIVE_LEVEL,
		      wire->adapter);
	/* The return call has the true one. */
	KUNIT_EXPECT_EQ(test, wire->return_flags, 0u);
	indicate(wire, parcel, NDIS_RECEIVE_FLAGS_DISPATCH_LEVEL);
	EXPECT_NO_REPORT(test);
	expect_frame(test, wire, 2, 100);
	free_parcel(parcel);
	wire_end(wire);
}

/* row 1052 */
static void ndis_receive_test_driver_without_a_return_handler(struct kunit *test)
{
	struct wire *wire = new_wire(test);
	struct parcel *parcel = new_parcel(test, 100, 1, 0);

	wire->has_no_return = true;
	wire->data = case_alloc(test, MOST);
	KUNIT_ASSERT_EQ(test, wire_start(wire), NDIS_STATUS_SUCCESS);
	indicate(wire, parcel, NDIS_RECEIVE_FLAGS_RESOURCES);
	EXPECT_NO_REPORT(test);
	indicate(wire, parcel, 0);
	EXPECT_BAD(test, wire, 0x1e, &parcel->list, 0);
	expect_frame(test, wire, 2, 100);
	free_parcel(parcel);
	wire_end(wire);
}

static struct kunit_case ndis_receive_cases[] = {
	KUNIT_CASE(ndis_receive_test_indicated_at_each_irql),
	KUNIT_CASE(ndis_receive_test_resources_means_no_return),
	KUNIT_CASE(ndis_receive_test_chain_comes_back_as_one),
	KUNIT_CASE(ndis_receive_test_any_split_gives_the_same_bytes),
	KUNIT_CASE(ndis_receive_test_indicated_with_a_lock_and_in_a_send),
	KUNIT_CASE(ndis_receive_test_before_the_interface),
	KUNIT_CASE(ndis_receive_test_indicated_while_paused_is_reported),
	KUNIT_CASE(ndis_receive_test_circle_is_cut),
	KUNIT_CASE(ndis_receive_test_wrong_count_is_reported),
	KUNIT_CASE(ndis_receive_test_list_that_is_indicated_is_refused),
	KUNIT_CASE(ndis_receive_test_empty_mdls_are_passed_over),
	KUNIT_CASE(ndis_receive_test_wrong_lengths_are_dropped),
	KUNIT_CASE(ndis_receive_test_wrong_level_flag_is_reported_once),
	KUNIT_CASE(ndis_receive_test_driver_without_a_return_handler),
	{}
};

WINWORK_SUITE(ndis_receive);
