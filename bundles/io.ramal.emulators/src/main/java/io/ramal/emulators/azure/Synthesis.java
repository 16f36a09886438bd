package io.ramal.emulators.azure;

/** A sentence the service was asked to speak. Thread-safe. */
public final class Synthesis {
    private final AzureConnection connection;
    private final String requestId;
    private final String context;
    private final String ssml;
    private final String voice;
    private final String text;
    private long bytesSent;
    private boolean finished;

    Synthesis(AzureConnection connection, String requestId, String context, String ssml, String voice, String text) {
        this.connection = connection;
        this.requestId = requestId;
        this.context = context;
        this.ssml = ssml;
        this.voice = voice;
        this.text = text;
    }

    /** The connection it came on. */
    public AzureConnection connection() {
        return connection;
    }

    /** The client's id of it. */
    public String requestId() {
        return requestId;
    }

    /** The JSON of {@code synthesis.context}; empty when there was none. */
    public String context() {
        return context;
    }

    /** The markup as sent. */
    public String ssml() {
        return ssml;
    }

    /** Name of the voice. */
    public String voice() {
        return voice;
    }

    /** The text without markup. */
    public String text() {
        return text;
    }

    /** Bytes of sound sent so far. */
    public synchronized long bytesSent() {
        return bytesSent;
    }

    /** Whether all of it was sent. */
    public synchronized boolean finished() {
        return finished;
    }

    synchronized void sent(int bytes) {
        bytesSent += bytes;
    }

    synchronized void finish() {
        finished = true;
    }
}
