/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A file system of Linux with one folder, which says of itself what no volume has: "odd_fs" a unit of 0 bytes and
 * sizes that are no numbers of Windows, "odd_fs_large" a unit of 4 GiB.
 */
#include <linux/fs.h>
#include <linux/fs_context.h>
#include <linux/magic.h>
#include <linux/module.h>
#include <linux/statfs.h>

#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

static struct file_system_type Odd, Large;

static int Statfs(struct dentry *Name, struct kstatfs *Result)
{
	Result->f_namelen = NAME_MAX;
	Result->f_blocks = Result->f_bavail = ~0ull;
	Result->f_bfree = ~0ull - 1;
	Result->f_bsize = Result->f_frsize = Name->d_sb->s_type == &Large ? 1l << 32 : 0;
	return 0;
}

static const struct super_operations Operations = { .statfs = Statfs };

static int Fill(struct super_block *Super, struct fs_context *Context)
{
	static const struct tree_descr NoFiles[] = { { "" } };
	const int Error = simple_fill_super(Super, RAMFS_MAGIC, NoFiles);

	Super->s_op = &Operations;
	return Error;
}

static int GetTree(struct fs_context *Context)
{
	return get_tree_nodev(Context, Fill);
}

static const struct fs_context_operations ContextOperations = { .get_tree = GetTree };

static int InitContext(struct fs_context *Context)
{
	Context->ops = &ContextOperations;
	return 0;
}

static struct file_system_type Odd = {
	.owner = THIS_MODULE, .name = "odd_fs", .init_fs_context = InitContext, .kill_sb = kill_litter_super,
};

static struct file_system_type Large = {
	.owner = THIS_MODULE, .name = "odd_fs_large", .init_fs_context = InitContext, .kill_sb = kill_litter_super,
};

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	unregister_filesystem(&Odd);
	unregister_filesystem(&Large);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	return register_filesystem(&Odd) || register_filesystem(&Large) ? STATUS_UNSUCCESSFUL : STATUS_SUCCESS;
}
