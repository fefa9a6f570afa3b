package io.siltstone.azure;

import java.io.Serial;

/** That there is no token, on its way through the SDK. It has no cause: what the libraries say can repeat an assertion. */
final class AzureBlobTokenException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean passing;

    /**
     * @param reason without anything secret
     * @param passing whether it may be different in a while
     */
    AzureBlobTokenException(String reason, boolean passing) {
        super(reason);
        this.passing = passing;
    }

    boolean isPassing() {
        return passing;
    }
}
