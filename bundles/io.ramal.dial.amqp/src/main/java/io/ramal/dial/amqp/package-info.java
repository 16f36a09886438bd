/** Rings residents through a click-to-call queue of RabbitMQ. */
@org.jspecify.annotations.NullMarked
package io.ramal.dial.amqp;
