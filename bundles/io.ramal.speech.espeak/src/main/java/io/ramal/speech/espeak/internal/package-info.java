/**
 * eSpeak NG as a provider of speech: which voice is asked for, what the helper process is started with. What keeps the
 * helper and brings its sound to the house's format is {@code io.ramal.helper}.
 */
@org.jspecify.annotations.NullMarked
package io.ramal.speech.espeak.internal;
