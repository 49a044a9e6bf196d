/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The values that drivers read and write through configuration handles.
 */
#include "configuration.hpp"

#include "base/irql.hpp"
#include "linux/memory.h"

namespace ww {
namespace {

/* Reads a value into a note of the handle. */
NTSTATUS read_value(Configuration &configuration, UNICODE_STRING &name, ConfigurationNote *&note)
{
	ULONG bytes = 0;
	NTSTATUS status;

	/* The value may grow between the two calls. */
	do {
		status = ZwQueryValueKey(configuration.key, &name, KeyValuePartialInformation, nullptr, 0,
					 &bytes);
		if (status != STATUS_BUFFER_TOO_SMALL && status != STATUS_BUFFER_OVERFLOW)
			return status;
		note = configuration_note(configuration, bytes);
		if (!note)
			return STATUS_INSUFFICIENT_RESOURCES;
		status = ZwQueryValueKey(configuration.key, &name, KeyValuePartialInformation, note->data,
					 bytes, &bytes);
	} while (status == STATUS_BUFFER_OVERFLOW);
	return status;
}

bool is_digit(WCHAR unit, ULONG base)
{
	return (unit >= '0' && unit <= '9') ||
	       (base == 16 && ((unit >= 'a' && unit <= 'f') || (unit >= 'A' && unit <= 'F')));
}

/* True for a text of digits alone, with 0x before those of a hexadecimal number or without. */
bool is_number(UNICODE_STRING text, ULONG base, ULONG &number)
{
	const bool has_prefix = base == 16 && text.Length > 2 * sizeof(WCHAR) && text.Buffer[0] == '0' &&
				(text.Buffer[1] | 0x20) == 'x';

	if (has_prefix) {
		text.Buffer += 2;
		text.Length -= 2 * sizeof(WCHAR);
	}
	for (size_t i = 0; i < text.Length / sizeof(WCHAR); i++) {
		if (!is_digit(text.Buffer[i], base))
			return false;
	}
	return NT_SUCCESS(RtlUnicodeStringToInteger(&text, base, &number));
}

void set_integer(NDIS_CONFIGURATION_PARAMETER &parameter, NDIS_PARAMETER_TYPE type, ULONG number)
{
	parameter.ParameterType = type;
	parameter.ParameterData.IntegerData = number;
}

/* A text; or the number that it is, if the driver asks for one. */
void set_text(NDIS_CONFIGURATION_PARAMETER &parameter, NDIS_PARAMETER_TYPE wanted, u8 *data, size_t bytes)
{
	auto *units = reinterpret_cast<WCHAR *>(data);
	ULONG number;

	while (bytes >= sizeof(WCHAR) && !units[bytes / sizeof(WCHAR) - 1])
		bytes -= sizeof(WCHAR);

	const UNICODE_STRING text = { static_cast<USHORT>(bytes & ~1ul),
				      static_cast<USHORT>((bytes & ~1ul) + sizeof(WCHAR)), units };
	const bool asks = wanted == NdisParameterInteger || wanted == NdisParameterHexInteger;

	if (asks && is_number(text, wanted == NdisParameterInteger ? 10 : 16, number)) {
		set_integer(parameter, wanted, number);
		return;
	}
	parameter.ParameterType = NdisParameterString;
	parameter.ParameterData.StringData = text;
}

/* False for data that is too long for a parameter. */
bool set_parameter(ConfigurationNote &note, NDIS_PARAMETER_TYPE wanted)
{
	auto &value = *reinterpret_cast<KEY_VALUE_PARTIAL_INFORMATION *>(note.data);
	NDIS_CONFIGURATION_PARAMETER &parameter = note.parameter;
	const ULONG bytes = value.DataLength;

	if (bytes > 0xfffc)
		return false;
	if (value.Type == REG_DWORD && bytes == sizeof(ULONG)) {
		ULONG number;

		RtlCopyMemory(&number, value.Data, sizeof(number));
		set_integer(parameter, wanted == NdisParameterHexInteger ? wanted : NdisParameterInteger,
			    number);
	} else if (value.Type == REG_SZ || value.Type == REG_EXPAND_SZ) {
		set_text(parameter, wanted, value.Data, bytes);
	} else if (value.Type == REG_MULTI_SZ) {
		parameter.ParameterType = NdisParameterMultiString;
		parameter.ParameterData.StringData = { static_cast<USHORT>(bytes),
						       static_cast<USHORT>(bytes + sizeof(WCHAR)),
						       reinterpret_cast<WCHAR *>(value.Data) };
	} else {
		parameter.ParameterType = NdisParameterBinary;
		parameter.ParameterData.BinaryData = { static_cast<USHORT>(bytes), value.Data };
	}
	return true;
}

/* Names that stand for no value of the registry. */
struct Predefined {
	UNICODE_STRING name;
	ULONG number;
};

#ifdef _ARM64_
constexpr ULONG kProcessor = NdisProcessorArm64;
#else
constexpr ULONG kProcessor = NdisProcessorAmd64;
#endif

const Predefined *find_predefined(const UNICODE_STRING &name)
{
	static Predefined predefined[] = {
		{ RTL_CONSTANT_STRING(L"Environment"), NdisEnvironmentWindowsNt },
		{ RTL_CONSTANT_STRING(L"ProcessorType"), kProcessor },
		{ RTL_CONSTANT_STRING(L"NdisVersion"), NDIS_RUNTIME_VERSION_683 },
	};

	for (const Predefined &each : predefined) {
		if (RtlEqualUnicodeString(&each.name, &name, TRUE))
			return &each;
	}
	return nullptr;
}

/* What a driver asks for, and gets. */
struct Question {
	CallSite call;
	UNICODE_STRING &name;
	NDIS_PARAMETER_TYPE wanted;
	NDIS_CONFIGURATION_PARAMETER *parameter = nullptr;
};

NDIS_STATUS answer_predefined(Configuration &configuration, Question &question, ULONG number)
{
	ConfigurationNote *note = configuration_note(configuration, 0);

	if (!note)
		return NDIS_STATUS_RESOURCES;
	set_integer(note->parameter, NdisParameterInteger, number);
	question.parameter = &note->parameter;
	return NDIS_STATUS_SUCCESS;
}

NDIS_STATUS answer(Configuration &configuration, Question &question)
{
	ConfigurationNote *note = nullptr;

	if (const Predefined *found = find_predefined(question.name))
		return answer_predefined(configuration, question, found->number);

	const NTSTATUS status = read_value(configuration, question.name, note);

	if (!NT_SUCCESS(status))
		return configuration_status(status);
	if (!set_parameter(*note, question.wanted))
		return refuse(question.call, &configuration, NDIS_STATUS_FAILURE,
			      "the value of Keyword is longer than a parameter can be");
	question.parameter = &note->parameter;
	return NDIS_STATUS_SUCCESS;
}

u8 digit_of(WCHAR unit)
{
	return static_cast<u8>(unit <= '9' ? unit - '0' : (unit | 0x20) - 'a' + 10);
}

/*
 * Makes bytes of the digits in place, two each; hyphens do not count. A last digit alone is a byte. False for
 * another character, or no digit.
 */
bool make_address(const UNICODE_STRING &text, u8 *bytes, UINT &count)
{
	size_t digits = 0;

	for (size_t i = 0; i < text.Length / sizeof(WCHAR); i++) {
		const WCHAR unit = text.Buffer[i];

		if (unit == '-')
			continue;
		if (!is_digit(unit, 16))
			return false;
		u8 &byte = bytes[digits / 2];

		byte = static_cast<u8>(digits++ % 2 ? byte << 4 | digit_of(unit) : digit_of(unit));
	}
	count = static_cast<UINT>((digits + 1) / 2);
	return digits;
}

NDIS_STATUS read_address(CallSite call, Configuration &configuration, PVOID &address, UINT &length)
{
	UNICODE_STRING name = RTL_CONSTANT_STRING(L"NetworkAddress");
	Question question{ call, name, NdisParameterString };
	const NDIS_STATUS status = answer(configuration, question);

	if (status != NDIS_STATUS_SUCCESS)
		return status;
	if (question.parameter->ParameterType != NdisParameterString)
		return NDIS_STATUS_FAILURE;

	const UNICODE_STRING &text = question.parameter->ParameterData.StringData;
	ConfigurationNote *note = configuration_note(configuration, text.Length);

	if (!note)
		return NDIS_STATUS_RESOURCES;
	if (!make_address(text, note->data, length))
		return NDIS_STATUS_FAILURE;
	address = note->data;
	return NDIS_STATUS_SUCCESS;
}

NDIS_STATUS write_text(HANDLE key, UNICODE_STRING &name, ULONG type, const UNICODE_STRING &text)
{
	const ULONG bytes = text.Length + sizeof(WCHAR);
	auto *copy = static_cast<WCHAR *>(ww_zalloc_sleeping(bytes));

	if (!copy)
		return NDIS_STATUS_RESOURCES;
	RtlCopyMemory(copy, text.Buffer, text.Length);

	const NTSTATUS status = ZwSetValueKey(key, &name, 0, type, copy, bytes);

	ww_free(copy);
	return configuration_status(status);
}

NDIS_STATUS write(CallSite call, HANDLE key, UNICODE_STRING &name, NDIS_CONFIGURATION_PARAMETER &value)
{
	auto &data = value.ParameterData;

	switch (value.ParameterType) {
	case NdisParameterInteger:
	case NdisParameterHexInteger:
		return configuration_status(ZwSetValueKey(key, &name, 0, REG_DWORD, &data.IntegerData,
					       sizeof(data.IntegerData)));
	case NdisParameterString:
		return write_text(key, name, REG_SZ, data.StringData);
	case NdisParameterMultiString:
		return write_text(key, name, REG_MULTI_SZ, data.StringData);
	case NdisParameterBinary:
		return configuration_status(ZwSetValueKey(key, &name, 0, REG_BINARY, data.BinaryData.Buffer,
					       data.BinaryData.Length));
	}
	return refuse(call, nullptr, NDIS_STATUS_NOT_SUPPORTED,
		      "ParameterValue->ParameterType is %u, not an NDIS_PARAMETER_TYPE",
		      static_cast<u32>(value.ParameterType));
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

VOID NTAPI NdisReadConfiguration(PNDIS_STATUS Status, PNDIS_CONFIGURATION_PARAMETER *ParameterValue,
				 NDIS_HANDLE ConfigurationHandle, PNDIS_STRING Keyword,
				 NDIS_PARAMETER_TYPE ParameterType)
{
	const CallSite call = WW_CALL_SITE;

	ndis_clear(ParameterValue);
	if (!configuration_begin(call, Status, {
		{ ParameterValue != nullptr, "ParameterValue" },
		{ Keyword != nullptr, "Keyword" },
	}))
		return;

	const HandleReference reference(call, ConfigurationHandle, ndis_configuration_type,
					at_passive);

	if (!reference)
		return;

	Question question{ call, *Keyword, ParameterType };

	*Status = answer(reference.as<Configuration>(), question);
	*ParameterValue = question.parameter;
}

VOID NTAPI NdisWriteConfiguration(PNDIS_STATUS Status, NDIS_HANDLE ConfigurationHandle,
				  PNDIS_STRING Keyword, PNDIS_CONFIGURATION_PARAMETER ParameterValue)
{
	const CallSite call = WW_CALL_SITE;

	if (!configuration_begin(call, Status, {
		{ Keyword != nullptr, "Keyword" },
		{ ParameterValue != nullptr, "ParameterValue" },
	}))
		return;

	const HandleReference reference(call, ConfigurationHandle, ndis_configuration_type,
					at_passive);

	if (reference)
		*Status = write(call, reference.as<Configuration>().key, *Keyword, *ParameterValue);
}

VOID NTAPI NdisReadNetworkAddress(PNDIS_STATUS Status, PVOID *NetworkAddress,
				  PUINT NetworkAddressLength, NDIS_HANDLE ConfigurationHandle)
{
	const CallSite call = WW_CALL_SITE;

	ndis_clear(NetworkAddress);
	ndis_clear(NetworkAddressLength);
	if (!configuration_begin(call, Status, {
		{ NetworkAddress != nullptr, "NetworkAddress" },
		{ NetworkAddressLength != nullptr, "NetworkAddressLength" },
	}))
		return;

	const HandleReference reference(call, ConfigurationHandle, ndis_configuration_type,
					at_passive);

	if (reference)
		*Status = read_address(call, reference.as<Configuration>(), *NetworkAddress,
				       *NetworkAddressLength);
}

} /* extern "C" */
