/**
 * What the server and the helper process have in common: engines, what they tell, and the messages on the pipes. It needs
 * nothing but Java, so that it can travel in the helper's jar.
 */
@org.jspecify.annotations.NullMarked
package io.ramal.speech.azure.wire;
