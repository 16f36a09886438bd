/** Text to speech and back by Azure. */
@org.jspecify.annotations.NullMarked
package io.ramal.speech.azure;
