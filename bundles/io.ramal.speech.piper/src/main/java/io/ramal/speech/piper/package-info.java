/** Text to speech by Piper in a helper process. */
@org.jspecify.annotations.NullMarked
package io.ramal.speech.piper;
