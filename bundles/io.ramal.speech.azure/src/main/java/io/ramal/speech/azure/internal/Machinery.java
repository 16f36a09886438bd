package io.ramal.speech.azure.internal;

import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * What both providers run on; its owner ends it.
 *
 * @param clock nanoseconds
 * @param random 0–1
 * @param workers where engines are made, fed and listened to
 */
record Machinery(LongSupplier clock, DoubleSupplier random, Executor workers) {}
