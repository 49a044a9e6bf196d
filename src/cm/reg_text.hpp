/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The text format of the registry editor, version 5.00: keys and values from text, and text from
 * keys and values. It needs no memory of its own, and nothing of the platform.
 *
 *	Windows Registry Editor Version 5.00
 *
 *	[HKEY_LOCAL_MACHINE\System\CurrentControlSet\Services\ring\Parameters]
 *	"Depth"=dword:00000010
 *	"Old"=-
 *	[-HKEY_LOCAL_MACHINE\Software\Ring]
 */
#pragma once

#include "units.hpp"

namespace ww {

/* Where the path of a key begins. */
enum class RegRoot {
	machine,			/* HKEY_LOCAL_MACHINE */
	users,				/* HKEY_USERS */
	current_user,			/* HKEY_CURRENT_USER */
	relative,			/* none of them: only in the text of a parameter */
};

/*
 * Gets what is read. A function returns null, or the reason why it cannot do it: then the line is
 * bad. Texts and data are valid during the call.
 */
struct RegSink {
	void *context;
	const char *(*key)(void *context, RegRoot root, Units path);
	const char *(*remove_key)(void *context, RegRoot root, Units path);
	/* Of the last key. An empty name is that of the key's default value, "@". */
	const char *(*value)(void *context, Units name, u32 type, const void *data, u32 bytes);
	const char *(*remove_value)(void *context, Units name);
	/* Whether the last key has the value: only asked for RegForm::inf. */
	bool (*has_value)(void *context, Units name);
	/* A bad line, counted from 1. Nothing of it has an effect, and reading goes on after it. */
	void (*bad)(void *context, u32 line, const char *why);
};

enum class RegForm {
	file,				/* begins with the line of the version */
	parameter,			/* does not; a semicolon or the end of a key also ends it */
	/*
	 * Does not. Values before the first key are those of the key that the caller begins with.
	 * "Name"?= sets a value only if there is none.
	 */
	inf,
};

/*
 * Converts the bytes of a file, UTF-16 with a byte order mark or UTF-8, to UTF-16. @to has room for
 * @bytes units. Returns their count.
 */
size_t reg_decode(const u8 *from, size_t bytes, u16 *to);

/* Reads @text, which it changes meanwhile. */
void reg_read(u16 *text, size_t count, RegForm form, const RegSink &sink);

/* Gets the text that is written, in pieces. */
struct RegOut {
	void *context;
	void (*write)(void *context, const char *piece);
};

void reg_write_header(const RegOut &out);
/* @path is below \Registry. */
void reg_write_key(const RegOut &out, Units path);
void reg_write_value(const RegOut &out, Units name, u32 type, const u8 *data, u32 bytes);

} /* namespace ww */
