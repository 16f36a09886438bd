/** What every conversation of the doorman is made of: sentences, the way they leave, and time counted in ticks. */
@org.jspecify.annotations.NullMarked
package io.ramal.doorman.internal.talk;
