/** Text to speech by Piper; see README.md. */
@org.jspecify.annotations.NullMarked
package io.ramal.speech.piper;
