/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDFSTRING, and copies of strings.
 */
#include "string.hpp"

#include "create.hpp"
#include "linux/memory.h"
#include "rtl/string.hpp"

namespace ww::wdf {
namespace {

void free_text(Object &object)
{
	ww_free(static_cast<String &>(object).text.Buffer);
}

/* Gives a new object its text, for object_create(). */
struct StringInit {
	const UNICODE_STRING *text;

	NTSTATUS operator()(String &made) const
	{
		return text ? string_assign(made, *text) : STATUS_SUCCESS;
	}
};

} /* namespace */

constinit const Class String::kClass = {
	{ "WDFSTRING", object_finalise, "WdfObjectDelete" }, nullptr, nullptr, free_text, false
};

bool copy_string(UNICODE_STRING &to, const UNICODE_STRING &from)
{
	const size_t bytes = from.Length + sizeof(WCHAR);
	auto *const buffer = static_cast<PWSTR>(ww_zalloc_sleeping(bytes));

	if (!buffer)
		return false;
	RtlCopyMemory(buffer, from.Buffer, from.Length);
	to.Buffer = buffer;
	to.Length = from.Length;
	to.MaximumLength = static_cast<USHORT>(bytes <= kMostUnicodeBytes ? bytes : kMostUnicodeBytes);
	return true;
}

bool is_string(const UNICODE_STRING &text)
{
	return !(text.Length % sizeof(WCHAR)) && text.Length <= text.MaximumLength &&
	       (text.Buffer || !text.Length);
}

NTSTATUS string_assign(String &string, const UNICODE_STRING &text)
{
	UNICODE_STRING copy;

	if (!copy_string(copy, text))
		return STATUS_INSUFFICIENT_RESOURCES;
	ww_free(string.text.Buffer);
	string.text = copy;
	return STATUS_SUCCESS;
}

} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

NTSTATUS NTAPI WinworkWdfStringCreate(PCUNICODE_STRING UnicodeString,
				      PWDF_OBJECT_ATTRIBUTES StringAttributes, WDFSTRING *String,
				      PWINWORK_IMAGE Image)
{
	const CallSite call = WW_CALL_SITE_OF("WdfStringCreate");

	if (!at_passive(call, nullptr) ||
	    !check_not_null(call, String, "the address for the handle"))
		return STATUS_INVALID_PARAMETER;
	*String = nullptr;
	if (UnicodeString && !is_string(*UnicodeString))
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "UnicodeString has the Length %u, the MaximumLength %u and the "
			      "Buffer %s", UnicodeString->Length, UnicodeString->MaximumLength,
			      Shown(UnicodeString->Buffer).text);
	return wdf::object_create<wdf::String>(call, StringAttributes, kDefaultsOnly, String, Image,
					       StringInit{ UnicodeString });
}

VOID NTAPI WdfStringGetUnicodeString(WDFSTRING String, PUNICODE_STRING UnicodeString)
{
	const CallSite call = WW_CALL_SITE;
	const auto *const string = object_at_passive<wdf::String>(call, String);

	if (!check_not_null(call, UnicodeString, "UnicodeString"))
		return;
	*UnicodeString = string ? string->text : UNICODE_STRING{};
}

} /* extern "C" */
