/** .env and environment variables into Config Admin. */
@org.jspecify.annotations.NullMarked
package io.ramal.env;
