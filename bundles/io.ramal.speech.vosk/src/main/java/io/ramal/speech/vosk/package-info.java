/** Speech to text by Vosk. */
@org.jspecify.annotations.NullMarked
package io.ramal.speech.vosk;
