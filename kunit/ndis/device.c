/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ndis_device: requests of NDIS devices, and their links.
 */
#include "ndis_case.h"

#define CODE CTL_CODE(FILE_DEVICE_NETWORK, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS)

static atomic_t opens, cleanups, closes;

static NTSTATUS NTAPI serve(PDEVICE_OBJECT device, PIRP irp)
{
	switch (IoGetCurrentIrpStackLocation(irp)->MajorFunction) {
	case IRP_MJ_CREATE:
		atomic_inc(&opens);
		break;
	case IRP_MJ_CLEANUP:
		atomic_inc(&cleanups);
		break;
	case IRP_MJ_CLOSE:
		atomic_inc(&closes);
		break;
	}
	irp->IoStatus.Status = STATUS_SUCCESS;
	irp->IoStatus.Information = 1;
	IoCompleteRequest(irp, IO_NO_INCREMENT);
	return STATUS_SUCCESS;
}

static NTSTATUS NTAPI serve_other(PDEVICE_OBJECT device, PIRP irp)
{
	irp->IoStatus.Status = STATUS_SUCCESS;
	irp->IoStatus.Information = 2;
	IoCompleteRequest(irp, IO_NO_INCREMENT);
	return STATUS_SUCCESS;
}

static NDIS_DEVICE_OBJECT_ATTRIBUTES attributes(PDRIVER_DISPATCH *routines, PNDIS_STRING name,
						 PNDIS_STRING link)
{
	return (NDIS_DEVICE_OBJECT_ATTRIBUTES){
		.Header = {
			NDIS_OBJECT_TYPE_DEVICE_OBJECT_ATTRIBUTES,
			NDIS_DEVICE_OBJECT_ATTRIBUTES_REVISION_1,
			NDIS_SIZEOF_DEVICE_OBJECT_ATTRIBUTES_REVISION_1,
		},
		.DeviceName = name,
		.SymbolicName = link,
		.MajorFunctions = routines,
	};
}

static NTSTATUS control(PDEVICE_OBJECT device, ULONG_PTR *information)
{
	IO_STATUS_BLOCK block = {};
	NTSTATUS status;
	KEVENT event;
	PIRP irp;

	KeInitializeEvent(&event, NotificationEvent, FALSE);
	irp = IoBuildDeviceIoControlRequest(CODE, device, NULL, 0, NULL, 0, FALSE, &event, &block);
	if (!irp)
		return STATUS_INSUFFICIENT_RESOURCES;
	status = IoCallDriver(device, irp);
	*information = block.Information;
	return status;
}

/* row 1081: each device has its own routines; a device of the driver's own has none of them */
static void ndis_device_test_requests_reach_the_routines_of_the_device(struct kunit *test)
{
	PDRIVER_DISPATCH routines[IRP_MJ_MAXIMUM_FUNCTION + 1] = { [IRP_MJ_DEVICE_CONTROL] = serve };
	NDIS_DEVICE_OBJECT_ATTRIBUTES given = attributes(routines, NULL, NULL);
	struct net *net = new_adapter(test);
	NDIS_HANDLE handle, other_handle, bare_handle;
	PDEVICE_OBJECT device, other, bare, own;
	ULONG_PTR information;

	KUNIT_ASSERT_EQ(test, NdisRegisterDeviceEx(net->adapter, &given, &device, &handle), NDIS_STATUS_SUCCESS);
	routines[IRP_MJ_DEVICE_CONTROL] = serve_other;
	KUNIT_ASSERT_EQ(test, NdisRegisterDeviceEx(net->miniport, &given, &other, &other_handle),
			NDIS_STATUS_SUCCESS);
	given.MajorFunctions = NULL;
	KUNIT_ASSERT_EQ(test, NdisRegisterDeviceEx(net->miniport, &given, &bare, &bare_handle),
			NDIS_STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, IoCreateDevice(fixture_of(test)->driver, 0, NULL, FILE_DEVICE_NETWORK, 0, FALSE,
					     &own), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, control(device, &information), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, information, (ULONG_PTR)1);
	KUNIT_EXPECT_EQ(test, control(other, &information), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, information, (ULONG_PTR)2);
	KUNIT_EXPECT_EQ(test, control(bare, &information), STATUS_INVALID_DEVICE_REQUEST);
	KUNIT_EXPECT_EQ(test, control(own, &information), STATUS_INVALID_DEVICE_REQUEST);
	IoDeleteDevice(own);
	NdisDeregisterDeviceEx(bare_handle);
	NdisDeregisterDeviceEx(other_handle);
	NdisDeregisterDeviceEx(handle);
	end_adapter(net);
	EXPECT_NO_REPORT(test);
}

/* row 1082: the link ends with the handle; the close of an open file still reaches the driver */
static void ndis_device_test_link_and_files(struct kunit *test)
{
	PDRIVER_DISPATCH routines[IRP_MJ_MAXIMUM_FUNCTION + 1] = {
		[IRP_MJ_CREATE] = serve, [IRP_MJ_CLEANUP] = serve, [IRP_MJ_CLOSE] = serve,
	};
	NDIS_STRING name = NDIS_STRING_CONST("\\Device\\WinworkNdisDevice");
	NDIS_STRING link = NDIS_STRING_CONST("\\DosDevices\\Global\\WinworkNdisLink");
	NDIS_STRING other_name = NDIS_STRING_CONST("\\Device\\WinworkNdisOther");
	NDIS_STRING plain = NDIS_STRING_CONST("\\DosDevices\\WinworkNdisLink");
	NDIS_DEVICE_OBJECT_ATTRIBUTES given = attributes(routines, &name, &link);
	struct net *net = new_adapter(test);
	PDEVICE_OBJECT device, found, other;
	NDIS_HANDLE handle, second;
	PFILE_OBJECT file, none;

	atomic_set(&opens, 0);
	atomic_set(&cleanups, 0);
	atomic_set(&closes, 0);
	KUNIT_ASSERT_EQ(test, NdisRegisterDeviceEx(net->adapter, &given, &device, &handle), NDIS_STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, IoGetDeviceObjectPointer(&plain, FILE_READ_DATA, &file, &found), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, found, device);
	KUNIT_EXPECT_EQ(test, atomic_read(&opens), 1);
	/* A link that is taken: nothing is left of the second device. */
	given.DeviceName = &other_name;
	KUNIT_EXPECT_EQ(test, NdisRegisterDeviceEx(net->adapter, &given, &other, &second),
			STATUS_OBJECT_NAME_COLLISION);
	KUNIT_EXPECT_PTR_EQ(test, other, (PDEVICE_OBJECT)NULL);
	KUNIT_EXPECT_PTR_EQ(test, second, (NDIS_HANDLE)NULL);
	NdisDeregisterDeviceEx(handle);
	KUNIT_EXPECT_EQ(test, IoGetDeviceObjectPointer(&plain, FILE_READ_DATA, &none, &found),
			STATUS_OBJECT_NAME_NOT_FOUND);
	KUNIT_EXPECT_EQ(test, atomic_read(&closes), 0);
	ObDereferenceObject(file);
	ASSERT_COUNT(test, &closes, 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&cleanups), 1);
	end_adapter(net);
	EXPECT_NO_REPORT(test);
}

/* row 1082 */
static void ndis_device_test_link_without_a_name_is_refused(struct kunit *test)
{
	NDIS_STRING link = NDIS_STRING_CONST("\\DosDevices\\WinworkNdisLink");
	NDIS_DEVICE_OBJECT_ATTRIBUTES given = attributes(NULL, NULL, &link);
	PDEVICE_OBJECT device;
	NDIS_HANDLE handle;
	struct net *net;

	fixture_name_driver(test);
	net = new_adapter(test);
	KUNIT_EXPECT_EQ(test, NdisRegisterDeviceEx(net->adapter, &given, &device, &handle),
			NDIS_STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_PTR_EQ(test, device, (PDEVICE_OBJECT)NULL);
	KUNIT_EXPECT_TRUE(test, log_has("NDIS_DEVICE_OBJECT_ATTRIBUTES.SymbolicName is set, and DeviceName is NULL"));
	end_adapter(net);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case ndis_device_cases[] = {
	KUNIT_CASE(ndis_device_test_requests_reach_the_routines_of_the_device),
	KUNIT_CASE(ndis_device_test_link_and_files),
	KUNIT_CASE(ndis_device_test_link_without_a_name_is_refused),
	{}
};

WINWORK_SUITE(ndis_device);
