/** Text to speech by eSpeak NG in a helper process. */
@org.jspecify.annotations.NullMarked
package io.ramal.speech.espeak;
