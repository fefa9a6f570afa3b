package io.siltstone.testkit.wire;

import java.util.function.LongUnaryOperator;

/** One thing that goes wrong with one request. Constants of enums: {@link WireFault} and those of each protocol. */
public interface StoreFault {

    /** The constant's name. */
    String name();

    /** The row of the project's list of faults, such as {@code X4}. */
    String row();

    /** How the answer goes out. */
    Delivery delivery();

    /**
     * The answer, true or false. Whether the operation is done is decided here: by calling the handler or not.
     *
     * @param draw a number below the one given, the same for the same seed
     */
    WireResponse answer(WireRequest request, WireHandler handler, LongUnaryOperator draw);
}
