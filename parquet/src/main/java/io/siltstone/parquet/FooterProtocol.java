package io.siltstone.parquet;

import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.protocol.TList;
import shaded.parquet.org.apache.thrift.protocol.TMap;
import shaded.parquet.org.apache.thrift.protocol.TProtocolException;
import shaded.parquet.org.apache.thrift.protocol.TSet;
import shaded.parquet.org.apache.thrift.protocol.TStruct;

/**
 * Thrift's compact protocol for bytes of strangers. The library holds each list against the bytes that are left, lists in
 * lists each anew, gives memory to a list as long as its header says, and skips unknown fields by recursion without an
 * end. Here all lists together announce no more elements than the footer has bytes, none is longer than a limit, and
 * depth is bounded.
 */
final class FooterProtocol extends TCompactProtocol {

    private long elementsLeft;
    private int depth;

    FooterProtocol(FooterTransport transport) {
        super(transport);
        this.elementsLeft = transport.remaining();
    }

    @Override
    public TStruct readStructBegin() throws TException {
        enter();
        return super.readStructBegin();
    }

    @Override
    public void readStructEnd() throws TException {
        super.readStructEnd();
        depth--;
    }

    @Override
    public TList readListBegin() throws TException {
        enter();
        TList list = super.readListBegin();
        announce(list.size);
        return list;
    }

    @Override
    public void readListEnd() {
        depth--;
    }

    @Override
    public TSet readSetBegin() throws TException {
        return new TSet(readListBegin());
    }

    @Override
    public void readSetEnd() {
        depth--;
    }

    @Override
    public TMap readMapBegin() throws TException {
        enter();
        TMap map = super.readMapBegin();
        announce(2L * map.size);
        return map;
    }

    @Override
    public void readMapEnd() {
        depth--;
    }

    private void enter() throws TException {
        if (++depth > FooterLimits.MAX_DEPTH) {
            throw new TProtocolException(
                    TProtocolException.DEPTH_LIMIT,
                    "more than " + FooterLimits.MAX_DEPTH + " levels lie in each other");
        }
    }

    private void announce(long elements) throws TException {
        if (elements > FooterLimits.MAX_LIST_ELEMENTS) {
            throw new TProtocolException(
                    TProtocolException.SIZE_LIMIT,
                    "a list of " + elements + " elements is more than the " + FooterLimits.MAX_LIST_ELEMENTS
                            + " that are read");
        }
        elementsLeft -= elements;
        if (elementsLeft < 0) {
            throw new TProtocolException(
                    TProtocolException.SIZE_LIMIT, "its lists announce more elements than it has bytes");
        }
    }
}
