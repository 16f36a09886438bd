/**
 * Speech to text by Vosk, on this machine and without a network: one provider per language, each with its own model folder
 * and its own health, and the installer that fetches the models.
 */
@org.jspecify.annotations.NullMarked
package io.ramal.speech.vosk;
