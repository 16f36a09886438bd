/** Where the configuration of extensions comes from: the database, the last known file, or nothing. */
@org.jspecify.annotations.NullMarked
package io.ramal.extensions.internal.source;
