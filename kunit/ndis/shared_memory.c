/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ndis_shared_memory: memory that an adapter would share with its hardware, and its device objects.
 */
#include "ndis_case.h"

#define BYTES (5 * PAGE_SIZE + 100)

struct list {
	SCATTER_GATHER_LIST head;
	SCATTER_GATHER_ELEMENT more[6];
};

static NDIS_SHARED_MEMORY_PARAMETERS parameters(struct list *list)
{
	return (NDIS_SHARED_MEMORY_PARAMETERS){
		.Header = {
			NDIS_OBJECT_TYPE_DEFAULT, NDIS_SHARED_MEMORY_PARAMETERS_REVISION_1,
			NDIS_SIZEOF_SHARED_MEMORY_PARAMETERS_REVISION_1,
		},
		.PreferredNode = MM_ANY_NODE_OK,
		.Usage = NdisSharedMemoryUsageReceive,
		.Length = BYTES,
		.SGListBufferLength = list ? sizeof(*list) : 0,
		.SGListBuffer = list ? &list->head : NULL,
	};
}

/* The list has the pages of the memory, in their order. */
static void expect_list(struct kunit *test, const NDIS_SHARED_MEMORY_PARAMETERS *given)
{
	const SCATTER_GATHER_LIST *list = given->SGListBuffer;
	u8 *at = given->VirtualAddress;
	ULONG i, offset;

	for (i = 0; i < list->NumberOfElements; i++) {
		const SCATTER_GATHER_ELEMENT *each = &list->Elements[i];

		for (offset = 0; offset < each->Length; offset += PAGE_SIZE)
			KUNIT_EXPECT_EQ(test, each->Address.QuadPart + offset,
					MmGetPhysicalAddress(at + offset).QuadPart);
		at += each->Length;
	}
	KUNIT_EXPECT_PTR_EQ(test, at, (u8 *)given->VirtualAddress + BYTES);
}

/* row 1076 */
static void ndis_shared_memory_test_memory_and_its_list(struct kunit *test)
{
	struct list *list = case_alloc_type(test, struct list);
	NDIS_SHARED_MEMORY_PARAMETERS given = parameters(list);
	struct net *net = new_adapter(test);
	NDIS_HANDLE handle, other;

	KUNIT_ASSERT_EQ(test, NdisAllocateSharedMemory(net->adapter, &given, &handle), NDIS_STATUS_SUCCESS);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, handle);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, given.VirtualAddress);
	KUNIT_EXPECT_NOT_ERR_OR_NULL(test, given.SharedMemoryHandle);
	KUNIT_EXPECT_EQ(test, (ULONG_PTR)given.VirtualAddress % PAGE_SIZE, 0ul);
	KUNIT_EXPECT_TRUE(test, !memchr_inv(given.VirtualAddress, 0, BYTES));
	memset(given.VirtualAddress, 0x55, BYTES);
	expect_list(test, &given);
	/* Of the driver, contiguous, and without a list. */
	given = parameters(list);
	given.Flags = NDIS_SHARED_MEM_PARAMETERS_CONTIGOUS;
	KUNIT_ASSERT_EQ(test, NdisAllocateSharedMemory(net->miniport, &given, &other), NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, list->head.NumberOfElements, 1u);
	expect_list(test, &given);
	NdisFreeSharedMemory(net->miniport, other);
	given = parameters(NULL);
	KUNIT_ASSERT_EQ(test, NdisAllocateSharedMemory(net->adapter, &given, &other), NDIS_STATUS_SUCCESS);
	NdisFreeSharedMemory(net->adapter, other);
	NdisFreeSharedMemory(net->adapter, handle);
	end_adapter(net);
	EXPECT_NO_REPORT(test);
}

/* row 1077 */
static void ndis_shared_memory_test_wrong_use_is_reported(struct kunit *test)
{
	struct list *list = case_alloc_type(test, struct list);
	NDIS_SHARED_MEMORY_PARAMETERS given = parameters(list);
	NDIS_HANDLE handle = test;
	struct net *net;

	fixture_name_driver(test);
	net = new_adapter(test);
	given.Header.Revision = 3;
	KUNIT_EXPECT_EQ(test, NdisAllocateSharedMemory(net->adapter, &given, &handle),
			NDIS_STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_PTR_EQ(test, handle, (NDIS_HANDLE)NULL);
	KUNIT_EXPECT_TRUE(test, log_has("NDIS_SHARED_MEMORY_PARAMETERS.Header.Revision is 3"));
	given = parameters(list);
	given.Length = 0;
	KUNIT_EXPECT_EQ(test, NdisAllocateSharedMemory(net->adapter, &given, &handle),
			NDIS_STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_TRUE(test, log_has("NDIS_SHARED_MEMORY_PARAMETERS.Length is 0"));
	given = parameters(list);
	given.SGListBufferLength = sizeof(SCATTER_GATHER_LIST) - 1;
	KUNIT_EXPECT_EQ(test, NdisAllocateSharedMemory(net->adapter, &given, &handle),
			NDIS_STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_TRUE(test, log_has("NDIS_SHARED_MEMORY_PARAMETERS.SGListBufferLength is "));
	EXPECT_NO_REPORT(test);
	given = parameters(list);
	KUNIT_EXPECT_EQ(test, NdisAllocateSharedMemory(net->adapter, NULL, &handle), NDIS_STATUS_FAILURE);
	EXPECT_REPORT(test, "NdisAllocateSharedMemory", BUGCHECK_VERIFIER, ANY, ANY, ANY, ANY, ANY);
	KUNIT_EXPECT_EQ(test, NdisAllocateSharedMemory(list, &given, &handle), NDIS_STATUS_FAILURE);
	EXPECT_REPORT(test, "NdisAllocateSharedMemory", BUGCHECK_REFERENCE_BY_POINTER, 0, list, ANY, ANY,
		      list);
	KUNIT_ASSERT_EQ(test, NdisAllocateSharedMemory(net->adapter, &given, &handle), NDIS_STATUS_SUCCESS);
	NdisFreeSharedMemory(net->miniport, handle);
	EXPECT_REPORT(test, "NdisFreeSharedMemory", BUGCHECK_REFERENCE_BY_POINTER, 0, handle, ANY, ANY,
		      handle);
	NdisFreeSharedMemory(net->adapter, handle);
	NdisFreeSharedMemory(net->adapter, handle);
	EXPECT_REPORT(test, "NdisFreeSharedMemory", BUGCHECK_REFERENCE_BY_POINTER, 0, handle, ANY, ANY,
		      handle);
	end_adapter(net);
	EXPECT_NO_REPORT(test);
}

/* row 1078 */
static void ndis_shared_memory_test_memory_left_at_the_halt_is_reported(struct kunit *test)
{
	NDIS_SHARED_MEMORY_PARAMETERS given = parameters(NULL);
	struct net *net = new_adapter(test);
	NDIS_HANDLE handle;

	KUNIT_ASSERT_EQ(test, NdisAllocateSharedMemory(net->adapter, &given, &handle), NDIS_STATUS_SUCCESS);
	end_adapter(net);
	EXPECT_REPORT(test, "NdisAllocateSharedMemory", BUGCHECK_VERIFIER, 0x62, handle, net->adapter, ANY,
		      handle);
	memset(given.VirtualAddress, 1, BYTES);
	NdisFreeSharedMemory(net->adapter, handle);
	EXPECT_NO_REPORT(test);
}

/* row 1079 */
static void ndis_shared_memory_test_adapters_have_no_device_objects(struct kunit *test)
{
	PCM_RESOURCE_LIST raw = (void *)1, translated = (void *)1;
	PDEVICE_OBJECT pdo = (void *)1, fdo = (void *)1, next = (void *)1;
	struct net *net = new_adapter(test);

	NdisMGetDeviceProperty(net->adapter, &pdo, &fdo, &next, &raw, &translated);
	KUNIT_EXPECT_PTR_EQ(test, pdo, (PDEVICE_OBJECT)NULL);
	KUNIT_EXPECT_PTR_EQ(test, fdo, (PDEVICE_OBJECT)NULL);
	KUNIT_EXPECT_PTR_EQ(test, next, (PDEVICE_OBJECT)NULL);
	KUNIT_EXPECT_PTR_EQ(test, raw, (PCM_RESOURCE_LIST)NULL);
	KUNIT_EXPECT_PTR_EQ(test, translated, (PCM_RESOURCE_LIST)NULL);
	NdisMGetDeviceProperty(net->adapter, NULL, NULL, NULL, NULL, NULL);
	EXPECT_NO_REPORT(test);
	NdisMGetDeviceProperty(net->miniport, &pdo, NULL, NULL, NULL, NULL);
	EXPECT_REPORT(test, "NdisMGetDeviceProperty", BUGCHECK_REFERENCE_BY_POINTER, 0, net->miniport, ANY,
		      ANY, net->miniport);
	end_adapter(net);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case ndis_shared_memory_cases[] = {
	KUNIT_CASE(ndis_shared_memory_test_memory_and_its_list),
	KUNIT_CASE(ndis_shared_memory_test_wrong_use_is_reported),
	KUNIT_CASE(ndis_shared_memory_test_memory_left_at_the_halt_is_reported),
	KUNIT_CASE(ndis_shared_memory_test_adapters_have_no_device_objects),
	{}
};

WINWORK_SUITE(ndis_shared_memory);
