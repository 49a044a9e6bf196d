/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Object names, kept in narrow characters: reports print them.
 */
#pragma once

#include <wdm.h>

#include "object.hpp"

namespace ww {

/*
 * "" for null. False for what cannot be kept as it is: too long, not UTF-16, or with control
 * characters in it.
 */
bool name_from_unicode(char (&name)[kObjectName], PCUNICODE_STRING unicode);

void name_to_unicode(UNICODE_STRING &string, WCHAR (&buffer)[kObjectName], const char *name);

} /* namespace ww */
