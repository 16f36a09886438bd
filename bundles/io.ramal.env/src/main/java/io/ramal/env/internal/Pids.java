package io.ramal.env.internal;

/** Configurations that more than one variable sets. */
final class Pids {
    /** The web server. */
    static final String WEB = "org.ops4j.pax.web";

    /** The pairs of extensions. */
    static final String EXTENSIONS = "io.ramal.extensions";

    /** The pooled data source that the table of extensions is read from. */
    static final String TABLE = "org.ops4j.datasource~ramal";

    /** The unpooled data source on which changes of the table are heard of. */
    static final String NEWS = "org.ops4j.datasource~ramallisten";

    /** Who rings residents by Asterisk's manager interface. */
    static final String AMI = "io.ramal.dial.ami";

    /** Who rings residents by a queue. */
    static final String AMQP = "io.ramal.dial.amqp";

    /** Speech to text and back by Azure. */
    static final String AZURE = "io.ramal.speech.azure";

    /** A language model. */
    static final String OPENAI = "io.ramal.ai.openai";

    /** Speech to text and back by OpenAI's audio interface. */
    static final String OPENAI_SPEECH = "io.ramal.speech.openai";

    private Pids() {}
}
