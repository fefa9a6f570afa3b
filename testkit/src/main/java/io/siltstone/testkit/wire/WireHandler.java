package io.siltstone.testkit.wire;

/** What a server does, without any fault. Called by many threads. */
public interface WireHandler {

    /** The operation that a request asks for, by its head alone; requests are counted and faults chosen by it. */
    String operation(WireRequest head);

    /** Answers; refusals are answers too. */
    WireResponse handle(WireRequest request);
}
