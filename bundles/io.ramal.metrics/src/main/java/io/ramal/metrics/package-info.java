/** Figures for Prometheus. */
@org.jspecify.annotations.NullMarked
package io.ramal.metrics;
