/**
 * A call and its legs: what the transport hands in, what a leg hears and says, and what is remembered of it.
 *
 * <p>{@link io.ramal.call.Line} is the transport's side of a leg, {@link io.ramal.call.Leg} its ears and mouth,
 * {@link io.ramal.call.Calls} the ledger operators look at. One thread, {@link io.ramal.call.Line#executor()}, owns a
 * leg: every callback of these types runs on it unless it says otherwise.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.2.0")
@org.jspecify.annotations.NullMarked
package io.ramal.call;
