/**
 * What the server counts, for Prometheus: {@link io.ramal.metrics.internal.Metrics} holds the registry, {@link
 * io.ramal.metrics.internal.CallMetrics} counts what happens to calls, the other {@code *Metrics} read a service when they
 * are asked. Every metric is described in {@code docs/metrics.md}; a test compares.
 */
@org.jspecify.annotations.NullMarked
package io.ramal.metrics.internal;
