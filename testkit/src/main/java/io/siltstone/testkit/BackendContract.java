package io.siltstone.testkit;

/** The whole contract. A test class that implements it says how to open a store, and nothing else. */
public interface BackendContract
        extends KeyContract,
                WriteContract,
                ConditionalWriteContract,
                ReadContract,
                ListContract,
                DirectoryContract,
                DeleteContract,
                CopyContract,
                DirectoryRemoveContract,
                ResumeContract,
                SweepContract,
                SystemObjectsContract,
                CapabilityContract,
                ConfigContract,
                ConcurrencyContract,
                CloseContract,
                ModelContract {}
