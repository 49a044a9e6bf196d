/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The registrations of drivers: WskRegister and its relatives.
 */
#include "base/irql.hpp"
#include "base/preemption.hpp"
#include "linux/print.h"
#include "linux/wait.h"
#include "ob/driver.hpp"
#include "ob/image.hpp"
#include "wsk.hpp"

namespace ww {
namespace {

/* The lists of sockets of all clients. */
constinit Lock sockets_lock;

constexpr USHORT kVersion = MAKE_WSK_VERSION(1, 0);

bool is_unused(void *argument)
{
	const WskClient &client = *static_cast<const WskClient *>(argument);

	return !client.captures.load() && !client.uses.load();
}

bool has_no_use(void *argument)
{
	return !static_cast<const WskClient *>(argument)->uses.load();
}

/* WSK_REGISTRATION.ReservedRegistrationState after WskDeregister. */
constexpr ULONGLONG kDeregistered = 1;

/* The client of a registration, with a reference, for one call. */
class ClientUse {
public:
	/* Null after a report. Also null, without one, after WskDeregister if that @may_have_ended it. */
	ClientUse(const CallSite &call, const WSK_REGISTRATION *registration, bool may_have_ended = false)
	{
		if (!registration || !is_kernel_address(registration))
			refuse(call, nullptr, STATUS_INVALID_PARAMETER, "WskRegistration is %s",
			       registration ? "no kernel address" : "NULL");
		else if (!find(*registration) &&
			 !(may_have_ended && registration->ReservedRegistrationState == kDeregistered))
			report_pointer({ .code = BugCheck::reference_by_pointer,
					 .parameter = { 0, address_of(registration), 0, 0 },
					 .call = call, .item = registration },
				       registration, "is no registration of WskRegister, or was deregistered");
	}
	~ClientUse()
	{
		if (client_)
			object_dereference_kept(client_);
	}
	ClientUse(const ClientUse &) = delete;
	ClientUse &operator=(const ClientUse &) = delete;

	WskClient *get() const { return client_; }
	WskClient *operator->() const { return client_; }
	explicit operator bool() const { return client_; }

private:
	/* The memory of a client that goes stays while preemption is off. */
	bool find(const WSK_REGISTRATION &registration)
	{
		PreemptionGuard guard;
		void *const found = registration.ReservedRegistrationContext;
		const ObjectHeader *const header = object_find_live(found);

		if (!header || header->type != &wsk_client_type ||
		    static_cast<WskClient *>(found)->registration != &registration ||
		    !object_try_reference_kept(found))
			return false;
		client_ = static_cast<WskClient *>(found);
		return true;
	}

	WskClient *client_ = nullptr;
};

/* ---- The end of a driver ---------------------------------------------------------------- */

/* A client of the driver that is left; or null. */
WskClient *client_left(PDRIVER_OBJECT driver)
{
	WskClient *left = nullptr;

	objects_of_driver(driver, [&left](void *body) {
		if (object_header(body)->type == &wsk_client_type)
			left = static_cast<WskClient *>(body);
		return !left;
	});
	return left;
}

/* The next socket that was not looked at, with a reference; or null. Those that were are in @seen. */
WskSocket *socket_left(WskClient &client, LIST_ENTRY &seen)
{
	LockGuard guard(sockets_lock);

	if (IsListEmpty(&client.sockets))
		return nullptr;

	WskSocket *const socket = CONTAINING_RECORD(RemoveHeadList(&client.sockets), WskSocket, link);

	InsertTailList(&seen, &socket->link);
	object_reference_kept(socket);
	return socket;
}

/* wsk_accepted_release() closes those that come behind. All have left the list on the stack at the end. */
void close_sockets_left(WskClient &client)
{
	LIST_ENTRY seen;

	InitializeListHead(&seen);
	while (WskSocket *const socket = socket_left(client, seen)) {
		wsk_close_without_irp(*socket, { "DriverUnload" });
		object_dereference_kept(socket);
	}
	while (!ww_gate_wait(has_no_use, &client)) {
		ww_print(WW_LEVEL_WARNING, "the end of %s waits for %u sockets of WSK",
			 object_header(client.driver)->name, client.uses.load());
	}
}

/* Its driver has gone without WskDeregister. */
void end_left(WskClient &client)
{
	report({ .code = BugCheck::driver_unloaded_without_cancelling_pending_operations,
		 .parameter = { address_of(&client), 0, 0, 0 },
		 .call = { "DriverUnload" }, .item = &client, .owner = client.driver },
	       "the driver leaves a registration of WskRegister behind, with %u sockets and %u captures",
	       client.uses.load(), client.captures.load());
	client.is_leaving.store(true);
	close_sockets_left(client);
	object_dereference(&client);
}

void end(PDRIVER_OBJECT driver)
{
	while (WskClient *const client = client_left(driver))
		end_left(*client);
}

constexpr ClassLibrary library = { .start = nullptr, .end = end };

/* ---- Registration ----------------------------------------------------------------------- */

NTSTATUS check(const CallSite &call, const WSK_CLIENT_NPI *npi, const WSK_REGISTRATION *registration)
{
	if (!at_passive(call, registration))
		return STATUS_INVALID_PARAMETER;
	if (!npi || !registration)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "%s is NULL",
			      npi ? "WskRegistration" : "WskClientNpi");
	if (!npi->Dispatch)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "WskClientNpi->Dispatch is NULL");
	if (!ww_socket_ops())
		return refuse(call, nullptr, STATUS_NOT_SUPPORTED,
			      "this kernel has no CONFIG_INET: there are no sockets");
	return STATUS_SUCCESS;
}

void wait_until_unused(WskClient &client)
{
	while (!ww_gate_wait(is_unused, &client))
		ww_print(WW_LEVEL_WARNING, "WskDeregister of %s waits for %u sockets and calls, and %u captures",
			 object_header(client.driver)->name, client.uses.load(), client.captures.load());
}

} /* namespace */

constinit const ObjectType wsk_client_type = { .name = "WSK client", .ended_by = "WskDeregister" };

bool wsk_client_enter(const CallSite &call, WskClient *client)
{
	if (object_type(client) == &wsk_client_type && client->captures.load()) {
		client->uses.fetch_add(1);
		return true;
	}
	report_pointer({ .code = BugCheck::reference_by_pointer, .parameter = { 0, address_of(client), 0, 0 },
			 .call = call, .item = client },
		       client, "is no client of WskCaptureProviderNPI, or was released");
	return false;
}

/* The client may be gone when this returns. */
void wsk_client_leave(WskClient &client)
{
	if (client.uses.fetch_sub(1) == 1)
		ww_gate_wake();
}

void wsk_client_add(WskClient &client, WskSocket &socket)
{
	LockGuard guard(sockets_lock);

	client.uses.fetch_add(1);
	InsertTailList(&client.sockets, &socket.link);
}

void wsk_client_remove(WskClient &, WskSocket &socket)
{
	LockGuard guard(sockets_lock);

	RemoveEntryList(&socket.link);
}

void wsk_clients_init()
{
	sockets_lock.init(WW_LOCK_SOCKET_LISTS);
}

} /* namespace ww */

using namespace ww;

extern "C" {

const NPIID NPI_WSK_INTERFACE_ID = { 0x2227e803, 0x8d8b, 0x11d4,
				     { 0xab, 0xad, 0x00, 0x90, 0x27, 0x71, 0x9e, 0x09 } };

NTSTATUS NTAPI WskRegister(PWSK_CLIENT_NPI WskClientNpi, PWSK_REGISTRATION WskRegistration)
{
	const CallSite call = WW_CALL_SITE;
	const NTSTATUS status = check(call, WskClientNpi, WskRegistration);

	if (!NT_SUCCESS(status))
		return status;

	const PDRIVER_OBJECT driver = driver_of_address(call.caller);

	if (!driver)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "no driver calls it");

	auto *const client = static_cast<WskClient *>(
		object_create(wsk_client_type, sizeof(WskClient), driver));

	if (!client)
		return STATUS_INSUFFICIENT_RESOURCES;
	client->registration = WskRegistration;
	client->driver = driver;
	client->version = WskClientNpi->Dispatch->Version;
	InitializeListHead(&client->sockets);
	*WskRegistration = {};
	WskRegistration->ReservedRegistrationContext = client;
	driver_uses(driver, library);
	return STATUS_SUCCESS;
}

VOID NTAPI WskDeregister(PWSK_REGISTRATION WskRegistration)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, WskRegistration))
		return;

	const ClientUse client(call, WskRegistration);

	if (!client)
		return;
	if (client->is_leaving.exchange(true)) {
		report({ .code = BugCheck::reference_by_pointer,
			 .parameter = { 0, address_of(WskRegistration), 0, 0 },
			 .call = call, .item = WskRegistration, .owner = client->driver },
		       "another call deregisters it already");
		return;
	}
	wait_until_unused(*client.get());
	WskRegistration->ReservedRegistrationState = kDeregistered;
	WskRegistration->ReservedRegistrationContext = nullptr;
	object_dereference(client.get());
}

NTSTATUS NTAPI WskCaptureProviderNPI(PWSK_REGISTRATION WskRegistration, ULONG WaitTimeout,
				     PWSK_PROVIDER_NPI WskProviderNpi)
{
	const CallSite call = WW_CALL_SITE;
	const bool waits = WaitTimeout != WSK_NO_WAIT;

	/* The provider is there from the start, so no call waits. */
	if (waits ? !at_passive(call, WskRegistration) : !at_dispatch_or_below(call, WskRegistration))
		return STATUS_INVALID_PARAMETER;
	if (!WskProviderNpi)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "WskProviderNpi is NULL");

	const ClientUse client(call, WskRegistration, true);

	if (!client)
		return STATUS_DEVICE_NOT_READY;
	if (client->version != kVersion)
		return refuse(call, client->driver, STATUS_NOINTERFACE,
			      "WskClientNpi->Dispatch->Version is 0x%04x, and WSK here is 0x%04x",
			      client->version, kVersion);
	client->captures.fetch_add(1);
	if (client->is_leaving.load()) {
		if (client->captures.fetch_sub(1) == 1)
			ww_gate_wake();
		return STATUS_DEVICE_NOT_READY;
	}
	*WskProviderNpi = { .Client = client.get(), .Dispatch = &wsk_provider };
	return STATUS_SUCCESS;
}

VOID NTAPI WskReleaseProviderNPI(PWSK_REGISTRATION WskRegistration)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, WskRegistration))
		return;

	const ClientUse client(call, WskRegistration);

	if (!client)
		return;

	u32 captures = client->captures.load();

	while (captures && !client->captures.compare_exchange(captures, captures - 1))
		;
	if (!captures)
		report({ .code = BugCheck::reference_by_pointer,
			 .parameter = { 0, address_of(WskRegistration), 0, 0 },
			 .call = call, .item = WskRegistration, .owner = client->driver },
		       "the provider was released already, or never captured");
	else if (captures == 1)
		ww_gate_wake();
}

NTSTATUS NTAPI WskQueryProviderCharacteristics(PWSK_REGISTRATION WskRegistration,
					       PWSK_PROVIDER_CHARACTERISTICS WskProviderCharacteristics)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, WskRegistration))
		return STATUS_INVALID_PARAMETER;
	if (!WskProviderCharacteristics)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "WskProviderCharacteristics is NULL");
	if (!ClientUse(call, WskRegistration, true))
		return STATUS_DEVICE_NOT_READY;
	*WskProviderCharacteristics = { .HighestVersion = kVersion, .LowestVersion = kVersion };
	return STATUS_SUCCESS;
}

} /* extern "C" */
