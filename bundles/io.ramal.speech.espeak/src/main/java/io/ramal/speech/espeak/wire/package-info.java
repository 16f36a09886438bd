/** What the server and its helper process say to each other over the helper's standard input and output. */
@org.jspecify.annotations.NullMarked
package io.ramal.speech.espeak.wire;
