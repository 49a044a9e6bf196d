/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a minidriver says of its device when that has started.
 */
#include "class.hpp"
#include "linux/memory.h"
#include "linux/print.h"

namespace ww {
namespace {

constexpr UCHAR kHidDescriptor = 0x21;
constexpr UCHAR kReportDescriptor = 0x22;

constexpr char kGetDevice[] = "IOCTL_HID_GET_DEVICE_DESCRIPTOR";
constexpr char kGetAttributes[] = "IOCTL_HID_GET_DEVICE_ATTRIBUTES";
constexpr char kGetReport[] = "IOCTL_HID_GET_REPORT_DESCRIPTOR";

NTSTATUS say_failure(const HidDevice &device, const char *request, NTSTATUS status)
{
	ww_print(WW_LEVEL_WARNING, "%s has failed %s with status 0x%08X", hid_name(device), request,
		 static_cast<u32>(status));
	return status;
}

/* Reads a structure of that many bytes. */
NTSTATUS read(HidDevice &device, ULONG code, const char *name, void *buffer, u32 bytes)
{
	const HidAnswer answer = hid_call(device, { code, nullptr, 0, buffer, bytes });

	if (!NT_SUCCESS(answer.status))
		return say_failure(device, name, answer.status);
	if (answer.bytes == bytes)
		return STATUS_SUCCESS;
	report(hid_violation(device, name, answer.bytes),
	       "IoStatus.Information is %llu, not %u: the device does not start",
	       static_cast<unsigned long long>(answer.bytes), bytes);
	return STATUS_DEVICE_DATA_ERROR;
}

/* The member of the descriptor that is wrong, or null. */
const char *wrong_member(const HID_DESCRIPTOR &descriptor)
{
	if (descriptor.bLength < sizeof(descriptor))
		return "bLength";
	if (descriptor.bDescriptorType != kHidDescriptor)
		return "bDescriptorType";
	if (!descriptor.bNumDescriptors)
		return "bNumDescriptors";
	if (descriptor.DescriptorList[0].bReportType != kReportDescriptor)
		return "DescriptorList[0].bReportType";
	if (!descriptor.DescriptorList[0].wReportLength)
		return "DescriptorList[0].wReportLength";
	return nullptr;
}

NTSTATUS read_descriptor(HidDevice &device, HID_DESCRIPTOR &descriptor)
{
	const NTSTATUS status = read(device, IOCTL_HID_GET_DEVICE_DESCRIPTOR, kGetDevice,
				     &descriptor, sizeof(descriptor));
	const char *const wrong = NT_SUCCESS(status) ? wrong_member(descriptor) : nullptr;

	if (!wrong)
		return status;
	report(hid_violation(device, kGetDevice, sizeof(descriptor)),
	       "HID_DESCRIPTOR.%s is wrong: the device does not start", wrong);
	return STATUS_DEVICE_DATA_ERROR;
}

} /* namespace */

NTSTATUS hid_start(HidDevice &device)
{
	HID_DESCRIPTOR descriptor = {};
	NTSTATUS status = read_descriptor(device, descriptor);

	if (!NT_SUCCESS(status))
		return status;

	const u32 bytes = descriptor.DescriptorList[0].wReportLength;
	void *const reports = ww_zalloc_sleeping(bytes);

	if (!reports)
		return STATUS_INSUFFICIENT_RESOURCES;
	status = read(device, IOCTL_HID_GET_REPORT_DESCRIPTOR, kGetReport, reports, bytes);
	ww_free(reports);
	if (!NT_SUCCESS(status))
		return status;

	HID_DEVICE_ATTRIBUTES attributes = {};

	return read(device, IOCTL_HID_GET_DEVICE_ATTRIBUTES, kGetAttributes, &attributes,
		    sizeof(attributes));
}

void hid_stop(HidDevice &device)
{
	hid_calls_end(device);
}

} /* namespace ww */
