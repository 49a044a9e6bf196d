/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The IRPs of IRP_MJ_SYSTEM_CONTROL. Those for this device are answered with a node in their buffer, and
 * all others go on to the device below.
 */
#include "wmi.hpp"

#include "context.hpp"
#include "deletion.hpp"
#include "dispatch.hpp"
#include "handle.hpp"
#include "io/wmi_node.hpp"

namespace ww::wdf {
namespace {

using Parameters = decltype(IO_STACK_LOCATION::Parameters.WMI);

/* A status, and the bytes of data in the node; or those that it needs, with STATUS_BUFFER_TOO_SMALL. */
struct Answer {
	NTSTATUS status;
	ULONG bytes = 0;
};

/* A reference that the IRP holds, of an object that the driver may delete meanwhile. */
template <typename T>
class Held {
public:
	explicit Held(T *object) : object_(object) {}
	~Held()
	{
		if (object_)
			object_dereference_by_driver(*object_);
	}
	Held(const Held &) = delete;
	Held &operator=(const Held &) = delete;

	explicit operator bool() const { return object_; }
	T &operator*() const { return *object_; }
	T *operator->() const { return object_; }

private:
	T *object_;
};

template <typename T>
T *hold(T *object)
{
	return object && object_reference_by_driver(*object) ? object : nullptr;
}

WmiProvider *hold_provider(const Device &device, const GUID &guid)
{
	LockGuard guard(tree_lock);
	WmiProvider *each = device.wmi_providers;

	while (each && !IsEqualGUID(each->config.Guid, guid))
		each = each->next;
	return hold(each);
}

WmiInstance *hold_instance(const WmiProvider &provider, ULONG index)
{
	LockGuard guard(tree_lock);
	WmiInstance *each = provider.instances;

	while (each && index--)
		each = each->next;
	return hold(each);
}

struct Request {
	UCHAR minor;
	Parameters parameters;
	WmiProvider &provider;

	template <typename Node>
	Node &node() const { return *static_cast<Node *>(parameters.Buffer); }
	u8 *at(ULONG offset) const { return static_cast<u8 *>(parameters.Buffer) + offset; }
	/* The bytes behind the offset of the data. */
	ULONG room(ULONG offset) const
	{
		return offset < parameters.BufferSize ? parameters.BufferSize - offset : 0;
	}
};

/* ---- The driver's callbacks ----------------------------------------------------------------- */

template <typename Callback>
void report_answer(const WmiInstance &instance, const char *name, Callback callback, const char *what)
{
	report(violation_of({ name, reinterpret_cast<const void *>(callback) }, kVerifierFatalError, &instance),
	       "the callback has returned %s", what);
}

/* A callback is synchronous, and gives no more than there is room for. */
template <typename Callback>
Answer check_answer(const WmiInstance &instance, const char *name, Callback callback, ULONG room, Answer answer)
{
	if (answer.status == STATUS_PENDING)
		report_answer(instance, name, callback, "STATUS_PENDING");
	else if (NT_SUCCESS(answer.status) && answer.bytes > room)
		report_answer(instance, name, callback, "STATUS_SUCCESS, and more bytes than the buffer has");
	else
		return answer;
	return { STATUS_UNSUCCESSFUL };
}

Answer query_context(const WmiInstance &instance, void *to, ULONG room)
{
	if (room < instance.context_bytes)
		return { STATUS_BUFFER_TOO_SMALL, instance.context_bytes };
	__builtin_memcpy(to, instance.contexts->memory(), instance.context_bytes);
	return { STATUS_SUCCESS, instance.context_bytes };
}

/* Without room the callback gets one byte: it then tells how many it needs. */
Answer query_by_callback(const WmiInstance &instance, void *to, ULONG room)
{
	const auto callback = instance.config.EvtWmiInstanceQueryInstance;
	u8 none = 0;
	Answer answer{ STATUS_SUCCESS };

	answer.status = callback(handle_of<WDFWMIINSTANCE>(instance), room ? room : 1, room ? to : &none,
				 &answer.bytes);
	answer = check_answer(instance, "EvtWmiInstanceQueryInstance", callback, room ? room : 1, answer);
	if (NT_SUCCESS(answer.status) && answer.bytes > room)
		answer.status = STATUS_BUFFER_TOO_SMALL;
	return answer;
}

bool has_query(const WmiInstance &instance)
{
	const WDF_WMI_INSTANCE_CONFIG &config = instance.config;

	/* WMI queries an instance before it calls a method of it. */
	return config.UseContextForQuery || config.EvtWmiInstanceQueryInstance ||
	       config.EvtWmiInstanceExecuteMethod;
}

Answer query(const WmiInstance &instance, void *to, ULONG room)
{
	if (instance.config.UseContextForQuery)
		return query_context(instance, to, room);
	return instance.config.EvtWmiInstanceQueryInstance ? query_by_callback(instance, to, room)
							    : Answer{ STATUS_SUCCESS };
}

/* ---- QUERY_ALL_DATA ------------------------------------------------------------------------- */

constexpr u64 aligned(u64 bytes)
{
	constexpr u64 mask = MEMORY_ALLOCATION_ALIGNMENT - 1;

	return (bytes + mask) & ~mask;
}

/* The data of one instance behind that of another, and what it would take if there were room. */
struct Blocks {
	const Request &request;
	u64 next;			/* where the next one begins */
	u64 end;			/* of the last one */
	bool fit;			/* all until now */

	ULONG room() const { return fit ? request.room(static_cast<ULONG>(next)) : 0; }
	void *to() const { return fit ? request.at(static_cast<ULONG>(next)) : nullptr; }
	void add(ULONG index, Answer answer);
};

void Blocks::add(ULONG index, Answer answer)
{
	OFFSETINSTANCEDATAANDLENGTH *const places = request.node<WNODE_ALL_DATA>().OffsetInstanceDataAndLength;

	fit = fit && NT_SUCCESS(answer.status);
	if (fit)
		places[index] = { static_cast<ULONG>(next), answer.bytes };
	if (answer.bytes)
		end = next + answer.bytes;
	next = aligned(next + answer.bytes);
}

/* Stops at the first instance that fails. */
NTSTATUS query_each(const Request &request, ULONG count, Blocks &blocks)
{
	for (ULONG index = 0; index < count; index++) {
		const Held<WmiInstance> instance(hold_instance(request.provider, index));

		if (!instance)
			return STATUS_WMI_INSTANCE_NOT_FOUND;

		const Answer answer = has_query(*instance) ? query(*instance, blocks.to(), blocks.room())
							   : Answer{ STATUS_SUCCESS };

		if (!NT_SUCCESS(answer.status) && answer.status != STATUS_BUFFER_TOO_SMALL)
			return answer.status;
		blocks.add(index, answer);
	}
	return STATUS_SUCCESS;
}

ULONG count_of(const WmiProvider &provider)
{
	LockGuard guard(tree_lock);

	return wmi_count(provider);
}

/* The least that all instances take: the last one is not aligned. */
u64 least(const WmiProvider &provider, ULONG count)
{
	const u64 each = provider.config.MinInstanceBufferSize;

	return aligned(each) * (count - 1) + each;
}

Answer query_all(const Request &request)
{
	if (request.parameters.BufferSize < sizeof(WNODE_ALL_DATA))
		return { STATUS_UNSUCCESSFUL };

	auto &node = request.node<WNODE_ALL_DATA>();
	const ULONG count = count_of(request.provider);
	const u64 start = aligned(__builtin_offsetof(WNODE_ALL_DATA, OffsetInstanceDataAndLength) +
				  u64{ count } * sizeof(OFFSETINSTANCEDATAANDLENGTH));

	if (!count)
		return { STATUS_WMI_INSTANCE_NOT_FOUND };
	node.InstanceCount = count;
	node.WnodeHeader.Flags &= ~WNODE_FLAG_FIXED_INSTANCE_SIZE;
	node.DataBlockOffset = static_cast<ULONG>(start);

	const bool fits = start + least(request.provider, count) <= request.parameters.BufferSize;
	Blocks blocks{ request, start, start, fits };

	if (!fits && request.provider.config.MinInstanceBufferSize)
		return { STATUS_BUFFER_TOO_SMALL, static_cast<ULONG>(least(request.provider, count)) };
	if (const NTSTATUS status = query_each(request, count, blocks))
		return { status };
	if (blocks.end != static_cast<ULONG>(blocks.end))
		return { STATUS_INTEGER_OVERFLOW };
	return { blocks.fit ? STATUS_SUCCESS : STATUS_BUFFER_TOO_SMALL, static_cast<ULONG>(blocks.end - start) };
}

/* ---- One instance --------------------------------------------------------------------------- */

Answer query_one(const Request &request, WmiInstance &instance)
{
	auto &node = request.node<WNODE_SINGLE_INSTANCE>();
	const ULONG room = request.room(node.DataBlockOffset);
	const ULONG least = request.provider.config.MinInstanceBufferSize;

	if (!has_query(instance))
		return { STATUS_INVALID_DEVICE_REQUEST };
	if (room < least)
		return { STATUS_BUFFER_TOO_SMALL, least };

	const Answer answer = query(instance, request.at(node.DataBlockOffset), room);

	node.SizeDataBlock = answer.bytes;
	return answer;
}

Answer set_one(const Request &request, WmiInstance &instance)
{
	const auto &node = request.node<WNODE_SINGLE_INSTANCE>();
	const auto callback = instance.config.EvtWmiInstanceSetInstance;
	const ULONG bytes = node.SizeDataBlock;

	if (!callback)
		return { STATUS_WMI_READ_ONLY };
	if (bytes < request.provider.config.MinInstanceBufferSize)
		return { STATUS_BUFFER_TOO_SMALL, request.provider.config.MinInstanceBufferSize };
	if (bytes > request.room(node.DataBlockOffset))
		return { STATUS_INVALID_PARAMETER };
	return check_answer(instance, "EvtWmiInstanceSetInstance", callback, bytes,
			    { callback(handle_of<WDFWMIINSTANCE>(instance), bytes,
				       bytes ? request.at(node.DataBlockOffset) : nullptr), bytes });
}

Answer set_item(const Request &request, WmiInstance &instance)
{
	const auto &node = request.node<WNODE_SINGLE_ITEM>();
	const auto callback = instance.config.EvtWmiInstanceSetItem;
	const ULONG bytes = node.SizeDataItem;

	if (!callback)
		return { STATUS_WMI_READ_ONLY };
	if (bytes > request.room(node.DataBlockOffset))
		return { STATUS_INVALID_PARAMETER };
	return check_answer(instance, "EvtWmiInstanceSetItem", callback, 0,
			    { callback(handle_of<WDFWMIINSTANCE>(instance), node.ItemId, bytes,
				       bytes ? request.at(node.DataBlockOffset) : nullptr) });
}

Answer execute(const Request &request, WmiInstance &instance)
{
	auto &node = request.node<WNODE_METHOD_ITEM>();
	const auto callback = instance.config.EvtWmiInstanceExecuteMethod;
	const ULONG room = request.room(node.DataBlockOffset);
	Answer answer{ STATUS_SUCCESS };

	if (!callback)
		return { STATUS_INVALID_DEVICE_REQUEST };
	if (node.SizeDataBlock > room)
		return { STATUS_INVALID_PARAMETER };
	answer.status = callback(handle_of<WDFWMIINSTANCE>(instance), node.MethodId, node.SizeDataBlock, room,
				 room ? request.at(node.DataBlockOffset) : nullptr, &answer.bytes);
	answer = check_answer(instance, "EvtWmiInstanceExecuteMethod", callback, room, answer);
	if (NT_SUCCESS(answer.status))
		node.SizeDataBlock = answer.bytes;
	return answer;
}

/* What a minor function does to the instance that its node names, and the least bytes of the node. */
struct InstanceCall {
	Answer (*perform)(const Request &request, WmiInstance &instance);
	ULONG bytes;
};

InstanceCall instance_call(UCHAR minor)
{
	switch (minor) {
	case IRP_MN_QUERY_SINGLE_INSTANCE: return { query_one, sizeof(WNODE_SINGLE_INSTANCE) };
	case IRP_MN_CHANGE_SINGLE_INSTANCE: return { set_one, sizeof(WNODE_SINGLE_INSTANCE) };
	case IRP_MN_CHANGE_SINGLE_ITEM: return { set_item, sizeof(WNODE_SINGLE_ITEM) };
	default: return { execute, sizeof(WNODE_METHOD_ITEM) };
	}
}

/* All these nodes have the place of the instance at the same offset. */
Answer call_instance(const Request &request)
{
	const InstanceCall call = instance_call(request.minor);

	if (request.parameters.BufferSize < call.bytes)
		return { STATUS_UNSUCCESSFUL };

	const auto &node = request.node<WNODE_SINGLE_INSTANCE>();

	if (!(node.WnodeHeader.Flags & WNODE_FLAG_STATIC_INSTANCE_NAMES))
		return { STATUS_WMI_INSTANCE_NOT_FOUND };

	const Held<WmiInstance> instance(hold_instance(request.provider, node.InstanceIndex));

	return instance ? call.perform(request, *instance) : Answer{ STATUS_WMI_INSTANCE_NOT_FOUND };
}

/* ---- Events and collection ------------------------------------------------------------------ */

Answer enable(const Request &request)
{
	WmiProvider &provider = request.provider;
	const bool is_event = request.minor == IRP_MN_ENABLE_EVENTS || request.minor == IRP_MN_DISABLE_EVENTS;
	const bool on = request.minor == IRP_MN_ENABLE_EVENTS || request.minor == IRP_MN_ENABLE_COLLECTION;
	Atomic<bool> &wanted = is_event ? provider.wants_events : provider.wants_instances;
	const auto callback = provider.config.EvtWmiProviderFunctionControl;

	if (request.parameters.BufferSize < sizeof(WNODE_HEADER))
		return { STATUS_INVALID_PARAMETER };
	wanted.store(on, Order::relaxed);
	if (is_event && provider.is_tracing())
		provider.tracing_handle.store(request.node<WNODE_HEADER>().HistoricalContext, Order::relaxed);
	if (!callback)
		return { STATUS_SUCCESS };

	const NTSTATUS status = callback(handle_of<WDFWMIPROVIDER>(provider),
					 is_event ? WdfWmiEventControl : WdfWmiInstanceControl, on);

	if (!NT_SUCCESS(status)) {
		wanted.store(false, Order::relaxed);
		if (is_event)
			provider.tracing_handle.store(0, Order::relaxed);
	}
	return { status == STATUS_PENDING ? STATUS_UNSUCCESSFUL : status };
}

/* ---- REGINFO -------------------------------------------------------------------------------- */

ULONG flags_of(const WmiProvider &provider)
{
	const ULONG flags = provider.config.Flags;

	if (flags & WdfWmiProviderTracing)
		return WMIREG_FLAG_TRACED_GUID | WMIREG_FLAG_TRACE_CONTROL_GUID;
	return WMIREG_FLAG_INSTANCE_PDO | (flags & WdfWmiProviderExpensive ? WMIREG_FLAG_EXPENSIVE : 0) |
	       (flags & WdfWmiProviderEventOnly ? WMIREG_FLAG_EVENT_ONLY_GUID : 0);
}

/* As many as @most are written. Returns how many there are. */
ULONG write_guids(const Device &device, WMIREGGUIDW *to, ULONG most)
{
	LockGuard guard(tree_lock);
	ULONG count = 0;

	for (const WmiProvider *each = device.wmi_providers; each; each = each->next, count++) {
		if (count >= most)
			continue;
		to[count] = { each->config.Guid, flags_of(*each), wmi_count(*each), {} };
		to[count].Pdo = reinterpret_cast<ULONG_PTR>(device.pdo);
	}
	return count;
}

NTSTATUS describe(const Device &device, PIRP irp, const Parameters &parameters, bool reference)
{
	const WmiProviderTexts texts{ device.mof_resource, device.driver->registry_path, {} };
	const ULONG count = write_guids(device, nullptr, 0);
	ULONG information = 0, base_name;

	if (parameters.BufferSize < sizeof(ULONG))
		return complete_irp(irp, STATUS_UNSUCCESSFUL);

	WMIREGINFOW *const node = wmi_begin_reginfo(parameters.Buffer, parameters.BufferSize, count, texts,
						    information, base_name);

	irp->IoStatus.Information = information;
	if (!node)
		return complete(irp, STATUS_SUCCESS);
	/* A provider that has come meanwhile is left out. */
	const ULONG now = write_guids(device, node->WmiRegGuid, count);

	node->GuidCount = now < count ? now : count;
	for (ULONG i = 0; reference && i < node->GuidCount; i++)
		ObReferenceObject(device.pdo);
	return complete(irp, STATUS_SUCCESS);
}

/* ---- The end of an IRP ---------------------------------------------------------------------- */

NTSTATUS complete_node(PIRP irp, const Request &request, Answer answer)
{
	const WmiEnd end = wmi_end_data(request.minor, request.parameters.Buffer, answer.status, answer.bytes);

	irp->IoStatus.Information = end.information;
	return complete(irp, end.status);
}

Answer perform(const Request &request)
{
	switch (request.minor) {
	case IRP_MN_QUERY_ALL_DATA: return query_all(request);
	case IRP_MN_ENABLE_EVENTS:
	case IRP_MN_DISABLE_EVENTS:
	case IRP_MN_ENABLE_COLLECTION:
	case IRP_MN_DISABLE_COLLECTION: return enable(request);
	default: return call_instance(request);
	}
}

NTSTATUS answer(Device &device, PIRP irp, UCHAR minor, const Parameters &parameters)
{
	const Held<WmiProvider> provider(hold_provider(device, *static_cast<GUID *>(parameters.DataPath)));

	if (!provider)
		return complete_irp(irp, STATUS_WMI_GUID_NOT_FOUND);

	const Request request{ minor, parameters, *provider };
	const Answer given = perform(request);

	if (wmi_has_data(minor))
		return complete_node(irp, request, given);
	irp->IoStatus.Information = NT_SUCCESS(given.status) ? given.bytes : 0;
	return complete(irp, given.status);
}

} /* namespace */

NTSTATUS dispatch_wmi(Device &device, PIRP irp)
{
	const PIO_STACK_LOCATION location = IoGetCurrentIrpStackLocation(irp);
	const UCHAR minor = location->MinorFunction;
	const Parameters parameters = location->Parameters.WMI;

	if (!wmi_is_request(minor) || parameters.ProviderId != reinterpret_cast<ULONG_PTR>(device.wdm))
		return pass_down(device, irp);
	if (minor == IRP_MN_REGINFO || minor == IRP_MN_REGINFO_EX)
		return describe(device, irp, parameters, minor == IRP_MN_REGINFO_EX);
	return answer(device, irp, minor, parameters);
}

} /* namespace ww::wdf */
