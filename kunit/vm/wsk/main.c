/* SPDX-License-Identifier: GPL-2.0 */
#include "wsk_test.h"

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;
static IO_COMPLETION_ROUTINE Completed;

WSK_REGISTRATION Registration;
WSK_PROVIDER_NPI Provider;
static CALL Main;

static NTSTATUS Completed(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	UNREFERENCED_PARAMETER(Irp);
	KeSetEvent(Context, IO_NO_INCREMENT, FALSE);
	return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS MakeCall(CALL *Call)
{
	KeInitializeEvent(&Call->Done, NotificationEvent, FALSE);
	Call->Irp = IoAllocateIrp(1, FALSE);
	return Call->Irp ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

PIRP Again(CALL *Call)
{
	KeClearEvent(&Call->Done);
	IoReuseIrp(Call->Irp, STATUS_UNSUCCESSFUL);
	IoSetCompletionRoutine(Call->Irp, Completed, &Call->Done, TRUE, TRUE, TRUE);
	return Call->Irp;
}

/* row 1404: each call that is not refused completes its IRP, with the status that it returns unless that pends */
NTSTATUS Finish(CALL *Call, NTSTATUS Status)
{
	KeWaitForSingleObject(&Call->Done, Executive, KernelMode, FALSE, NULL);
	EXPECT(Status == STATUS_PENDING || Status == Call->Irp->IoStatus.Status);
	return Call->Irp->IoStatus.Status;
}

SOCKADDR_IN AddressOf(USHORT Port, BOOLEAN Any)
{
	SOCKADDR_IN Address;

	RtlZeroMemory(&Address, sizeof(Address));
	Address.sin_family = AF_INET;
	Address.sin_port = RtlUshortByteSwap(Port);
	Address.sin_addr.s_addr = Any ? 0 : RtlUlongByteSwap(INADDR_LOOPBACK);
	return Address;
}

NTSTATUS MakeSocket(CALL *Call, ULONG Flags, PVOID Context, const VOID *Dispatch, PWSK_SOCKET *Socket)
{
	const BOOLEAN IsDatagram = Flags == WSK_FLAG_DATAGRAM_SOCKET;
	const NTSTATUS Status = RUN(Call, Provider.Dispatch->WskSocket(
		Provider.Client, AF_INET, IsDatagram ? SOCK_DGRAM : SOCK_STREAM,
		IsDatagram ? IPPROTO_UDP : IPPROTO_TCP, Flags, Context, Dispatch, NULL, NULL, NULL, Again(Call)));

	*Socket = NT_SUCCESS(Status) ? (PWSK_SOCKET)Call->Irp->IoStatus.Information : NULL;
	return Status;
}

/* WskBind has the same place in all tables. */
NTSTATUS BindTo(CALL *Call, PWSK_SOCKET Socket, USHORT Port)
{
	SOCKADDR_IN Address = AddressOf(Port, TRUE);

	return RUN(Call, LISTEN_OF(Socket)->WskBind(Socket, (PSOCKADDR)&Address, 0, Again(Call)));
}

NTSTATUS EnableEvents(PWSK_SOCKET Socket, ULONG Mask)
{
	WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, Mask };

	return BASIC_OF(Socket)->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
						  sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

NTSTATUS CloseSocket(CALL *Call, PWSK_SOCKET Socket)
{
	return RUN(Call, BASIC_OF(Socket)->WskCloseSocket(Socket, Again(Call)));
}

/* row 1402: WskDeregister returns when all sockets have gone */
static VOID Stop(VOID)
{
	StopDatagrams(&Main);
	StopEcho(&Main);
	WskReleaseProviderNPI(&Registration);
	WskDeregister(&Registration);
	IoFreeIrp(Main.Irp);
	DbgPrint("wsk: %d checks have failed\n", Wrong);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	Stop();
}

static NTSTATUS Register(VOID)
{
	static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
	static const WSK_CLIENT_DISPATCH Other = { MAKE_WSK_VERSION(9, 0), 0, NULL };
	WSK_CLIENT_NPI Npi = { NULL, &Other };
	NTSTATUS Status;

	EXPECT_STATUS(WskRegister(NULL, &Registration), STATUS_INVALID_PARAMETER);
	/* row 1401: another version */
	EXPECT_STATUS(WskRegister(&Npi, &Registration), STATUS_SUCCESS);
	EXPECT_STATUS(WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &Provider), STATUS_NOINTERFACE);
	WskDeregister(&Registration);
	/* row 1402: a capture behind it */
	EXPECT_STATUS(WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Provider), STATUS_DEVICE_NOT_READY);
	Npi.Dispatch = &Dispatch;
	Status = WskRegister(&Npi, &Registration);
	if (!NT_SUCCESS(Status))
		return Status;
	EXPECT_STATUS(WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Provider), STATUS_SUCCESS);
	EXPECT_STATUS(WskCaptureProviderNPI(&Registration, 100, &Provider), STATUS_SUCCESS);
	WskReleaseProviderNPI(&Registration);
	return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NTSTATUS Status = MakeCall(&Main);

	UNREFERENCED_PARAMETER(RegistryPath);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = Register();
	if (!NT_SUCCESS(Status)) {
		IoFreeIrp(Main.Irp);
		return Status;
	}
	Status = StartEcho(&Main);
	if (NT_SUCCESS(Status))
		Status = StartDatagrams(&Main);
	if (NT_SUCCESS(Status)) {
		Check(&Main);
		CheckSix(&Main);
		CheckOrder(&Main);
	}
	if (!NT_SUCCESS(Status))
		Stop();
	else
		DriverObject->DriverUnload = Unload;
	return Status;
}
