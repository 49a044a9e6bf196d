/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The minidriver mshidkmdf. A driver of KMDF cannot be a minidriver, since the framework has the dispatch routines: it
 * is a lower filter of this one, which passes all requests on to it.
 */
#include "base/errno.hpp"
#include "class.hpp"
#include "io/pass.hpp"
#include "ob/driver.hpp"
#include "pnp/node.hpp"

namespace ww {
namespace {

constexpr CallSite kPassThrough = { "mshidkmdf" };

constinit PDRIVER_OBJECT pass_through = nullptr;

NTSTATUS NTAPI pass(PDEVICE_OBJECT device, PIRP irp)
{
	const auto &extension = *static_cast<const HID_DEVICE_EXTENSION *>(device->DeviceExtension);

	return pass_down(kPassThrough, extension.NextDeviceObject, irp);
}

NTSTATUS NTAPI add_device(PDRIVER_OBJECT, PDEVICE_OBJECT)
{
	return STATUS_SUCCESS;
}

NTSTATUS enrol()
{
	HID_MINIDRIVER_REGISTRATION registration{};

	for (auto &dispatch : pass_through->MajorFunction)
		dispatch = pass;
	pass_through->DriverExtension->AddDevice = add_device;
	registration.Revision = HID_REVISION;
	registration.DriverObject = pass_through;
	return HidRegisterMinidriver(&registration);
}

} /* namespace */

int hid_pass_through_init()
{
	bool taken;

	pass_through = driver_create("mshidkmdf", "\\Driver\\mshidkmdf", nullptr, &taken);
	if (!pass_through)
		return -WW_ENOMEM;
	if (!NT_SUCCESS(enrol())) {
		hid_pass_through_exit();
		return -WW_ENOMEM;
	}
	nodes_have_hid_function(pass_through);
	return 0;
}

void hid_pass_through_exit()
{
	nodes_have_hid_function(nullptr);
	object_destroy(pass_through);
	pass_through = nullptr;
}

bool hid_passes_on(PDRIVER_OBJECT minidriver)
{
	return minidriver == pass_through;
}

} /* namespace ww */
