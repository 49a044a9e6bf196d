/* SPDX-License-Identifier: MIT */
/* What the formats of printf and of scanf have in common. */
#ifndef WINWORK_USER_FORMAT_H
#define WINWORK_USER_FORMAT_H

/* A format: bytes, or UTF-16 if it is wide. */
struct pattern {
	const void *at;
	bool wide;
};

static inline WCHAR unit_of(const struct pattern *pattern)
{
	return pattern->wide ? *(const WCHAR *)pattern->at : *(const unsigned char *)pattern->at;
}

static inline WCHAR take(struct pattern *pattern)
{
	WCHAR unit = unit_of(pattern);

	pattern->at = (const char *)pattern->at + (pattern->wide ? sizeof(unit) : 1);
	return unit;
}

static inline bool skip(struct pattern *pattern, char what)
{
	if (unit_of(pattern) != (WCHAR)what)
		return false;
	take(pattern);
	return true;
}

/* The size prefix, which stands before the letter of the conversion. */
enum size { SIZE_NONE, SIZE_CHAR, SIZE_SHORT, SIZE_LONG, SIZE_WIDE, SIZE_64, SIZE_POINTER, SIZE_DOUBLE };
HIDDEN enum size parse_size(struct pattern *pattern);

#endif
