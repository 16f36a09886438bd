/** What operators read: tables, stories of calls, and the report at start. */
@org.jspecify.annotations.NullMarked
package io.ramal.shell.internal;
