/**
 * From variables to configuration: {@link io.ramal.env.internal.DotEnv} reads the file,
 * {@link io.ramal.env.internal.Variable} is the table of what each variable sets,
 * {@link io.ramal.env.internal.Settings} turns texts into checked values, {@link io.ramal.env.internal.Overlay} lays them
 * over whatever configuration there is.
 */
@org.jspecify.annotations.NullMarked
package io.ramal.env.internal;
