package io.siltstone.testkit;

import io.siltstone.core.Backend;
import io.siltstone.core.ByteRange;
import io.siltstone.core.Capabilities;
import io.siltstone.core.Capability;
import io.siltstone.core.CopyOptions;
import io.siltstone.core.DeleteResult;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectStat;
import io.siltstone.core.ObjectWriter;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.StoreLocation;
import io.siltstone.core.SweepReport;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.InvalidKeyException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.memory.MemoryConfig;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** A value of each type that calls of stores take and give, for tests by reflection. A type without one fails the test. */
final class Samples {

    static final ObjectKey KEY = key("sample/key");

    private static final ObjectInfo INFO = new ObjectInfo(KEY, 0, Instant.EPOCH, Optional.of("v1"));

    private static final Map<Class<?>, Object> ARGUMENTS = Map.ofEntries(
            Map.entry(String.class, KEY.value()),
            Map.entry(byte[].class, new byte[0]),
            Map.entry(long.class, 0L),
            Map.entry(ObjectKey.class, KEY),
            Map.entry(KeyPrefix.class, KEY.parent()),
            Map.entry(ByteRange.class, ByteRange.ALL),
            Map.entry(Source.class, Source.bytes(new byte[0])),
            Map.entry(OutputStream.class, OutputStream.nullOutputStream()),
            Map.entry(WriteOptions.class, WriteOptions.DEFAULT),
            Map.entry(ReadOptions.class, ReadOptions.ALL),
            Map.entry(CopyOptions.class, CopyOptions.DEFAULT),
            Map.entry(ListRequest.class, ListRequest.of(KEY.parent())),
            Map.entry(SourceFingerprint.class, new SourceFingerprint(0, "v1")),
            Map.entry(SweepRequest.class, new SweepRequest(Duration.ofDays(1), true, KEY.parent())),
            Map.entry(Optional.class, Optional.empty()),
            Map.entry(OptionalLong.class, OptionalLong.of(0)),
            Map.entry(List.class, List.of(KEY)));

    private static final Map<Class<?>, Object> RESULTS = Map.ofEntries(
            Map.entry(
                    Capabilities.class,
                    new Capabilities(EnumSet.allOf(Capability.class), new Capabilities.Limits(1024, 1, 1, 1))),
            Map.entry(StoreLocation.class, new StoreLocation("sample://store", Optional.empty())),
            Map.entry(BackendConfig.class, new MemoryConfig("sample")),
            Map.entry(ObjectInfo.class, INFO),
            Map.entry(ObjectWriter.class, new NoWriter()),
            Map.entry(
                    ObjectContent.class,
                    new ObjectContent(
                            INFO,
                            new ByteRange.Extent(0, 0),
                            InputStream.nullInputStream(),
                            ErrorContext.of(Operation.READ, "sample"))),
            Map.entry(Optional.class, Optional.of(new ObjectStat(INFO, "text/plain", Map.of(), Optional.empty()))),
            Map.entry(List.class, List.of(DeleteResult.deleted(KEY.value()))),
            Map.entry(Listing.class, new NoElements()),
            Map.entry(boolean.class, true),
            Map.entry(Transfer.class, proxy(Transfer.class)),
            Map.entry(SweepReport.class, new SweepReport(List.of())));

    private Samples() {}

    /** Arguments for a call of the method. */
    static Object[] arguments(Method method) {
        return Arrays.stream(method.getParameters()).map(Samples::argument).toArray();
    }

    /** Something for the method to give; empty for none. */
    static Optional<Object> result(Method method) {
        if (method.getReturnType() == void.class) {
            return Optional.empty();
        }
        return Optional.of(sample(RESULTS, method.getReturnType()));
    }

    /** The methods that every backend has, in a fixed order. */
    static List<Method> backendMethods(Predicate<String> names) {
        return Arrays.stream(Backend.class.getMethods())
                .filter(method -> names.test(method.getName()))
                .sorted((a, b) -> a.getName().compareTo(b.getName()))
                .toList();
    }

    private static Object argument(Parameter parameter) {
        return sample(ARGUMENTS, parameter.getType());
    }

    private static Object sample(Map<Class<?>, Object> samples, Class<?> type) {
        Object sample = samples.get(type);
        if (sample == null) {
            throw new AssertionError("there is no sample of " + type + "; add one to " + Samples.class);
        }
        return sample;
    }

    private static <T> T proxy(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(Samples.class.getClassLoader(), new Class<?>[] {type}, (p, m, a) -> {
            throw new AssertionError("a sample is only handed on");
        }));
    }

    private static ObjectKey key(String text) {
        try {
            return ObjectKey.of(text);
        } catch (InvalidKeyException e) {
            throw new AssertionError("the sample is a key", e);
        }
    }

    private static final class NoWriter extends ObjectWriter {
        NoWriter() {
            super(ErrorContext.of(Operation.WRITE, "sample"), OptionalLong.empty());
        }

        @Override
        protected void stage(byte[] bytes, int offset, int length) {
            throw new AssertionError("a sample is only handed on");
        }

        @Override
        protected ObjectInfo publish() {
            throw new AssertionError("a sample is only handed on");
        }

        @Override
        protected void discard() {
            // Nothing was staged.
        }
    }

    private static final class NoElements implements Listing<Object> {
        @Override
        public boolean hasNext() {
            return false;
        }

        @Override
        public Object next() {
            throw new NoSuchElementException();
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
