/* SPDX-License-Identifier: GPL-2.0 */
#include "answer.hpp"

#include <winwork/io/pnp.h>

#include "irp.hpp"
#include "mm/pool.hpp"
#include "ob/object.hpp"

namespace ww {
namespace {

constexpr ULONG kTag = ' ' << 24 | 'p' << 16 | 'n' << 8 | 'P';

} /* namespace */

void *answer_allocate(size_t bytes)
{
	return pool_allocate({ .call = kManager, .bytes = bytes, .tag = kTag, .paged = true,
			       .zero = true, .may_sleep = true });
}

NTSTATUS answer_relations(IRP &irp, const PnpParameters &parameters, PDEVICE_OBJECT pdo)
{
	if (parameters.QueryDeviceRelations.Type != TargetDeviceRelation)
		return irp.IoStatus.Status;

	auto *const relations = static_cast<PDEVICE_RELATIONS>(answer_allocate(sizeof(DEVICE_RELATIONS)));

	if (!relations)
		return STATUS_INSUFFICIENT_RESOURCES;
	object_reference(pdo);
	relations->Count = 1;
	relations->Objects[0] = pdo;
	irp.IoStatus.Information = reinterpret_cast<ULONG_PTR>(relations);
	return STATUS_SUCCESS;
}

DEVICE_CAPABILITIES *capabilities_to_answer(const PnpParameters &parameters)
{
	DEVICE_CAPABILITIES *const capabilities = parameters.DeviceCapabilities.Capabilities;

	return capabilities && capabilities->Version == 1 && capabilities->Size >= sizeof(*capabilities)
		       ? capabilities : nullptr;
}

} /* namespace ww */
