/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The device that programs open to connect to a port, and its requests.
 */
#include "port.hpp"

#include <uapi/winwork.h>

#include "base/errno.hpp"
#include "linux/memory.h"
#include "ob/driver.hpp"
#include "ob/names.hpp"

namespace ww {
namespace {

constinit PDRIVER_OBJECT manager = nullptr;
constinit PDEVICE_OBJECT device = nullptr;

PortFile *file_of(PIRP irp)
{
	return static_cast<PortFile *>(IoGetCurrentIrpStackLocation(irp)->FileObject->FsContext);
}

NTSTATUS NTAPI create(PDEVICE_OBJECT, PIRP irp)
{
	const PFILE_OBJECT file = IoGetCurrentIrpStackLocation(irp)->FileObject;
	char name[kObjectName];
	ServerPort *const server = name_from_unicode(name, &file->FileName) ? server_port_find(name) : nullptr;

	if (!server)
		return port_complete(irp, STATUS_OBJECT_NAME_NOT_FOUND);

	auto *const port_file = static_cast<PortFile *>(ww_zalloc_sleeping(sizeof(PortFile)));

	if (!port_file) {
		object_dereference_kept(server);
		return port_complete(irp, STATUS_INSUFFICIENT_RESOURCES);
	}
	port_file->server = server;
	file->FsContext = port_file;
	return port_complete(irp, STATUS_SUCCESS);
}

NTSTATUS NTAPI cleanup(PDEVICE_OBJECT, PIRP irp)
{
	if (ClientPort *const port = client_of(irp))
		port_disconnect(*port);
	return port_complete(irp, STATUS_SUCCESS);
}

/* Another thread may have connected the file since its last handle was closed. */
NTSTATUS NTAPI close(PDEVICE_OBJECT, PIRP irp)
{
	PortFile *const file = file_of(irp);

	if (ClientPort *const port = client_of(irp)) {
		port_disconnect(*port);
		object_dereference_kept(port);
	}
	object_dereference_kept(file->server);
	ww_free(file);
	return port_complete(irp, STATUS_SUCCESS);
}

/* The IRP has one buffer for both directions, and the minifilter gets two. */
NTSTATUS send(ClientPort &port, PIRP irp)
{
	const auto &control = IoGetCurrentIrpStackLocation(irp)->Parameters.DeviceIoControl;
	const ULONG in_bytes = control.InputBufferLength, out_bytes = control.OutputBufferLength;
	void *const buffer = irp->AssociatedIrp.SystemBuffer;
	void *const in = in_bytes ? ww_zalloc_sleeping(in_bytes) : nullptr;
	u32 returned;

	if (in_bytes && !in)
		return port_complete(irp, STATUS_INSUFFICIENT_RESOURCES);
	if (in)
		__builtin_memcpy(in, buffer, in_bytes);
	if (out_bytes)
		__builtin_memset(buffer, 0, out_bytes);

	const NTSTATUS status = port_send(port, in, in_bytes, out_bytes ? buffer : nullptr, out_bytes, returned);

	ww_free(in);
	return port_complete(irp, status, NT_SUCCESS(status) ? returned : 0);
}

NTSTATUS get(ClientPort &port, PIRP irp)
{
	const auto &control = IoGetCurrentIrpStackLocation(irp)->Parameters.DeviceIoControl;

	if (control.OutputBufferLength < sizeof(FILTER_MESSAGE_HEADER))
		return port_complete(irp, STATUS_INVALID_PARAMETER);
	IoMarkIrpPending(irp);
	message_get(port, irp);
	return STATUS_PENDING;
}

NTSTATUS NTAPI control(PDEVICE_OBJECT, PIRP irp)
{
	const auto &control = IoGetCurrentIrpStackLocation(irp)->Parameters.DeviceIoControl;
	void *const buffer = irp->AssociatedIrp.SystemBuffer;

	if (control.IoControlCode == WINWORK_PORT_CONNECT)
		return port_complete(irp, port_connect(*file_of(irp),
						       control.InputBufferLength ? buffer : nullptr,
						       control.InputBufferLength));

	ClientPort *const port = client_of(irp);

	if (!port)
		return port_complete(irp, STATUS_PORT_DISCONNECTED);
	switch (control.IoControlCode) {
	case WINWORK_PORT_SEND:
		return send(*port, irp);
	case WINWORK_PORT_GET:
		return get(*port, irp);
	case WINWORK_PORT_REPLY:
		return port_complete(irp, message_reply(*port, buffer, control.InputBufferLength));
	default:
		return port_complete(irp, STATUS_INVALID_DEVICE_REQUEST);
	}
}

NTSTATUS create_device()
{
	WCHAR text[kObjectName];
	UNICODE_STRING name;

	name_to_unicode(name, text, kPortDevice);

	const NTSTATUS status = IoCreateDevice(manager, 0, &name, FILE_DEVICE_FILE_SYSTEM, 0, FALSE, &device);

	if (NT_SUCCESS(status))
		device->Flags &= ~DO_DEVICE_INITIALIZING;
	return status;
}

} /* namespace */

NTSTATUS port_complete(PIRP irp, NTSTATUS status, ULONG_PTR information)
{
	irp->IoStatus.Status = status;
	irp->IoStatus.Information = information;
	IoCompleteRequest(irp, IO_NO_INCREMENT);
	return status;
}

ClientPort *client_of(PIRP irp)
{
	return file_of(irp)->client.load(Order::acquire);
}

PDRIVER_OBJECT port_driver()
{
	return manager;
}

int port_device_init()
{
	bool taken;

	manager = driver_create("FltMgr", "\\FileSystem\\FltMgr", nullptr, &taken);
	if (!manager)
		return -WW_ENOMEM;
	manager->MajorFunction[IRP_MJ_CREATE] = create;
	manager->MajorFunction[IRP_MJ_CLEANUP] = cleanup;
	manager->MajorFunction[IRP_MJ_CLOSE] = close;
	manager->MajorFunction[IRP_MJ_DEVICE_CONTROL] = control;
	if (!NT_SUCCESS(create_device())) {
		object_destroy(manager);
		return -WW_ENOMEM;
	}
	return 0;
}

/* No file of it is open, and no filter is left. */
void port_device_exit()
{
	IoDeleteDevice(device);
	object_destroy(manager);
}

} /* namespace ww */
