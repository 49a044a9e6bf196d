/* SPDX-License-Identifier: MIT */
/*
 * channels: a device with several channels, each with a work item in its own storage. The
 * size of a work item is known at run time only, so it stands at the end of the channel. A
 * channel's routine finds it by the item, moves the channel on one step, and queues the item
 * again until the channel is configured.
 */
#include <ntddk.h>

#define CHANNEL_TAG 'nahC'
#define CHANNELS 4
#define STEPS 5

typedef struct _CHANNEL {
	ULONG Number;
	ULONG Step;
	PKEVENT Configured;
	volatile LONG *Remaining;
	UCHAR WorkItem[1];		/* IoSizeofWorkItem() bytes */
} CHANNEL, *PCHANNEL;

typedef struct _EXTENSION {
	PCHANNEL Channels[CHANNELS];
	volatile LONG Remaining;
	KEVENT Configured;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD ChannelsUnload;
static IO_WORKITEM_ROUTINE_EX ConfigureChannel;

static PIO_WORKITEM ChannelItem(PCHANNEL Channel)
{
	return (PIO_WORKITEM)Channel->WorkItem;
}

static VOID ConfigureChannel(PVOID IoObject, PVOID Context, PIO_WORKITEM IoWorkItem)
{
	PCHANNEL Channel = CONTAINING_RECORD(IoWorkItem, CHANNEL, WorkItem);
	WORK_QUEUE_TYPE Urgency = Context ? CriticalWorkQueue : DelayedWorkQueue;

	UNREFERENCED_PARAMETER(IoObject);

	if (++Channel->Step < STEPS) {
		IoQueueWorkItemEx(IoWorkItem, ConfigureChannel, Urgency, Context);
		return;
	}
	DbgPrint("channels: channel %lu configured in %lu steps\n", Channel->Number, Channel->Step);
	if (InterlockedDecrement(Channel->Remaining) == 0)
		KeSetEvent(Channel->Configured, IO_NO_INCREMENT, FALSE);
}

static PCHANNEL CreateChannel(PDEVICE_OBJECT DeviceObject, ULONG Number)
{
	PEXTENSION Extension = DeviceObject->DeviceExtension;
	SIZE_T Bytes = FIELD_OFFSET(CHANNEL, WorkItem) + IoSizeofWorkItem();
	PCHANNEL Channel = ExAllocatePoolZero(NonPagedPoolNx, Bytes, CHANNEL_TAG);

	if (!Channel)
		return NULL;
	Channel->Number = Number;
	Channel->Configured = &Extension->Configured;
	Channel->Remaining = &Extension->Remaining;
	IoInitializeWorkItem(DeviceObject, ChannelItem(Channel));
	return Channel;
}

static VOID DeleteChannels(PEXTENSION Extension)
{
	ULONG i;

	for (i = 0; i < CHANNELS && Extension->Channels[i]; i++) {
		IoUninitializeWorkItem(ChannelItem(Extension->Channels[i]));
		ExFreePoolWithTag(Extension->Channels[i], CHANNEL_TAG);
	}
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	PDEVICE_OBJECT DeviceObject;
	PEXTENSION Extension;
	NTSTATUS Status;
	ULONG i;

	UNREFERENCED_PARAMETER(RegistryPath);

	Status = IoCreateDevice(DriverObject, sizeof(EXTENSION), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE,
				&DeviceObject);
	if (!NT_SUCCESS(Status))
		return Status;

	Extension = DeviceObject->DeviceExtension;
	Extension->Remaining = CHANNELS;
	KeInitializeEvent(&Extension->Configured, NotificationEvent, FALSE);
	for (i = 0; i < CHANNELS; i++) {
		Extension->Channels[i] = CreateChannel(DeviceObject, i);
		if (!Extension->Channels[i]) {
			DeleteChannels(Extension);
			IoDeleteDevice(DeviceObject);
			return STATUS_INSUFFICIENT_RESOURCES;
		}
	}
	DriverObject->DriverUnload = ChannelsUnload;

	/* The first channel is the one that others wait for. */
	for (i = 0; i < CHANNELS; i++)
		IoQueueWorkItemEx(ChannelItem(Extension->Channels[i]), ConfigureChannel, DelayedWorkQueue,
				  i == 0 ? Extension : NULL);
	return STATUS_SUCCESS;
}

static VOID ChannelsUnload(PDRIVER_OBJECT DriverObject)
{
	PEXTENSION Extension = DriverObject->DeviceObject->DeviceExtension;

	KeWaitForSingleObject(&Extension->Configured, Executive, KernelMode, FALSE, NULL);
	DbgPrint("channels: %d of %d channels configured\n", CHANNELS - Extension->Remaining, CHANNELS);
	DeleteChannels(Extension);
	IoDeleteDevice(DriverObject->DeviceObject);
}
