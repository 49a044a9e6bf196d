// SPDX-License-Identifier: GPL-2.0
/*
 * The bus type "winwork". No driver of Linux's is on it: its own functions are called for each device.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/notifier.h>
#include <linux/pm.h>
#include <linux/slab.h>
#include <linux/suspend.h>
#include <linux/sysfs.h>

#include "fault.h"
#include "pnp_device.h"

struct ww_pnp_device {
	struct device device;
	void *node;
};

static void *node_of(struct device *device)
{
	return container_of(device, struct ww_pnp_device, device)->node;
}

/* ---- sysfs --------------------------------------------------------------------------------------- */

#define FACT(name, fact)                                                                            \
	static ssize_t name##_show(struct device *device, struct device_attribute *attribute,       \
				   char *page)                                                      \
	{                                                                                           \
		return ww_node_show(node_of(device), fact, page, PAGE_SIZE);                        \
	}                                                                                           \
	static DEVICE_ATTR_RO(name)

FACT(driver, WW_NODE_DRIVER);
FACT(hardware_ids, WW_NODE_HARDWARE_IDS);
FACT(stack, WW_NODE_STACK);
FACT(state, WW_NODE_STATE);

/* The removal unregisters the device, which would wait for this writer. */
static ssize_t remove_store(struct device *device, struct device_attribute *attribute,
			    const char *text, size_t bytes)
{
	struct kernfs_node *file;
	int error;
	bool is_wanted;

	error = kstrtobool(text, &is_wanted);
	if (error || !is_wanted)
		return error ? error : (ssize_t)bytes;
	file = sysfs_break_active_protection(&device->kobj, &attribute->attr);
	if (!file)
		return -ENODEV;
	error = ww_node_remove(node_of(device));
	sysfs_unbreak_active_protection(file);
	return error ? error : (ssize_t)bytes;
}
static DEVICE_ATTR_WO(remove);

static struct attribute *node_attrs[] = {
	&dev_attr_driver.attr, &dev_attr_hardware_ids.attr, &dev_attr_stack.attr,
	&dev_attr_state.attr, &dev_attr_remove.attr, NULL,
};
ATTRIBUTE_GROUPS(node);

/* ---- Sleep --------------------------------------------------------------------------------------- */

static int go_to_sleep(struct device *device)
{
	return ww_node_sleep(node_of(device), WW_POWER_SLEEP);
}

static int go_to_hibernation(struct device *device)
{
	return ww_node_sleep(node_of(device), WW_POWER_HIBERNATE);
}

static int wake(struct device *device)
{
	ww_node_wake(node_of(device));
	return 0;
}

static void shut_down(struct device *device)
{
	ww_node_sleep(node_of(device), WW_POWER_OFF);
}

static const struct dev_pm_ops sleep_operations = {
	.suspend = go_to_sleep,
	.resume = wake,
	.freeze = go_to_hibernation,
	.thaw = wake,
	.poweroff = go_to_hibernation,
	.restore = wake,
};

static struct bus_type bus = {
	.name = "winwork",
	.dev_groups = node_groups,
	.pm = &sleep_operations,
	.shutdown = shut_down,
};

/* While programs still run, so that a driver's refusal costs nothing. */
static int sleep_changes(struct notifier_block *block, unsigned long what, void *unused)
{
	switch (what) {
	case PM_SUSPEND_PREPARE:
		return notifier_from_errno(ww_nodes_ask(WW_POWER_SLEEP));
	case PM_HIBERNATION_PREPARE:
		return notifier_from_errno(ww_nodes_ask(WW_POWER_HIBERNATE));
	case PM_POST_SUSPEND:
	case PM_POST_HIBERNATION:
	case PM_POST_RESTORE:
		ww_nodes_stay();
		break;
	}
	return NOTIFY_DONE;
}

static struct notifier_block sleep_watch = {
	.notifier_call = sleep_changes,
};

/* ---- Devices ------------------------------------------------------------------------------------- */

static void release(struct device *device)
{
	kfree(container_of(device, struct ww_pnp_device, device));
}

struct ww_pnp_device *ww_pnp_device_create(const char *name, struct ww_dma_device *parent, void *node)
{
	struct ww_pnp_device *made = ww_fault(sizeof(*made)) ? NULL
							     : kzalloc(sizeof(*made), GFP_KERNEL);

	if (!made)
		return NULL;
	made->node = node;
	device_initialize(&made->device);
	made->device.bus = &bus;
	made->device.parent = (struct device *)parent;
	made->device.release = release;
	if (!name)
		name = dev_name(made->device.parent);
	if (!dev_set_name(&made->device, "%s", name) && !device_add(&made->device))
		return made;
	put_device(&made->device);
	return NULL;
}

struct ww_dma_device *ww_pnp_device_as_parent(struct ww_pnp_device *device)
{
	return (struct ww_dma_device *)&device->device;
}

void ww_pnp_device_destroy(struct ww_pnp_device *device)
{
	device_unregister(&device->device);
}

int ww_pnp_devices_init(void)
{
	int error = bus_register(&bus);

	if (error)
		return error;
	error = register_pm_notifier(&sleep_watch);
	if (error)
		bus_unregister(&bus);
	return error;
}

void ww_pnp_devices_exit(void)
{
	unregister_pm_notifier(&sleep_watch);
	bus_unregister(&bus);
}
