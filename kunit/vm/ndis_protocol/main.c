/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A protocol driver that answers: a frame of type 0x88b5 goes back to its sender with type 0x88b6, from the binding that
 * has received it. It sends one frame at a time for each binding, and drops what comes meanwhile.
 */
#include <ndis.h>

#define FRAME 1514
#define TAG 'ohcE'

typedef struct _BINDING {
	NDIS_HANDLE Handle;
	PNET_BUFFER_LIST List;		/* with one frame */
	PMDL Mdl;
	UCHAR Address[6];
	LONG Busy;			/* the list is out */
	LONG Answered;
	NDIS_EVENT Asked;		/* the request is complete */
	NDIS_STATUS Status;
	NDIS_OID_REQUEST Request;
	ULONG Filter;
	UCHAR Frame[FRAME];
} BINDING, *PBINDING;

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

static NDIS_HANDLE Protocol;
static NDIS_HANDLE Pool;

static VOID FreeBinding(PBINDING Binding)
{
	if (Binding->List)
		NdisFreeNetBufferList(Binding->List);
	if (Binding->Mdl)
		NdisFreeMdl(Binding->Mdl);
	NdisFreeMemory(Binding, 0, 0);
}

static VOID Ask(PBINDING Binding, ULONG Filter)
{
	NDIS_STATUS Status;

	Binding->Filter = Filter;
	NdisZeroMemory(&Binding->Request, sizeof(Binding->Request));
	Binding->Request.Header.Type = NDIS_OBJECT_TYPE_OID_REQUEST;
	Binding->Request.Header.Revision = NDIS_OID_REQUEST_REVISION_1;
	Binding->Request.Header.Size = NDIS_SIZEOF_OID_REQUEST_REVISION_1;
	Binding->Request.RequestType = NdisRequestSetInformation;
	Binding->Request.DATA.SET_INFORMATION.Oid = OID_GEN_CURRENT_PACKET_FILTER;
	Binding->Request.DATA.SET_INFORMATION.InformationBuffer = &Binding->Filter;
	Binding->Request.DATA.SET_INFORMATION.InformationBufferLength = sizeof(Binding->Filter);
	NdisInitializeEvent(&Binding->Asked);
	Status = NdisOidRequest(Binding->Handle, &Binding->Request);
	if (Status == NDIS_STATUS_PENDING) {
		NdisWaitEvent(&Binding->Asked, 0);
		Status = Binding->Status;
	}
	if (Status != NDIS_STATUS_SUCCESS)
		DbgPrint("ndis_protocol: the packet filter fails with %08x\n", Status);
}

static NDIS_STATUS Bind(NDIS_HANDLE DriverContext, NDIS_HANDLE BindContext, PNDIS_BIND_PARAMETERS Parameters)
{
	NDIS_MEDIUM Medium = NdisMedium802_3;
	NDIS_OPEN_PARAMETERS Open = { 0 };
	PBINDING Binding;
	NDIS_STATUS Status;
	UINT Selected;

	UNREFERENCED_PARAMETER(DriverContext);
	Binding = NdisAllocateMemoryWithTagPriority(Protocol, sizeof(*Binding), TAG, NormalPoolPriority);
	if (!Binding)
		return NDIS_STATUS_RESOURCES;
	NdisZeroMemory(Binding, sizeof(*Binding));
	NdisMoveMemory(Binding->Address, Parameters->CurrentMacAddress, 6);
	Binding->Mdl = NdisAllocateMdl(Protocol, Binding->Frame, FRAME);
	if (Binding->Mdl)
		Binding->List = NdisAllocateNetBufferAndNetBufferList(Pool, 0, 0, Binding->Mdl, 0, 0);
	Open.Header.Type = NDIS_OBJECT_TYPE_OPEN_PARAMETERS;
	Open.Header.Revision = NDIS_OPEN_PARAMETERS_REVISION_1;
	Open.Header.Size = NDIS_SIZEOF_OPEN_PARAMETERS_REVISION_1;
	Open.AdapterName = Parameters->AdapterName;
	Open.MediumArray = &Medium;
	Open.MediumArraySize = 1;
	Open.SelectedMediumIndex = &Selected;
	Status = Binding->List ? NdisOpenAdapterEx(Protocol, Binding, &Open, BindContext, &Binding->Handle)
			       : NDIS_STATUS_RESOURCES;
	if (Status != NDIS_STATUS_SUCCESS) {
		FreeBinding(Binding);
		return Status;
	}
	Ask(Binding, NDIS_PACKET_TYPE_DIRECTED | NDIS_PACKET_TYPE_BROADCAST);
	DbgPrint("ndis_protocol: bound to %wZ\n", Parameters->AdapterName);
	return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS Unbind(NDIS_HANDLE UnbindContext, NDIS_HANDLE BindingContext)
{
	PBINDING Binding = BindingContext;

	UNREFERENCED_PARAMETER(UnbindContext);
	Ask(Binding, 0);
	NdisCloseAdapterEx(Binding->Handle);
	DbgPrint("ndis_protocol: unbound after %d answers\n", Binding->Answered);
	FreeBinding(Binding);
	return NDIS_STATUS_SUCCESS;
}

/* NDIS waits for the frame that is out. */
static NDIS_STATUS Event(NDIS_HANDLE BindingContext, PNET_PNP_EVENT_NOTIFICATION Notification)
{
	PBINDING Binding = BindingContext;

	if (Notification->NetPnPEvent.NetEvent == NetEventPause) {
		while (InterlockedCompareExchange(&Binding->Busy, 1, 0))
			NdisMSleep(1000);
	}
	return NDIS_STATUS_SUCCESS;
}

static VOID Answer(PBINDING Binding, PNET_BUFFER From, ULONG Flags)
{
	PNET_BUFFER To = NET_BUFFER_LIST_FIRST_NB(Binding->List);
	ULONG Length = NET_BUFFER_DATA_LENGTH(From), Copied = 0;

	if (Length < 14 || Length > FRAME)
		return;
	if (InterlockedCompareExchange(&Binding->Busy, 1, 0))
		return;
	NET_BUFFER_DATA_LENGTH(To) = Length;
	if (NdisCopyFromNetBufferToNetBuffer(To, 0, Length, From, 0, &Copied) != NDIS_STATUS_SUCCESS ||
	    Copied != Length || Binding->Frame[12] != 0x88 || Binding->Frame[13] != 0xb5) {
		InterlockedExchange(&Binding->Busy, 0);
		return;
	}
	NdisMoveMemory(Binding->Frame, Binding->Frame + 6, 6);
	NdisMoveMemory(Binding->Frame + 6, Binding->Address, 6);
	Binding->Frame[13] = 0xb6;
	Binding->List->SourceHandle = Binding->Handle;
	NdisSendNetBufferLists(Binding->Handle, Binding->List, NDIS_DEFAULT_PORT_NUMBER, Flags);
}

static VOID Receive(NDIS_HANDLE BindingContext, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Count,
		    ULONG Flags)
{
	PBINDING Binding = BindingContext;
	PNET_BUFFER_LIST Each;

	UNREFERENCED_PARAMETER(Port);
	UNREFERENCED_PARAMETER(Count);
	for (Each = Lists; Each; Each = NET_BUFFER_LIST_NEXT_NBL(Each))
		Answer(Binding, NET_BUFFER_LIST_FIRST_NB(Each),
		       NDIS_TEST_RECEIVE_AT_DISPATCH_LEVEL(Flags) ? NDIS_SEND_FLAGS_DISPATCH_LEVEL : 0);
	if (NDIS_TEST_RECEIVE_CAN_PEND(Flags))
		NdisReturnNetBufferLists(Binding->Handle, Lists,
					 NDIS_TEST_RECEIVE_AT_DISPATCH_LEVEL(Flags)
						 ? NDIS_RETURN_FLAGS_DISPATCH_LEVEL : 0);
}

static VOID Sent(NDIS_HANDLE BindingContext, PNET_BUFFER_LIST List, ULONG Flags)
{
	PBINDING Binding = BindingContext;

	UNREFERENCED_PARAMETER(Flags);
	if (NET_BUFFER_LIST_STATUS(List) == NDIS_STATUS_SUCCESS)
		InterlockedIncrement(&Binding->Answered);
	InterlockedExchange(&Binding->Busy, 0);
}

static VOID Asked(NDIS_HANDLE BindingContext, PNDIS_OID_REQUEST Request, NDIS_STATUS Status)
{
	PBINDING Binding = BindingContext;

	UNREFERENCED_PARAMETER(Request);
	Binding->Status = Status;
	NdisSetEvent(&Binding->Asked);
}

static VOID Opened(NDIS_HANDLE BindingContext, NDIS_STATUS Status)
{
	UNREFERENCED_PARAMETER(BindingContext);
	UNREFERENCED_PARAMETER(Status);
}

static VOID Closed(NDIS_HANDLE BindingContext)
{
	UNREFERENCED_PARAMETER(BindingContext);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	NdisDeregisterProtocolDriver(Protocol);
	NdisFreeNetBufferListPool(Pool);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NDIS_PROTOCOL_DRIVER_CHARACTERISTICS Characteristics = { 0 };
	NET_BUFFER_LIST_POOL_PARAMETERS Parameters = { 0 };
	NDIS_STATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	Parameters.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
	Parameters.Header.Revision = NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1;
	Parameters.Header.Size = NDIS_SIZEOF_NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1;
	Parameters.fAllocateNetBuffer = TRUE;
	Parameters.PoolTag = TAG;
	Pool = NdisAllocateNetBufferListPool(NULL, &Parameters);
	if (!Pool)
		return STATUS_INSUFFICIENT_RESOURCES;
	Characteristics.Header.Type = NDIS_OBJECT_TYPE_PROTOCOL_DRIVER_CHARACTERISTICS;
	Characteristics.Header.Revision = NDIS_PROTOCOL_DRIVER_CHARACTERISTICS_REVISION_2;
	Characteristics.Header.Size = NDIS_SIZEOF_PROTOCOL_DRIVER_CHARACTERISTICS_REVISION_2;
	Characteristics.MajorNdisVersion = NDIS_PROTOCOL_MAJOR_VERSION;
	Characteristics.MinorNdisVersion = NDIS_PROTOCOL_MINOR_VERSION;
	NdisInitUnicodeString(&Characteristics.Name, L"ndis_protocol");
	Characteristics.BindAdapterHandlerEx = Bind;
	Characteristics.UnbindAdapterHandlerEx = Unbind;
	Characteristics.OpenAdapterCompleteHandlerEx = Opened;
	Characteristics.CloseAdapterCompleteHandlerEx = Closed;
	Characteristics.NetPnPEventHandler = Event;
	Characteristics.OidRequestCompleteHandler = Asked;
	Characteristics.ReceiveNetBufferListsHandler = Receive;
	Characteristics.SendNetBufferListsCompleteHandler = Sent;
	Status = NdisRegisterProtocolDriver(NULL, &Characteristics, &Protocol);
	if (Status != NDIS_STATUS_SUCCESS) {
		NdisFreeNetBufferListPool(Pool);
		return Status;
	}
	DriverObject->DriverUnload = Unload;
	return STATUS_SUCCESS;
}
