/**
 * Speech to text by Whisper, on this machine and without a network: a whole utterance at a time, with one model file that
 * an operator puts in place.
 */
@org.jspecify.annotations.NullMarked
package io.ramal.speech.whisper;
