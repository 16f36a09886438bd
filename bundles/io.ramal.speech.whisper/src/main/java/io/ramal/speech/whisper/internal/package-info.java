/**
 * How sound becomes text here: a {@code WhisperSession} keeps what the leg hands over; when the utterance is over it waits
 * in {@code Waiting} for a worker, which has an {@code Ear} make text of it. {@code ModelSlot} holds the model, looked
 * after by one thread of its own; {@code ModelFile} looks at a file before native code does. Only {@code WhisperEngine} and
 * {@code NativeLibrary} know the library.
 */
@org.jspecify.annotations.NullMarked
package io.ramal.speech.whisper.internal;
