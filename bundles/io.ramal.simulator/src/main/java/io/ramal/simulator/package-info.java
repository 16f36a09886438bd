/** A caller: places AudioSocket calls, alone or in hundreds. */
@org.jspecify.annotations.NullMarked
package io.ramal.simulator;
