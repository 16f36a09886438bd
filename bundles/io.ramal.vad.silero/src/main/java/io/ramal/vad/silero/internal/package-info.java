/** Sound comes in as windows of 32 ms; the gate looks first, then the network, then the thresholds. */
@org.jspecify.annotations.NullMarked
package io.ramal.vad.silero.internal;
