package io.siltstone.testkit.azure;

import io.siltstone.testkit.wire.WireDocument;
import io.siltstone.testkit.wire.WireResponse;

/** An answer of the service that is an error. Thrown by what serves an operation, sent by the server. */
final class AzureRefusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient WireResponse response;

    private AzureRefusal(WireResponse response, String code) {
        super(code);
        this.response = response;
    }

    static AzureRefusal of(int status, String code) {
        return new AzureRefusal(response(status, code), code);
    }

    /** The error as the service writes it. */
    static WireResponse response(int status, String code) {
        WireDocument document = new WireDocument("Error");
        document.text("Code", code).text("Message", "refused by the fault server");
        return WireResponse.xml(status, document.end())
                .with("x-ms-error-code", code)
                .with("x-ms-request-id", "1");
    }

    WireResponse response() {
        return response;
    }
}
