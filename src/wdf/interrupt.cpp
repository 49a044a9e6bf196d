/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDFINTERRUPT: the routine of an interrupt, and its DPC or work item.
 *
 * An interrupt of EvtDriverDeviceAdd gets a resource when the hardware is prepared; one of
 * EvtDevicePrepareHardware names its own, and ends with the hardware. One without a resource stays
 * unconnected.
 *
 * With passive handling the routine runs in a thread, under a wait lock. Else it runs at the level of the
 * device, under a lock of src/hal.
 */
#include "interrupt.hpp"

#include "base/irql.hpp"
#include "callback_lock.hpp"
#include "create.hpp"
#include "deletion.hpp"
#include "hal/interrupt.hpp"
#include "ke/processor.hpp"
#include "ob/driver.hpp"
#include "pnp/requirements.hpp"
#include "pnp/resources.hpp"
#include "resources.hpp"
#include "sync.hpp"

namespace ww::wdf {

struct InterruptObject : Object {
	static const Class kClass;

	Interrupt *wdm;			/* its context is this; its lifetime is that of the memory of this */
	Device *device;
	WDF_INTERRUPT_CONFIG config;
	InterruptObject *next;		/* of the device, in the order of their creation */
	InterruptLock *lock;		/* null with passive handling */
	WDFWAITLOCK wait_lock;		/* of passive handling; else null */
	Object *serialised_by;		/* whose callback lock DPC and work item have, or null */
	bool has_resource;
	bool is_of_hardware;		/* made in EvtDevicePrepareHardware */
	bool is_off;			/* WdfInterruptDisable: not connected until ...Enable */
	bool is_enabled;		/* EvtInterruptEnable has succeeded, or there is none */
	ULONG message;
	CM_PARTIAL_RESOURCE_DESCRIPTOR resource;
	bool has_policy;
	RequirementPolicy policy;	/* the driver's, as the next one */
	WDF_INTERRUPT_PRIORITY priority;
	KDPC dpc;
	WDFWORKITEM item;		/* or null */
	Atomic<bool> is_item_queued;
};

namespace {

WDFINTERRUPT handle(InterruptObject &interrupt)
{
	return handle_of<WDFINTERRUPT>(interrupt);
}

/* Else it is a line, which others may share. */
bool is_message(const InterruptObject &interrupt)
{
	return interrupt.resource.Flags & CM_RESOURCE_INTERRUPT_MESSAGE;
}

/* ---- The routine, the DPC, the work item ---------------------------------------------------- */

InterruptObject &above(const Interrupt &wdm)
{
	return *static_cast<InterruptObject *>(wdm.context);
}

bool run(Interrupt &wdm)
{
	InterruptObject &interrupt = above(wdm);

	return interrupt.config.EvtInterruptIsr(handle(interrupt), interrupt.message);
}

constinit const PassiveOps passive_ops = {
	[](Interrupt &wdm) { WdfWaitLockAcquire(above(wdm).wait_lock, nullptr); },
	[](Interrupt &wdm) { WdfWaitLockRelease(above(wdm).wait_lock); },
	/* The wait lock reports it itself. */
	[](const Interrupt &) { return false; },
};

/* Returns whether it was queued: it is not while it is queued already. */
bool queue_item(InterruptObject &interrupt)
{
	if (interrupt.is_item_queued.exchange(true))
		return false;
	WdfWorkItemEnqueue(interrupt.item);
	return true;
}

VOID NTAPI call_dpc(PKDPC, PVOID context, PVOID, PVOID)
{
	auto &interrupt = *static_cast<InterruptObject *>(context);
	const PFN_WDF_INTERRUPT_DPC routine = interrupt.config.EvtInterruptDpc;

	/* The DPC of an interrupt with a work item queues that. */
	if (!routine) {
		if (interrupt.item)
			queue_item(interrupt);
		return;
	}

	CallbackGuard guard({ "EvtInterruptDpc", reinterpret_cast<void *>(routine) },
			    interrupt.serialised_by);

	routine(handle(interrupt), handle_of<WDFOBJECT>(*interrupt.device));
}

VOID NTAPI call_item(WDFWORKITEM item)
{
	auto &interrupt = *static_cast<InterruptObject *>(
		object_of({ "EvtInterruptWorkItem" }, WdfWorkItemGetParentObject(item), nullptr));

	/* The routine may queue it again. */
	interrupt.is_item_queued.store(false);
	interrupt.config.EvtInterruptWorkItem(handle(interrupt),
					      handle_of<WDFOBJECT>(*interrupt.device));
}

/* ---- Connecting ----------------------------------------------------------------------------- */

/* What the lock of the routine covers: false if this CPU has it already. */
bool acquire(InterruptObject &interrupt)
{
	if (!interrupt.wait_lock)
		return interrupt.wdm->acquire();
	WdfWaitLockAcquire(interrupt.wait_lock, nullptr);
	return true;
}

template <typename Callback>
NTSTATUS call_locked(const char *kind, InterruptObject &interrupt, Callback callback)
{
	if (!callback)
		return STATUS_SUCCESS;
	return interrupt.wdm->synchronize(kind, reinterpret_cast<const void *>(callback), [&] {
		return callback(handle(interrupt), handle_of<WDFDEVICE>(*interrupt.device));
	});
}

void disconnect(InterruptObject &interrupt)
{
	if (interrupt.is_enabled)
		call_locked("EvtInterruptDisable", interrupt, interrupt.config.EvtInterruptDisable);
	interrupt.is_enabled = false;
	interrupt.wdm->disconnect();
	/* Nothing queues them any more but themselves. */
	KeFlushQueuedDpcs();
	if (interrupt.item)
		WdfWorkItemFlush(interrupt.item);
}

NTSTATUS connect(InterruptObject &interrupt)
{
	if (!interrupt.has_resource || interrupt.is_off)
		return STATUS_SUCCESS;

	const ULONG vector = interrupt.resource.u.Interrupt.Vector;

	interrupt.wdm->prepare({
		.irq = vector, .is_shared = !is_message(interrupt),
		.level = static_cast<u8>(interrupt.resource.u.Interrupt.Level),
		.name = driver_short_name(interrupt.driver_object()), .lock = interrupt.lock,
		.passive = interrupt.wait_lock ? &passive_ops : nullptr, .isr = run,
		.routine = reinterpret_cast<const void *>(interrupt.config.EvtInterruptIsr),
		.cpus = resource_cpus(interrupt.resource),
	});
	if (const s32 error = interrupt.wdm->connect())
		return refuse({ "WdfInterruptCreate" }, &interrupt, STATUS_DEVICE_CONFIGURATION_ERROR,
			      "Linux does not connect interrupt %u: error %d", vector, error);

	const NTSTATUS status =
		call_locked("EvtInterruptEnable", interrupt, interrupt.config.EvtInterruptEnable);

	interrupt.is_enabled = NT_SUCCESS(status);
	if (!NT_SUCCESS(status))
		disconnect(interrupt);
	return status;
}

/* ---- The policy ------------------------------------------------------------------------------ */

void set_policy(CallSite call, InterruptObject &interrupt, const WDF_INTERRUPT_EXTENDED_POLICY &wanted)
{
	const GROUP_AFFINITY &processors = wanted.TargetProcessorSetAndGroup;

	if (interrupt.device->reached != Reached::nothing) {
		refuse(call, &interrupt, STATUS_INVALID_DEVICE_STATE, "the device has started");
		return;
	}
	if (static_cast<ULONG>(wanted.Policy) > WdfIrqPolicySpreadMessagesAcrossAllProcessors)
		refuse(call, &interrupt, STATUS_INVALID_PARAMETER, "Policy is %u, the highest is %u", wanted.Policy,
		       WdfIrqPolicySpreadMessagesAcrossAllProcessors);
	else if (static_cast<ULONG>(wanted.Priority) > WdfIrqPriorityHigh)
		refuse(call, &interrupt, STATUS_INVALID_PARAMETER, "Priority is %u, the highest is %u", wanted.Priority,
		       WdfIrqPriorityHigh);
	else if (wanted.Policy == WdfIrqPolicySpecifiedProcessors && !processors.Mask)
		refuse(call, &interrupt, STATUS_INVALID_PARAMETER,
		       "Policy is WdfIrqPolicySpecifiedProcessors, and the set of processors is empty");
	else {
		interrupt.has_policy = true;
		interrupt.policy = { static_cast<u32>(wanted.Policy),
				     { .first = processors.Group * kGroupSize, .mask = processors.Mask } };
		interrupt.priority = wanted.Priority;
	}
}

InterruptObject *nth(const Device &device, u32 number)
{
	InterruptObject *interrupt = device.interrupts;

	while (interrupt && number--)
		interrupt = interrupt->next;
	return interrupt;
}

/* Which interrupt the next descriptor of a list is for. */
struct Turn {
	u32 messages;			/* that have come, as the next one; an alternative is for the same as before */
	u32 lines;
	bool was_message;
};

u32 number_of(Turn &turn, const IO_RESOURCE_DESCRIPTOR &descriptor)
{
	const bool is_message = descriptor.Flags & CM_RESOURCE_INTERRUPT_MESSAGE;
	u32 &come = is_message ? turn.messages : turn.lines;

	if (!(descriptor.Option & IO_RESOURCE_ALTERNATIVE))
		come++;
	/* A line behind messages replaces all of them. */
	if (!is_message && turn.was_message)
		come = 1;
	turn.was_message = is_message;
	return come ? come - 1 : 0;
}

void filter(const Device &device, IO_RESOURCE_LIST &list)
{
	IO_RESOURCE_DESCRIPTOR *const descriptors = list.Descriptors;
	Turn turn = {};

	for (u32 i = 0; i < list.Count; i++) {
		if (descriptors[i].Type != CmResourceTypeInterrupt)
			continue;

		const InterruptObject *const interrupt = nth(device, number_of(turn, descriptors[i]));

		if (interrupt && interrupt->has_policy)
			requirement_set_policy(descriptors[i], interrupt->policy,
					       static_cast<IRQ_PRIORITY>(interrupt->priority));
	}
}

/* ---- Creating ------------------------------------------------------------------------------- */

/* The first of the statuses of a wrong configuration. */
NTSTATUS check_config(CallSite call, const Device &device, const WDF_INTERRUPT_CONFIG &config)
{
	const bool names_resource = config.InterruptRaw && config.InterruptTranslated;
	const bool is_preparing = device.is_preparing;

	if (const NTSTATUS status = check_size(call, "WDF_INTERRUPT_CONFIG", config.Size,
					       sizeof(config), &device))
		return status;
	if (!config.EvtInterruptIsr)
		return refuse(call, &device, STATUS_INVALID_PARAMETER,
			      "WDF_INTERRUPT_CONFIG.EvtInterruptIsr is NULL");
	if (config.EvtInterruptDpc && config.EvtInterruptWorkItem)
		return refuse(call, &device, STATUS_INVALID_PARAMETER,
			      "WDF_INTERRUPT_CONFIG has an EvtInterruptDpc and an "
			      "EvtInterruptWorkItem");
	if (config.PassiveHandling ? config.SpinLock != nullptr : config.WaitLock != nullptr)
		return refuse(call, &device, STATUS_INVALID_PARAMETER,
			      "WDF_INTERRUPT_CONFIG.%s is not for its PassiveHandling",
			      config.PassiveHandling ? "SpinLock" : "WaitLock");
	if (!is_preparing && (config.InterruptRaw || config.InterruptTranslated))
		return refuse(call, &device, STATUS_INVALID_PARAMETER,
			      "WDF_INTERRUPT_CONFIG names a resource outside of "
			      "EvtDevicePrepareHardware");
	if (is_preparing && (!names_resource || config.ShareVector != WdfUseDefault))
		return refuse(call, &device, STATUS_INVALID_DEVICE_STATE,
			      names_resource ? "WDF_INTERRUPT_CONFIG.ShareVector is set"
					     : "WDF_INTERRUPT_CONFIG names no resource");
	if (!is_preparing && device.reached != Reached::nothing)
		return refuse(call, &device, STATUS_INVALID_DEVICE_STATE,
			      "the device has started");
	return STATUS_SUCCESS;
}

NTSTATUS make_item(InterruptObject &made)
{
	WDF_OBJECT_ATTRIBUTES attributes;
	WDF_WORKITEM_CONFIG config;

	if (!made.config.EvtInterruptWorkItem)
		return STATUS_SUCCESS;
	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.ParentObject = handle_of<WDFOBJECT>(made);
	WDF_WORKITEM_CONFIG_INIT(&config, call_item);
	config.AutomaticSerialization = made.config.AutomaticSerialization;
	return WdfWorkItemCreate(&config, &attributes, &made.item);
}

NTSTATUS make_wait_lock(InterruptObject &made)
{
	WDF_OBJECT_ATTRIBUTES attributes;

	if (!made.config.PassiveHandling)
		return STATUS_SUCCESS;
	made.wait_lock = made.config.WaitLock;
	if (made.wait_lock)
		return STATUS_SUCCESS;
	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.ParentObject = handle_of<WDFOBJECT>(made);
	return WinworkWdfWaitLockCreate(&attributes, &made.wait_lock, nullptr);
}

void enter(Device &device, InterruptObject &made)
{
	InterruptObject **at = &device.interrupts;

	while (*at) {
		made.message++;
		at = &(*at)->next;
	}
	*at = &made;
}

/* Only the start and the end of the device, and callbacks in them, change the list. */
void leave(Object &object)
{
	auto &interrupt = static_cast<InterruptObject &>(object);
	InterruptObject **at = &interrupt.device->interrupts;

	while (*at && *at != &interrupt)
		at = &(*at)->next;
	if (*at)
		*at = interrupt.next;
	disconnect(interrupt);
}

void end_wdm(Object &object)
{
	const auto &interrupt = static_cast<InterruptObject &>(object);

	if (interrupt.wdm)
		interrupt_destroy(interrupt.wdm);
	if (interrupt.lock)
		interrupt_lock_put(interrupt.lock);
}

/* What an interrupt needs beside its object. False without memory; end_wdm() ends it. */
bool make_wdm(InterruptObject &made)
{
	const PDRIVER_OBJECT driver = made.driver_object();

	made.wdm = interrupt_create(driver);
	if (!made.wdm)
		return false;
	made.wdm->context = &made;
	if (made.config.PassiveHandling)
		return true;
	made.lock = interrupt_lock_get(driver, made.config.SpinLock);
	return made.lock;
}

NTSTATUS create(CallSite call, Device &device, const WDF_INTERRUPT_CONFIG &config,
		const WDF_OBJECT_ATTRIBUTES *attributes, WDFINTERRUPT *created)
{
	if (const NTSTATUS status = check_config(call, device, config))
		return status;
	if (const NTSTATUS status = check_attributes(call, attributes, kDefaultsOnly, &device))
		return status;
	if (config.SpinLock && !spin_lock_bind(call, config.SpinLock))
		return STATUS_INVALID_PARAMETER;

	Object *parent = nullptr;

	if (!find_parent(call, attributes, parent))
		return STATUS_INVALID_PARAMETER;
	if (!parent)
		parent = &device;
	if (device_of(*parent) != &device)
		return refuse(call, &device, STATUS_INVALID_PARAMETER,
			      "ParentObject is neither the device nor a queue of it");

	auto *const made = object_allocate<InterruptObject>(device.driver_object(), attributes);

	if (!made)
		return STATUS_INSUFFICIENT_RESOURCES;
	made->device = &device;
	made->config = config;
	made->may_be_deleted = false;
	made->is_of_hardware = device.is_preparing;
	KeInitializeDpc(&made->dpc, call_dpc, made);
	if (config.InterruptTranslated) {
		made->has_resource = true;
		made->resource = *config.InterruptTranslated;
	}

	NTSTATUS status = make_wdm(*made)
				  ? find_callback_lock(call, *parent, "WDF_INTERRUPT_CONFIG",
						       config.AutomaticSerialization,
						       config.EvtInterruptWorkItem,
						       made->serialised_by)
				  : STATUS_INSUFFICIENT_RESOURCES;

	if (!status && !object_add_child(*parent, *made))
		status = STATUS_DELETE_PENDING;
	if (status) {
		object_discard(*made);
		return status;
	}
	status = make_wait_lock(*made);
	if (!status)
		status = make_item(*made);
	if (status) {
		if (object_begin_delete(*made))
			object_delete(*made);
		return status;
	}
	enter(device, *made);
	*created = handle(*made);
	return STATUS_SUCCESS;
}

/* ---- For functions of any level ------------------------------------------------------------- */

InterruptObject *interrupt_of(CallSite call, WDFINTERRUPT handle)
{
	return object_of<InterruptObject>(call, handle);
}

/* One that has a lock now; null after a report. */
InterruptObject *connected(CallSite call, WDFINTERRUPT handle)
{
	InterruptObject *const interrupt = interrupt_of(call, handle);

	if (!interrupt || interrupt->wdm->is_connected())
		return interrupt;
	report(violation_of(call, kInvalidLockOperation, interrupt), "the interrupt is not connected");
	return nullptr;
}

/* Its lock, unless the interrupt is handled at another level than the caller's. */
InterruptObject *lockable(CallSite call, WDFINTERRUPT handle)
{
	InterruptObject *const interrupt = connected(call, handle);

	return interrupt && (!interrupt->wait_lock || at_passive(call, interrupt)) ? interrupt : nullptr;
}

/* Disconnects or connects an interrupt, whatever the state of the device. */
void set_off(CallSite call, WDFINTERRUPT handle, bool off)
{
	auto *const interrupt = object_at_passive<InterruptObject>(call, handle);

	if (!interrupt || interrupt->is_off == off)
		return;
	interrupt->is_off = off;
	if (off)
		disconnect(*interrupt);
	else if (interrupt->device->reached >= Reached::powered && !interrupt->device->is_down)
		connect(*interrupt);
}

} /* namespace */

constinit const Class InterruptObject::kClass = {
	{ "WDFINTERRUPT", object_finalise, "WdfObjectDelete" }, leave, nullptr, end_wdm, true
};

void interrupts_filter(Device &device, IO_RESOURCE_REQUIREMENTS_LIST &lists)
{
	IO_RESOURCE_LIST *list = lists.List;

	for (u32 i = 0; i < lists.AlternativeLists; i++) {
		filter(device, *list);
		list = const_cast<IO_RESOURCE_LIST *>(requirements_next(*list));
	}
}

void interrupts_assign(Device &device)
{
	InterruptObject *interrupt = device.interrupts;

	for (ULONG i = 0; interrupt; i++) {
		const CM_PARTIAL_RESOURCE_DESCRIPTOR *const resource = resource_at(*device.resources, i);

		if (!resource)
			return;
		if (resource->Type != CmResourceTypeInterrupt)
			continue;
		interrupt->resource = *resource;
		interrupt->has_resource = true;
		interrupt = interrupt->next;
	}
}

NTSTATUS interrupts_connect(Device &device)
{
	for (InterruptObject *interrupt = device.interrupts; interrupt; interrupt = interrupt->next) {
		const NTSTATUS status = connect(*interrupt);

		if (!NT_SUCCESS(status)) {
			interrupts_disconnect(device);
			return status;
		}
	}
	return STATUS_SUCCESS;
}

void interrupts_disconnect(Device &device)
{
	InterruptObject *below = nullptr;

	/* The last one first. A device has few. */
	while (below != device.interrupts) {
		InterruptObject *last = device.interrupts;

		while (last->next != below)
			last = last->next;
		if (last->wdm->is_connected())
			disconnect(*last);
		below = last;
	}
}

void interrupts_release(Device &device)
{
	for (InterruptObject *interrupt = device.interrupts; interrupt;) {
		InterruptObject *const next = interrupt->next;

		interrupt->has_resource = false;
		if (interrupt->is_of_hardware && object_begin_delete(*interrupt))
			object_delete_now(*interrupt);
		interrupt = next;
	}
}

} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

NTSTATUS NTAPI WdfInterruptCreate(WDFDEVICE Device, PWDF_INTERRUPT_CONFIG Configuration,
				  PWDF_OBJECT_ATTRIBUTES Attributes, WDFINTERRUPT *Interrupt)
{
	const CallSite call = WW_CALL_SITE;
	auto *const device = object_at_passive<wdf::Device>(call, Device);

	if (!device || !check_not_null(call, Configuration, "Configuration") ||
	    !check_not_null(call, Interrupt, "Interrupt"))
		return STATUS_INVALID_PARAMETER;
	*Interrupt = nullptr;
	return create(call, *device, *Configuration, Attributes, Interrupt);
}

WDFDEVICE NTAPI WdfInterruptGetDevice(WDFINTERRUPT Interrupt)
{
	const auto *const interrupt = interrupt_of(WW_CALL_SITE, Interrupt);

	return interrupt ? handle_of<WDFDEVICE>(*interrupt->device) : nullptr;
}

VOID NTAPI WdfInterruptGetInfo(WDFINTERRUPT Interrupt, PWDF_INTERRUPT_INFO Info)
{
	const CallSite call = WW_CALL_SITE;
	const auto *const interrupt = interrupt_of(call, Interrupt);

	if (!interrupt || !check_not_null(call, Info, "Info") ||
	    check_size(call, "WDF_INTERRUPT_INFO", Info->Size, sizeof(*Info), interrupt))
		return;

	const CM_PARTIAL_RESOURCE_DESCRIPTOR &resource = interrupt->resource;
	const bool is_msi = is_message(*interrupt);

	WDF_INTERRUPT_INFO_INIT(Info);
	if (!interrupt->has_resource)
		return;
	Info->TargetProcessorSet = resource.u.Interrupt.Affinity;
	Info->Group = static_cast<USHORT>(resource_cpus(resource).first / kGroupSize);
	Info->MessageNumber = interrupt->message;
	Info->Vector = resource.u.Interrupt.Vector;
	Info->Irql = interrupt->wait_lock ? PASSIVE_LEVEL
					  : static_cast<KIRQL>(resource.u.Interrupt.Level);
	Info->Mode = is_msi ? Latched : LevelSensitive;
	Info->Polarity = is_msi ? WdfInterruptPolarityUnknown : WdfInterruptActiveLow;
	Info->MessageSignaled = is_msi;
	Info->ShareDisposition = resource.ShareDisposition;
}

VOID NTAPI WdfInterruptSetPolicy(WDFINTERRUPT Interrupt, WDF_INTERRUPT_POLICY Policy,
				 WDF_INTERRUPT_PRIORITY Priority, KAFFINITY TargetProcessorSet)
{
	const CallSite call = WW_CALL_SITE;
	auto *const interrupt = object_at_dispatch_or_below<InterruptObject>(call, Interrupt);
	WDF_INTERRUPT_EXTENDED_POLICY wanted;

	WDF_INTERRUPT_EXTENDED_POLICY_INIT(&wanted);
	wanted.Policy = Policy;
	wanted.Priority = Priority;
	wanted.TargetProcessorSetAndGroup.Mask = TargetProcessorSet;
	if (interrupt)
		set_policy(call, *interrupt, wanted);
}

VOID NTAPI WdfInterruptSetExtendedPolicy(WDFINTERRUPT Interrupt, PWDF_INTERRUPT_EXTENDED_POLICY PolicyAndGroup)
{
	const CallSite call = WW_CALL_SITE;
	auto *const interrupt = object_at_dispatch_or_below<InterruptObject>(call, Interrupt);

	if (!interrupt || !check_not_null(call, PolicyAndGroup, "PolicyAndGroup") ||
	    check_size(call, "WDF_INTERRUPT_EXTENDED_POLICY", PolicyAndGroup->Size, sizeof(*PolicyAndGroup), interrupt))
		return;
	set_policy(call, *interrupt, *PolicyAndGroup);
}

BOOLEAN NTAPI WdfInterruptQueueDpcForIsr(WDFINTERRUPT Interrupt)
{
	const CallSite call = WW_CALL_SITE;
	auto *const interrupt = interrupt_of(call, Interrupt);

	if (!interrupt)
		return FALSE;
	if (!interrupt->config.EvtInterruptDpc) {
		report(violation_of(call, kObjectError, interrupt),
		       "the interrupt has no EvtInterruptDpc");
		return FALSE;
	}
	return KeInsertQueueDpc(&interrupt->dpc, nullptr, nullptr);
}

BOOLEAN NTAPI WdfInterruptQueueWorkItemForIsr(WDFINTERRUPT Interrupt)
{
	const CallSite call = WW_CALL_SITE;
	auto *const interrupt = interrupt_of(call, Interrupt);

	if (!interrupt)
		return FALSE;
	if (!interrupt->item) {
		report(violation_of(call, kObjectError, interrupt),
		       "the interrupt has no EvtInterruptWorkItem");
		return FALSE;
	}
	return current_irql() > kDispatchLevel ? KeInsertQueueDpc(&interrupt->dpc, nullptr, nullptr)
					       : queue_item(*interrupt);
}

BOOLEAN NTAPI WdfInterruptSynchronize(WDFINTERRUPT Interrupt, PFN_WDF_INTERRUPT_SYNCHRONIZE Callback,
				      WDFCONTEXT Context)
{
	const CallSite call = WW_CALL_SITE;
	InterruptObject *const interrupt = lockable(call, Interrupt);

	if (!interrupt || !at_dispatch_or_below(call, interrupt))
		return FALSE;
	if (!interrupt->wait_lock && interrupt->wdm->is_held_here()) {
		report(violation_of(call, kRecursiveLock, interrupt), "the caller has the lock");
		return FALSE;
	}
	return interrupt->wdm->synchronize("EvtInterruptSynchronize",
					   reinterpret_cast<const void *>(Callback),
					   [&] { return Callback(Interrupt, Context); });
}

VOID NTAPI WdfInterruptAcquireLock(WDFINTERRUPT Interrupt)
{
	const CallSite call = WW_CALL_SITE;
	InterruptObject *const interrupt = lockable(call, Interrupt);

	if (interrupt && !acquire(*interrupt))
		report(violation_of(call, kRecursiveLock, interrupt), "the caller has the lock");
}

VOID NTAPI WdfInterruptReleaseLock(WDFINTERRUPT Interrupt)
{
	const CallSite call = WW_CALL_SITE;
	InterruptObject *const interrupt = interrupt_of(call, Interrupt);

	if (!interrupt)
		return;
	if (interrupt->wait_lock)
		WdfWaitLockRelease(interrupt->wait_lock);
	else if (!interrupt->wdm->release())
		report(violation_of(call, kInvalidLockOperation, interrupt),
		       "the caller has not acquired the lock");
}

BOOLEAN NTAPI WdfInterruptTryToAcquireLock(WDFINTERRUPT Interrupt)
{
	const CallSite call = WW_CALL_SITE;
	InterruptObject *const interrupt = lockable(call, Interrupt);
	LONGLONG now = 0;

	if (!interrupt)
		return FALSE;
	if (!interrupt->wait_lock) {
		report(violation_of(call, kInvalidLockOperation, interrupt),
		       "the interrupt is not handled at PASSIVE_LEVEL");
		return FALSE;
	}
	return WdfWaitLockAcquire(interrupt->wait_lock, &now) == STATUS_SUCCESS;
}

VOID NTAPI WdfInterruptDisable(WDFINTERRUPT Interrupt)
{
	set_off(WW_CALL_SITE, Interrupt, true);
}

VOID NTAPI WdfInterruptEnable(WDFINTERRUPT Interrupt)
{
	set_off(WW_CALL_SITE, Interrupt, false);
}

VOID NTAPI WdfInterruptReportInactive(WDFINTERRUPT Interrupt)
{
	if (InterruptObject *const interrupt = connected(WW_CALL_SITE, Interrupt))
		interrupt->wdm->mask();
}

VOID NTAPI WdfInterruptReportActive(WDFINTERRUPT Interrupt)
{
	if (InterruptObject *const interrupt = connected(WW_CALL_SITE, Interrupt))
		interrupt->wdm->unmask();
}

PKINTERRUPT NTAPI WdfInterruptWdmGetInterrupt(WDFINTERRUPT Interrupt)
{
	const auto *const interrupt = interrupt_of(WW_CALL_SITE, Interrupt);

	return interrupt && interrupt->wdm->is_connected() ? interrupt->wdm : nullptr;
}

} /* extern "C" */
