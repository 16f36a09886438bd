/**
 * eSpeak NG as a provider of speech: the engine's files are unpacked once, a supervised helper process speaks with
 * them, its sound is brought to the house's format.
 *
 * <p>A sentence's way: {@link io.ramal.speech.espeak.internal.EspeakSession} → {@link
 * io.ramal.speech.espeak.internal.SpeechJob} → {@link io.ramal.speech.espeak.internal.HelperPool} (queue) → {@link
 * io.ramal.speech.espeak.internal.HelperSlot} (one process, supervised) → {@link
 * io.ramal.speech.espeak.internal.Helper} → back into the job, to the listener. All state of pool, slots and jobs lives
 * on one thread, the {@link io.ramal.speech.espeak.internal.Loop}.
 */
@org.jspecify.annotations.NullMarked
package io.ramal.speech.espeak.internal;
