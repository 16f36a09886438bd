/**
 * How the pairs of extensions come to listen: a {@link io.ramal.extensions.internal.Configuration} says which pairs there
 * are, the {@link io.ramal.extensions.internal.ExtensionTable} runs the difference to what is open, and the
 * {@link io.ramal.extensions.internal.PortPlan} says which numbers may be tried.
 */
@org.jspecify.annotations.NullMarked
package io.ramal.extensions.internal;
