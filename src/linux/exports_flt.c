// SPDX-License-Identifier: GPL-2.0
/*
 * The exports for minifilters, and for ports that send operations to them.
 */
#include <linux/export.h>
#include <linux/module.h>

#include <fltKernel.h>
#include <winwork/flt_port.h>

/* work items */
EXPORT_SYMBOL_GPL(FltAllocateGenericWorkItem);
EXPORT_SYMBOL_GPL(FltFreeGenericWorkItem);
EXPORT_SYMBOL_GPL(FltQueueGenericWorkItem);
EXPORT_SYMBOL_GPL(FltAllocateDeferredIoWorkItem);
EXPORT_SYMBOL_GPL(FltFreeDeferredIoWorkItem);
EXPORT_SYMBOL_GPL(FltQueueDeferredIoWorkItem);

/* buffers */
EXPORT_SYMBOL_GPL(FltDecodeParameters);
EXPORT_SYMBOL_GPL(FltLockUserBuffer);
EXPORT_SYMBOL_GPL(FltGetSwappedBufferMdlAddress);
EXPORT_SYMBOL_GPL(FltRetainSwappedBufferMdlAddress);

/* own I/O */
EXPORT_SYMBOL_GPL(FltReadFile);
EXPORT_SYMBOL_GPL(FltWriteFile);
EXPORT_SYMBOL_GPL(FltReadFileEx);
EXPORT_SYMBOL_GPL(FltWriteFileEx);
EXPORT_SYMBOL_GPL(FltCancelFileOpen);
EXPORT_SYMBOL_GPL(FltCreateFile);
EXPORT_SYMBOL_GPL(FltCreateFileEx);
EXPORT_SYMBOL_GPL(FltCreateFileEx2);
EXPORT_SYMBOL_GPL(FltClose);
EXPORT_SYMBOL_GPL(FltCreateSystemVolumeInformationFolder);
EXPORT_SYMBOL_GPL(FltOpenVolume);
EXPORT_SYMBOL_GPL(FltSetInformationFile);
EXPORT_SYMBOL_GPL(FltQueryDirectoryFile);
EXPORT_SYMBOL_GPL(FltQueryInformationFile);
EXPORT_SYMBOL_GPL(FltFsControlFile);
EXPORT_SYMBOL_GPL(FltQueryEaFile);
EXPORT_SYMBOL_GPL(FltSetEaFile);
EXPORT_SYMBOL_GPL(FltQuerySecurityObject);
EXPORT_SYMBOL_GPL(FltSetSecurityObject);
EXPORT_SYMBOL_GPL(FltDeviceIoControlFile);
EXPORT_SYMBOL_GPL(FltFlushBuffers);
EXPORT_SYMBOL_GPL(FltAllocateCallbackData);
EXPORT_SYMBOL_GPL(FltAllocateCallbackDataEx);
EXPORT_SYMBOL_GPL(FltFreeCallbackData);
EXPORT_SYMBOL_GPL(FltReuseCallbackData);
EXPORT_SYMBOL_GPL(FltPerformSynchronousIo);
EXPORT_SYMBOL_GPL(FltPerformAsynchronousIo);
EXPORT_SYMBOL_GPL(FltReissueSynchronousIo);
EXPORT_SYMBOL_GPL(FltQueryVolumeInformation);
EXPORT_SYMBOL_GPL(FltQueryVolumeInformationFile);

/* communication ports */
EXPORT_SYMBOL_GPL(FltBuildDefaultSecurityDescriptor);
EXPORT_SYMBOL_GPL(FltFreeSecurityDescriptor);
EXPORT_SYMBOL_GPL(FltCreateCommunicationPort);
EXPORT_SYMBOL_GPL(FltCloseCommunicationPort);
EXPORT_SYMBOL_GPL(FltCloseClientPort);
EXPORT_SYMBOL_GPL(FltSendMessage);

/* filters, volumes, instances */
EXPORT_SYMBOL_GPL(FltRegisterFilter);
EXPORT_SYMBOL_GPL(FltStartFiltering);
EXPORT_SYMBOL_GPL(FltUnregisterFilter);
EXPORT_SYMBOL_GPL(FltUnloadFilter);
EXPORT_SYMBOL_GPL(FltObjectReference);
EXPORT_SYMBOL_GPL(FltObjectDereference);
EXPORT_SYMBOL_GPL(FltAttachVolume);
EXPORT_SYMBOL_GPL(FltAttachVolumeAtAltitude);
EXPORT_SYMBOL_GPL(FltDetachVolume);
EXPORT_SYMBOL_GPL(FltGetFilterFromInstance);
EXPORT_SYMBOL_GPL(FltGetVolumeFromInstance);
EXPORT_SYMBOL_GPL(FltGetVolumeFromFileObject);
EXPORT_SYMBOL_GPL(FltGetVolumeFromName);
EXPORT_SYMBOL_GPL(FltGetVolumeProperties);
EXPORT_SYMBOL_GPL(FltGetFileSystemType);
EXPORT_SYMBOL_GPL(FltGetDeviceObject);
EXPORT_SYMBOL_GPL(FltGetDiskDeviceObject);
EXPORT_SYMBOL_GPL(FltIsVolumeWritable);
EXPORT_SYMBOL_GPL(FltIsVolumeSnapshot);
EXPORT_SYMBOL_GPL(FltGetVolumeGuidName);
EXPORT_SYMBOL_GPL(FltAllocatePoolAlignedWithTag);
EXPORT_SYMBOL_GPL(FltFreePoolAlignedWithTag);
EXPORT_SYMBOL_GPL(FltGetRoutineAddress);
EXPORT_SYMBOL_GPL(FltIsDirectory);
EXPORT_SYMBOL_GPL(FltGetVolumeFromDeviceObject);
EXPORT_SYMBOL_GPL(FltIsFltMgrVolumeDeviceObject);
EXPORT_SYMBOL_GPL(FltGetFilterFromName);
EXPORT_SYMBOL_GPL(FltGetVolumeInstanceFromName);
EXPORT_SYMBOL_GPL(FltGetFilterInformation);
EXPORT_SYMBOL_GPL(FltEnumerateFilterInformation);
EXPORT_SYMBOL_GPL(FltGetVolumeInformation);
EXPORT_SYMBOL_GPL(FltEnumerateVolumeInformation);
EXPORT_SYMBOL_GPL(FltGetInstanceInformation);
EXPORT_SYMBOL_GPL(FltEnumerateInstanceInformationByFilter);
EXPORT_SYMBOL_GPL(FltEnumerateInstanceInformationByVolume);
EXPORT_SYMBOL_GPL(FltEnumerateInstanceInformationByVolumeName);
EXPORT_SYMBOL_GPL(FltEnumerateInstanceInformationByDeviceObject);
EXPORT_SYMBOL_GPL(FltEnumerateFilters);
EXPORT_SYMBOL_GPL(FltEnumerateVolumes);
EXPORT_SYMBOL_GPL(FltEnumerateInstances);
EXPORT_SYMBOL_GPL(FltGetTopInstance);
EXPORT_SYMBOL_GPL(FltGetBottomInstance);
EXPORT_SYMBOL_GPL(FltGetUpperInstance);
EXPORT_SYMBOL_GPL(FltGetLowerInstance);
EXPORT_SYMBOL_GPL(FltCompareInstanceAltitudes);
EXPORT_SYMBOL_GPL(FltGetVolumeName);

/* names of files */
EXPORT_SYMBOL_GPL(FltGetDestinationFileNameInformation);
EXPORT_SYMBOL_GPL(FltGetTunneledName);
EXPORT_SYMBOL_GPL(FltCheckAndGrowNameControl);
EXPORT_SYMBOL_GPL(FltPurgeFileNameInformationCache);
EXPORT_SYMBOL_GPL(FltGetFileNameInformation);
EXPORT_SYMBOL_GPL(FltGetFileNameInformationUnsafe);
EXPORT_SYMBOL_GPL(FltReferenceFileNameInformation);
EXPORT_SYMBOL_GPL(FltReleaseFileNameInformation);
EXPORT_SYMBOL_GPL(FltParseFileNameInformation);
EXPORT_SYMBOL_GPL(FltParseFileName);

/* contexts */
EXPORT_SYMBOL_GPL(FltAllocateContext);
EXPORT_SYMBOL_GPL(FltReferenceContext);
EXPORT_SYMBOL_GPL(FltReleaseContext);
EXPORT_SYMBOL_GPL(FltGetContexts);
EXPORT_SYMBOL_GPL(FltReleaseContexts);
EXPORT_SYMBOL_GPL(FltGetContextsEx);
EXPORT_SYMBOL_GPL(FltReleaseContextsEx);
EXPORT_SYMBOL_GPL(FltDeleteContext);
EXPORT_SYMBOL_GPL(FltSupportsFileContexts);
EXPORT_SYMBOL_GPL(FltSupportsFileContextsEx);
EXPORT_SYMBOL_GPL(FltSupportsStreamContexts);
EXPORT_SYMBOL_GPL(FltSupportsStreamHandleContexts);
EXPORT_SYMBOL_GPL(FltSetVolumeContext);
EXPORT_SYMBOL_GPL(FltSetInstanceContext);
EXPORT_SYMBOL_GPL(FltSetFileContext);
EXPORT_SYMBOL_GPL(FltSetStreamContext);
EXPORT_SYMBOL_GPL(FltSetStreamHandleContext);
EXPORT_SYMBOL_GPL(FltGetVolumeContext);
EXPORT_SYMBOL_GPL(FltGetInstanceContext);
EXPORT_SYMBOL_GPL(FltGetFileContext);
EXPORT_SYMBOL_GPL(FltGetStreamContext);
EXPORT_SYMBOL_GPL(FltGetStreamHandleContext);
EXPORT_SYMBOL_GPL(FltDeleteVolumeContext);
EXPORT_SYMBOL_GPL(FltDeleteInstanceContext);
EXPORT_SYMBOL_GPL(FltDeleteFileContext);
EXPORT_SYMBOL_GPL(FltDeleteStreamContext);
EXPORT_SYMBOL_GPL(FltDeleteStreamHandleContext);

/* operations */
EXPORT_SYMBOL_GPL(FltCompletePendedPreOperation);
EXPORT_SYMBOL_GPL(FltCompletePendedPostOperation);
EXPORT_SYMBOL_GPL(FltDoCompletionProcessingWhenSafe);
EXPORT_SYMBOL_GPL(FltSetCallbackDataDirty);
EXPORT_SYMBOL_GPL(FltClearCallbackDataDirty);
EXPORT_SYMBOL_GPL(FltIsCallbackDataDirty);
EXPORT_SYMBOL_GPL(FltIsOperationSynchronous);
EXPORT_SYMBOL_GPL(FltCancelIo);
EXPORT_SYMBOL_GPL(FltSetCancelCompletion);
EXPORT_SYMBOL_GPL(FltClearCancelCompletion);
EXPORT_SYMBOL_GPL(FltCancellableWaitForSingleObject);
EXPORT_SYMBOL_GPL(FltCancellableWaitForMultipleObjects);
EXPORT_SYMBOL_GPL(FltIsIoCanceled);
EXPORT_SYMBOL_GPL(FltRequestOperationStatusCallback);
EXPORT_SYMBOL_GPL(FltGetIrpName);
EXPORT_SYMBOL_GPL(FltGetRequestorProcess);
EXPORT_SYMBOL_GPL(FltGetRequestorProcessId);
EXPORT_SYMBOL_GPL(FltGetRequestorProcessIdEx);
EXPORT_SYMBOL_GPL(FltGetRequestorSessionId);
EXPORT_SYMBOL_GPL(FltIs32bitProcess);

/* extra create parameters */
EXPORT_SYMBOL_GPL(FltAllocateExtraCreateParameterList);
EXPORT_SYMBOL_GPL(FltFreeExtraCreateParameterList);
EXPORT_SYMBOL_GPL(FltAllocateExtraCreateParameter);
EXPORT_SYMBOL_GPL(FltFreeExtraCreateParameter);
EXPORT_SYMBOL_GPL(FltInitExtraCreateParameterLookasideList);
EXPORT_SYMBOL_GPL(FltDeleteExtraCreateParameterLookasideList);
EXPORT_SYMBOL_GPL(FltAllocateExtraCreateParameterFromLookasideList);
EXPORT_SYMBOL_GPL(FltInsertExtraCreateParameter);
EXPORT_SYMBOL_GPL(FltRemoveExtraCreateParameter);
EXPORT_SYMBOL_GPL(FltFindExtraCreateParameter);
EXPORT_SYMBOL_GPL(FltGetNextExtraCreateParameter);
EXPORT_SYMBOL_GPL(FltGetEcpListFromCallbackData);
EXPORT_SYMBOL_GPL(FltSetEcpListIntoCallbackData);
EXPORT_SYMBOL_GPL(FltAcknowledgeEcp);
EXPORT_SYMBOL_GPL(FltIsEcpAcknowledged);
EXPORT_SYMBOL_GPL(FltPrepareToReuseEcp);
EXPORT_SYMBOL_GPL(FltIsEcpFromUserMode);

/* what no volume has */
EXPORT_SYMBOL_GPL(FltEnlistInTransaction);
EXPORT_SYMBOL_GPL(FltPrePrepareComplete);
EXPORT_SYMBOL_GPL(FltPrepareComplete);
EXPORT_SYMBOL_GPL(FltCommitComplete);
EXPORT_SYMBOL_GPL(FltCommitFinalizeComplete);
EXPORT_SYMBOL_GPL(FltRollbackComplete);
EXPORT_SYMBOL_GPL(FltRollbackEnlistment);
EXPORT_SYMBOL_GPL(FltSetTransactionContext);
EXPORT_SYMBOL_GPL(FltGetTransactionContext);
EXPORT_SYMBOL_GPL(FltDeleteTransactionContext);
EXPORT_SYMBOL_GPL(FltRegisterForDataScan);
EXPORT_SYMBOL_GPL(FltCreateSectionForDataScan);
EXPORT_SYMBOL_GPL(FltCloseSectionForDataScan);
EXPORT_SYMBOL_GPL(FltTagFile);
EXPORT_SYMBOL_GPL(FltUntagFile);

/* callback data queues */
EXPORT_SYMBOL_GPL(FltCbdqInitialize);
EXPORT_SYMBOL_GPL(FltCbdqEnable);
EXPORT_SYMBOL_GPL(FltCbdqDisable);
EXPORT_SYMBOL_GPL(FltCbdqInsertIo);
EXPORT_SYMBOL_GPL(FltCbdqRemoveIo);
EXPORT_SYMBOL_GPL(FltCbdqRemoveNextIo);

/* push locks, resources */
EXPORT_SYMBOL_GPL(FltInitializePushLock);
EXPORT_SYMBOL_GPL(FltDeletePushLock);
EXPORT_SYMBOL_GPL(FltAcquirePushLockExclusive);
EXPORT_SYMBOL_GPL(FltAcquirePushLockShared);
EXPORT_SYMBOL_GPL(FltReleasePushLock);
EXPORT_SYMBOL_GPL(FltAcquireResourceExclusive);
EXPORT_SYMBOL_GPL(FltAcquireResourceShared);
EXPORT_SYMBOL_GPL(FltReleaseResource);

/* for ports */
EXPORT_SYMBOL_GPL(WinworkFltCreateVolume);
EXPORT_SYMBOL_GPL(WinworkFltDeleteVolume);
EXPORT_SYMBOL_GPL(WinworkFltSendOperation);
EXPORT_SYMBOL_GPL(WinworkFltCompleteOperation);
EXPORT_SYMBOL_GPL(WinworkFltCloseFile);
EXPORT_SYMBOL_GPL(WinworkFltCloseStream);
