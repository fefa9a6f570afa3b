package io.siltstone.jobs.verify;

import io.siltstone.core.ObjectInfo;

/** Is told how a verification goes on, on the thread that runs it, in the order of keys. */
public interface VerifyListener {

    /** Hears nothing. */
    VerifyListener NONE = new VerifyListener() {
        @Override
        public void onChecked(ObjectInfo file) {}

        @Override
        public void onFinding(VerifyFinding finding) {}
    };

    /** A file was checked, whatever was found. */
    void onChecked(ObjectInfo file);

    /** Something was found; before {@link #onChecked} of the same file. */
    void onFinding(VerifyFinding finding);
}
