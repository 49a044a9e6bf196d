/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Addresses of Ethernet and of the Internet protocols, from text and to text.
 */
#ifndef WINWORK_NET_ADDRESS_TEXT_H
#define WINWORK_NET_ADDRESS_TEXT_H

#include <winwork/rtl/addresses.h>
#include "headers.h"

EXTERN_C_START


WINWORK_ABSENT PSTR NTAPI RtlEthernetAddressToStringA(_In_ const DL_EUI48 *Addr,
						      _Out_writes_(18) PSTR S);
WINWORK_ABSENT PWSTR NTAPI RtlEthernetAddressToStringW(_In_ const DL_EUI48 *Addr,
						       _Out_writes_(18) PWSTR S);
WINWORK_ABSENT LONG NTAPI RtlEthernetStringToAddressA(_In_ PCSTR S, _Out_ PCSTR *Terminator,
						      _Out_ DL_EUI48 *Addr);
WINWORK_ABSENT LONG NTAPI RtlEthernetStringToAddressW(_In_ PCWSTR S, _Out_ LPCWSTR *Terminator,
						      _Out_ DL_EUI48 *Addr);
WINWORK_ABSENT LONG NTAPI RtlIpv4StringToAddressA(_In_ PCSTR S, _In_ BOOLEAN Strict,
						  _Out_ PCSTR *Terminator,
						  _Out_ struct in_addr *Addr);
WINWORK_ABSENT LONG NTAPI RtlIpv4StringToAddressExA(_In_ PCSTR AddressString, _In_ BOOLEAN Strict,
						    _Out_ struct in_addr *Address,
						    _Out_ PUSHORT Port);
WINWORK_ABSENT LONG NTAPI RtlIpv4StringToAddressExW(_In_ PCWSTR AddressString, _In_ BOOLEAN Strict,
						    _Out_ struct in_addr *Address,
						    _Out_ PUSHORT Port);
WINWORK_ABSENT LONG NTAPI RtlIpv4StringToAddressW(_In_ PCWSTR S, _In_ BOOLEAN Strict,
						  _Out_ LPCWSTR *Terminator,
						  _Out_ struct in_addr *Addr);
WINWORK_ABSENT LONG NTAPI RtlIpv6StringToAddressA(_In_ PCSTR S, _Out_ PCSTR *Terminator,
						  _Out_ struct in6_addr *Addr);
WINWORK_ABSENT LONG NTAPI RtlIpv6StringToAddressExA(_In_ PCSTR AddressString,
						    _Out_ struct in6_addr *Address,
						    _Out_ PULONG ScopeId, _Out_ PUSHORT Port);
WINWORK_ABSENT LONG NTAPI RtlIpv6StringToAddressExW(_In_ PCWSTR AddressString,
						    _Out_ struct in6_addr *Address,
						    _Out_ PULONG ScopeId, _Out_ PUSHORT Port);
WINWORK_ABSENT LONG NTAPI RtlIpv6StringToAddressW(_In_ PCWSTR S, _Out_ PCWSTR *Terminator,
						  _Out_ struct in6_addr *Addr);

EXTERN_C_END

#endif /* WINWORK_NET_ADDRESS_TEXT_H */
