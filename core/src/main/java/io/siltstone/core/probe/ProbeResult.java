package io.siltstone.core.probe;

/**
 * What one probe found.
 *
 * @param probe its name, the same in every run: lower-case words joined by hyphens
 */
public record ProbeResult(String probe, ProbeFinding finding) {}
