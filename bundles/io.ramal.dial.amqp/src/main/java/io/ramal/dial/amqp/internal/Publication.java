package io.ramal.dial.amqp.internal;

/** A message on its way to the broker, and what becomes of it: one of the two, once; later word is ignored. Any thread. */
interface Publication {
    /** The broker has it in its queue. */
    void confirmed();

    void failed(String reason);
}
