/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that leaves its registration, a socket, and a listening one at which an IRP waits.
 */
#include <ntddk.h>
#include <wsk.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;
static IO_COMPLETION_ROUTINE Set, Ended;

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static KEVENT Done;

static NTSTATUS Set(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	UNREFERENCED_PARAMETER(Irp);
	UNREFERENCED_PARAMETER(Context);
	KeSetEvent(&Done, IO_NO_INCREMENT, FALSE);
	return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS Ended(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	UNREFERENCED_PARAMETER(Context);
	DbgPrint("wsk_left: the accept ends with %x\n", Irp->IoStatus.Status);
	IoFreeIrp(Irp);
	return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP Again(PIRP Irp)
{
	KeInitializeEvent(&Done, NotificationEvent, FALSE);
	IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
	IoSetCompletionRoutine(Irp, Set, NULL, TRUE, TRUE, TRUE);
	return Irp;
}

static PWSK_SOCKET Make(PIRP Irp, ULONG Flags)
{
	Provider.Dispatch->WskSocket(Provider.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, Flags, NULL, NULL, NULL, NULL,
				     NULL, Again(Irp));
	KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
	return NT_SUCCESS(Irp->IoStatus.Status) ? (PWSK_SOCKET)Irp->IoStatus.Information : NULL;
}

static NTSTATUS Listen(PIRP Irp)
{
	SOCKADDR_IN Address = { .sin_family = AF_INET, .sin_port = RtlUshortByteSwap(7011) };
	PWSK_SOCKET Socket = Make(Irp, WSK_FLAG_LISTEN_SOCKET);
	const WSK_PROVIDER_LISTEN_DISPATCH *Functions;

	if (!Socket || !Make(Irp, WSK_FLAG_CONNECTION_SOCKET))
		return STATUS_UNSUCCESSFUL;
	Functions = Socket->Dispatch;
	Functions->WskBind(Socket, (PSOCKADDR)&Address, 0, Again(Irp));
	KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
	if (!NT_SUCCESS(Irp->IoStatus.Status))
		return Irp->IoStatus.Status;
	IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
	IoSetCompletionRoutine(Irp, Ended, NULL, TRUE, TRUE, TRUE);
	Functions->WskAccept(Socket, 0, NULL, NULL, NULL, NULL, Irp);
	return STATUS_SUCCESS;
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
	WSK_CLIENT_NPI Npi = { NULL, &Dispatch };
	PIRP Irp = IoAllocateIrp(1, FALSE);
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	if (!Irp)
		return STATUS_INSUFFICIENT_RESOURCES;
	DriverObject->DriverUnload = Unload;
	Status = WskRegister(&Npi, &Registration);
	if (NT_SUCCESS(Status))
		Status = WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &Provider);
	return NT_SUCCESS(Status) ? Listen(Irp) : Status;
}
