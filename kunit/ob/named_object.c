/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ob_named_object: objects by their names.
 */
#include "support.h"

#include <ntifs.h>

#include "named_object.h"

/* As a driver declares them: no header of the WDK does. */
extern POBJECT_TYPE *IoDriverObjectType;
extern POBJECT_TYPE *IoDeviceObjectType;

NTKERNELAPI
NTSTATUS
NTAPI
ObReferenceObjectByName(IN PUNICODE_STRING ObjectName, IN ULONG Attributes,
			IN PACCESS_STATE AccessState OPTIONAL,
			IN ACCESS_MASK DesiredAccess OPTIONAL, IN POBJECT_TYPE ObjectType,
			IN KPROCESSOR_MODE AccessMode, IN OUT PVOID ParseContext OPTIONAL,
			OUT PVOID *Object);

#define DEVICE L"\\Device\\WinworkNamed"
#define LINK L"\\DosDevices\\WinworkNamed"
#define LINK_TO_LINK L"\\??\\WinworkNamedToo"

static NTSTATUS by_name(PCWSTR text, POBJECT_TYPE type, PVOID *object)
{
	UNICODE_STRING name;

	RtlInitUnicodeString(&name, text);
	return ObReferenceObjectByName(&name, OBJ_CASE_INSENSITIVE, NULL, 0, type, KernelMode, NULL,
				       object);
}

/* The name leads to @object, with one more reference, which is dropped. */
static void expect_object(struct kunit *test, PCWSTR text, POBJECT_TYPE type, PVOID object)
{
	const long before = references(object);
	PVOID found = NULL;

	KUNIT_ASSERT_EQ(test, by_name(text, type, &found), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, found, object);
	KUNIT_EXPECT_EQ(test, references(object), before + 1);
	ObDereferenceObject(found);
	KUNIT_EXPECT_EQ(test, references(object), before);
}

static void expect_failure(struct kunit *test, int line, PCWSTR text, POBJECT_TYPE type,
			   NTSTATUS status)
{
	PVOID found = test;

	KUNIT_EXPECT_EQ_MSG(test, by_name(text, type, &found), status, "line %d", line);
	KUNIT_EXPECT_NULL(test, found);
}

#define EXPECT_FAILURE(test, text, type, status) expect_failure(test, __LINE__, text, type, status)

static PDEVICE_OBJECT named_device(struct kunit *test)
{
	UNICODE_STRING name = RTL_CONSTANT_STRING(DEVICE);
	PDEVICE_OBJECT device = NULL;

	KUNIT_ASSERT_EQ(test,
			IoCreateDevice(fixture_of(test)->driver, 0, &name, FILE_DEVICE_UNKNOWN, 0,
				       FALSE, &device),
			STATUS_SUCCESS);
	return device;
}

static void link_to(struct kunit *test, PCWSTR link, PCWSTR target)
{
	UNICODE_STRING name, of;

	RtlInitUnicodeString(&name, link);
	RtlInitUnicodeString(&of, target);
	KUNIT_ASSERT_EQ(test, IoCreateSymbolicLink(&name, &of), STATUS_SUCCESS);
}

static void unlink_name(struct kunit *test, PCWSTR link)
{
	UNICODE_STRING name;

	RtlInitUnicodeString(&name, link);
	KUNIT_EXPECT_EQ(test, IoDeleteSymbolicLink(&name), STATUS_SUCCESS);
}

/* row 1173 */
static void ob_named_object_test_driver(struct kunit *test)
{
	struct fixture *fixture;
	WCHAR upper[64] = { 0 };
	PVOID found = NULL;
	UNICODE_STRING *name;
	int i;

	fixture_name_driver(test);
	fixture = fixture_of(test);
	name = &fixture->driver->DriverName;
	expect_object(test, name->Buffer, *IoDriverObjectType, fixture->driver);
	for (i = 0; i < name->Length / (int)sizeof(WCHAR); i++)
		upper[i] = RtlUpcaseUnicodeChar(name->Buffer[i]);
	expect_object(test, upper, *IoDriverObjectType, fixture->driver);
	EXPECT_FAILURE(test, name->Buffer, *IoDeviceObjectType, STATUS_OBJECT_TYPE_MISMATCH);
	EXPECT_FAILURE(test, name->Buffer, *PsThreadType, STATUS_OBJECT_TYPE_MISMATCH);
	/* Some drivers declare the variable as a POBJECT_TYPE, and so pass its value. */
	EXPECT_FAILURE(test, name->Buffer, (POBJECT_TYPE)IoDriverObjectType,
		       STATUS_OBJECT_TYPE_MISMATCH);
	EXPECT_FAILURE(test, L"\\Driver\\WinworkNone", *IoDriverObjectType,
		       STATUS_OBJECT_NAME_NOT_FOUND);
	KUNIT_ASSERT_EQ(test, DriverByNameInCxx(name, &found), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, found, (PVOID)fixture->driver);
	ObDereferenceObject(found);
	EXPECT_NO_REPORT(test);
}

static PVOID found_in_entry;

static NTSTATUS find_itself(PDRIVER_OBJECT driver, PUNICODE_STRING registry_path)
{
	created_driver = driver;
	return ObReferenceObjectByName(&driver->DriverName, 0, NULL, 0, *IoDriverObjectType,
				       KernelMode, NULL, &found_in_entry);
}

/* row 1173: the object lives as long as the driver */
static void ob_named_object_test_life_of_a_driver(struct kunit *test)
{
	UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Driver\\WinworkNamedDriver");
	PDRIVER_OBJECT driver;

	found_in_entry = NULL;
	KUNIT_ASSERT_EQ(test, IoCreateDriver(&name, find_itself), STATUS_SUCCESS);
	driver = created_driver;
	KUNIT_EXPECT_PTR_EQ(test, found_in_entry, (PVOID)driver);
	ObDereferenceObject(found_in_entry);
	expect_object(test, name.Buffer, *IoDriverObjectType, driver);
	EXPECT_NO_REPORT(test);
	ObReferenceObject(driver);
	IoDeleteDriver(driver);
	EXPECT_REPORT(test, "DriverUnload", BUGCHECK_REFERENCE_BY_POINTER, 0, driver, 0, 2, driver);
	EXPECT_FAILURE(test, name.Buffer, *IoDriverObjectType, STATUS_OBJECT_NAME_NOT_FOUND);
	EXPECT_NO_REPORT(test);
}

struct ending {
	PDRIVER_OBJECT driver;
	PIO_WORKITEM item;
	struct completion go;
	NTSTATUS of_driver;
	NTSTATUS of_device;
};

static VOID find_while_ending(PDEVICE_OBJECT device, PVOID context)
{
	struct ending *ending = context;
	PVOID found;

	if (in_time(&ending->go)) {
		ending->of_driver = by_name(L"\\Driver\\WinworkNamedDriver", *IoDriverObjectType,
					    &found);
		ending->of_device = by_name(DEVICE, *IoDeviceObjectType, &found);
	}
	IoFreeWorkItem(ending->item);
	IoDeleteDevice(device);
}

static void delete_driver(void *data)
{
	struct ending *ending = data;

	IoDeleteDriver(ending->driver);
}

/* row 1173: nothing of a driver is found that ends */
static void ob_named_object_test_driver_that_ends(struct kunit *test)
{
	UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Driver\\WinworkNamedDriver");
	UNICODE_STRING of_device = RTL_CONSTANT_STRING(DEVICE);
	struct ending *ending = case_alloc_type(test, struct ending);
	PDEVICE_OBJECT device;

	init_completion(&ending->go);
	KUNIT_ASSERT_EQ(test, IoCreateDriver(&name, keep_driver), STATUS_SUCCESS);
	ending->driver = created_driver;
	KUNIT_ASSERT_EQ(test,
			IoCreateDevice(ending->driver, 0, &of_device, FILE_DEVICE_UNKNOWN, 0, FALSE,
				       &device),
			STATUS_SUCCESS);
	ending->item = IoAllocateWorkItem(device);
	KUNIT_ASSERT_NOT_NULL(test, ending->item);
	expect_object(test, name.Buffer, *IoDriverObjectType, ending->driver);
	expect_object(test, DEVICE, *IoDeviceObjectType, device);
	IoQueueWorkItem(ending->item, find_while_ending, DelayedWorkQueue, ending);
	spawn(test, delete_driver, ending);
	/* The end waits for the routine. */
	EXPECT_THREAD_WAITS(test);
	complete(&ending->go);
	join(test);
	KUNIT_EXPECT_EQ(test, ending->of_driver, STATUS_OBJECT_NAME_NOT_FOUND);
	KUNIT_EXPECT_EQ(test, ending->of_device, STATUS_OBJECT_NAME_NOT_FOUND);
	EXPECT_NO_REPORT(test);
}

/* row 1174 */
static void ob_named_object_test_device(struct kunit *test)
{
	PDEVICE_OBJECT device = named_device(test);
	PVOID found = NULL;

	expect_object(test, DEVICE, *IoDeviceObjectType, device);
	expect_object(test, L"\\DEVICE\\winworknamed", *IoDeviceObjectType, device);
	EXPECT_FAILURE(test, DEVICE, *IoDriverObjectType, STATUS_OBJECT_TYPE_MISMATCH);
	EXPECT_FAILURE(test, DEVICE, *IoFileObjectType, STATUS_OBJECT_TYPE_MISMATCH);
	EXPECT_FAILURE(test, DEVICE L"2", *IoDeviceObjectType, STATUS_OBJECT_NAME_NOT_FOUND);
	EXPECT_FAILURE(test, DEVICE L"\\rest", *IoDeviceObjectType, STATUS_OBJECT_PATH_NOT_FOUND);
	/* The reference keeps the device, and no other call finds it. */
	KUNIT_ASSERT_EQ(test, by_name(DEVICE, *IoDeviceObjectType, &found), STATUS_SUCCESS);
	IoDeleteDevice(device);
	KUNIT_EXPECT_EQ(test, references(device), 1L);
	EXPECT_FAILURE(test, DEVICE, *IoDeviceObjectType, STATUS_OBJECT_NAME_NOT_FOUND);
	ObDereferenceObject(found);
	EXPECT_FAILURE(test, DEVICE, *IoDeviceObjectType, STATUS_OBJECT_NAME_NOT_FOUND);
	EXPECT_NO_REPORT(test);
}

/* row 1174: links are followed, as those of a file's name */
static void ob_named_object_test_links(struct kunit *test)
{
	PDEVICE_OBJECT device = named_device(test);

	link_to(test, LINK, DEVICE);
	link_to(test, LINK_TO_LINK, LINK);
	expect_object(test, LINK, *IoDeviceObjectType, device);
	expect_object(test, L"\\GLOBAL??\\WINWORKNAMED", *IoDeviceObjectType, device);
	expect_object(test, LINK_TO_LINK, *IoDeviceObjectType, device);
	EXPECT_FAILURE(test, LINK, *IoDriverObjectType, STATUS_OBJECT_TYPE_MISMATCH);
	EXPECT_FAILURE(test, L"\\DosDevices\\WinworkNone", *IoDeviceObjectType,
		       STATUS_OBJECT_NAME_NOT_FOUND);
	EXPECT_FAILURE(test, LINK L"\\rest", *IoDeviceObjectType, STATUS_OBJECT_PATH_NOT_FOUND);
	IoDeleteDevice(device);
	EXPECT_FAILURE(test, LINK, *IoDeviceObjectType, STATUS_OBJECT_NAME_NOT_FOUND);
	unlink_name(test, LINK);
	/* Two that lead to each other lead nowhere. */
	link_to(test, LINK, LINK_TO_LINK);
	EXPECT_FAILURE(test, LINK, *IoDeviceObjectType, STATUS_OBJECT_NAME_NOT_FOUND);
	unlink_name(test, LINK);
	unlink_name(test, LINK_TO_LINK);
	EXPECT_NO_REPORT(test);
}

/* row 1175 */
static void ob_named_object_test_event(struct kunit *test)
{
	UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\BaseNamedObjects\\WinworkNamed");
	OBJECT_ATTRIBUTES attributes;
	HANDLE handle;
	PVOID event = NULL;

	InitializeObjectAttributes(&attributes, &name, OBJ_KERNEL_HANDLE, NULL, NULL);
	KUNIT_ASSERT_EQ(test,
			ZwCreateEvent(&handle, EVENT_ALL_ACCESS, &attributes, NotificationEvent,
				      FALSE),
			STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test,
			ObReferenceObjectByHandle(handle, 0, *ExEventObjectType, KernelMode, &event,
						  NULL),
			STATUS_SUCCESS);
	expect_object(test, name.Buffer, *ExEventObjectType, event);
	EXPECT_FAILURE(test, name.Buffer, *IoDeviceObjectType, STATUS_OBJECT_TYPE_MISMATCH);
	/* With its last handle it loses its name, also while a driver has a reference. */
	ZwClose(handle);
	EXPECT_FAILURE(test, name.Buffer, *ExEventObjectType, STATUS_OBJECT_NAME_NOT_FOUND);
	ObDereferenceObject(event);
	EXPECT_NO_REPORT(test);
}

/* row 1176 */
static void ob_named_object_test_bad_names(struct kunit *test)
{
	static WCHAR control[] = L"\\Device\\a\nb";
	UNICODE_STRING odd = { .Length = 3, .MaximumLength = 4, .Buffer = L"\\D" };
	POBJECT_TYPE type = *IoDeviceObjectType;
	WCHAR *longest = case_alloc_array(test, 200, WCHAR);
	PVOID found = test;
	int i;

	EXPECT_FAILURE(test, L"Device\\WinworkNamed", type, STATUS_OBJECT_PATH_SYNTAX_BAD);
	EXPECT_FAILURE(test, L"", type, STATUS_OBJECT_NAME_INVALID);
	EXPECT_FAILURE(test, L"\\Device\\", type, STATUS_OBJECT_NAME_INVALID);
	EXPECT_FAILURE(test, L"\\Device\\\\Name", type, STATUS_OBJECT_NAME_INVALID);
	EXPECT_FAILURE(test, control, type, STATUS_OBJECT_NAME_INVALID);
	KUNIT_EXPECT_EQ(test,
			ObReferenceObjectByName(&odd, 0, NULL, 0, type, KernelMode, NULL, &found),
			STATUS_OBJECT_NAME_INVALID);
	KUNIT_EXPECT_NULL(test, found);
	for (i = 0; i < 199; i++)
		longest[i] = i ? L'a' : L'\\';
	EXPECT_FAILURE(test, longest, type, STATUS_OBJECT_NAME_INVALID);
	EXPECT_FAILURE(test, L"\\WinworkNone\\Name", type, STATUS_OBJECT_PATH_NOT_FOUND);
	EXPECT_FAILURE(test, L"\\WinworkNone", type, STATUS_OBJECT_NAME_NOT_FOUND);
	/* Folders are objects of another type. */
	EXPECT_FAILURE(test, L"\\", type, STATUS_OBJECT_TYPE_MISMATCH);
	EXPECT_FAILURE(test, L"\\driver", type, STATUS_OBJECT_TYPE_MISMATCH);
	EXPECT_FAILURE(test, L"\\DosDevices\\Global", type, STATUS_OBJECT_TYPE_MISMATCH);
	EXPECT_FAILURE(test, L"\\KernelObjects", type, STATUS_OBJECT_TYPE_MISMATCH);
	EXPECT_NO_REPORT(test);
}

/* row 1176 */
static void ob_named_object_test_misuse(struct kunit *test)
{
	UNICODE_STRING name = RTL_CONSTANT_STRING(DEVICE);
	PDEVICE_OBJECT device = named_device(test);
	PVOID found = test;
	NTSTATUS status;
	KIRQL level;

	EXPECT_FAILURE(test, DEVICE, NULL, STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test,
			ObReferenceObjectByName(&name, 0, NULL, 0, *IoDeviceObjectType, KernelMode,
						NULL, NULL),
			STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test,
			ObReferenceObjectByName(NULL, 0, NULL, 0, *IoDeviceObjectType, KernelMode,
						NULL, &found),
			STATUS_OBJECT_NAME_INVALID);
	KUNIT_EXPECT_NULL(test, found);
	EXPECT_NO_REPORT(test);
	found = test;
	KeRaiseIrql(APC_LEVEL, &level);
	status = ObReferenceObjectByName(&name, 0, NULL, 0, *IoDeviceObjectType, KernelMode, NULL,
					 &found);
	KeLowerIrql(level);
	KUNIT_EXPECT_EQ(test, status, STATUS_UNSUCCESSFUL);
	KUNIT_EXPECT_NULL(test, found);
	EXPECT_REPORT(test, "ObReferenceObjectByName", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY,
		      APC_LEVEL, ANY, ANY, 0);
	KUNIT_EXPECT_EQ(test, references(device), 1L);
	IoDeleteDevice(device);
}

/* row 1173: a driver may look the names up, too */
static void ob_named_object_test_by_routine_address(struct kunit *test)
{
	UNICODE_STRING function = RTL_CONSTANT_STRING(L"ObReferenceObjectByName");
	UNICODE_STRING variable = RTL_CONSTANT_STRING(L"IoDriverObjectType");

	KUNIT_EXPECT_PTR_EQ(test, MmGetSystemRoutineAddress(&function),
			    (PVOID)ObReferenceObjectByName);
	KUNIT_EXPECT_PTR_EQ(test, MmGetSystemRoutineAddress(&variable), (PVOID)&IoDriverObjectType);
}

static struct kunit_case ob_named_object_cases[] = {
	KUNIT_CASE(ob_named_object_test_driver),
	KUNIT_CASE(ob_named_object_test_life_of_a_driver),
	KUNIT_CASE(ob_named_object_test_driver_that_ends),
	KUNIT_CASE(ob_named_object_test_device),
	KUNIT_CASE(ob_named_object_test_links),
	KUNIT_CASE(ob_named_object_test_event),
	KUNIT_CASE(ob_named_object_test_bad_names),
	KUNIT_CASE(ob_named_object_test_misuse),
	KUNIT_CASE(ob_named_object_test_by_routine_address),
	{}
};

WINWORK_SUITE(ob_named_object);
