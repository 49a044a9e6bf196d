// SPDX-License-Identifier: MIT
/* Pages of memory. */
#include <cstring>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <windows.h>

#include "pages.hpp"

/* Memory that is released at the end of a block. */
class Pages {
public:
	Pages(SIZE_T size, DWORD type, DWORD protection = PAGE_READWRITE)
		: begin(static_cast<char *>(VirtualAlloc(NULL, size, type, protection)))
	{
	}
	Pages(const Pages &) = delete;
	~Pages()
	{
		if (begin) {
			EXPECT_TRUE(VirtualFree(begin, 0, MEM_RELEASE));
		}
	}
	char *const begin;
};

TEST(Memory, IsCommittedWhereItIsReserved)
{
	Pages pages(10 * page, MEM_RESERVE);

	ASSERT_TRUE(pages.begin);
	EXPECT_EQ(0u, reinterpret_cast<uintptr_t>(pages.begin) % 0x10000);
	EXPECT_FALSE(is_writable(pages.begin + 3 * page));
	EXPECT_EQ(pages.begin + 3 * page, VirtualAlloc(pages.begin + 3 * page + 5, 1, MEM_COMMIT, PAGE_READWRITE));
	EXPECT_TRUE(is_writable(pages.begin + 3 * page));
	EXPECT_FALSE(is_writable(pages.begin + 4 * page));
	EXPECT_EQ(MEM_COMMIT, query(pages.begin + 3 * page).State);
	EXPECT_EQ(MEM_RESERVE, query(pages.begin).State);
	EXPECT_EQ(3 * page, query(pages.begin).RegionSize);
	EXPECT_EQ(pages.begin, query(pages.begin + 9 * page).AllocationBase);
	/* What is committed already keeps its bytes. */
	EXPECT_EQ(pages.begin, VirtualAlloc(pages.begin, 10 * page, MEM_COMMIT, PAGE_READWRITE));
	EXPECT_EQ(1, pages.begin[3 * page]);
}

TEST(Memory, LosesItsBytesWhenItIsDecommitted)
{
	Pages pages(4 * page, MEM_RESERVE | MEM_COMMIT);

	memset(pages.begin, 7, 4 * page);
	EXPECT_TRUE(VirtualFree(pages.begin + page, 1, MEM_DECOMMIT));
	EXPECT_FALSE(is_writable(pages.begin + page));
	EXPECT_EQ(7, pages.begin[2 * page]);
	EXPECT_EQ(pages.begin + page, VirtualAlloc(pages.begin + page, page, MEM_COMMIT, PAGE_READWRITE));
	EXPECT_EQ(0, pages.begin[page]);
	EXPECT_TRUE(VirtualFree(pages.begin, 0, MEM_DECOMMIT));
	EXPECT_EQ(4 * page, query(pages.begin).RegionSize);
	EXPECT_EQ(MEM_RESERVE, query(pages.begin).State);
}

TEST(Memory, HasTheProtectionThatIsAskedFor)
{
	Pages pages(2 * page, MEM_COMMIT, PAGE_READONLY);
	DWORD old = 0;

	EXPECT_FALSE(is_writable(pages.begin));
	EXPECT_TRUE(VirtualProtect(pages.begin, 1, PAGE_READWRITE, &old));
	EXPECT_EQ(PAGE_READONLY, old);
	EXPECT_TRUE(is_writable(pages.begin));
	EXPECT_FALSE(is_writable(pages.begin + page));
	EXPECT_EQ(PAGE_READWRITE, query(pages.begin).Protect);
	EXPECT_EQ(PAGE_READONLY, query(pages.begin).AllocationProtect);
	EXPECT_TRUE(VirtualProtect(pages.begin, 2 * page, PAGE_NOACCESS, &old));
	EXPECT_EQ(PAGE_READWRITE, old);
	EXPECT_FALSE(is_writable(pages.begin));
}

TEST(Memory, RefusesWhatIsNotReserved)
{
	char byte;
	DWORD old;
	Pages pages(page, MEM_RESERVE);

	EXPECT_FALSE(VirtualAlloc(&byte, 1, MEM_COMMIT, PAGE_READWRITE));
	EXPECT_EQ(ERROR_INVALID_ADDRESS, GetLastError());
	EXPECT_FALSE(VirtualAlloc(pages.begin, 2 * page, MEM_COMMIT, PAGE_READWRITE));
	EXPECT_EQ(ERROR_INVALID_ADDRESS, GetLastError());
	EXPECT_FALSE(VirtualProtect(pages.begin, 1, PAGE_READWRITE, &old));
	EXPECT_EQ(ERROR_INVALID_ADDRESS, GetLastError());
	EXPECT_FALSE(VirtualFree(&byte, 0, MEM_RELEASE));
	EXPECT_EQ(ERROR_INVALID_ADDRESS, GetLastError());
	EXPECT_FALSE(VirtualFree(pages.begin + 1, 0, MEM_RELEASE));
	EXPECT_EQ(ERROR_INVALID_ADDRESS, GetLastError());
	EXPECT_EQ(0u, VirtualQuery(&byte, NULL, 0));
	EXPECT_EQ(ERROR_BAD_LENGTH, GetLastError());
}

TEST(Memory, RefusesWrongArguments)
{
	const struct {
		SIZE_T size;
		DWORD type, protection, error;
	} wrong[] = {
		{ 0, MEM_COMMIT, PAGE_READWRITE, ERROR_INVALID_PARAMETER },
		{ page, 0, PAGE_READWRITE, ERROR_INVALID_PARAMETER },
		{ page, MEM_COMMIT, 0, ERROR_INVALID_PARAMETER },
		{ page, MEM_COMMIT, PAGE_READWRITE | 0x100, ERROR_NOT_SUPPORTED },
		{ page, MEM_COMMIT | 0x20000000, PAGE_READWRITE, ERROR_NOT_SUPPORTED },
	};
	DWORD old;

	for (const auto &one : wrong) {
		EXPECT_FALSE(VirtualAlloc(NULL, one.size, one.type, one.protection));
		EXPECT_EQ(one.error, GetLastError());
	}
	EXPECT_FALSE(VirtualFree(NULL, 1, MEM_RELEASE));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
	EXPECT_FALSE(VirtualProtect(NULL, 1, PAGE_READWRITE, NULL));
	EXPECT_EQ(ERROR_NOACCESS, GetLastError());
	EXPECT_FALSE(VirtualProtect(NULL, 0, PAGE_READWRITE, &old));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
}

TEST(Memory, IsLockedWithinTheLimit)
{
	Pages pages(page, MEM_COMMIT);

	EXPECT_TRUE(VirtualLock(pages.begin, page));
	EXPECT_TRUE(VirtualUnlock(pages.begin, page));
}
