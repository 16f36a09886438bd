/** The server's side: settings, voices on disk, the provider. Nothing of Piper is loaded here. */
@org.jspecify.annotations.NullMarked
package io.ramal.speech.piper.internal;
