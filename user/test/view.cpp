// SPDX-License-Identifier: MIT
/* Views of sections. */
#include <algorithm>
#include <gtest/gtest.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <unistd.h>

#include <windows.h>

#include "fake.hpp"
#include "pages.hpp"

static const SIZE_T granularity = 0x10000;

/* Whether a part of a view is that of a section. */
static bool shows(const char *view, size_t offset, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (view[i] != Section::at(offset + i))
			return false;
	return true;
}

static HANDLE handle_of(int fd)
{
	return reinterpret_cast<HANDLE>(static_cast<intptr_t>(fd));
}

/* row 1181 */
TEST(View, ShowsTheWholeSection)
{
	Section section(3 * page - 100);
	const int before = open_descriptors();
	auto *view = static_cast<char *>(MapViewOfFile(section.handle, FILE_MAP_READ, 0, 0, 0));

	ASSERT_TRUE(view);
	EXPECT_EQ(before, open_descriptors());
	EXPECT_EQ(0u, reinterpret_cast<uintptr_t>(view) % granularity);
	EXPECT_TRUE(shows(view, 0, 3 * page - 100));
	EXPECT_EQ(100, std::count(view + 3 * page - 100, view + 3 * page, 0));
	EXPECT_FALSE(is_writable(view));
	/* It stays without the handle, and is the file itself. */
	EXPECT_TRUE(section.close());
	EXPECT_EQ(1, pwrite(section.file, "?", 1, page));
	EXPECT_EQ('?', view[page]);
	EXPECT_TRUE(UnmapViewOfFile(view));
}

/* row 1181 */
TEST(View, IsAMappedRegion)
{
	Section section(3 * page - 100);
	char *view = section.map();
	MEMORY_BASIC_INFORMATION information = query(view + page + 5);

	EXPECT_EQ(view + page, information.BaseAddress);
	EXPECT_EQ(view, information.AllocationBase);
	EXPECT_EQ(2 * page, information.RegionSize);
	EXPECT_EQ(MEM_COMMIT, information.State);
	EXPECT_EQ(MEM_MAPPED, information.Type);
	EXPECT_EQ(PAGE_READONLY, information.Protect);
	EXPECT_EQ(PAGE_READONLY, information.AllocationProtect);
	EXPECT_EQ(3 * page, query(view).RegionSize);
	EXPECT_TRUE(UnmapViewOfFile(view));
	EXPECT_EQ(0u, VirtualQuery(view, &information, sizeof(information)));
	EXPECT_EQ(ERROR_INVALID_ADDRESS, GetLastError());
}

/* row 1182 */
TEST(View, IsAPartOfTheSection)
{
	Section section(2 * granularity + 2 * page - 100);
	const struct {
		DWORD offset;
		SIZE_T size, mapped;
	} parts[] = {
		{ 0, 1, page },
		{ 0, 2 * granularity + 2 * page, 2 * granularity + 2 * page },
		{ granularity, page + 1, 2 * page },
		{ granularity, 0, granularity + 2 * page },
		{ 2 * granularity, 2 * page, 2 * page },
	};

	for (const auto &part : parts) {
		char *view = section.map(part.offset, part.size);

		ASSERT_TRUE(view);
		EXPECT_EQ(part.mapped, query(view).RegionSize);
		EXPECT_TRUE(shows(view, part.offset, part.mapped - 100));
		EXPECT_TRUE(UnmapViewOfFile(view));
	}
}

/* row 1182 */
TEST(View, HasThePlaceThatIsAskedFor)
{
	Section section(2 * page);
	char *place = section.map();

	EXPECT_TRUE(UnmapViewOfFile(place));
	EXPECT_EQ(place, section.map(0, 0, place));
	EXPECT_TRUE(shows(place, 0, 2 * page));
	EXPECT_FALSE(section.map(0, 0, place));
	EXPECT_EQ(ERROR_INVALID_ADDRESS, GetLastError());
	EXPECT_FALSE(section.map(0, 0, place + page));
	EXPECT_EQ(ERROR_MAPPED_ALIGNMENT, GetLastError());
	EXPECT_TRUE(shows(place, 0, 2 * page));
	EXPECT_TRUE(UnmapViewOfFile(place));
}

/* row 1183 */
TEST(View, RefusesWhatIsNoSection)
{
	Section section(page);
	Handle event(CreateEventA(NULL, FALSE, FALSE, NULL));
	const int file = memfd_create("file", MFD_CLOEXEC), other = memfd_create("section (deleted)", MFD_CLOEXEC);
	const int counter = eventfd(0, EFD_CLOEXEC);
	const HANDLE closed = handle_of(fcntl(counter, F_DUPFD_CLOEXEC, 100)), wide = ULongToHandle(0xFFFFFFF0);

	close(static_cast<int>(reinterpret_cast<intptr_t>(closed)));
	for (HANDLE handle : { static_cast<HANDLE>(NULL), INVALID_HANDLE_VALUE, event.get(), handle_of(file), handle_of(other),
			       handle_of(counter), closed, wide }) {
		SetLastError(0);
		EXPECT_FALSE(MapViewOfFile(handle, FILE_MAP_READ, 0, 0, 0));
		EXPECT_EQ(ERROR_INVALID_HANDLE, GetLastError());
	}
	/* Nor are they handles that CloseHandle() takes. */
	for (int fd : { file, other, counter }) {
		EXPECT_FALSE(CloseHandle(handle_of(fd)));
		EXPECT_EQ(ERROR_INVALID_HANDLE, GetLastError());
		EXPECT_EQ(0, close(fd));
	}
	EXPECT_TRUE(event.close());
}

/* row 1183 */
TEST(View, RefusesWrongArguments)
{
	Section section(granularity + page);
	const struct {
		DWORD access, high, low;
		SIZE_T size;
		DWORD error;
	} wrong[] = {
		{ FILE_MAP_WRITE, 0, 0, 0, ERROR_ACCESS_DENIED },
		{ FILE_MAP_READ | FILE_MAP_WRITE, 0, 0, 0, ERROR_ACCESS_DENIED },
		{ FILE_MAP_READ | FILE_MAP_EXECUTE, 0, 0, 0, ERROR_ACCESS_DENIED },
		{ FILE_MAP_ALL_ACCESS, 0, 0, 0, ERROR_ACCESS_DENIED },
		{ FILE_MAP_COPY, 0, 0, 0, ERROR_NOT_SUPPORTED },
		{ FILE_MAP_READ | FILE_MAP_RESERVE, 0, 0, 0, ERROR_NOT_SUPPORTED },
		{ FILE_MAP_READ | FILE_MAP_LARGE_PAGES, 0, 0, 0, ERROR_NOT_SUPPORTED },
		{ 0, 0, 0, 0, ERROR_NOT_SUPPORTED },
		{ FILE_MAP_READ, 0, page, 0, ERROR_MAPPED_ALIGNMENT },
		{ FILE_MAP_READ, 0, 1, 0, ERROR_MAPPED_ALIGNMENT },
		{ FILE_MAP_READ, 0, 0, granularity + page + 1, ERROR_ACCESS_DENIED },
		{ FILE_MAP_READ, 0, granularity, page + 1, ERROR_ACCESS_DENIED },
		{ FILE_MAP_READ, 0, 0, SIZE_MAX, ERROR_ACCESS_DENIED },
		{ FILE_MAP_READ, 0, 2 * granularity, 0, ERROR_ACCESS_DENIED },
		{ FILE_MAP_READ, 1, 0, 0, ERROR_ACCESS_DENIED },
		{ FILE_MAP_READ, 0xFFFFFFFF, 0xFFFF0000, 0, ERROR_ACCESS_DENIED },
	};

	for (const auto &one : wrong) {
		SetLastError(0);
		EXPECT_FALSE(MapViewOfFile(section.handle, one.access, one.high, one.low, one.size));
		EXPECT_EQ(one.error, GetLastError()) << one.access << " " << one.high << " " << one.low << " " << one.size;
	}
	/* The file has become empty. */
	EXPECT_EQ(0, ftruncate(section.file, 0));
	EXPECT_FALSE(section.map());
	EXPECT_EQ(ERROR_ACCESS_DENIED, GetLastError());
}

/* row 1184 */
TEST(View, IsUnmappedByEachOfItsAddresses)
{
	Section section(3 * page);
	char byte;

	for (SIZE_T offset : { SIZE_T(0), SIZE_T(100), page, 3 * page - 1 }) {
		char *view = section.map(), *other = section.map();

		EXPECT_TRUE(UnmapViewOfFile(view + offset));
		EXPECT_FALSE(UnmapViewOfFile(view));
		EXPECT_EQ(ERROR_INVALID_ADDRESS, GetLastError());
		EXPECT_TRUE(shows(other, 0, 3 * page));
		EXPECT_TRUE(UnmapViewOfFileEx(other + offset, MEM_UNMAP_WITH_TRANSIENT_BOOST));
		EXPECT_FALSE(UnmapViewOfFileEx(other, MEM_UNMAP_WITH_TRANSIENT_BOOST));
		EXPECT_EQ(ERROR_INVALID_ADDRESS, GetLastError());
	}
	EXPECT_FALSE(UnmapViewOfFile(&byte));
	EXPECT_EQ(ERROR_INVALID_ADDRESS, GetLastError());
	EXPECT_FALSE(UnmapViewOfFile(NULL));
	EXPECT_EQ(ERROR_INVALID_ADDRESS, GetLastError());
}

/* row 1184 */
TEST(View, StaysAfterWrongFlags)
{
	Section section(page);
	char *view = section.map();

	EXPECT_FALSE(UnmapViewOfFileEx(view, 4));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
	EXPECT_FALSE(UnmapViewOfFileEx(view, MEM_PRESERVE_PLACEHOLDER));
	EXPECT_EQ(ERROR_INVALID_ADDRESS, GetLastError());
	EXPECT_TRUE(shows(view, 0, page));
	EXPECT_TRUE(UnmapViewOfFileEx(view, 0));
}

/* row 1185 */
TEST(View, HasItsPagesProtected)
{
	Section section(3 * page);
	char *view = section.map();
	DWORD old = 0;

	EXPECT_TRUE(VirtualProtect(view + page, 1, PAGE_NOACCESS, &old));
	EXPECT_EQ(PAGE_READONLY, old);
	EXPECT_EQ(PAGE_NOACCESS, query(view + page).Protect);
	EXPECT_EQ(page, query(view).RegionSize);
	EXPECT_TRUE(VirtualProtect(view + page, 1, PAGE_READONLY, &old));
	EXPECT_EQ(PAGE_NOACCESS, old);
	EXPECT_EQ(3 * page, query(view).RegionSize);
	for (DWORD refused : { PAGE_READWRITE, PAGE_EXECUTE, PAGE_EXECUTE_READ, PAGE_EXECUTE_READWRITE }) {
		EXPECT_FALSE(VirtualProtect(view, 1, refused, &old));
		EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
	}
	EXPECT_TRUE(shows(view, 0, 3 * page));
	EXPECT_TRUE(UnmapViewOfFile(view));
}

/* row 1185 */
TEST(View, IsNoRegionOfVirtualAlloc)
{
	Section section(page);
	char *view = section.map();
	auto *region = static_cast<char *>(VirtualAlloc(NULL, page, MEM_COMMIT, PAGE_READWRITE));

	EXPECT_FALSE(VirtualFree(view, 0, MEM_RELEASE));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
	EXPECT_FALSE(VirtualFree(view, page, MEM_DECOMMIT));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
	EXPECT_FALSE(VirtualAlloc(view, page, MEM_COMMIT, PAGE_READONLY));
	EXPECT_EQ(ERROR_ACCESS_DENIED, GetLastError());
	EXPECT_FALSE(UnmapViewOfFile(region));
	EXPECT_EQ(ERROR_INVALID_ADDRESS, GetLastError());
	EXPECT_TRUE(shows(view, 0, page));
	EXPECT_TRUE(is_writable(region));
	EXPECT_TRUE(VirtualFree(region, 0, MEM_RELEASE));
	EXPECT_TRUE(UnmapViewOfFile(view));
}

/* row 1186 */
TEST(View, SectionIsClosedOnce)
{
	Section section(page);
	const HANDLE handle = section.handle;
	const int before = open_descriptors();

	EXPECT_TRUE(section.close());
	EXPECT_EQ(before - 1, open_descriptors());
	EXPECT_FALSE(CloseHandle(handle));
	EXPECT_EQ(ERROR_INVALID_HANDLE, GetLastError());
}

/* row 1186: the number was that of a handle that the program has closed by close(2) */
TEST(View, SectionMayHaveTheNumberOfALostHandle)
{
	Section section(page);
	const HANDLE event = CreateEventA(NULL, FALSE, FALSE, NULL);
	const int number = static_cast<int>(reinterpret_cast<intptr_t>(event));
	char *view;

	ASSERT_EQ(number, dup3(static_cast<int>(reinterpret_cast<intptr_t>(section.handle)), number, O_CLOEXEC));
	view = static_cast<char *>(MapViewOfFile(event, FILE_MAP_READ, 0, 0, 0));
	ASSERT_TRUE(view);
	EXPECT_TRUE(CloseHandle(event));
	EXPECT_FALSE(CloseHandle(event));
	EXPECT_TRUE(shows(view, 0, page));
	EXPECT_TRUE(UnmapViewOfFile(view));
}
