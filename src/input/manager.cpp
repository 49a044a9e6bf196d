/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The ports come and go with Linux's devices, while any driver filters some device. Linux tells so under a lock of its
 * own, in which no driver may run: the stacks follow in a worker, and when drivers come and go.
 */
#include "manager.hpp"

#include "base/turn.hpp"
#include "linux/done.h"
#include "linux/memory.h"
#include "linux/print.h"
#include "linux/request.h"
#include "ob/object.hpp"
#include "pnp/filter.hpp"
#include "pnp/node.hpp"

namespace ww {
namespace {

constinit Lock lock;
constinit LIST_ENTRY ports WW_GUARDED_BY(lock){};

/* Of settle_all(). */
struct ww_turn turn;
bool is_listening;

struct ww_later later;
constinit Atomic<bool> is_later{};

bool is_gone(const InputPort &port)
{
	LockGuard guard(lock);

	return port.is_gone;
}

/* The turn has one, which is large for a stack. */
u64 stamp_of(const InputPort &port)
{
	static Identity identity;

	identity = {};
	port_identify(port, identity);
	return filters_stamp({ port_driver_of(port), class_driver_of(port), &identity });
}

/* Another thread may remove it: the port has another stack, or none, when that is over. */
void take_stack(InputPort &port)
{
	auto *const node = static_cast<Node *>(port.node);

	if (!node)
		return;

	const PDEVICE_OBJECT pdo = node->pdo;

	object_reference_kept(pdo);
	node_leaves(node, !is_gone(port));
	node_wait(*node);
	object_dereference_kept(pdo);
	port.node = nullptr;
}

void make_stack(InputPort &port)
{
	NTSTATUS status;

	if (node_arrives(port_driver_of(port), input_bus, &port, &port.node, status)) {
		ww_print(WW_LEVEL_WARNING, "%s is not filtered: status 0x%08X", port.identity.name,
			 static_cast<u32>(status));
		port.node = nullptr;
		return;
	}
	/* Each filter has failed. */
	if (!filters_are_left(*static_cast<Node *>(port.node)))
		take_stack(port);
}

/* A stack that was removed otherwise comes back when its filters change. */
void settle(InputPort &port)
{
	const u64 stamp = is_gone(port) ? 0 : stamp_of(port);

	if (port.node && node_is_leaving(*static_cast<Node *>(port.node)))
		take_stack(port);
	if (stamp == port.stamp)
		return;
	take_stack(port);
	port.stamp = stamp;
	if (stamp)
		make_stack(port);
}

/* The one behind @port, or the first; null at the end. Only the turn frees ports, and new ones are put at the end. */
InputPort *next_port(const InputPort *port)
{
	LockGuard guard(lock);
	const LIST_ENTRY *const next = port ? port->link.Flink : ports.Flink;

	return next == &ports ? nullptr : CONTAINING_RECORD(next, InputPort, link);
}

bool take_off(InputPort &port)
{
	LockGuard guard(lock);

	if (!port.is_gone || port.node)
		return false;
	RemoveEntryList(&port.link);
	return true;
}

/* A device object of a stack that has vanished, and has an open file, may keep one. */
void drop_gone()
{
	InputPort *next = next_port(nullptr);

	while (InputPort *const port = next) {
		next = next_port(port);
		if (!take_off(*port))
			continue;
		port_disable(*port);
		port_drop(*port);
	}
}

void listen()
{
	if (is_listening)
		return;

	const s32 error = ww_input_start();

	is_listening = !error;
	if (error)
		ww_print(WW_LEVEL_WARNING, "no keyboard and no mouse is filtered: error %d", error);
}

void settle_all()
{
	const TurnGuard guard(&turn);
	const bool is_wanted = filters_of_input_exist();

	if (is_wanted)
		listen();
	for (InputPort *port = next_port(nullptr); port; port = next_port(port))
		settle(*port);
	if (!is_wanted && is_listening) {
		ww_input_stop();
		is_listening = false;
		for (InputPort *port = next_port(nullptr); port; port = next_port(port))
			settle(*port);
	}
	drop_gone();
}

void run(struct ww_later *)
{
	is_later.store(false);
	settle_all();
}

void settle_later()
{
	if (!is_later.exchange(true))
		ww_later_patiently(&later, run);
}

} /* namespace */

void manager_init()
{
	lock.init(WW_LOCK_INPUT);
	ww_turn_init(&turn, WW_TURN_INPUT);
	{
		LockGuard guard(lock);

		InitializeListHead(&ports);
	}
	filters_tell(settle_all);
}

void manager_exit()
{
	filters_tell(nullptr);
}

} /* namespace ww */

using namespace ww;

extern "C" {

void *ww_input_arrived(struct ww_input *input, const struct ww_input_identity *identity)
{
	auto *const port = static_cast<InputPort *>(ww_zalloc_sleeping(sizeof(InputPort)));

	if (!port)
		return nullptr;
	port->input = input;
	port->identity = *identity;
	port_init(*port);
	{
		LockGuard guard(lock);

		InsertTailList(&ports, &port->link);
	}
	settle_later();
	return port;
}

void ww_input_left(void *context)
{
	{
		LockGuard guard(lock);

		static_cast<InputPort *>(context)->is_gone = true;
	}
	settle_later();
}

} /* extern "C" */
