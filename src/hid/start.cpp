/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a minidriver says of its device when that has started, and what Linux is told.
 */
#include <ntifs.h>

#include "base/text.hpp"
#include "class.hpp"
#include "hid_text.hpp"
#include "linux/hid.h"
#include "linux/memory.h"
#include "linux/print.h"
#include "ob/driver.hpp"

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

/* A string of the device in UTF-8; unchanged if it has none. */
template <size_t room>
void read_string(HidDevice &device, HID_STRING_TYPE type, char (&text)[room])
{
	constexpr ULONG_PTR kEnglish = 0x409;
	WCHAR wide[127] = {};
	const HidAnswer answer = hid_call(device, { IOCTL_HID_GET_STRING,
						    reinterpret_cast<PVOID>(kEnglish << 16 | type),
						    sizeof(ULONG), wide, sizeof(wide) });

	if (!NT_SUCCESS(answer.status))
		return;
	if (answer.bytes > sizeof(wide)) {
		report(hid_violation(device, "IOCTL_HID_GET_STRING", answer.bytes),
		       "IoStatus.Information is %llu, and OutputBufferLength is %u: the string is dropped",
		       static_cast<unsigned long long>(answer.bytes), static_cast<u32>(sizeof(wide)));
		return;
	}
	hid_text(text, wide, answer.bytes);
}

constexpr ww_hid_functions kFunctions = { hid_opened, hid_transfer };

NTSTATUS status_of(s32 error)
{
	return error == -WW_ENOMEM ? STATUS_INSUFFICIENT_RESOURCES : STATUS_NOT_SUPPORTED;
}

NTSTATUS tell_linux(HidDevice &device, const HID_DESCRIPTOR &descriptor, const void *reports)
{
	const u32 bytes = descriptor.DescriptorList[0].wReportLength;
	HID_DEVICE_ATTRIBUTES attributes = {};
	char name[128] = "", unique[64] = "";
	const NTSTATUS status = read(device, IOCTL_HID_GET_DEVICE_ATTRIBUTES, kGetAttributes,
				     &attributes, sizeof(attributes));

	if (!NT_SUCCESS(status))
		return status;
	text_copy(name, sizeof(name), driver_short_name(device.source->DriverObject));
	read_string(device, HID_STRING_ID_IPRODUCT, name);
	read_string(device, HID_STRING_ID_ISERIALNUMBER, unique);

	const ww_hid_description description = { .vendor = attributes.VendorID,
						 .product = attributes.ProductID,
						 .version = attributes.VersionNumber,
						 .country = descriptor.bCountry,
						 .name = name,
						 .unique = unique,
						 .physical = "",
						 .reports = reports,
						 .report_bytes = bytes,
						 .functions = &kFunctions,
						 .context = &device };
	const s32 error = ww_hid_add(&description, &device.hid);

	if (!error)
		return STATUS_SUCCESS;
	ww_print(WW_LEVEL_WARNING, "%s gets no HID device of Linux: error %d", hid_name(device),
		 error);
	return status_of(error);
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
	if (NT_SUCCESS(status))
		status = tell_linux(device, descriptor, reports);
	ww_free(reports);
	return status;
}

void hid_stop(HidDevice &device)
{
	hid_calls_end(device);
	hid_reads_end(device);
	if (device.hid)
		ww_hid_remove(device.hid);
	device.hid = nullptr;
}

} /* namespace ww */
