/** Hundreds of calls at once from one thread, and what is measured of them; runs outside OSGi. */
@org.jspecify.annotations.NullMarked
package io.ramal.simulator.internal.load;
