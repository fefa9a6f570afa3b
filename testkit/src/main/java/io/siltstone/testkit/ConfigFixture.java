package io.siltstone.testkit;

import io.siltstone.core.Backend;
import io.siltstone.core.Backends;
import io.siltstone.core.Capability;
import io.siltstone.core.Environment;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.config.ConfigCodec;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The store of a configuration, opened through the provider that is found for it, with any layer over it. */
public final class ConfigFixture implements BackendFixture {

    private final MutableClock clock = MutableClock.over(InstantSource.system());
    private final Backends backends;
    private final UnaryOperator<Backend> layer;
    private final boolean keyConflicts;
    private final boolean persistent;
    private final Optional<Aging> aging;
    private final Optional<Loss> loss;
    private Backend below;
    private Backend backend;

    private ConfigFixture(Recipe recipe) throws StorageException {
        this.backends = Backends.with(StoreRuntime.system().withClock(clock).withEnvironment(recipe.environment()));
        this.layer = recipe.layer();
        this.keyConflicts = recipe.keyConflicts();
        this.persistent = recipe.persistent();
        this.aging = recipe.aging();
        this.loss = recipe.loss();
        this.below = backends.open(recipe.config());
        this.backend = layer.apply(below);
    }

    /** How to open the store of a configuration: no key conflicts, nothing outlives a reopening, no layer. */
    public static Recipe of(BackendConfig config) {
        return new Recipe(
                config,
                UnaryOperator.identity(),
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                Environment.system());
    }

    /** Makes what is staged older, in stores that go by a clock of their own. */
    @FunctionalInterface
    public interface Aging {
        void age(Duration duration) throws IOException;
    }

    /** Takes a store away. */
    @FunctionalInterface
    public interface Loss {
        void lose() throws IOException;
    }

    /**
     * What a fixture is made of.
     *
     * @param config the store
     * @param layer what lies over it
     * @param keyConflicts as in {@link BackendFixture#hasKeyConflicts}
     * @param persistent as in {@link BackendFixture#outlivesReopen}
     * @param aging as in {@link BackendFixture#letPass}; empty where the runtime's clock is the store's
     * @param loss as in {@link BackendFixture#loseStore}
     * @param environment where the store's credentials come from
     */
    public record Recipe(
            BackendConfig config,
            UnaryOperator<Backend> layer,
            boolean keyConflicts,
            boolean persistent,
            Optional<Aging> aging,
            Optional<Loss> loss,
            Environment environment) {

        public Recipe withKeyConflicts() {
            return new Recipe(config, layer, true, persistent, aging, loss, environment);
        }

        public Recipe withPersistence() {
            return new Recipe(config, layer, keyConflicts, true, aging, loss, environment);
        }

        public Recipe withLayer(UnaryOperator<Backend> other) {
            return new Recipe(config, other, keyConflicts, persistent, aging, loss, environment);
        }

        public Recipe withAging(Aging other) {
            return new Recipe(config, layer, keyConflicts, persistent, Optional.of(other), loss, environment);
        }

        public Recipe withLoss(Loss other) {
            return new Recipe(config, layer, keyConflicts, persistent, aging, Optional.of(other), environment);
        }

        public Recipe withEnvironment(Environment other) {
            return new Recipe(config, layer, keyConflicts, persistent, aging, loss, other);
        }

        /** Opens the store. */
        public BackendFixture open() throws StorageException {
            return new ConfigFixture(this);
        }
    }

    @Override
    public Backend backend() {
        return backend;
    }

    @Override
    public Backend seeding() {
        return backend.capabilities().supports(Capability.WRITE) ? backend : below;
    }

    @Override
    public Backend reopen() throws StorageException {
        String json = ConfigCodec.toJson(below.config());
        backend.close();
        below = backends.fromJson(json);
        backend = layer.apply(below);
        return backend;
    }

    @Override
    public Backends backends() {
        return backends;
    }

    @Override
    public MutableClock clock() {
        return clock;
    }

    @Override
    public boolean hasKeyConflicts() {
        return keyConflicts;
    }

    @Override
    public boolean outlivesReopen() {
        return persistent;
    }

    @Override
    public void letPass(Duration duration) throws IOException {
        clock.advance(duration);
        if (aging.isPresent()) {
            aging.get().age(duration);
        }
    }

    @Override
    public boolean loseStore() throws IOException {
        if (loss.isPresent()) {
            loss.get().lose();
        }
        return loss.isPresent();
    }

    @Override
    public void close() throws StorageException {
        backend.close();
    }
}
