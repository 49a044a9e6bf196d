/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The bytes of sends and receives: from and to the MDLs of drivers.
 */
#include "base/address.hpp"
#include "linux/memory.h"
#include "wsk.hpp"

namespace ww {
namespace {

/* The requests of a driver go on behind what was moved. */
class Parts {
public:
	/* Up to WW_SOCKET_PARTS pieces of the buffer behind its first @skip bytes. */
	Parts(const WSK_BUF &buffer, size_t skip)
	{
		size_t left = buffer.Length - skip;

		skip += buffer.Offset;
		for (MDL *mdl = buffer.Mdl; mdl && left && count_ < WW_SOCKET_PARTS; mdl = mdl->Next) {
			const size_t bytes = MmGetMdlByteCount(mdl);

			if (skip >= bytes) {
				skip -= bytes;
				continue;
			}
			if (!add(mdl, skip, left < bytes - skip ? left : bytes - skip))
				return;
			left -= parts_[count_ - 1].bytes;
			bytes_ += parts_[count_ - 1].bytes;
			skip = 0;
		}
	}

	bool is_whole() const { return !has_failed_; }
	const ww_socket_part *data() const { return parts_; }
	u32 count() const { return count_; }
	size_t bytes() const { return bytes_; }

private:
	bool add(MDL *mdl, size_t skip, size_t bytes)
	{
		void *const address = MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority);

		has_failed_ = !address;
		if (address)
			parts_[count_++] = { static_cast<char *>(address) + skip, bytes };
		return address;
	}

	ww_socket_part parts_[WW_SOCKET_PARTS];
	u32 count_ = 0;
	size_t bytes_ = 0;
	bool has_failed_ = false;
};

constexpr NTSTATUS kWrongState = STATUS_INVALID_DEVICE_STATE;
/* Calls of Linux for one request, one after the other: docs/scheduling.md, Constants. */
constexpr u32 kMostCalls = 64;

/* The request goes on after the others have had their turns. */
bool go_on_later(WskRequest &request)
{
	wsk_wake(*request.socket);
	return false;
}

/* What keeps a connection from being used; success for nothing. */
NTSTATUS connection_status(const WskRequest &request)
{
	const WskSocket &socket = *request.socket;

	if (socket.broken)
		return socket.broken;
	if (socket.is_connected)
		return STATUS_SUCCESS;
	return refuse(request.call, socket.driver, kWrongState, "the socket is not connected");
}

/* ---- Sends ------------------------------------------------------------------------------ */

/* What Linux keeps for more to come goes now. */
void push(WskSocket &socket)
{
	if (socket.has_no_delay)
		return;
	ww_socket_ops()->set(socket.linux_socket, WW_SOCKET_NO_DELAY, 1);
	ww_socket_ops()->set(socket.linux_socket, WW_SOCKET_NO_DELAY, 0);
}

/* The request is done, or has to wait: the result of Linux is no number of bytes. */
bool stop_at(WskRequest &request, s64 result)
{
	WskSocket &socket = *request.socket;

	if (result != WW_SOCKET_LATER)
		return wsk_done(request, wsk_break(socket, result), request.bytes);
	/* Linux has no memory, rather than a full buffer of which the peer's acknowledgement tells. */
	if (ww_socket_ops()->state(socket.linux_socket) & WW_SOCKET_WRITABLE)
		wsk_wake_later(socket);
	return false;
}

/* True when the request is done or has to wait; then @is_done says which. */
bool send_some(WskRequest &request, bool &is_done)
{
	const Parts parts(request.buffer, request.bytes);
	s64 sent;

	if (!parts.is_whole()) {
		is_done = wsk_done(request, STATUS_INSUFFICIENT_RESOURCES, request.bytes);
		return true;
	}
	sent = ww_socket_ops()->send(request.socket->linux_socket, parts.data(), parts.count(), nullptr);
	if (sent < 0) {
		is_done = stop_at(request, sent);
		return true;
	}
	request.bytes += static_cast<size_t>(sent);
	return false;
}

/* Sends what is left of the buffer. True when the request is done. */
bool send_all(WskRequest &request)
{
	bool is_done;

	for (u32 calls = 0; request.bytes < request.buffer.Length; calls++) {
		if (calls == kMostCalls)
			return go_on_later(request);
		if (send_some(request, is_done))
			return is_done;
	}
	return wsk_done(request, STATUS_SUCCESS, request.bytes);
}

/* ---- Receives --------------------------------------------------------------------------- */

/* Returns what Linux does: bytes, 0 at the end of data, or a negative errno. */
s64 receive_some(WskRequest &request)
{
	const Parts parts(request.buffer, request.bytes);

	if (!parts.is_whole())
		return -12;		/* ENOMEM */
	return ww_socket_ops()->receive(request.socket->linux_socket, parts.data(), parts.count(), nullptr);
}

/* No more comes now, or at all. Data that are there come first. */
bool end_receive(WskRequest &request, s64 result)
{
	const bool is_enough = request.bytes && !(request.flags & WSK_FLAG_WAITALL);

	if (!result || (result == WW_SOCKET_LATER && is_enough))
		return wsk_done(request, STATUS_SUCCESS, request.bytes);
	if (result == WW_SOCKET_LATER)
		return false;

	const NTSTATUS status = wsk_break(*request.socket, result);

	return wsk_done(request, request.bytes ? STATUS_SUCCESS : status, request.bytes);
}

bool receive_all(WskRequest &request)
{
	request.bytes += wsk_held_take(*request.socket, request);
	for (u32 calls = 0; request.bytes < request.buffer.Length; calls++) {
		if (calls == kMostCalls)
			return go_on_later(request);

		const s64 result = receive_some(request);

		if (result <= 0)
			return end_receive(request, result);
		request.bytes += static_cast<size_t>(result);
	}
	return wsk_done(request, STATUS_SUCCESS, request.bytes);
}

/* WSK_FLAG_DRAIN: reads to the end of data. */
bool drain(WskRequest &request)
{
	constexpr size_t kPiece = 4096;	/* docs/scheduling.md, Constants */
	WskSocket &socket = *request.socket;
	void *const memory = ww_alloc(kPiece);
	const ww_socket_part part = { memory, kPiece };
	s64 result = 1;

	if (!memory)
		return wsk_done(request, STATUS_INSUFFICIENT_RESOURCES);
	wsk_held_free(socket);
	for (u32 calls = 0; calls < kMostCalls && result > 0; calls++)
		result = ww_socket_ops()->receive(socket.linux_socket, &part, 1, nullptr);
	ww_free(memory);
	if (result > 0)
		return go_on_later(request);
	if (result == WW_SOCKET_LATER)
		return false;
	return wsk_done(request, result ? wsk_break(socket, result) : STATUS_SUCCESS);
}

/* ---- Datagrams -------------------------------------------------------------------------- */

ww_socket_address receiver_of(const WskRequest &request)
{
	if (request.has_address)
		return request.address;

	LockGuard guard(request.socket->lock);

	return request.socket->fixed;
}

/* A datagram of more parts than one call takes. */
s64 send_copied(const WskRequest &request, const WSK_BUF &buffer, const ww_socket_address &to)
{
	constexpr size_t kMostDatagram = 65536;
	constexpr s64 kNoMemory = -12;
	size_t done = 0;

	if (buffer.Length > kMostDatagram)
		return -90;		/* EMSGSIZE */

	auto *const copy = static_cast<u8 *>(ww_zalloc_large(buffer.Length));

	while (copy && done < buffer.Length) {
		const Parts parts(buffer, done);

		if (!parts.is_whole() || !parts.count())
			break;
		for (u32 i = 0; i < parts.count(); i++) {
			__builtin_memcpy(copy + done, parts.data()[i].address, parts.data()[i].bytes);
			done += parts.data()[i].bytes;
		}
	}

	const ww_socket_part whole = { copy, buffer.Length };
	const bool is_copied = copy && done == buffer.Length;
	const s64 result = is_copied ? ww_socket_ops()->send(request.socket->linux_socket, &whole, 1, &to) : kNoMemory;

	ww_free_large(copy);
	return result;
}

s64 send_datagram(WskRequest &request, const WSK_BUF &buffer)
{
	const Parts parts(buffer, 0);
	const ww_socket_address to = receiver_of(request);

	if (!to.family)
		return -89;		/* EDESTADDRREQ */
	if (!parts.is_whole())
		return -12;
	if (parts.bytes() < buffer.Length)
		return send_copied(request, buffer, to);
	return ww_socket_ops()->send(request.socket->linux_socket, parts.data(), parts.count(), &to);
}

} /* namespace */

bool wsk_is_shortage(s64 error)
{
	constexpr s64 kNoMemory = -12, kNoFiles = -23, kNoBuffers = -105;

	return error == WW_SOCKET_LATER || error == kNoMemory || error == kNoFiles || error == kNoBuffers;
}

size_t wsk_buffer_fill(const WSK_BUF &buffer, size_t skip, const void *from, size_t bytes)
{
	const Parts parts(buffer, skip);

	if (!parts.is_whole() || !parts.count())
		return 0;
	if (bytes > parts.data()[0].bytes)
		bytes = parts.data()[0].bytes;
	__builtin_memcpy(parts.data()[0].address, from, bytes);
	return bytes;
}

const char *wsk_buffer_fault(const WSK_BUF *buffer)
{
	size_t bytes = 0;

	if (!buffer)
		return "Buffer is NULL";
	if (buffer->Length + buffer->Offset < buffer->Length)
		return "Buffer->Length is beyond memory";
	if (!buffer->Length)
		return nullptr;
	for (const MDL *mdl = buffer->Mdl; mdl; mdl = mdl->Next) {
		if (!is_kernel_address(mdl))
			return "Buffer->Mdl, or one behind it, is no kernel address";
		bytes += MmGetMdlByteCount(mdl);
		if (bytes >= buffer->Offset + buffer->Length)
			return nullptr;
	}
	return "the MDLs are shorter than Buffer->Offset and Buffer->Length";
}

/* What says nothing about the connection. Linux tells an error once, and behind it the stream seems to end. */
static bool is_passing(s64 error)
{
	constexpr s64 kInvalid = -22, kPipe = -32, kNotConnected = -107;	/* kPipe: our end of data was sent */

	return wsk_is_shortage(error) || error == kInvalid || error == kPipe || error == kNotConnected;
}

NTSTATUS wsk_break(WskSocket &socket, s64 error)
{
	const NTSTATUS status = wsk_status_of(error);

	if (!is_passing(error) && socket.category.load() == WskCategory::connection)
		socket.broken = status;
	return status;
}

bool wsk_try_send(WskRequest &request)
{
	const NTSTATUS status = connection_status(request);

	if (!NT_SUCCESS(status))
		return wsk_done(request, status, request.bytes);
	if (!send_all(request))
		return false;
	if (NT_SUCCESS(request.status) && request.flags & WSK_FLAG_NODELAY)
		push(*request.socket);
	return true;
}

bool wsk_try_receive(WskRequest &request)
{
	WskSocket &socket = *request.socket;
	const NTSTATUS status = socket.held ? STATUS_SUCCESS : connection_status(request);

	socket.is_paused.store(false);
	if (!NT_SUCCESS(status))
		return wsk_done(request, status, request.bytes);
	if (request.flags & WSK_FLAG_DRAIN)
		return drain(request);
	return receive_all(request);
}

/* WskSendTo, and WskSendMessages, which has a list. */
bool wsk_try_send_to(WskRequest &request)
{
	for (u32 calls = 0; calls < kMostCalls; calls++) {
		const WSK_BUF &buffer = request.list ? request.list->Buffer : request.buffer;
		const s64 result = send_datagram(request, buffer);

		if (result == WW_SOCKET_LATER)
			return false;
		if (result < 0)
			return wsk_done(request, wsk_status_of(result), request.bytes);
		request.bytes += static_cast<size_t>(result);
		if (request.list)
			request.list = request.list->Next;
		if (!request.list)
			return wsk_done(request, STATUS_SUCCESS, request.bytes);
	}
	return go_on_later(request);
}

s64 wsk_receive_datagram(WskSocket &socket, const ww_socket_part *parts, u32 count, ww_socket_received &received)
{
	s64 result = 0;

	for (u32 calls = 0; calls < kMostCalls; calls++) {
		result = ww_socket_ops()->receive(socket.linux_socket, parts, count, &received);
		if (result >= 0 || wsk_is_shortage(result))
			break;
	}
	return result;
}

bool wsk_try_receive_from(WskRequest &request)
{
	const Parts parts(request.buffer, 0);
	ww_socket_received received = {};

	if (!request.socket->is_bound)
		return wsk_done(request, refuse(request.call, request.socket->driver, kWrongState,
						"the socket is not bound"));
	if (request.socket->held)
		return wsk_held_datagram(*request.socket, request);
	if (!parts.is_whole())
		return wsk_done(request, STATUS_INSUFFICIENT_RESOURCES);
	if (parts.bytes() < request.buffer.Length)
		return wsk_copied_datagram(*request.socket, request);

	const s64 result = wsk_receive_datagram(*request.socket, parts.data(), parts.count(), received);

	if (result == WW_SOCKET_LATER)
		return false;
	if (result < 0)
		return wsk_done(request, wsk_status_of(result));
	wsk_address_give(received.from, request.remote);
	if (request.control_length)
		*request.control_length = 0;
	if (request.control_flags)
		*request.control_flags = received.is_cut ? MSG_TRUNC : 0;
	return wsk_done(request, received.is_cut ? STATUS_BUFFER_OVERFLOW : STATUS_SUCCESS,
			static_cast<uintptr_t>(result));
}

/* A graceful end waits for the sends before it, by their lane, and for the peer's acknowledgement. */
bool wsk_try_disconnect(WskRequest &request)
{
	WskSocket &socket = *request.socket;
	const NTSTATUS status = connection_status(request);

	if (request.flags & WSK_FLAG_ABORTIVE) {
		if (socket.is_connected)
			ww_socket_ops()->reset(socket.linux_socket);
		socket.broken = STATUS_CONNECTION_ABORTED;
		socket.is_ended = true;
		return wsk_done(request, STATUS_SUCCESS);
	}
	if (!NT_SUCCESS(status))
		return wsk_done(request, status);
	if (!request.is_begun && !send_all(request))
		return false;
	if (!request.is_begun && !NT_SUCCESS(request.status))
		return true;

	const s32 result = ww_socket_ops()->end_sending(socket.linux_socket, request.is_begun);

	request.is_begun = true;
	if (result == WW_SOCKET_LATER)
		return false;
	return wsk_done(request, result ? wsk_break(socket, result) : STATUS_SUCCESS);
}

} /* namespace ww */
