package io.siltstone.core.config;

/**
 * The settings of one backend or layer: a public record whose components are of type String, boolean, int, long, Path,
 * Duration, an enum, an Optional of one of these, or, for a layer, BackendConfig. Its compact constructor refuses bad
 * values with an IllegalArgumentException whose message begins with the component's name. It holds no secret: those come
 * from a provider on each side.
 */
public interface BackendConfig {

    /** Names the provider that opens it, for example {@code local}. */
    String type();
}
