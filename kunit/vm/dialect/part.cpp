/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The same from C++.
 */
#include "INC\LOG.H"

namespace {

struct Part {
	NTSTATUS finish(unsigned __int64 value);
};

NTSTATUS Part::finish(unsigned __int64 value)
{
	LOG("%I64u", value);
	LOG("no arguments");
	return STATUS_SUCCESS;
}

} /* namespace */

EXTERN_C NTSTATUS finish(unsigned __int64 value)
{
	Part part;

	return part.finish(value + 0xFFi64);
}
