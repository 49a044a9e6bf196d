/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ndis_net_buffer: pools of network buffers and lists, what they allocate, and its misuse.
 */
#include "ndis_case.h"

#define DATA 1514

static NET_BUFFER_LIST_POOL_PARAMETERS list_parameters(BOOLEAN buffer, USHORT context, ULONG data)
{
	return (NET_BUFFER_LIST_POOL_PARAMETERS){
		.Header = {
			NDIS_OBJECT_TYPE_DEFAULT,
			NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1,
			NDIS_SIZEOF_NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1,
		},
		.ProtocolId = NDIS_PROTOCOL_ID_TCP_IP,
		.fAllocateNetBuffer = buffer,
		.ContextSize = context,
		.PoolTag = TAG,
		.DataSize = data,
	};
}

static NET_BUFFER_POOL_PARAMETERS buffer_parameters(ULONG data)
{
	return (NET_BUFFER_POOL_PARAMETERS){
		.Header = {
			NDIS_OBJECT_TYPE_DEFAULT,
			NET_BUFFER_POOL_PARAMETERS_REVISION_1,
			NDIS_SIZEOF_NET_BUFFER_POOL_PARAMETERS_REVISION_1,
		},
		.PoolTag = TAG,
		.DataSize = data,
	};
}

static NDIS_HANDLE list_pool(struct kunit *test, NDIS_HANDLE owner, BOOLEAN buffer, USHORT context,
			     ULONG data)
{
	NET_BUFFER_LIST_POOL_PARAMETERS parameters = list_parameters(buffer, context, data);
	NDIS_HANDLE pool = NdisAllocateNetBufferListPool(owner, &parameters);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, pool);
	return pool;
}

static NDIS_HANDLE buffer_pool(struct kunit *test, NDIS_HANDLE owner, ULONG data)
{
	NET_BUFFER_POOL_PARAMETERS parameters = buffer_parameters(data);
	NDIS_HANDLE pool = NdisAllocateNetBufferPool(owner, &parameters);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, pool);
	return pool;
}

static PNET_BUFFER_LIST new_list(struct kunit *test, NDIS_HANDLE pool)
{
	PNET_BUFFER_LIST list = NdisAllocateNetBufferList(pool, 0, 0);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, list);
	return list;
}

static void expect_buffer(struct kunit *test, PNET_BUFFER buffer, NDIS_HANDLE pool, PMDL chain,
			  ULONG offset, ULONG length)
{
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, buffer);
	KUNIT_EXPECT_PTR_EQ(test, buffer->Next, (PNET_BUFFER)NULL);
	KUNIT_EXPECT_PTR_EQ(test, buffer->MdlChain, chain);
	KUNIT_EXPECT_PTR_EQ(test, buffer->CurrentMdl, chain);
	KUNIT_EXPECT_EQ(test, buffer->DataOffset, offset);
	KUNIT_EXPECT_EQ(test, buffer->CurrentMdlOffset, offset);
	KUNIT_EXPECT_EQ(test, buffer->DataLength, length);
	KUNIT_EXPECT_EQ(test, buffer->stDataLength, length);
	KUNIT_EXPECT_PTR_EQ(test, NdisGetPoolFromNetBuffer(buffer), pool);
	KUNIT_EXPECT_EQ(test, (ULONG_PTR)buffer % MEMORY_ALLOCATION_ALIGNMENT, 0);
	KUNIT_EXPECT_PTR_EQ(test, buffer->MiniportReserved[0], (PVOID)NULL);
	KUNIT_EXPECT_PTR_EQ(test, buffer->NdisReserved[0], (PVOID)NULL);
}

/* The buffer describes @bytes unused bytes of its own memory. */
static void expect_data(struct kunit *test, PNET_BUFFER buffer, NDIS_HANDLE pool, ULONG bytes)
{
	PMDL mdl = buffer ? buffer->MdlChain : NULL;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, mdl);
	expect_buffer(test, buffer, pool, mdl, bytes, 0);
	KUNIT_EXPECT_EQ(test, MmGetMdlByteCount(mdl), bytes);
	KUNIT_EXPECT_PTR_EQ(test, mdl->Next, (PMDL)NULL);
	memset(MmGetSystemAddressForMdlSafe(mdl, LowPagePriority), 0x5a, bytes);
}

static const struct list_row {
	BOOLEAN buffer;
	USHORT context;		/* of the pool */
	ULONG data;
	USHORT size;		/* of the call */
	USHORT back_fill;
	USHORT space;		/* in all */
} list_rows[] = {
	{ FALSE, 0, 0, 0, 0, 0 },
	{ TRUE, 0, 0, 0, 0, 0 },
	{ TRUE, 0, DATA, 0, 0, 0 },
	{ TRUE, 32, 5 * PAGE_SIZE + 1, 16, 0, 32 },
	{ FALSE, 32, 0, 0, 0, 32 },
	{ FALSE, 32, 0, 32, 0, 32 },
	{ FALSE, 32, 0, 32, 48, 80 },
	{ TRUE, 0, 1, 16, 16, 32 },
};

/* row 1000: the members of a list */
static void ndis_net_buffer_test_list_members(struct kunit *test)
{
	struct net *net = new_adapter(test);
	int i, each;

	for (i = 0; i < ARRAY_SIZE(list_rows); i++) {
		const struct list_row *row = &list_rows[i];
		NDIS_HANDLE pool = list_pool(test, net->adapter, row->buffer, row->context, row->data);
		PNET_BUFFER_LIST list = NdisAllocateNetBufferList(pool, row->size, row->back_fill);

		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, list);
		KUNIT_EXPECT_PTR_EQ(test, NdisGetPoolFromNetBufferList(list), pool);
		KUNIT_EXPECT_EQ(test, NdisGetNetBufferListProtocolId(list), NDIS_PROTOCOL_ID_TCP_IP);
		KUNIT_EXPECT_PTR_EQ(test, list->Next, (PNET_BUFFER_LIST)NULL);
		KUNIT_EXPECT_PTR_EQ(test, list->ParentNetBufferList, (PNET_BUFFER_LIST)NULL);
		KUNIT_EXPECT_EQ(test, list->ChildRefCount, 0);
		KUNIT_EXPECT_PTR_EQ(test, list->SourceHandle, (NDIS_HANDLE)NULL);
		for (each = 0; each < MaxNetBufferListInfo; each++)
			KUNIT_EXPECT_PTR_EQ(test, list->NetBufferListInfo[each], (PVOID)NULL);
		KUNIT_EXPECT_EQ(test, list->FirstNetBuffer != NULL, row->buffer);
		if (row->data)
			expect_data(test, list->FirstNetBuffer, pool, row->data);
		else if (row->buffer)
			expect_buffer(test, list->FirstNetBuffer, pool, NULL, 0, 0);
		KUNIT_EXPECT_EQ(test, list->Context != NULL, row->space != 0);
		if (row->space) {
			KUNIT_EXPECT_EQ(test, NET_BUFFER_LIST_CONTEXT_DATA_SIZE(list), row->space);
			KUNIT_EXPECT_EQ(test, list->Context->Offset, row->space - row->size);
			memset(NET_BUFFER_LIST_CONTEXT_DATA_START(list), 0xa5, row->size);
		}
		NdisFreeNetBufferList(list);
		NdisFreeNetBufferListPool(pool);
		EXPECT_NO_REPORT(test);
	}
	end_adapter(net);
}

/* row 1000: lists and buffers for an MDL chain of the driver's, and buffers with data */
static void ndis_net_buffer_test_buffer_members(struct kunit *test)
{
	struct net *net = new_adapter(test);
	NDIS_HANDLE lists = list_pool(test, net->adapter, TRUE, 0, 0);
	NDIS_HANDLE buffers = buffer_pool(test, net->adapter, 0);
	NDIS_HANDLE data = buffer_pool(test, net->adapter, DATA);
	PUCHAR memory = case_alloc(test, DATA);
	PMDL mdl = NdisAllocateMdl(net->adapter, memory, DATA);
	PNET_BUFFER_LIST list;
	PNET_BUFFER buffer;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, mdl);
	KUNIT_EXPECT_PTR_EQ(test, MmGetSystemAddressForMdlSafe(mdl, LowPagePriority), (PVOID)memory);
	KUNIT_EXPECT_EQ(test, MmGetMdlByteCount(mdl), DATA);
	list = NdisAllocateNetBufferAndNetBufferList(lists, 0, 0, mdl, 14, 60);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, list);
	expect_buffer(test, list->FirstNetBuffer, lists, mdl, 14, 60);
	NdisFreeNetBufferList(list);
	buffer = NdisAllocateNetBuffer(buffers, mdl, 2, DATA - 2);
	expect_buffer(test, buffer, buffers, mdl, 2, DATA - 2);
	NdisFreeNetBuffer(buffer);
	buffer = NdisAllocateNetBuffer(buffers, NULL, 0, 0);
	expect_buffer(test, buffer, buffers, NULL, 0, 0);
	NdisFreeNetBuffer(buffer);
	buffer = NdisAllocateNetBufferMdlAndData(data);
	expect_data(test, buffer, data, DATA);
	NdisFreeNetBuffer(buffer);
	NdisFreeMdl(mdl);
	NdisFreeNetBufferListPool(lists);
	NdisFreeNetBufferPool(buffers);
	NdisFreeNetBufferPool(data);
	EXPECT_NO_REPORT(test);
	end_adapter(net);
}

/* row 1000: without memory the result is NULL, and nothing is lost */
static void ndis_net_buffer_test_no_memory(struct kunit *test)
{
	NET_BUFFER_LIST_POOL_PARAMETERS parameters = list_parameters(TRUE, 0, DATA);
	NDIS_HANDLE lists, buffers, pool;
	PNET_BUFFER_LIST list;
	struct net *net;
	bool attempted;

	NEED_FAULT_INJECTION(test);
	net = new_adapter(test);
	lists = list_pool(test, net->adapter, TRUE, 0, DATA);
	buffers = buffer_pool(test, net->adapter, DATA);
	list = new_list(test, lists);
	/* An object's memory may be waited for, at PASSIVE_LEVEL. */
	local_bh_disable();
	fail_next_allocation();
	pool = NdisAllocateNetBufferListPool(net->adapter, &parameters);
	attempted = allocation_was_attempted();
	local_bh_enable();
	KUNIT_EXPECT_TRUE(test, attempted);
	KUNIT_EXPECT_PTR_EQ(test, pool, (NDIS_HANDLE)NULL);
	fail_next_allocation();
	KUNIT_EXPECT_PTR_EQ(test, NdisAllocateNetBufferList(lists, 0, 0), (PNET_BUFFER_LIST)NULL);
	KUNIT_EXPECT_TRUE(test, allocation_was_attempted());
	fail_next_allocation();
	KUNIT_EXPECT_PTR_EQ(test, NdisAllocateNetBufferMdlAndData(buffers), (PNET_BUFFER)NULL);
	KUNIT_EXPECT_TRUE(test, allocation_was_attempted());
	fail_next_allocation();
	KUNIT_EXPECT_EQ(test, NdisAllocateNetBufferListContext(list, 16, 0, TAG),
			NDIS_STATUS_RESOURCES);
	KUNIT_EXPECT_TRUE(test, allocation_was_attempted());
	fail_next_allocation();
	KUNIT_EXPECT_PTR_EQ(test, NdisAllocateMdl(net->adapter, list, 64), (PMDL)NULL);
	KUNIT_EXPECT_TRUE(test, allocation_was_attempted());
	NdisFreeNetBufferList(list);
	NdisFreeNetBufferListPool(lists);
	NdisFreeNetBufferPool(buffers);
	EXPECT_NO_REPORT(test);
	end_adapter(net);
}

/* row 1000: handles and parameters that are wrong */
static void ndis_net_buffer_test_wrong_parameters(struct kunit *test)
{
	struct net *net = new_adapter(test);
	NDIS_HANDLE lists = list_pool(test, net->adapter, FALSE, 0, 0);
	NDIS_HANDLE buffers = buffer_pool(test, net->miniport, 0);
	NET_BUFFER_LIST_POOL_PARAMETERS parameters = list_parameters(FALSE, 0, DATA);

	KUNIT_EXPECT_PTR_EQ(test, NdisAllocateNetBufferListPool(net->adapter, &parameters),
			    (NDIS_HANDLE)NULL);
	parameters = list_parameters(FALSE, 8, 0);
	KUNIT_EXPECT_PTR_EQ(test, NdisAllocateNetBufferListPool(net->adapter, &parameters),
			    (NDIS_HANDLE)NULL);
	parameters = list_parameters(FALSE, 0, 0);
	parameters.Header.Size--;
	KUNIT_EXPECT_PTR_EQ(test, NdisAllocateNetBufferListPool(net->adapter, &parameters),
			    (NDIS_HANDLE)NULL);
	KUNIT_EXPECT_PTR_EQ(test, NdisAllocateNetBufferList(lists, 8, 0), (PNET_BUFFER_LIST)NULL);
	KUNIT_EXPECT_PTR_EQ(test, NdisAllocateNetBufferAndNetBufferList(lists, 0, 0, NULL, 0, 0),
			    (PNET_BUFFER_LIST)NULL);
	KUNIT_EXPECT_PTR_EQ(test, NdisAllocateNetBufferMdlAndData(buffers), (PNET_BUFFER)NULL);
	KUNIT_EXPECT_PTR_EQ(test, NdisAllocateNetBuffer(buffers, NULL, 1, 0), (PNET_BUFFER)NULL);
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_PTR_EQ(test, NdisAllocateNetBufferListPool(net->adapter, NULL),
			    (NDIS_HANDLE)NULL);
	EXPECT_REPORT(test, "NdisAllocateNetBufferListPool", BUGCHECK_VERIFIER, 0, 0, 0, 0, 0);
	parameters.Header.Size++;
	KUNIT_EXPECT_PTR_EQ(test, NdisAllocateNetBufferListPool(lists, &parameters),
			    (NDIS_HANDLE)NULL);
	EXPECT_REPORT(test, "NdisAllocateNetBufferListPool", BUGCHECK_REFERENCE_BY_POINTER, 0, lists,
		      0, 0, lists);
	KUNIT_EXPECT_PTR_EQ(test, NdisAllocateNetBuffer(lists, NULL, 0, 0), (PNET_BUFFER)NULL);
	EXPECT_REPORT(test, "NdisAllocateNetBuffer", BUGCHECK_REFERENCE_BY_POINTER, 0, lists, 0, 0,
		      lists);
	NdisFreeNetBufferPool(lists);
	EXPECT_REPORT(test, "NdisFreeNetBufferPool", BUGCHECK_REFERENCE_BY_POINTER, 0, lists, 0, 0,
		      lists);
	NdisFreeNetBufferListPool(lists);
	NdisFreeNetBufferPool(buffers);
	EXPECT_NO_REPORT(test);
	end_adapter(net);
}

/* row 1001: context space of a list */
static void ndis_net_buffer_test_context(struct kunit *test)
{
	struct net *net = new_adapter(test);
	NDIS_HANDLE pool = list_pool(test, net->adapter, FALSE, 32, 0);
	PNET_BUFFER_LIST list = NdisAllocateNetBufferList(pool, 16, 0);
	PNET_BUFFER_LIST_CONTEXT first;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, list);
	first = list->Context;
	/* There are 16 bytes left; then a new context is needed, with 8 bytes more. */
	KUNIT_EXPECT_EQ(test, NdisAllocateNetBufferListContext(list, 8, 0, TAG), NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, list->Context, first);
	KUNIT_EXPECT_EQ(test, first->Offset, 8);
	KUNIT_EXPECT_EQ(test, NdisAllocateNetBufferListContext(list, 16, 8, TAG), NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, list->Context->Next, first);
	KUNIT_EXPECT_EQ(test, list->Context->Size, 24);
	KUNIT_EXPECT_EQ(test, list->Context->Offset, 8);
	memset(NET_BUFFER_LIST_CONTEXT_DATA_START(list), 0xa5, 16);
	KUNIT_EXPECT_EQ(test, NdisAllocateNetBufferListContext(list, 8, 0, TAG), NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, list->Context->Offset, 0);
	NdisFreeNetBufferListContext(list, 8);
	KUNIT_EXPECT_TRUE(test, list->Context != first);
	NdisFreeNetBufferListContext(list, 16);
	KUNIT_EXPECT_PTR_EQ(test, list->Context, first);
	NdisFreeNetBufferListContext(list, 8);
	KUNIT_EXPECT_EQ(test, first->Offset, 16);
	KUNIT_EXPECT_EQ(test, NdisAllocateNetBufferListContext(list, 4, 0, TAG), NDIS_STATUS_FAILURE);
	EXPECT_NO_REPORT(test);
	NdisFreeNetBufferListContext(list, 24);
	EXPECT_REPORT(test, "NdisFreeNetBufferListContext", BUGCHECK_VERIFIER, 0, list, 24, 16, list);
	KUNIT_EXPECT_EQ(test, NdisAllocateNetBufferListContext(list, 64, 0, TAG), NDIS_STATUS_SUCCESS);
	NdisFreeNetBufferList(list);
	EXPECT_REPORT(test, "NdisFreeNetBufferList", BUGCHECK_BAD_POOL_CALLER, 0x40, list, pool, 0, list);
	NdisFreeNetBufferListPool(pool);
	EXPECT_NO_REPORT(test);
	end_adapter(net);
}

/* row 1002: freed twice, by the wrong function, and memory that is none of a pool */
static void ndis_net_buffer_test_wrong_free(struct kunit *test)
{
	struct net *net = new_adapter(test);
	NDIS_HANDLE pool = list_pool(test, net->adapter, TRUE, 0, 0);
	NDIS_HANDLE buffers = buffer_pool(test, net->adapter, 0);
	PNET_BUFFER_LIST list = new_list(test, pool), clone;
	PNET_BUFFER buffer = NdisAllocateNetBuffer(buffers, NULL, 0, 0);
	PNET_BUFFER_LIST own = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*own), TAG);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, buffer);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, own);
	NdisFreeNetBuffer(list->FirstNetBuffer);
	EXPECT_REPORT(test, "NdisFreeNetBuffer", BUGCHECK_BAD_POOL_CALLER, 7, ANY, ANY,
		      list->FirstNetBuffer, list->FirstNetBuffer);
	clone = NdisAllocateCloneNetBufferList(list, pool, NULL, 0);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, clone);
	NdisFreeNetBufferList(clone);
	EXPECT_REPORT(test, "NdisFreeNetBufferList", BUGCHECK_BAD_POOL_CALLER, 0x40, clone, pool, 0,
		      clone);
	NdisFreeCloneNetBufferList(clone, NDIS_CLONE_FLAGS_USE_ORIGINAL_MDLS);
	EXPECT_REPORT(test, "NdisFreeCloneNetBufferList", BUGCHECK_VERIFIER, 0, clone, ANY, 0, clone);
	NdisFreeCloneNetBufferList(list, 0);
	EXPECT_REPORT(test, "NdisFreeCloneNetBufferList", BUGCHECK_BAD_POOL_CALLER, 0x40, list, pool,
		      0, list);
	list->NdisPoolHandle = buffers;
	NdisFreeNetBufferList(list);
	EXPECT_REPORT(test, "NdisFreeNetBufferList", BUGCHECK_BAD_POOL_CALLER, 0x40, list, pool, 0,
		      list);
	NdisFreeNetBufferList(list);
	EXPECT_REPORT(test, "NdisFreeNetBufferList", BUGCHECK_BAD_POOL_CALLER, 7, ANY, ANY, list, list);
	NdisFreeNetBuffer(buffer);
	EXPECT_NO_REPORT(test);
	NdisFreeNetBuffer(buffer);
	EXPECT_REPORT(test, "NdisFreeNetBuffer", BUGCHECK_BAD_POOL_CALLER, 7, ANY, ANY, buffer, buffer);
	NdisFreeNetBufferList(own);
	EXPECT_REPORT(test, "NdisFreeNetBufferList", BUGCHECK_BAD_POOL_CALLER, ANY, own, ANY, ANY, own);
	ExFreePoolWithTag(own, TAG);
	NdisFreeNetBufferListPool(pool);
	NdisFreeNetBufferPool(buffers);
	EXPECT_NO_REPORT(test);
	end_adapter(net);
}

/* row 1003: a pool that is freed too early ends with the last of its lists */
static void ndis_net_buffer_test_pool_freed_too_early(struct kunit *test)
{
	struct net *net = new_adapter(test);
	NDIS_HANDLE pool = list_pool(test, net->adapter, FALSE, 0, 0);
	PNET_BUFFER_LIST first = new_list(test, pool), second = new_list(test, pool);

	NdisFreeNetBufferListPool(pool);
	EXPECT_REPORT(test, "NdisFreeNetBufferListPool", BUGCHECK_NDIS_DRIVER, 0x27, pool, 2, 0, pool);
	KUNIT_EXPECT_PTR_EQ(test, NdisAllocateNetBufferList(pool, 0, 0), (PNET_BUFFER_LIST)NULL);
	EXPECT_REPORT(test, "NdisAllocateNetBufferList", BUGCHECK_REFERENCE_BY_POINTER, 0, pool, 0, 0,
		      pool);
	NdisFreeNetBufferListPool(pool);
	EXPECT_REPORT(test, "NdisFreeNetBufferListPool", BUGCHECK_REFERENCE_BY_POINTER, 0, pool, 0, 0,
		      pool);
	NdisFreeNetBufferList(first);
	EXPECT_REFERENCES(test, pool, 1);
	NdisFreeNetBufferList(second);
	EXPECT_REFERENCES(test, pool, 0);
	EXPECT_NO_REPORT(test);
	end_adapter(net);
}

/* row 1004: pools that the adapter's end finds, each once; those of the driver are none of them */
static void ndis_net_buffer_test_pools_left_at_halt(struct kunit *test)
{
	struct net *net = new_adapter(test);
	NDIS_HANDLE of_driver = buffer_pool(test, net->miniport, 0);
	NDIS_HANDLE pool = list_pool(test, net->adapter, FALSE, 0, 0);
	NDIS_HANDLE adapter = net->adapter;

	WinworkNdisHaltAdapter(adapter);
	EXPECT_REPORT(test, "NdisAllocateNetBufferListPool", BUGCHECK_VERIFIER, 0x62, pool, adapter, 0,
		      pool);
	NdisFreeNetBufferListPool(pool);
	NdisFreeNetBufferPool(of_driver);
	EXPECT_NO_REPORT(test);
	end_net(net);
}

static struct kunit_case ndis_net_buffer_cases[] = {
	KUNIT_CASE(ndis_net_buffer_test_list_members),
	KUNIT_CASE(ndis_net_buffer_test_buffer_members),
	KUNIT_CASE(ndis_net_buffer_test_no_memory),
	KUNIT_CASE(ndis_net_buffer_test_wrong_parameters),
	KUNIT_CASE(ndis_net_buffer_test_context),
	KUNIT_CASE(ndis_net_buffer_test_wrong_free),
	KUNIT_CASE(ndis_net_buffer_test_pool_freed_too_early),
	KUNIT_CASE(ndis_net_buffer_test_pools_left_at_halt),
	{}
};

WINWORK_SUITE(ndis_net_buffer);
