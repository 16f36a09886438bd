/**
 * Who lives where, and who is meant by what a visitor says. Nothing that is found here is ever told to a visitor.
 */
@org.jspecify.annotations.NullMarked
package io.ramal.doorman.internal.directory;
