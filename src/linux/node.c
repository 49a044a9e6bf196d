// SPDX-License-Identifier: GPL-2.0
/*
 * The device nodes in /dev/winwork: one character device for each link. An open file has the
 * operations of the driver whose device it opened.
 */
#include <linux/cdev.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/idr.h>
#include <linux/kdev_t.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "compat.h"
#include "control_file.h"
#include "file_operations.h"
#include "node.h"
#include "request.h"

#define FOLDER "winwork"
#define CONTROL_NAME ".control"
#define CONTROL_MINOR 0
/* All that Linux has: a copy of a node, or its path, must not lead to a later node for long. */
#define MINORS (MINORMASK + 1)

struct node {
	char *link;
	char *driver;
	char *device;
	char *sddl;
	char path[];			/* below /dev/winwork */
};

/* An open of a node by .control, which node_open() takes over in the same thread. */
struct creation {
	struct list_head link;
	const struct task_struct *task;
	const struct ww_target *target;
	struct ww_open *open;
	bool is_taken;
};

static DEFINE_MUTEX(lock);		/* of the table and the list */
static DEFINE_IDR(nodes);
static LIST_HEAD(creations);		/* that are not taken */
static dev_t first_device;
static struct cdev cdev;
static struct class *class;

/* For devices of drivers that are no modules, such as those of IoCreateDriver. */
static const struct file_operations own_operations = WINWORK_FILE_OPERATIONS(THIS_MODULE);

static void node_free(struct node *node)
{
	kfree(node->link);
	kfree(node->driver);
	kfree(node->device);
	kfree(node->sddl);
	kfree(node);
}

/*
 * A link's name without its first backslash, as a path. False for a name that would lead elsewhere.
 */
static bool path_of(char *path, const char *link)
{
	const char *part = path;
	char *at = path;

	while (*link) {
		if (*link == '/' || *link == '!')
			return false;
		*at++ = *link == '\\' ? '/' : *link;
		link++;
	}
	*at = '\0';
	for (;;) {
		size_t length = strcspn(part, "/");

		if (!length || *part == '.')
			return false;
		part += length;
		if (!*part)
			return true;
		part++;
	}
}

static struct node *node_new(const struct ww_node *description)
{
	struct node *node = kzalloc(sizeof(*node) + strlen(description->link) + 1, GFP_KERNEL);

	if (!node)
		return ERR_PTR(-ENOMEM);
	if (!path_of(node->path, description->link)) {
		kfree(node);
		return ERR_PTR(-EINVAL);
	}
	node->link = kstrdup(description->link, GFP_KERNEL);
	node->driver = kstrdup(description->driver, GFP_KERNEL);
	node->device = kstrdup(description->device, GFP_KERNEL);
	node->sddl = kstrdup(description->sddl, GFP_KERNEL);
	if (node->link && node->driver && node->device && node->sddl)
		return node;
	node_free(node);
	return ERR_PTR(-ENOMEM);
}

ww_s32 ww_node_create(const struct ww_node *description)
{
	struct node *node = node_new(description);
	struct device *device;
	int minor;

	if (IS_ERR(node))
		return PTR_ERR(node);
	mutex_lock(&lock);
	minor = idr_alloc_cyclic(&nodes, node, CONTROL_MINOR + 1, MINORS, GFP_KERNEL);
	mutex_unlock(&lock);
	if (minor < 0) {
		node_free(node);
		return minor;
	}
	device = device_create(class, NULL, first_device + minor, node, "%s", node->path);
	if (!IS_ERR(device))
		return minor;
	mutex_lock(&lock);
	idr_remove(&nodes, minor);
	mutex_unlock(&lock);
	node_free(node);
	return PTR_ERR(device);
}

void ww_node_destroy(ww_s32 minor)
{
	struct node *node;

	device_destroy(class, first_device + minor);
	mutex_lock(&lock);
	node = idr_remove(&nodes, minor);
	mutex_unlock(&lock);
	node_free(node);
}

/* ---- Opening ---------------------------------------------------------------------------- */

/* The path of the node's link in the namespace of objects. */
static char *object_name(unsigned int minor)
{
	const struct node *node;
	char *name = NULL;

	mutex_lock(&lock);
	node = idr_find(&nodes, minor);
	if (node)
		name = kasprintf(GFP_KERNEL, "\\??\\%s", node->link);
	mutex_unlock(&lock);
	return name ? name : ERR_PTR(node ? -ENOMEM : -ENXIO);
}

dev_t ww_node_path(ww_s32 minor, char *path, size_t bytes)
{
	const struct node *node;
	bool fits = false;

	mutex_lock(&lock);
	node = idr_find(&nodes, minor);
	if (node)
		fits = snprintf(path, bytes, "/dev/" FOLDER "/%s", node->path) < bytes;
	mutex_unlock(&lock);
	return fits ? first_device + minor : 0;
}

const struct file_operations *ww_target_operations(const struct ww_target *target)
{
	const struct file_operations *operations =
		target->operations ? target->operations : &own_operations;

	return fops_get(operations);
}

static int open_target(struct file *file, const struct ww_target *target, struct ww_open *open)
{
	const struct file_operations *operations = ww_target_operations(target);

	if (!operations)
		return -ENODEV;
	replace_fops(file, operations);
	return ww_file_create(target, open, &file->private_data);
}

/* open(2). */
static int open_link(struct file *file, const char *name)
{
	struct ww_open open = {
		.access = (file->f_mode & FMODE_READ ? WW_GENERIC_READ : 0) |
			  (file->f_mode & FMODE_WRITE ? WW_GENERIC_WRITE : 0),
		.share = WW_SHARE_ALL,
		.disposition = WW_FILE_OPEN,
		.has_read = file->f_mode & FMODE_READ,
		.has_write = file->f_mode & FMODE_WRITE,
	};
	struct ww_target target;
	int error = ww_target_find(name, &target);

	if (error)
		return error;
	open.rest = target.rest;
	error = open_target(file, &target, &open);
	ww_target_put(&target);
	return error;
}

/* Also takes it: the driver's create routine may open other nodes. */
static struct creation *take_creation(void)
{
	struct creation *creation;

	mutex_lock(&lock);
	list_for_each_entry(creation, &creations, link) {
		if (creation->task == current) {
			creation->is_taken = true;
			list_del(&creation->link);
			mutex_unlock(&lock);
			return creation;
		}
	}
	mutex_unlock(&lock);
	return NULL;
}

struct file *ww_node_open(const struct path *path, int flags, const struct ww_target *target,
			  struct ww_open *open)
{
	struct creation creation = { .task = current, .target = target, .open = open };
	struct file *file;

	mutex_lock(&lock);
	list_add(&creation.link, &creations);
	mutex_unlock(&lock);
	file = ww_file_open_root(path, "", flags, 0);
	if (creation.is_taken)
		return file;
	/* Linux has refused the open, or the path is no node of ours. */
	mutex_lock(&lock);
	list_del(&creation.link);
	mutex_unlock(&lock);
	if (IS_ERR(file))
		return file;
	fput(file);
	return ERR_PTR(-ENXIO);
}

static int node_open(struct inode *inode, struct file *file)
{
	struct creation *creation = take_creation();
	char *name;
	int error;

	if (creation)
		return iminor(inode) == creation->target->minor
			       ? open_target(file, creation->target, creation->open)
			       : -ENXIO;
	/* This module is in use already. */
	if (iminor(inode) == CONTROL_MINOR) {
		__module_get(THIS_MODULE);
		replace_fops(file, &ww_control_operations);
		return 0;
	}
	name = object_name(iminor(inode));
	if (IS_ERR(name))
		return PTR_ERR(name);
	error = open_link(file, name);
	kfree(name);
	return error;
}

static const struct file_operations node_operations = {
	.owner = THIS_MODULE,
	.open = node_open,
};

/* ---- The class -------------------------------------------------------------------------- */

static char *class_node(WW_CLASS_CONST struct device *device, umode_t *mode)
{
	const struct node *node = dev_get_drvdata(device);

	if (mode)
		*mode = node ? 0600 : 0666;
	return kasprintf(GFP_KERNEL, FOLDER "/%s", node ? node->path : CONTROL_NAME);
}

static int class_uevent(WW_UEVENT_CONST struct device *device, struct kobj_uevent_env *env)
{
	const struct node *node = dev_get_drvdata(device);

	if (!node)
		return 0;
	return add_uevent_var(env, "WINWORK_DRIVER=%s", node->driver) ?:
	       add_uevent_var(env, "WINWORK_DEVICE=%s", node->device) ?:
	       add_uevent_var(env, "WINWORK_SDDL=%s", node->sddl);
}

int ww_nodes_init(void)
{
	struct device *control;
	int error = alloc_chrdev_region(&first_device, 0, MINORS, FOLDER);

	if (error)
		return error;
	cdev_init(&cdev, &node_operations);
	cdev.owner = THIS_MODULE;
	class = ww_class_create(FOLDER);
	if (IS_ERR(class)) {
		error = PTR_ERR(class);
		goto no_class;
	}
	class->devnode = class_node;
	class->dev_uevent = class_uevent;
	error = cdev_add(&cdev, first_device, MINORS);
	if (error)
		goto no_cdev;
	control = device_create(class, NULL, first_device + CONTROL_MINOR, NULL, CONTROL_NAME);
	if (!IS_ERR(control))
		return 0;
	error = PTR_ERR(control);
	cdev_del(&cdev);
no_cdev:
	class_destroy(class);
no_class:
	unregister_chrdev_region(first_device, MINORS);
	return error;
}

void ww_nodes_exit(void)
{
	device_destroy(class, first_device + CONTROL_MINOR);
	cdev_del(&cdev);
	class_destroy(class);
	unregister_chrdev_region(first_device, MINORS);
	idr_destroy(&nodes);
}
