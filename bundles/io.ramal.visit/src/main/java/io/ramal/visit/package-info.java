/** One visit: its legs, who talks to whom, every way it can end. */
@org.jspecify.annotations.NullMarked
package io.ramal.visit;
