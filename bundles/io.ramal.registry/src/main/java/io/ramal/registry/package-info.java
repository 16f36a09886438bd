/**
 * Which provider serves the next utterance. Providers come and go as OSGi services; a leg leases one per utterance and
 * never holds on to one that has gone.
 */
@org.jspecify.annotations.NullMarked
package io.ramal.registry;
