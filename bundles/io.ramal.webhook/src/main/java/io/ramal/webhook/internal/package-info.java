/** Tells another system by HTTP what becomes of visits. */
@org.jspecify.annotations.NullMarked
package io.ramal.webhook.internal;
