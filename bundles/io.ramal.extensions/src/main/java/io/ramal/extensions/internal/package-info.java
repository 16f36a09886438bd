/**
 * How the pairs of extensions come to listen, in the order a change takes: a feed reads rows, the
 * {@link io.ramal.extensions.internal.RowCheck} tells which can run by themselves and
 * {@link io.ramal.extensions.internal.Conflicts} which beside the others, the {@link io.ramal.extensions.internal.Plan} is
 * the difference to what is open, {@link io.ramal.extensions.internal.OpenDoors} does it on a line server, and the
 * {@link io.ramal.extensions.internal.ExtensionTable} shows what came of it. All of it happens on one thread.
 *
 * <p>Beside it, {@link io.ramal.extensions.internal.ProfileBook} holds what files set for single extensions.
 */
@org.jspecify.annotations.NullMarked
package io.ramal.extensions.internal;
