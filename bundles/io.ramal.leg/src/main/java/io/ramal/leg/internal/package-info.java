/**
 * One leg's ears and mouth: {@link io.ramal.leg.internal.Ears} turn sound into text, {@link
 * io.ramal.leg.internal.Mouth} turns text into paced sound, {@link io.ramal.leg.internal.LegImpl} lets each know of the
 * other. Everything of a leg runs on its line's executor; only prompts are shared between legs.
 */
@org.jspecify.annotations.NullMarked
package io.ramal.leg.internal;
