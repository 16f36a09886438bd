/**
 * How sound becomes text here: a {@code VoskSession} keeps what the leg hands over, the workers feed it to a {@code
 * Decoder}, a {@code Transcript} reads what the engine says. {@code ModelSlot} holds the model of a language, looked
 * after by one thread of its own; the installer brings new ones. Only {@code VoskEngine} knows the library.
 */
@org.jspecify.annotations.NullMarked
package io.ramal.speech.vosk.internal;
