package io.siltstone.testkit.s3;

import io.siltstone.testkit.wire.WireDocument;
import io.siltstone.testkit.wire.WireResponse;

/** An answer of S3 that is an error. Thrown by what serves an operation, sent by the server. */
final class S3Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient WireResponse response;

    private S3Refusal(WireResponse response, String code) {
        super(code);
        this.response = response;
    }

    static S3Refusal of(int status, String code) {
        return new S3Refusal(response(status, code), code);
    }

    /** The error as S3 writes it. */
    static WireResponse response(int status, String code) {
        WireDocument document = new WireDocument("Error");
        document.text("Code", code)
                .text("Message", "refused by the fault server")
                .text("RequestId", "1");
        return WireResponse.xml(status, document.end()).with("x-amz-request-id", "1");
    }

    WireResponse response() {
        return response;
    }
}
