/** Which provider serves the next utterance. */
@org.jspecify.annotations.NullMarked
package io.ramal.registry;
