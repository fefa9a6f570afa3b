package io.siltstone.torture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The Java side of {@code struct plan} in {@code faults.c}: which call fails how, and what came of it. */
final class Plan {

    /** Where the calls that are counted are below. */
    static final String ROOT_VARIABLE = "TORTURE_ROOT";

    /** The file of the plan. */
    static final String PLAN_VARIABLE = "TORTURE_PLAN";

    private static final int MAX_CALLS = 4000;
    private static final int ARMED = 0;
    private static final int POSITION = 4;
    private static final int ACTION = 8;
    private static final int STAYS = 12;
    private static final int SEEN = 16;
    private static final int FIRED = 20;
    private static final int REFORCED = 24;
    private static final int KINDS = 32;
    private static final int SIZE = KINDS + MAX_CALLS;

    private final MappedByteBuffer shared;

    private Plan(MappedByteBuffer shared) {
        this.shared = shared;
    }

    /** The plan in a file, which is made where it is missing. */
    static Plan in(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (channel.size() < SIZE) {
                channel.write(ByteBuffer.allocate(SIZE));
            }
            MappedByteBuffer shared = channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE);
            shared.order(ByteOrder.nativeOrder());
            return new Plan(shared);
        }
    }

    /** From now on calls are counted, and the one at the position, from 1, meets the fault; 0 for none. */
    void arm(int position, Fault fault) {
        shared.putInt(POSITION, position);
        shared.putInt(ACTION, fault.action());
        shared.putInt(STAYS, fault.stays() ? 1 : 0);
        shared.putInt(SEEN, 0);
        shared.putInt(FIRED, 0);
        shared.putInt(REFORCED, 0);
        shared.putInt(ARMED, 1);
    }

    /** From now on every call is what it should be. */
    void disarm() {
        shared.putInt(ARMED, 0);
    }

    /** How many calls met the fault. */
    int fired() {
        return shared.getInt(FIRED);
    }

    /** How many times a file was forced again after a force of it had failed. */
    int reforced() {
        return shared.getInt(REFORCED);
    }

    /** What was counted. */
    List<CallKind> calls() {
        List<CallKind> calls = new ArrayList<>();
        for (int i = 0; i < Math.min(shared.getInt(SEEN), MAX_CALLS); i++) {
            calls.add(CallKind.values()[shared.get(KINDS + i)]);
        }
        return calls;
    }
}
