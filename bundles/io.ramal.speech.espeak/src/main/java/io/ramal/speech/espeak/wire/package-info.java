/** What the server and its helper process must agree on, beyond the messages of {@code io.ramal.helper.wire}. */
@org.jspecify.annotations.NullMarked
package io.ramal.speech.espeak.wire;
