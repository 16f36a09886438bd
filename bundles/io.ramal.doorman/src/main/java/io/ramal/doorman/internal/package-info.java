/** The doorman's conversation: by voice with a backend that thinks, or by keys alone. */
@org.jspecify.annotations.NullMarked
package io.ramal.doorman.internal;
