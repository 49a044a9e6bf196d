/* SPDX-License-Identifier: GPL-2.0 */
/*
 * IoConnectInterruptEx, its relatives, and what a device has connected.
 */
#include "connection.hpp"

#include <wdm.h>

#include "base/errno.hpp"
#include "base/irql.hpp"
#include "base/report.hpp"
#include "base/turn.hpp"
#include "hal/interrupt.hpp"
#include "linux/cpu.h"
#include "linux/memory.h"
#include "linux/thread.h"
#include "node.hpp"
#include "ob/device.hpp"
#include "ob/driver.hpp"
#include "ob/image.hpp"
#include "ob/stack.hpp"
#include "resources.hpp"

namespace ww {

struct Connection {
	Node *node;
	Connection *next;		/* of the node's */
	ULONG version;			/* by which it is disconnected */
	PKSERVICE_ROUTINE routine;	/* or, for messages: */
	PKMESSAGE_SERVICE_ROUTINE message_routine;
	PVOID context;
	const void *caller;
	InterruptLock *lock;		/* of all its interrupts; null with passive handling, which has: */
	KEVENT free;
	const void *holder;		/* the task whose routine runs, or null */
	PIO_INTERRUPT_MESSAGE_INFO table;	/* an object, or null */
	u32 count;
	Interrupt *interrupts[kMostInterrupts];
};

namespace {

using Resource = CM_PARTIAL_RESOURCE_DESCRIPTOR;

/* Covers Node::connections and connects_no_more. A connection and a disconnection have it. */
constinit ww_turn turn{};

/* Parameter 1 of PNP_DETECTED_FATAL_ERROR. Behind it: what was passed, and its version. */
constexpr uintptr_t kWrongConnection = 9;

bool is_full(ULONG version)
{
	return version == CONNECT_FULLY_SPECIFIED || version == CONNECT_FULLY_SPECIFIED_GROUP;
}

/* What a driver wants to be connected, whatever the version. */
struct Wanted {
	CallSite call;
	ULONG version;
	PDEVICE_OBJECT pdo;
	PVOID *made;			/* receives the interrupt or the table */
	PKSERVICE_ROUTINE routine;
	PKMESSAGE_SERVICE_ROUTINE message_routine;
	PVOID context;
	PKSPIN_LOCK spin_lock;
	KIRQL level;			/* the lowest for the routine */
	bool floating_save;
	/* Of CONNECT_FULLY_SPECIFIED: */
	ULONG vector;
	KIRQL irql;
	bool is_exclusive;
	ww_irq_cpus cpus;

	bool is_full() const { return ww::is_full(version); }
	bool is_passive() const { return is_full() && level == PASSIVE_LEVEL && irql == PASSIVE_LEVEL; }
};

struct Chosen {
	u32 count;
	const Resource *resources[kMostInterrupts];
};

/* ---- The routines --------------------------------------------------------------------------- */

bool call_routine(Interrupt &interrupt)
{
	const Connection &connection = *interrupt.connection;

	return connection.routine(&interrupt, connection.context);
}

bool call_message_routine(Interrupt &interrupt)
{
	const Connection &connection = *interrupt.connection;

	return connection.message_routine(&interrupt, connection.context, interrupt.message);
}

const void *routine_of(const Connection &connection)
{
	return connection.message_routine ? reinterpret_cast<const void *>(connection.message_routine)
					  : reinterpret_cast<const void *>(connection.routine);
}

constinit const PassiveOps passive_ops = {
	[](Interrupt &interrupt) {
		KeWaitForSingleObject(&interrupt.connection->free, Executive, KernelMode, FALSE, nullptr);
		__atomic_store_n(&interrupt.connection->holder, ww_current_task(), __ATOMIC_RELAXED);
	},
	[](Interrupt &interrupt) {
		__atomic_store_n(&interrupt.connection->holder, nullptr, __ATOMIC_RELAXED);
		KeSetEvent(&interrupt.connection->free, IO_NO_INCREMENT, FALSE);
	},
	[](const Interrupt &interrupt) {
		return __atomic_load_n(&interrupt.connection->holder, __ATOMIC_RELAXED) == ww_current_task();
	},
};

/* ---- Making and ending ---------------------------------------------------------------------- */

constinit const ObjectType table_type = { .name = "interrupt message table", .destroy = nullptr,
					  .ended_by = "IoDisconnectInterruptEx" };

/* Behind its entries a table has the connection. */
Connection *&connection_of(PIO_INTERRUPT_MESSAGE_INFO table)
{
	char *const end = reinterpret_cast<char *>(table) + object_header(table)->bytes;

	return *reinterpret_cast<Connection **>(end - sizeof(Connection *));
}

size_t table_bytes(u32 count)
{
	return __builtin_offsetof(IO_INTERRUPT_MESSAGE_INFO, MessageInfo) +
	       count * sizeof(IO_INTERRUPT_MESSAGE_INFO_ENTRY) + sizeof(Connection *);
}

void write_table(const Connection &connection, const Chosen &chosen)
{
	IO_INTERRUPT_MESSAGE_INFO &table = *connection.table;

	table.UnifiedIrql = connection.lock->level;
	table.MessageCount = connection.count;
	for (u32 i = 0; i < connection.count; i++) {
		const auto &resource = chosen.resources[i]->u.Interrupt;
		const ww_irq_message message = ww_irq_message_of(resource.Vector);

		table.MessageInfo[i] = {
			.MessageAddress = { .QuadPart = static_cast<LONGLONG>(message.address) },
			.TargetProcessorSet = resource.Affinity,
			.InterruptObject = connection.interrupts[i], .MessageData = message.data,
			.Vector = resource.Vector, .Irql = static_cast<KIRQL>(resource.Level),
			.Mode = Latched, .Polarity = InterruptActiveHigh,
		};
	}
}

void unlink(Connection &connection)
{
	Connection **at = &connection.node->connections;

	while (*at && *at != &connection)
		at = &(*at)->next;
	if (*at)
		*at = connection.next;
}

/* No routine runs when this returns. Under the turn. */
void end(Connection *connection)
{
	unlink(*connection);
	for (u32 i = 0; i < connection->count; i++)
		interrupt_destroy(connection->interrupts[i]);
	if (connection->table)
		object_destroy(connection->table);
	if (connection->lock)
		interrupt_lock_put(connection->lock);
	ww_free(connection);
}

bool add_interrupt(Connection &connection, PDRIVER_OBJECT driver)
{
	Interrupt *const interrupt = interrupt_create(driver);

	if (!interrupt)
		return false;
	interrupt->connection = &connection;
	interrupt->message = connection.count;
	connection.interrupts[connection.count++] = interrupt;
	return true;
}

/* Fills in all but Linux's part. False without memory: end() ends it. */
bool fill(Connection &connection, const Wanted &wanted, PDRIVER_OBJECT driver, const Chosen &chosen)
{
	KeInitializeEvent(&connection.free, SynchronizationEvent, TRUE);
	if (!wanted.is_passive()) {
		connection.lock = interrupt_lock_get(driver, wanted.spin_lock);
		if (!connection.lock)
			return false;
	}
	for (u32 i = 0; i < chosen.count; i++) {
		if (!add_interrupt(connection, driver))
			return false;
	}
	if (!wanted.message_routine)
		return true;
	connection.table = static_cast<PIO_INTERRUPT_MESSAGE_INFO>(
		object_create(table_type, table_bytes(chosen.count), driver));
	if (!connection.table)
		return false;
	connection_of(connection.table) = &connection;
	return true;
}

Connection *make(const Wanted &wanted, Node &node, PDRIVER_OBJECT driver, const Chosen &chosen)
{
	auto *const connection = static_cast<Connection *>(ww_zalloc_sleeping(sizeof(Connection)));

	if (!connection)
		return nullptr;
	connection->node = &node;
	connection->next = node.connections;
	node.connections = connection;
	connection->version = wanted.version;
	connection->routine = wanted.routine;
	connection->message_routine = wanted.message_routine;
	connection->context = wanted.context;
	connection->caller = wanted.call.caller;
	if (fill(*connection, wanted, driver, chosen))
		return connection;
	end(connection);
	return nullptr;
}

/* A driver that does not specify all may only raise the level. */
u8 level_of(const Wanted &wanted, const Resource &resource)
{
	const KIRQL own = static_cast<KIRQL>(resource.u.Interrupt.Level);

	return wanted.level > own || wanted.is_full() ? wanted.level : own;
}

InterruptSettings settings_of(const Wanted &wanted, const Connection &connection, PDRIVER_OBJECT driver,
			      const Resource &resource)
{
	return { .irq = resource.u.Interrupt.Vector,
		 .is_shared = !(resource.Flags & CM_RESOURCE_INTERRUPT_MESSAGE) && !wanted.is_exclusive,
		 .level = level_of(wanted, resource),
		 .name = driver_short_name(driver), .lock = connection.lock,
		 .passive = wanted.is_passive() ? &passive_ops : nullptr,
		 .isr = connection.message_routine ? call_message_routine : call_routine,
		 .routine = routine_of(connection),
		 .cpus = wanted.is_full() ? wanted.cpus : resource_cpus(resource) };
}

NTSTATUS explain(const Wanted &wanted, u32 vector, s32 error)
{
	const NTSTATUS status = error == -WW_ENOMEM	? STATUS_INSUFFICIENT_RESOURCES
				: wanted.is_passive()	? STATUS_INVALID_DEVICE_REQUEST
							: STATUS_INVALID_PARAMETER;

	return refuse(wanted.call, wanted.pdo, status, "Linux does not connect interrupt %u: error %d", vector,
		      error);
}

/* The driver has the pointer before the routine is called for the first time. */
void publish(const Wanted &wanted, const Connection &connection)
{
	*wanted.made = connection.table ? static_cast<PVOID>(connection.table) : connection.interrupts[0];
}

NTSTATUS connect_all(const Wanted &wanted, Connection &connection, PDRIVER_OBJECT driver, const Chosen &chosen)
{
	/* Before any routine runs, all can be used, and the lock has the highest level. */
	for (u32 i = 0; i < chosen.count; i++)
		connection.interrupts[i]->prepare(
			settings_of(wanted, connection, driver, *chosen.resources[i]));
	if (connection.table)
		write_table(connection, chosen);
	publish(wanted, connection);
	for (u32 i = 0; i < chosen.count; i++) {
		if (const s32 error = connection.interrupts[i]->connect())
			return explain(wanted, connection.interrupts[i]->number, error);
	}
	/* Linux may have chosen the message's address and data now. */
	if (connection.table)
		write_table(connection, chosen);
	return STATUS_SUCCESS;
}

/* ---- Choosing ------------------------------------------------------------------------------- */

bool is_message(const Resource &resource)
{
	return resource.Flags & CM_RESOURCE_INTERRUPT_MESSAGE;
}

/* The interrupts of the node for which takes(resource) is true. */
template <typename Takes>
Chosen choose(const Node &node, Takes takes)
{
	Chosen chosen{};

	for (u32 i = 0; i < node.resources.count && chosen.count < kMostInterrupts; i++) {
		const Resource &resource = node.resources.translated[i];

		if (resource.Type == CmResourceTypeInterrupt && takes(resource))
			chosen.resources[chosen.count++] = &resource;
	}
	return chosen;
}

bool has_vector(const Resource &resource, ULONG vector)
{
	return resource.u.Interrupt.Vector == vector;
}

/* A routine for lines also takes the only message of a device. */
NTSTATUS choose_line(const Node &node, Chosen &chosen)
{
	chosen = choose(node, [](const Resource &resource) { return !is_message(resource); });
	if (!chosen.count)
		chosen = choose(node, is_message);
	return chosen.count > 1 ? STATUS_INVALID_DEVICE_REQUEST : STATUS_SUCCESS;
}

NTSTATUS choose_for(const Wanted &wanted, const Node &node, Chosen &chosen)
{
	NTSTATUS status = STATUS_SUCCESS;

	if (wanted.is_full())
		chosen = choose(node, [&wanted](const Resource &resource) {
			return has_vector(resource, wanted.vector);
		});
	else if (wanted.message_routine)
		chosen = choose(node, is_message);
	else
		status = choose_line(node, chosen);
	if (!NT_SUCCESS(status))
		return refuse(wanted.call, wanted.pdo, status, "the device has %u messages, and no line",
			      chosen.count);
	if (!chosen.count)
		return refuse(wanted.call, wanted.pdo, STATUS_NOT_FOUND,
			      "the device has no such interrupt");
	return STATUS_SUCCESS;
}

bool has_messages(const Node &node)
{
	return choose(node, is_message).count;
}

/* ---- Checking ------------------------------------------------------------------------------- */

NTSTATUS check_levels(const Wanted &wanted)
{
	if (wanted.level > HIGH_LEVEL || wanted.irql > HIGH_LEVEL)
		return refuse(wanted.call, wanted.pdo, STATUS_INVALID_PARAMETER,
			      "SynchronizeIrql is %u, and Irql %u", wanted.level, wanted.irql);
	if (!wanted.is_full())
		return STATUS_SUCCESS;
	if (wanted.is_passive())
		return wanted.spin_lock ? refuse(wanted.call, wanted.pdo, STATUS_INVALID_PARAMETER,
						 "SpinLock is given for an interrupt of PASSIVE_LEVEL")
					: STATUS_SUCCESS;
	if (wanted.irql <= DISPATCH_LEVEL || wanted.level < wanted.irql)
		return refuse(wanted.call, wanted.pdo, STATUS_INVALID_PARAMETER,
			      "SynchronizeIrql is %u, and Irql %u", wanted.level, wanted.irql);
	return STATUS_SUCCESS;
}

NTSTATUS check(const Wanted &wanted)
{
	const Required required[] = {
		{ wanted.made != nullptr, "InterruptObject" },
		{ wanted.routine || wanted.message_routine, "ServiceRoutine" },
	};

	if (const char *missing = first_missing(required))
		return refuse(wanted.call, wanted.pdo, STATUS_INVALID_PARAMETER, "%s is NULL", missing);
	if (wanted.floating_save)
		return refuse(wanted.call, wanted.pdo, STATUS_INVALID_PARAMETER, "FloatingSave is TRUE");
	return check_levels(wanted);
}

/* The driver that calls; that of the function if its code is in no module of the stack. */
PDRIVER_OBJECT driver_of(const Wanted &wanted, const Node &node)
{
	const PDRIVER_OBJECT caller =
		stack_driver_of_module(node.pdo, image_of_address(wanted.call.caller));

	return caller ? caller : node.driver;
}

/* Under the turn. */
NTSTATUS connect_for(const Wanted &wanted, Node &node)
{
	const PDRIVER_OBJECT driver = driver_of(wanted, node);
	Chosen chosen{};

	if (node.connects_no_more)
		return refuse(wanted.call, wanted.pdo, STATUS_INVALID_DEVICE_REQUEST,
			      "the device has released its hardware");
	if (const NTSTATUS status = choose_for(wanted, node, chosen))
		return status;

	Connection *const connection = make(wanted, node, driver, chosen);

	if (!connection)
		return STATUS_INSUFFICIENT_RESOURCES;

	const NTSTATUS status = connect_all(wanted, *connection, driver, chosen);

	if (!NT_SUCCESS(status)) {
		end(connection);
		*wanted.made = nullptr;
	}
	return status;
}

NTSTATUS connect(const Wanted &wanted)
{
	if (!at_passive(wanted.call, wanted.pdo))
		return STATUS_INVALID_PARAMETER;
	if (!wanted.pdo)
		return refuse(wanted.call, nullptr, STATUS_INVALID_PARAMETER, "PhysicalDeviceObject is NULL");

	Node *const node = check_node(wanted.call, wanted.pdo);

	if (!node)
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = check(wanted))
		return status;

	const TurnGuard guard(&turn);

	return connect_for(wanted, *node);
}

/* ---- The versions --------------------------------------------------------------------------- */

/* False, after a report, if no processor of the group is in the mask. */
bool has_processors(const Wanted &wanted, USHORT group)
{
	if (KeQueryGroupAffinity(group) & wanted.cpus.mask)
		return true;
	refuse(wanted.call, wanted.pdo, STATUS_INVALID_PARAMETER_10,
	       "ProcessorEnableMask has no processor of group %u", group);
	return false;
}

NTSTATUS connect_full(CallSite call, ULONG version, const IO_CONNECT_INTERRUPT_FULLY_SPECIFIED_PARAMETERS &full)
{
	const USHORT group = version == CONNECT_FULLY_SPECIFIED_GROUP ? full.Group : 0;
	const Wanted wanted = {
		.call = call, .version = version, .pdo = full.PhysicalDeviceObject,
		.made = reinterpret_cast<PVOID *>(full.InterruptObject), .routine = full.ServiceRoutine,
		.message_routine = nullptr, .context = full.ServiceContext, .spin_lock = full.SpinLock,
		.level = full.SynchronizeIrql, .floating_save = full.FloatingSave != 0,
		.vector = full.Vector, .irql = full.Irql, .is_exclusive = !full.ShareVector,
		.cpus = { group * 64u, full.ProcessorEnableMask },
	};

	return has_processors(wanted, group) ? connect(wanted) : STATUS_INVALID_PARAMETER_10;
}

NTSTATUS connect_line(CallSite call, const IO_CONNECT_INTERRUPT_LINE_BASED_PARAMETERS &line)
{
	return connect({
		.call = call, .version = CONNECT_LINE_BASED, .pdo = line.PhysicalDeviceObject,
		.made = reinterpret_cast<PVOID *>(line.InterruptObject), .routine = line.ServiceRoutine,
		.message_routine = nullptr, .context = line.ServiceContext, .spin_lock = line.SpinLock,
		.level = line.SynchronizeIrql, .floating_save = line.FloatingSave != 0,
		.vector = 0, .irql = 0, .is_exclusive = false, .cpus = {},
	});
}

/* Without messages the other routine is connected, to the line. */
NTSTATUS connect_messages(CallSite call, IO_CONNECT_INTERRUPT_PARAMETERS &parameters)
{
	const IO_CONNECT_INTERRUPT_MESSAGE_BASED_PARAMETERS messages = parameters.MessageBased;
	const PDEVICE_OBJECT pdo = messages.PhysicalDeviceObject;
	Node *const node = pdo && object_type(pdo) == &device_type ? node_of(pdo) : nullptr;

	if (node && messages.FallBackServiceRoutine && !has_messages(*node)) {
		const NTSTATUS status = connect_line(call, {
			.PhysicalDeviceObject = pdo,
			.InterruptObject = messages.ConnectionContext.InterruptObject,
			.ServiceRoutine = messages.FallBackServiceRoutine,
			.ServiceContext = messages.ServiceContext, .SpinLock = messages.SpinLock,
			.SynchronizeIrql = messages.SynchronizeIrql, .FloatingSave = messages.FloatingSave,
		});

		if (NT_SUCCESS(status))
			parameters.Version = CONNECT_LINE_BASED;
		return status;
	}
	return connect({
		.call = call, .version = CONNECT_MESSAGE_BASED, .pdo = pdo,
		.made = messages.ConnectionContext.Generic, .routine = nullptr,
		.message_routine = messages.MessageServiceRoutine, .context = messages.ServiceContext,
		.spin_lock = messages.SpinLock, .level = messages.SynchronizeIrql,
		.floating_save = messages.FloatingSave != 0,
		.vector = 0, .irql = 0, .is_exclusive = false, .cpus = {},
	});
}

/* ---- IoConnectInterrupt --------------------------------------------------------------------- */

struct Search {
	const _WINWORK_IMAGE *image;
	ULONG vector;
	PDEVICE_OBJECT found;		/* referenced */
};

/* Ends the search at a device with the vector, in whose stack the caller has a device. */
bool look_at(Node &node, uintptr_t argument)
{
	auto &search = *reinterpret_cast<Search *>(argument);
	const ULONG vector = search.vector;

	if (!choose(node, [vector](const Resource &resource) { return has_vector(resource, vector); }).count ||
	    !stack_has_module(node.pdo, search.image))
		return true;
	object_reference_kept(node.pdo);
	search.found = node.pdo;
	return false;
}

/* ---- Disconnecting -------------------------------------------------------------------------- */

/* The same kind of pointer was returned for both. */
bool is_same_kind(const Connection &connection, ULONG version)
{
	return connection.version == version || (is_full(connection.version) && is_full(version));
}

/* A pointer of another version's is found out by its type. */
bool has_other_type(ULONG version, const void *pointer)
{
	return object_type(pointer) == (version == CONNECT_MESSAGE_BASED ? &interrupt_type : &table_type);
}

void report_kind(CallSite call, ULONG version, const void *pointer)
{
	report({ .code = BugCheck::pnp_detected_fatal_error,
		 .parameter = { kWrongConnection, address_of(pointer), version, 0 }, .call = call,
		 .item = pointer },
	       "the interrupt was not connected by version %u: it stays connected", version);
}

/* The connection of a driver's pointer; null, after a report, for a wrong pointer or version. */
Connection *find(CallSite call, ULONG version, PVOID pointer)
{
	const bool is_table = version == CONNECT_MESSAGE_BASED;

	if (!has_other_type(version, pointer)) {
		if (!check_type(call, pointer, is_table ? table_type : interrupt_type))
			return nullptr;

		Connection *const connection =
			is_table ? connection_of(static_cast<PIO_INTERRUPT_MESSAGE_INFO>(pointer))
				 : static_cast<Interrupt *>(pointer)->connection;

		if (connection && is_same_kind(*connection, version))
			return connection;
	}
	report_kind(call, version, pointer);
	return nullptr;
}

} /* namespace */

void interrupts_disconnect(CallSite call, ULONG version, void *pointer)
{
	if (!at_passive(call, pointer))
		return;

	const TurnGuard guard(&turn);

	if (Connection *connection = find(call, version, pointer))
		end(connection);
}

namespace {

void report_left(const Connection &connection)
{
	const Interrupt *const interrupt = connection.interrupts[0];

	report({ .code = BugCheck::driver_unloaded_without_cancelling_pending_operations,
		 .parameter = { address_of(interrupt), interrupt->number, connection.count, 0 },
		 .call = { "IoConnectInterruptEx", connection.caller }, .item = interrupt,
		 .owner = connection.node->pdo, .routine = routine_of(connection) },
	       "%u interrupts from %u on are connected, and the hardware goes: they are disconnected",
	       connection.count, interrupt->number);
}

/* ---- Masking -------------------------------------------------------------------------------- */

void set_masked(CallSite call, const IO_REPORT_INTERRUPT_ACTIVE_STATE_PARAMETERS *parameters, bool masked)
{
	PVOID const pointer = parameters->ConnectionContext.Generic;

	if (!at_dispatch_or_below(call, pointer))
		return;

	Connection *const connection = find(call, parameters->Version, pointer);

	for (u32 i = 0; connection && i < connection->count; i++)
		masked ? connection->interrupts[i]->mask() : connection->interrupts[i]->unmask();
}

} /* namespace */

NTSTATUS interrupts_connect(CallSite call, IO_CONNECT_INTERRUPT_PARAMETERS &parameters)
{
	switch (parameters.Version) {
	case CONNECT_FULLY_SPECIFIED:
	case CONNECT_FULLY_SPECIFIED_GROUP:
		return connect_full(call, parameters.Version, parameters.FullySpecified);
	case CONNECT_LINE_BASED:
		return connect_line(call, parameters.LineBased);
	case CONNECT_MESSAGE_BASED:
		return connect_messages(call, parameters);
	default:
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER_1, "Version is %u", parameters.Version);
	}
}

void connections_revoke(Node &node)
{
	const TurnGuard guard(&turn);

	node.connects_no_more = true;
	for (Connection *each = node.connections; each; each = each->next) {
		report_left(*each);
		for (u32 i = 0; i < each->count; i++)
			each->interrupts[i]->disconnect();
	}
}

void connections_end(Node &node)
{
	const TurnGuard guard(&turn);

	while (node.connections)
		end(node.connections);
}

void connections_init()
{
	ww_turn_init(&turn, WW_TURN_CONNECTIONS);
}

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI IoConnectInterruptEx(PIO_CONNECT_INTERRUPT_PARAMETERS Parameters)
{
	return interrupts_connect(WW_CALL_SITE, *Parameters);
}

NTSTATUS NTAPI IoConnectInterrupt(PKINTERRUPT *InterruptObject, PKSERVICE_ROUTINE ServiceRoutine,
				  PVOID ServiceContext, PKSPIN_LOCK SpinLock, ULONG Vector, KIRQL Irql,
				  KIRQL SynchronizeIrql, KINTERRUPT_MODE InterruptMode, BOOLEAN ShareVector,
				  KAFFINITY ProcessorEnableMask, BOOLEAN FloatingSave)
{
	const CallSite call = WW_CALL_SITE;
	Search search = { image_of_address(call.caller), Vector, nullptr };

	if (!at_passive(call, nullptr))
		return STATUS_INVALID_PARAMETER;
	nodes_for_each(NodeOrder::newest_first, look_at, reinterpret_cast<uintptr_t>(&search));
	if (!search.found)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "Vector is %u, which no device of the driver has", Vector);

	const NTSTATUS status = connect_full(call, CONNECT_FULLY_SPECIFIED, {
		.PhysicalDeviceObject = search.found, .InterruptObject = InterruptObject,
		.ServiceRoutine = ServiceRoutine, .ServiceContext = ServiceContext, .SpinLock = SpinLock,
		.SynchronizeIrql = SynchronizeIrql, .FloatingSave = FloatingSave, .ShareVector = ShareVector,
		.Vector = Vector, .Irql = Irql, .InterruptMode = InterruptMode,
		.ProcessorEnableMask = ProcessorEnableMask, .Group = 0,
	});

	object_dereference_kept(search.found);
	return status == STATUS_INVALID_PARAMETER_10 ? STATUS_INVALID_PARAMETER : status;
}

VOID NTAPI IoDisconnectInterrupt(PKINTERRUPT InterruptObject)
{
	interrupts_disconnect(WW_CALL_SITE, CONNECT_FULLY_SPECIFIED, InterruptObject);
}

VOID NTAPI IoDisconnectInterruptEx(PIO_DISCONNECT_INTERRUPT_PARAMETERS Parameters)
{
	interrupts_disconnect(WW_CALL_SITE, Parameters->Version, Parameters->ConnectionContext.Generic);
}

VOID NTAPI IoReportInterruptActive(PIO_REPORT_INTERRUPT_ACTIVE_STATE_PARAMETERS Parameters)
{
	set_masked(WW_CALL_SITE, Parameters, false);
}

VOID NTAPI IoReportInterruptInactive(PIO_REPORT_INTERRUPT_ACTIVE_STATE_PARAMETERS Parameters)
{
	set_masked(WW_CALL_SITE, Parameters, true);
}

} /* extern "C" */
