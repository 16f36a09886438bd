/** One simulated call: the wire, the caller's mouth and ears, and the component that offers it. */
@org.jspecify.annotations.NullMarked
package io.ramal.simulator.internal;
