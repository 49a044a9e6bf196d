/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The parts of a path, for one character type. <stdlib.h> includes this file twice. It defines
 * WINWORK_CHAR as the type, WINWORK_TEXT(name) as the name with A or W appended, and
 * WINWORK_PATH(name) as the name of the library.
 */

WINWORK_OWN BOOLEAN WINWORK_TEXT(WinworkIsSlash)(WINWORK_CHAR Character)
{
	return Character == '\\' || Character == '/';
}

/* Appends at most Count characters of a text. *Room is 0 after a text that does not fit. */
WINWORK_OWN void WINWORK_TEXT(WinworkAppendPart)(WINWORK_CHAR **At, size_t *Room,
						 const WINWORK_CHAR *Part, size_t Count)
{
	for (; Part && Count && *Part; Count--) {
		if (*Room < 2) {
			*Room = 0;
			return;
		}
		*(*At)++ = *Part++;
		--*Room;
	}
}

WINWORK_OWN errno_t WINWORK_PATH(make)(WINWORK_CHAR *Path, size_t Room, const WINWORK_CHAR *Drive,
				       const WINWORK_CHAR *Folder, const WINWORK_CHAR *Name,
				       const WINWORK_CHAR *Extension)
{
	static const WINWORK_CHAR Colon = ':', Slash = '\\', Dot = '.';
	WINWORK_CHAR *At = Path;

	if (!Path || !Room)
		return WINWORK_EINVAL;
	if (Drive && *Drive) {
		WINWORK_TEXT(WinworkAppendPart)(&At, &Room, Drive, 1);
		WINWORK_TEXT(WinworkAppendPart)(&At, &Room, &Colon, 1);
	}
	if (Folder && *Folder) {
		WINWORK_TEXT(WinworkAppendPart)(&At, &Room, Folder, MAXSIZE_T);
		if (Room && !WINWORK_TEXT(WinworkIsSlash)(At[-1]))
			WINWORK_TEXT(WinworkAppendPart)(&At, &Room, &Slash, 1);
	}
	WINWORK_TEXT(WinworkAppendPart)(&At, &Room, Name, MAXSIZE_T);
	if (Extension && *Extension) {
		if (*Extension != Dot)
			WINWORK_TEXT(WinworkAppendPart)(&At, &Room, &Dot, 1);
		WINWORK_TEXT(WinworkAppendPart)(&At, &Room, Extension, MAXSIZE_T);
	}
	*(Room ? At : Path) = 0;
	return Room ? 0 : WINWORK_ERANGE;
}

/* Copies the characters from Begin to End. */
WINWORK_OWN errno_t WINWORK_TEXT(WinworkCopyPart)(WINWORK_CHAR *Part, size_t Room,
						  const WINWORK_CHAR *Begin, const WINWORK_CHAR *End)
{
	if (!Part || !Room)
		return Part || Room ? WINWORK_EINVAL : 0;
	return WINWORK_TEXT(WinworkPut)(Part, Room, 0, Begin, (size_t)(End - Begin));
}

WINWORK_OWN errno_t WINWORK_PATH(split)(const WINWORK_CHAR *Path, WINWORK_CHAR *Drive,
					size_t DriveRoom, WINWORK_CHAR *Folder, size_t FolderRoom,
					WINWORK_CHAR *Name, size_t NameRoom,
					WINWORK_CHAR *Extension, size_t ExtensionRoom)
{
	const WINWORK_CHAR *FolderAt, *NameAt, *ExtensionAt, *End;
	errno_t Error = 0, Errors[4];
	int Part;

	FolderAt = Path && Path[0] && Path[1] == ':' ? Path + 2 : Path;
	NameAt = FolderAt;
	ExtensionAt = NULL;
	for (End = FolderAt; End && *End; End++) {
		if (WINWORK_TEXT(WinworkIsSlash)(*End)) {
			NameAt = End + 1;
			ExtensionAt = NULL;
		} else if (*End == '.') {
			ExtensionAt = End;
		}
	}
	if (!ExtensionAt)
		ExtensionAt = End;
	Errors[0] = WINWORK_TEXT(WinworkCopyPart)(Drive, DriveRoom, Path, FolderAt);
	Errors[1] = WINWORK_TEXT(WinworkCopyPart)(Folder, FolderRoom, FolderAt, NameAt);
	Errors[2] = WINWORK_TEXT(WinworkCopyPart)(Name, NameRoom, NameAt, ExtensionAt);
	Errors[3] = WINWORK_TEXT(WinworkCopyPart)(Extension, ExtensionRoom, ExtensionAt, End);
	if (!Path)
		Error = WINWORK_EINVAL;
	for (Part = 0; Part < 4 && !Error; Part++)
		Error = Errors[Part];
	if (!Error)
		return 0;
	if (Drive && DriveRoom)
		*Drive = 0;
	if (Folder && FolderRoom)
		*Folder = 0;
	if (Name && NameRoom)
		*Name = 0;
	if (Extension && ExtensionRoom)
		*Extension = 0;
	return Error;
}
