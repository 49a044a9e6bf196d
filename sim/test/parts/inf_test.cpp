/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The search for a device's IDs in a driver's table.
 */
#include "pnp/inf.hpp"

#include <gtest/gtest.h>

using namespace ww;

namespace {

WINWORK_INF_MODEL model(const char *id, unsigned int place)
{
	WINWORK_INF_MODEL made{};

	made.Id = id;
	made.Place = place;
	return made;
}

/* A line "A, B, C" is three models. */
const WINWORK_INF_MODEL models[] = {
	model("PCI\\GENERAL", 0),
	model("PCI\\OTHER", 0), model("PCI\\SPECIAL", 1), model("PCI\\CLASS", 2),
	model("PCI\\EXACT", 0),
	model("PCI\\GENERAL", 0),
	model("ACPI\\CHILD", 0), model("PCI\\BOTH", 1),
	model("PCI\\BOTH", 0),
};

/* The place of what is found, or -1. */
long find(const char *hardware_ids, const char *compatible_ids = "")
{
	WINWORK_INF inf{};

	inf.Models = models;
	inf.ModelCount = std::size(models);

	const WINWORK_INF_MODEL *found = inf_find(inf, hardware_ids, compatible_ids);

	return found ? found - models : -1;
}

TEST(inf, no_id_no_model)
{
	EXPECT_EQ(find(""), -1);
	EXPECT_EQ(find("PCI\\EXAC\0PCI\\EXACTLY\0"), -1);
	EXPECT_EQ(find("", "PCI\\NONE\0"), -1);
	EXPECT_EQ(inf_find(WINWORK_INF{}, "PCI\\EXACT\0", "PCI\\EXACT\0"), nullptr);
}

TEST(inf, each_list_is_read_to_its_end)
{
	EXPECT_EQ(find("PCI\\X\0PCI\\Y\0PCI\\EXACT\0"), 4);
	EXPECT_EQ(find("PCI\\X\0", "PCI\\Y\0PCI\\EXACT\0"), 4);
	EXPECT_EQ(find("pci\\Exact\0"), 4);
}

TEST(inf, the_device_names_its_best_id_first)
{
	EXPECT_EQ(find("PCI\\EXACT\0PCI\\GENERAL\0"), 4);
	EXPECT_EQ(find("PCI\\GENERAL\0PCI\\EXACT\0"), 0);
}

TEST(inf, the_hardware_id_of_a_line_comes_before_a_compatible_id)
{
	EXPECT_EQ(find("PCI\\SPECIAL\0PCI\\EXACT\0"), 4);
	EXPECT_EQ(find("PCI\\SPECIAL\0", "PCI\\EXACT\0"), 2);
	EXPECT_EQ(find("PCI\\BOTH\0"), 8);
	EXPECT_EQ(find("", "PCI\\CLASS\0PCI\\BOTH\0"), 8);
	EXPECT_EQ(find("", "PCI\\CLASS\0"), 3);
}

TEST(inf, of_equal_lines_the_first_one)
{
	EXPECT_EQ(find("PCI\\GENERAL\0"), 0);
}

} /* namespace */
