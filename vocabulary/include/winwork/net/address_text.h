/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Addresses of Ethernet and of the Internet protocols, from text and to text.
 */
#ifndef WINWORK_NET_ADDRESS_TEXT_H
#define WINWORK_NET_ADDRESS_TEXT_H

#include <winwork/base/sal.h>
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
WINWORK_ABSENT PSTR NTAPI RtlIpv4AddressToStringA(_In_ const struct in_addr *Addr,
						  _Out_writes_(16) PSTR S);
WINWORK_ABSENT LONG NTAPI RtlIpv4AddressToStringExA(
	_In_ const struct in_addr *Address, _In_ USHORT Port,
	_Out_writes_to_(*AddressStringLength, *AddressStringLength) PSTR AddressString,
	_Inout_ PULONG AddressStringLength);
WINWORK_ABSENT LONG NTAPI RtlIpv4AddressToStringExW(
	_In_ const struct in_addr *Address, _In_ USHORT Port,
	_Out_writes_to_(*AddressStringLength, *AddressStringLength) PWSTR AddressString,
	_Inout_ PULONG AddressStringLength);
WINWORK_ABSENT PWSTR NTAPI RtlIpv4AddressToStringW(_In_ const struct in_addr *Addr,
						   _Out_writes_(16) PWSTR S);
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
WINWORK_ABSENT PSTR NTAPI RtlIpv6AddressToStringA(_In_ const struct in6_addr *Addr,
						  _Out_writes_(46) PSTR S);
WINWORK_ABSENT LONG NTAPI RtlIpv6AddressToStringExA(
	_In_ const struct in6_addr *Address, _In_ ULONG ScopeId, _In_ USHORT Port,
	_Out_writes_to_(*AddressStringLength, *AddressStringLength) PSTR AddressString,
	_Inout_ PULONG AddressStringLength);
WINWORK_ABSENT LONG NTAPI RtlIpv6AddressToStringExW(
	_In_ const struct in6_addr *Address, _In_ ULONG ScopeId, _In_ USHORT Port,
	_Out_writes_to_(*AddressStringLength, *AddressStringLength) PWSTR AddressString,
	_Inout_ PULONG AddressStringLength);
WINWORK_ABSENT PWSTR NTAPI RtlIpv6AddressToStringW(_In_ const struct in6_addr *Addr,
						   _Out_writes_(46) PWSTR S);
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
