/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Queries that NDIS answers for a protocol driver, without the miniport driver.
 */
#pragma once

#include "bindings.hpp"

namespace ww {

/* Whether NDIS answers queries of this OID. */
bool query_is_known(const Binding &binding, NDIS_OID oid);

/* Answers one. */
NDIS_STATUS query_answer(const Binding &binding, NDIS_OID_REQUEST &request);

} /* namespace ww */
