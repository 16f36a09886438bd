/** What is kept of visits: decisions, and where switched on words and sound; and its end. */
@org.jspecify.annotations.NullMarked
package io.ramal.records.internal;
