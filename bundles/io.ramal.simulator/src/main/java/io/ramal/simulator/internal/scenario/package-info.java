/** What a simulated caller does, as a small text file. */
@org.jspecify.annotations.NullMarked
package io.ramal.simulator.internal.scenario;
