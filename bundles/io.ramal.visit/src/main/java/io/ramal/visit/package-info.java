/**
 * One visit: takes the visitor's line, gives it ears and a mouth, holds the conversation on it, and keeps the story of
 * the call for operators. A visit's state lives on its visitor leg's thread; what operators read is published from it.
 */
@org.jspecify.annotations.NullMarked
package io.ramal.visit;
