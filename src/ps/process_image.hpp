/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The names of the files that processes run.
 */
#pragma once

#include <wdm.h>

#include "base/types.hpp"

namespace ww {

/* As drivers write the path of a file of Linux that is on no mount of minifilters. */
enum class ImageName : u8 {
	native,				/* \Device\HarddiskVolume1\usr\bin\cat */
	win32,				/* C:\usr\bin\cat */
};

/* The path of the file that a process runs, as text in memory of its own. The system process has none. */
class ImagePath {
public:
	ImagePath() = default;
	~ImagePath();
	ImagePath(const ImagePath &) = delete;
	ImagePath &operator=(const ImagePath &) = delete;

	/* STATUS_PROCESS_IS_TERMINATING once it has ended. PASSIVE_LEVEL. */
	NTSTATUS read(PEPROCESS process);

	/* The same for an open file of Linux. STATUS_NAME_TOO_LONG. */
	NTSTATUS read_file(void *file);

	/* The bytes of the name, and the name itself. */
	USHORT bytes(ImageName form) const;
	void write(ImageName form, WCHAR *to) const;

private:
	template <typename Read>
	NTSTATUS read_by(Read read);

	char *text_ = nullptr;
	const char *path_ = "";
};

} /* namespace ww */
