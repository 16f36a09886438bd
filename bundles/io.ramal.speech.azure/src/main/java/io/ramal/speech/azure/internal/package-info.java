/**
 * The two providers and what they share. Sessions know engines as {@link io.ramal.speech.azure.wire.Engine};
 * {@link io.ramal.speech.azure.internal.HelperEngines} has them in a process of their own. Spare engines are connected ahead in a {@link
 * io.ramal.speech.azure.internal.Pool}; what fails is told to {@link io.ramal.speech.azure.internal.Health}.
 */
@org.jspecify.annotations.NullMarked
package io.ramal.speech.azure.internal;
