/**
 * The two providers and what they share. An utterance is one request, a {@link io.ramal.speech.openai.internal.Call}; its
 * time limits are kept by a tick, not by the client. What fails is told to {@link
 * io.ramal.speech.openai.internal.Health}.
 */
@org.jspecify.annotations.NullMarked
package io.ramal.speech.openai.internal;
