/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The families of work items: the number that the state word of an item carries, so that no
 * function takes an item of another family.
 */
#pragma once

#include "engine/item_quick.hpp"

namespace ww {

inline constexpr Family kExFamily{ 0 };		/* its items have no state word */
inline constexpr Family kIoFamily{ 1 };
inline constexpr Family kFltGenericFamily{ 2 };
inline constexpr Family kFltDeferredFamily{ 3 };
inline constexpr Family kNdisFamily{ 4 };
inline constexpr Family kWdfFamily{ 5 };

} /* namespace ww */
