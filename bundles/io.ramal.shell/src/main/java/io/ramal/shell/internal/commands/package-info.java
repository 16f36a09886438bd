/** The commands {@code ramal:*}. Karaf makes a new object for each use and fills in its fields. */
@org.jspecify.annotations.NullMarked
package io.ramal.shell.internal.commands;
