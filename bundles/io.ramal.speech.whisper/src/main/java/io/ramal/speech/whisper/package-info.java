/** Speech to text by Whisper, utterance by utterance. */
@org.jspecify.annotations.NullMarked
package io.ramal.speech.whisper;
