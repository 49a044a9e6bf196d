/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Files that a minifilter opens itself: FltCreateFile and FltClose.
 */
#include "base/irql.hpp"
#include "base/report.hpp"
#include "create_parameters.hpp"
#include "ob/handle.hpp"
#include "ob/names.hpp"
#include "own_call.hpp"

namespace ww {
namespace {

/* The arguments of FltCreateFile and its relatives. */
struct Arguments {
	CallSite call;
	PFLT_FILTER filter;
	PFLT_INSTANCE instance;
	HANDLE *handle;
	PFILE_OBJECT *file = nullptr;	/* or null: no reference on it is wanted */
	ACCESS_MASK access;
	const OBJECT_ATTRIBUTES *attributes;
	PIO_STATUS_BLOCK iosb;
	ULONG file_attributes;
	ULONG disposition;
	ULONG options;
	bool has_ea;
	ULONG flags;
	const IO_DRIVER_CREATE_CONTEXT *context = nullptr;
};

/* ---- What is wrong, as text; or null -------------------------------------------------------- */

const char *missing_in(const Arguments &arguments)
{
	return first_missing({
		{ arguments.handle != nullptr, "FileHandle" },
		{ arguments.attributes != nullptr, "ObjectAttributes" },
		{ arguments.iosb != nullptr, "IoStatusBlock" },
	});
}

constexpr ULONG kSynchronous = FILE_SYNCHRONOUS_IO_ALERT | FILE_SYNCHRONOUS_IO_NONALERT;

const char *wrong_options(ULONG options, ACCESS_MASK access, ULONG disposition)
{
	constexpr ULONG kBoth = FILE_DIRECTORY_FILE | FILE_NON_DIRECTORY_FILE;

	if (options & ~FILE_VALID_OPTION_FLAGS)
		return "CreateOptions has unknown bits";
	if ((options & kBoth) == kBoth)
		return "CreateOptions wants a folder and no folder";
	if (options & FILE_DIRECTORY_FILE && disposition != FILE_OPEN && disposition != FILE_CREATE &&
	    disposition != FILE_OPEN_IF)
		return "CreateDisposition would overwrite a folder";
	if ((options & kSynchronous) == kSynchronous)
		return "CreateOptions has both FILE_SYNCHRONOUS_IO_ALERT and FILE_SYNCHRONOUS_IO_NONALERT";
	if (options & kSynchronous && !(access & (SYNCHRONIZE | GENERIC_READ | GENERIC_WRITE |
						  GENERIC_EXECUTE | GENERIC_ALL)))
		return "CreateOptions has FILE_SYNCHRONOUS_IO_..., and DesiredAccess no SYNCHRONIZE";
	if (options & FILE_DELETE_ON_CLOSE && !(access & (DELETE | GENERIC_ALL)))
		return "CreateOptions has FILE_DELETE_ON_CLOSE, and DesiredAccess no DELETE";
	if (options & FILE_NO_INTERMEDIATE_BUFFERING && access & FILE_APPEND_DATA)
		return "CreateOptions has FILE_NO_INTERMEDIATE_BUFFERING, and DesiredAccess FILE_APPEND_DATA";
	return nullptr;
}

const char *wrong_in(const Arguments &arguments)
{
	if (arguments.disposition > FILE_MAXIMUM_DISPOSITION)
		return "CreateDisposition is none";
	if (arguments.flags & ~(IO_FORCE_ACCESS_CHECK | IO_IGNORE_SHARE_ACCESS_CHECK))
		return "Flags has unknown bits";
	if (arguments.context && arguments.context->Size != sizeof(IO_DRIVER_CREATE_CONTEXT))
		return "DriverContext was not set up by IoInitializeDriverCreateContext";
	return wrong_options(arguments.options, arguments.access, arguments.disposition);
}

/* What WinWork's volumes do not have. */
const char *absent_in(const Arguments &arguments, NTSTATUS &status)
{
	status = STATUS_NOT_SUPPORTED;
	if (arguments.context && arguments.context->TxnParameters)
		return "DriverContext->TxnParameters: there are no transactions here";
	if (arguments.context && arguments.context->DeviceObjectHint)
		return "DriverContext->DeviceObjectHint: volumes have no devices here";
	status = STATUS_EAS_NOT_SUPPORTED;
	if (arguments.has_ea)
		return "EaBuffer: there are no extended attributes here";
	status = STATUS_OPLOCK_NOT_GRANTED;
	if (arguments.options & FILE_OPEN_REQUIRING_OPLOCK)
		return "CreateOptions has FILE_OPEN_REQUIRING_OPLOCK: there are no oplocks here";
	return nullptr;
}

NTSTATUS check(const Arguments &arguments)
{
	NTSTATUS status = STATUS_INVALID_PARAMETER;
	const char *wrong = wrong_in(arguments);

	if (!wrong)
		wrong = absent_in(arguments, status);
	return wrong ? refuse(arguments.call, arguments.filter, status, "%s", wrong) : STATUS_SUCCESS;
}

/* ---- The volume, and the path on it --------------------------------------------------------- */

/* The folder of ObjectAttributes->RootDirectory, with a reference while this lives. */
class Root {
public:
	explicit Root(HANDLE handle) : is_given_(handle), body_(handle ? handle_reference(handle) : nullptr) {}
	~Root()
	{
		if (body_)
			object_dereference_kept(body_);
	}
	Root(const Root &) = delete;
	Root &operator=(const Root &) = delete;

	bool is_given() const { return is_given_; }

	/* Null if it is no open file of a mount. */
	PFILE_OBJECT file() const
	{
		auto *file = static_cast<PFILE_OBJECT>(body_);

		return file_system_of(file) && file_is_open(file) ? file : nullptr;
	}

private:
	bool is_given_;
	void *body_;
};

/* The number of units of a volume's name that a whole name begins with: up to the backslash behind it. */
USHORT volume_units(const UNICODE_STRING &name)
{
	constexpr USHORT kDeviceUnits = sizeof("\\Device\\") - 1;
	const USHORT units = name.Length / sizeof(WCHAR);
	USHORT at = kDeviceUnits;

	while (at < units && name.Buffer[at] != '\\')
		at++;
	return at < units ? at : units;
}

UNICODE_STRING part_of(const UNICODE_STRING &name, USHORT begin, USHORT end)
{
	const USHORT bytes = static_cast<USHORT>((end - begin) * sizeof(WCHAR));

	return { bytes, bytes, name.Buffer + begin };
}

/* With a kept reference; null if there is none. */
PFLT_VOLUME keep_volume(const UNICODE_STRING &name)
{
	char text[kObjectName];

	if (!name_from_unicode(text, &name))
		return nullptr;
	return static_cast<PFLT_VOLUME>(object_find(volume_type, text, object_try_reference_kept));
}

NTSTATUS find_by_root(const Arguments &arguments, const Root &root, OwnCreate &create)
{
	create.root = root.file();
	if (!create.root)
		return refuse(arguments.call, arguments.filter, STATUS_INVALID_PARAMETER,
			      "ObjectAttributes->RootDirectory is no handle of FltCreateFile's");
	/* A file ID may begin with any bytes. */
	if (!is_by_id(create) && create.name.Length && *create.name.Buffer == '\\')
		return STATUS_OBJECT_PATH_SYNTAX_BAD;
	create.volume = file_hold_volume(create.root, nullptr);
	return create.volume ? STATUS_SUCCESS : STATUS_FILE_CLOSED;
}

/* A name that is on no mount may be right on Windows, so it is no mistake. */
NTSTATUS find_by_name(OwnCreate &create)
{
	const USHORT units = create.name.Length / sizeof(WCHAR);
	const UNICODE_STRING alias = volume_alias_in(create.name);
	USHORT behind;

	if (alias.Length) {
		behind = static_cast<USHORT>(alias.Buffer - create.name.Buffer + alias.Length / sizeof(WCHAR));
		create.volume = volume_of_alias(alias);
	} else {
		behind = volume_units(create.name);
		create.volume = keep_volume(part_of(create.name, 0, behind));
	}
	if (!create.volume)
		return STATUS_OBJECT_PATH_NOT_FOUND;
	create.name = part_of(create.name, behind, units);
	return STATUS_SUCCESS;
}

/* Whether files can be opened there. */
NTSTATUS check_volume(const Arguments &arguments, const OwnCreate &create)
{
	const CallSite &call = arguments.call;

	if (!file_system_of_volume(create.volume))
		return refuse(call, arguments.filter, STATUS_OBJECT_PATH_NOT_FOUND,
			      "the volume is one of WinworkFltCreateVolume, which has no files");
	if (arguments.instance && arguments.instance->volume != create.volume)
		return refuse(call, arguments.filter, STATUS_INVALID_DEVICE_OBJECT_PARAMETER,
			      "ObjectAttributes->ObjectName is on another volume than Instance");
	if (!create.root && !create.name.Length)
		return refuse(call, arguments.filter, STATUS_INVALID_DEVICE_REQUEST,
			      "ObjectAttributes->ObjectName is that of a volume, which cannot be opened here");
	return STATUS_SUCCESS;
}

/* ---- The open ------------------------------------------------------------------------------- */

OwnCreate create_of(const Arguments &arguments)
{
	OwnCreate create = {};

	create.call = arguments.call;
	create.filter = arguments.filter;
	create.instance = arguments.instance;
	if (arguments.attributes->ObjectName)
		create.name = *arguments.attributes->ObjectName;
	create.access = arguments.access;
	create.disposition = arguments.disposition;
	create.options = arguments.options;
	create.attributes = arguments.file_attributes;
	create.checks_access = arguments.flags & IO_FORCE_ACCESS_CHECK;
	create.parameters = arguments.context ? arguments.context->ExtraCreateParameter : nullptr;
	return create;
}

/* The open file becomes the driver's. @file: or null. */
void hand_over(const OwnCreate &create, HANDLE *handle, PFILE_OBJECT *file)
{
	*handle = create.handle;
	if (file) {
		object_reference(create.file);
		*file = create.file;
	}
	object_dereference_kept(create.file);
}

NTSTATUS send(const Arguments &arguments, OwnCreate &create)
{
	NTSTATUS status = check_volume(arguments, create);

	if (NT_SUCCESS(status))
		status = file_system_of_volume(create.volume)->create(create);
	arguments.iosb->Status = status;
	arguments.iosb->Information = create.information;
	if (NT_SUCCESS(status))
		hand_over(create, arguments.handle, arguments.file);
	return status;
}

NTSTATUS open_on_volume(const Arguments &arguments)
{
	const Root root(arguments.attributes->RootDirectory);
	OwnCreate create = create_of(arguments);
	NTSTATUS status = root.is_given() ? find_by_root(arguments, root, create) : find_by_name(create);

	if (!NT_SUCCESS(status)) {
		*arguments.iosb = { { status }, 0 };
		return status;
	}
	status = send(arguments, create);
	object_dereference_kept(create.volume);
	return status;
}

NTSTATUS open_below(const Arguments &arguments)
{
	NTSTATUS status;

	if (!check_and_keep(arguments.call, arguments.instance, instance_type, status))
		return status;
	status = arguments.instance->filter == arguments.filter
		? open_on_volume(arguments)
		: refuse(arguments.call, arguments.filter, STATUS_INVALID_PARAMETER,
			 "Instance is another filter's");
	object_dereference_kept(arguments.instance);
	return status;
}

NTSTATUS open_for(const Arguments &arguments)
{
	const PECP_LIST list = arguments.context ? arguments.context->ExtraCreateParameter : nullptr;

	if (list && !parameters_check(arguments.call, list))
		return STATUS_INVALID_PARAMETER;
	return arguments.instance ? open_below(arguments) : open_on_volume(arguments);
}

NTSTATUS open(const Arguments &arguments)
{
	const CallSite &call = arguments.call;
	NTSTATUS status = STATUS_INVALID_PARAMETER;

	if (const char *missing = missing_in(arguments))
		return refuse(call, nullptr, status, "%s is NULL", missing);
	*arguments.handle = nullptr;
	if (arguments.file)
		*arguments.file = nullptr;
	if (!own_may_send(call, arguments.filter, status) ||
	    !check_and_keep(call, arguments.filter, filter_type, status))
		return status;
	status = check(arguments);
	if (NT_SUCCESS(status))
		status = open_for(arguments);
	object_dereference_kept(arguments.filter);
	return status;
}

/* ---- The folder of the system, and that of the volume --------------------------------------- */

/* A folder, by its name on the volume of the instance, which is kept. @units: without the terminating null. */
template <size_t units>
OwnCreate create_folder(CallSite call, PFLT_INSTANCE instance, WCHAR (&name)[units])
{
	constexpr USHORT kBytes = (units - 1) * sizeof(WCHAR);
	OwnCreate create = {};

	create.call = call;
	create.filter = instance->filter;
	create.instance = instance;
	create.volume = instance->volume;
	create.name = { kBytes, kBytes, name };
	create.options = FILE_DIRECTORY_FILE | FILE_SYNCHRONOUS_IO_NONALERT;
	return create;
}

NTSTATUS make_system_folder(CallSite call, PFLT_INSTANCE instance)
{
	static WCHAR name[] = L"\\System Volume Information";
	const FileSystem *owner = file_system_of_volume(instance->volume);

	if (!owner)
		return refuse(call, instance, STATUS_OBJECT_PATH_NOT_FOUND,
			      "the volume is one of WinworkFltCreateVolume, which has no files");

	OwnCreate create = create_folder(call, instance, name);

	create.access = FILE_READ_ATTRIBUTES | SYNCHRONIZE;
	create.disposition = FILE_OPEN_IF;
	create.is_private = true;

	const NTSTATUS status = owner->create(create);

	if (!NT_SUCCESS(status))
		return status;
	object_dereference_kept(create.file);
	return handle_close_of_driver(call, create.handle);
}

NTSTATUS open_volume(CallSite call, PFLT_INSTANCE instance, HANDLE *handle, PFILE_OBJECT *file)
{
	static WCHAR name[] = L"\\";
	const FileSystem *owner = file_system_of_volume(instance->volume);

	if (!owner)
		return refuse(call, instance, STATUS_INVALID_PARAMETER,
			      "the volume is one of WinworkFltCreateVolume, which cannot be opened");

	OwnCreate create = create_folder(call, instance, name);

	create.access = FILE_GENERIC_READ;
	create.disposition = FILE_OPEN;

	const NTSTATUS status = owner->create(create);

	if (NT_SUCCESS(status))
		hand_over(create, handle, file);
	return status;
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS FLTAPI FltCreateFile(PFLT_FILTER Filter, PFLT_INSTANCE Instance, PHANDLE FileHandle,
			      ACCESS_MASK DesiredAccess, POBJECT_ATTRIBUTES ObjectAttributes,
			      PIO_STATUS_BLOCK IoStatusBlock, PLARGE_INTEGER, ULONG FileAttributes, ULONG,
			      ULONG CreateDisposition, ULONG CreateOptions, PVOID EaBuffer, ULONG EaLength,
			      ULONG Flags)
{
	return open({ .call = WW_CALL_SITE, .filter = Filter, .instance = Instance, .handle = FileHandle,
		      .access = DesiredAccess, .attributes = ObjectAttributes, .iosb = IoStatusBlock,
		      .file_attributes = FileAttributes, .disposition = CreateDisposition,
		      .options = CreateOptions, .has_ea = EaBuffer || EaLength, .flags = Flags });
}

NTSTATUS FLTAPI FltCreateFileEx(PFLT_FILTER Filter, PFLT_INSTANCE Instance, PHANDLE FileHandle,
				PFILE_OBJECT *FileObject, ACCESS_MASK DesiredAccess,
				POBJECT_ATTRIBUTES ObjectAttributes, PIO_STATUS_BLOCK IoStatusBlock,
				PLARGE_INTEGER, ULONG FileAttributes, ULONG, ULONG CreateDisposition,
				ULONG CreateOptions, PVOID EaBuffer, ULONG EaLength, ULONG Flags)
{
	return open({ .call = WW_CALL_SITE, .filter = Filter, .instance = Instance, .handle = FileHandle,
		      .file = FileObject, .access = DesiredAccess, .attributes = ObjectAttributes,
		      .iosb = IoStatusBlock, .file_attributes = FileAttributes,
		      .disposition = CreateDisposition, .options = CreateOptions,
		      .has_ea = EaBuffer || EaLength, .flags = Flags });
}

NTSTATUS FLTAPI FltCreateFileEx2(PFLT_FILTER Filter, PFLT_INSTANCE Instance, PHANDLE FileHandle,
				 PFILE_OBJECT *FileObject, ACCESS_MASK DesiredAccess,
				 POBJECT_ATTRIBUTES ObjectAttributes, PIO_STATUS_BLOCK IoStatusBlock,
				 PLARGE_INTEGER, ULONG FileAttributes, ULONG, ULONG CreateDisposition,
				 ULONG CreateOptions, PVOID EaBuffer, ULONG EaLength, ULONG Flags,
				 PIO_DRIVER_CREATE_CONTEXT DriverContext)
{
	return open({ .call = WW_CALL_SITE, .filter = Filter, .instance = Instance, .handle = FileHandle,
		      .file = FileObject, .access = DesiredAccess, .attributes = ObjectAttributes,
		      .iosb = IoStatusBlock, .file_attributes = FileAttributes,
		      .disposition = CreateDisposition, .options = CreateOptions,
		      .has_ea = EaBuffer || EaLength, .flags = Flags, .context = DriverContext });
}

NTSTATUS FLTAPI FltCreateSystemVolumeInformationFolder(PFLT_INSTANCE Instance)
{
	const CallSite call = WW_CALL_SITE;
	NTSTATUS status = STATUS_INVALID_PARAMETER;

	if (!own_may_send(call, Instance, status) || !check_and_keep(call, Instance, instance_type, status))
		return status;
	status = make_system_folder(call, Instance);
	object_dereference_kept(Instance);
	return status;
}

NTSTATUS FLTAPI FltOpenVolume(PFLT_INSTANCE Instance, PHANDLE VolumeHandle, PFILE_OBJECT *VolumeFileObject)
{
	const CallSite call = WW_CALL_SITE;
	NTSTATUS status = STATUS_INVALID_PARAMETER;

	if (!VolumeHandle)
		return refuse(call, nullptr, status, "VolumeHandle is NULL");
	*VolumeHandle = nullptr;
	if (VolumeFileObject)
		*VolumeFileObject = nullptr;
	if (!own_may_send(call, Instance, status) || !check_and_keep(call, Instance, instance_type, status))
		return status;
	status = open_volume(call, Instance, VolumeHandle, VolumeFileObject);
	object_dereference_kept(Instance);
	return status;
}

NTSTATUS FLTAPI FltClose(HANDLE FileHandle)
{
	return handle_close_of_driver(WW_CALL_SITE, FileHandle);
}

} /* extern "C" */
