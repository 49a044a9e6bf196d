/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Object names, kept in narrow characters: reports print them.
 */
#pragma once

#include <ntifs.h>

#include "base/call_site.hpp"
#include "object.hpp"

namespace ww {

/*
 * "" for null. False for what cannot be kept as it is: too long, not UTF-16, or with control
 * characters in it.
 */
bool name_from_unicode(char (&name)[kObjectName], PCUNICODE_STRING unicode);

/*
 * An OBJECT_NAME_INFORMATION with the text behind it, in the caller's buffer. The text is added in parts. What does
 * not fit is counted.
 */
class NameOut {
public:
	NameOut(POBJECT_NAME_INFORMATION to, ULONG room) : to_(to), room_(room) {}

	void add(const char *name);
	void add(PCUNICODE_STRING name);
	/* Ends the text. STATUS_INFO_LENGTH_MISMATCH if the buffer is too small for the whole. */
	NTSTATUS finish(ULONG &needed);

private:
	void add_unit(u16 unit);

	POBJECT_NAME_INFORMATION to_;
	ULONG room_;
	ULONG count_ = 0;		/* characters */
};

/* When programs see the node of a link that a DriverEntry makes. */
enum class LinkNode : u8 {
	after_entry,			/* has succeeded */
	at_once,
};

/* IoCreateSymbolicLink(), for the driver that @call comes from. PASSIVE_LEVEL. src/io has it. */
NTSTATUS link_create(CallSite call, PCUNICODE_STRING name, PCUNICODE_STRING target,
		     LinkNode node = LinkNode::after_entry);

void name_to_unicode(UNICODE_STRING &string, WCHAR (&buffer)[kObjectName], const char *name);

} /* namespace ww */
