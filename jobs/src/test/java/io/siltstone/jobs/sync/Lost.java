package io.siltstone.jobs.sync;

import io.siltstone.testkit.wire.Delivery;
import io.siltstone.testkit.wire.StoreFault;
import io.siltstone.testkit.wire.WireHandler;
import io.siltstone.testkit.wire.WireRequest;
import io.siltstone.testkit.wire.WireResponse;
import java.util.function.LongUnaryOperator;
import java.util.regex.Pattern;

/** Pages of S3 that leave something out and say nothing of it. */
enum Lost implements StoreFault {
    REST_OF_THE_LISTING(
            Pattern.compile("<NextContinuationToken>.*?</NextContinuationToken>"),
            "<IsTruncated>true",
            "<IsTruncated>false"),
    FIRST_OBJECTS(Pattern.compile("(<Contents>.*?</Contents>){1,5}", Pattern.DOTALL), "", "");

    private final Pattern leftOut;
    private final String said;
    private final String saidInstead;

    Lost(Pattern leftOut, String said, String saidInstead) {
        this.leftOut = leftOut;
        this.said = said;
        this.saidInstead = saidInstead;
    }

    @Override
    public String row() {
        return "S4";
    }

    @Override
    public Delivery delivery() {
        return Delivery.WHOLE;
    }

    @Override
    public WireResponse answer(WireRequest request, WireHandler handler, LongUnaryOperator draw) {
        WireResponse page = handler.handle(request);
        return page.withBody(leftOut.matcher(page.text()).replaceFirst("").replace(said, saidInstead));
    }
}
