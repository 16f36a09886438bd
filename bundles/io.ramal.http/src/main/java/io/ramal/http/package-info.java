/** HTTP API. */
@org.jspecify.annotations.NullMarked
package io.ramal.http;
