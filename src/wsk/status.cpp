/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The statuses of Windows for what Linux's sockets return, and addresses in both forms.
 */
#include "wsk.hpp"

namespace ww {

NTSTATUS wsk_status_of(s64 error)
{
	static constexpr struct {
		int error;
		NTSTATUS status;
	} table[] = {
		{ 1, STATUS_ACCESS_DENIED },			/* EPERM */
		{ 12, STATUS_INSUFFICIENT_RESOURCES },		/* ENOMEM */
		{ 13, STATUS_ACCESS_DENIED },			/* EACCES */
		{ 19, STATUS_INVALID_ADDRESS_COMPONENT },	/* ENODEV */
		{ 22, STATUS_INVALID_PARAMETER },		/* EINVAL */
		{ 32, STATUS_CONNECTION_DISCONNECTED },		/* EPIPE */
		{ 89, STATUS_INVALID_PARAMETER },		/* EDESTADDRREQ */
		{ 90, STATUS_INVALID_BUFFER_SIZE },		/* EMSGSIZE */
		{ 92, STATUS_NOT_SUPPORTED },			/* ENOPROTOOPT */
		{ 93, STATUS_NOT_SUPPORTED },			/* EPROTONOSUPPORT */
		{ 94, STATUS_NOT_SUPPORTED },			/* ESOCKTNOSUPPORT */
		{ 95, STATUS_NOT_SUPPORTED },			/* EOPNOTSUPP */
		{ 97, STATUS_NOT_SUPPORTED },			/* EAFNOSUPPORT */
		{ 98, STATUS_ADDRESS_ALREADY_EXISTS },		/* EADDRINUSE */
		{ 99, STATUS_INVALID_ADDRESS_COMPONENT },	/* EADDRNOTAVAIL */
		{ 100, STATUS_NETWORK_UNREACHABLE },		/* ENETDOWN */
		{ 101, STATUS_NETWORK_UNREACHABLE },		/* ENETUNREACH */
		{ 103, STATUS_CONNECTION_ABORTED },		/* ECONNABORTED */
		{ 104, STATUS_CONNECTION_RESET },		/* ECONNRESET */
		{ 105, STATUS_INSUFFICIENT_RESOURCES },		/* ENOBUFS */
		{ 106, STATUS_CONNECTION_ACTIVE },		/* EISCONN */
		{ 107, STATUS_CONNECTION_INVALID },		/* ENOTCONN */
		{ 110, STATUS_IO_TIMEOUT },			/* ETIMEDOUT */
		{ 111, STATUS_CONNECTION_REFUSED },		/* ECONNREFUSED */
		{ 112, STATUS_HOST_UNREACHABLE },		/* EHOSTDOWN */
		{ 113, STATUS_HOST_UNREACHABLE },		/* EHOSTUNREACH */
	};

	if (error >= 0)
		return STATUS_SUCCESS;
	for (const auto &each : table) {
		if (each.error == -error)
			return each.status;
	}
	return STATUS_UNSUCCESSFUL;
}

namespace {

constexpr size_t bytes_of(u16 family)
{
	return family == AF_INET ? sizeof(SOCKADDR_IN) : sizeof(SOCKADDR_IN6);
}

} /* namespace */

bool wsk_address_take(const SOCKADDR *from, u16 family, ww_socket_address &to)
{
	const u16 own = from->sa_family;

	if ((own != AF_INET && own != AF_INET6) || (family && own != family))
		return false;
	to = {};
	__builtin_memcpy(&to, from, bytes_of(own));
	return true;
}

void wsk_address_give(const ww_socket_address &from, SOCKADDR *to)
{
	if (to)
		__builtin_memcpy(to, &from, bytes_of(from.family));
}

} /* namespace ww */
