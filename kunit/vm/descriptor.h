/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The security descriptor of a file of a mount, for minifilters of VM tests.
 */
#ifndef WINWORK_VM_DESCRIPTOR_H
#define WINWORK_VM_DESCRIPTOR_H

/* S-1-22-1-UID, S-1-22-2-GID, or with one part S-1-1-0. */
struct sid {
	UCHAR Revision, Parts, Authority[6];
	ULONG Part[2];
};

/* A self-relative security descriptor. */
struct descriptor {
	UCHAR Revision, Zero;
	USHORT Control;
	ULONG Owner, Group, Sacl, Dacl;
};

struct ace {
	UCHAR Type, Flags;
	USHORT Bytes;
	ULONG Access;
	struct sid Sid;
};

static inline struct sid *SidAt(struct descriptor *Descriptor, ULONG Offset)
{
	return (struct sid *)((PUCHAR)Descriptor + Offset);
}

static inline struct ace *NextAce(struct ace *Ace)
{
	return (struct ace *)((PUCHAR)Ace + Ace->Bytes);
}

static inline BOOLEAN IsSid(const struct sid *Sid, ULONG Kind, ULONG Number)
{
	return Sid->Revision == 1 && Sid->Parts == 2 && Sid->Authority[5] == 22 && Sid->Part[0] == Kind &&
	       Sid->Part[1] == Number;
}

#endif
