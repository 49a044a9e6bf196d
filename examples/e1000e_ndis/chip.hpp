/* SPDX-License-Identifier: MIT */
/*
 * The registers and descriptors of Intel's 82574L. The names are those of its data sheet.
 */
#pragma once

#include <ndis.h>

constexpr ULONG kRegisterBytes = 0x20000;

enum class Register : ULONG {
	ctrl = 0x0000, status = 0x0008, ctrl_ext = 0x0018,
	icr = 0x00c0, ims = 0x00d0, imc = 0x00d8, ivar = 0x00e4,
	rctl = 0x0100, tctl = 0x0400,
	rdbal = 0x2800, rdbah = 0x2804, rdlen = 0x2808, rdh = 0x2810, rdt = 0x2818,
	tdbal = 0x3800, tdbah = 0x3804, tdlen = 0x3808, tdh = 0x3810, tdt = 0x3818,
	ral0 = 0x5400, rah0 = 0x5404,
};

constexpr ULONG kCtrlAutoSpeed = 1u << 5;
constexpr ULONG kCtrlSetLinkUp = 1u << 6;
constexpr ULONG kCtrlReset = 1u << 26;
constexpr ULONG kStatusLinkUp = 1u << 1;
constexpr ULONG kCtrlExtDriverLoaded = 1u << 28;
constexpr ULONG kCtrlExtClearPending = 1u << 31;	/* of the messages */

/* Causes of interrupts. The second line has those of message mode. */
constexpr ULONG kCauseSent = 1u << 0, kCauseLink = 1u << 2, kCauseFewBuffers = 1u << 4,
		kCauseOverrun = 1u << 6, kCauseReceived = 1u << 7;
constexpr ULONG kCauseQueueReceived = 1u << 20, kCauseQueueSent = 1u << 22, kCauseOther = 1u << 24;
constexpr ULONG kCauseAsserted = 1u << 31;
constexpr ULONG kCauses = kCauseSent | kCauseLink | kCauseFewBuffers | kCauseOverrun | kCauseReceived |
			  kCauseQueueReceived | kCauseQueueSent | kCauseOther;
/* All causes of message mode send message 0: receive queue 0, transmit queue 0, others. */
constexpr ULONG kIvarAllToFirst = 1u << 31 | 1u << 19 | 1u << 11 | 1u << 3;

constexpr ULONG kRctlEnable = 1u << 1, kRctlAllUnicast = 1u << 3, kRctlAllMulticast = 1u << 4,
		kRctlBroadcast = 1u << 15, kRctlStripCrc = 1u << 26;
constexpr ULONG kTctlEnable = 1u << 1, kTctlPad = 1u << 3, kTctlCollisions = 0xfu << 4,
		kTctlDistance = 0x3fu << 12;
constexpr ULONG kRahValid = 1u << 31;

struct ReceiveDescriptor {
	ULONG64 address;
	USHORT length;
	USHORT checksum;
	volatile UCHAR status;
	UCHAR errors;
	USHORT special;
};

struct SendDescriptor {
	ULONG64 address;
	USHORT length;
	UCHAR checksum_offset;
	UCHAR command;
	volatile UCHAR status;
	UCHAR checksum_start;
	USHORT special;
};

static_assert(sizeof(ReceiveDescriptor) == 16 && sizeof(SendDescriptor) == 16);

constexpr UCHAR kDone = 1;		/* of both kinds' status */
constexpr UCHAR kReceivedWhole = 2;
constexpr UCHAR kSendLast = 1, kSendWithCrc = 2, kSendSaysDone = 8;
