package io.ramal.emulators.azure;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** A turn of recognition as the service has seen it. Thread-safe. */
public final class Recognition {
    /** Most sound that is kept of a turn: 20 s at 8 kHz. */
    static final int MAX_KEPT = 320_000;

    private final AzureConnection connection;
    private final String requestId;
    private final String context;
    private final String language;
    private final List<String> phrases;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final List<String> texts = new ArrayList<>();
    private int sampleRate;
    private long bytes;
    private boolean ended;

    Recognition(AzureConnection connection, String requestId, String context, String language, List<String> phrases) {
        this.connection = connection;
        this.requestId = requestId;
        this.context = context;
        this.language = language;
        this.phrases = List.copyOf(phrases);
    }

    /** The connection it came on. */
    public AzureConnection connection() {
        return connection;
    }

    /** The client's id of it. */
    public String requestId() {
        return requestId;
    }

    /** The JSON of {@code speech.context}; empty when there was none. */
    public String context() {
        return context;
    }

    /** Language tag asked for, empty when none was. */
    public String language() {
        return language;
    }

    /** The phrase list. */
    public List<String> phrases() {
        return phrases;
    }

    /** Of the RIFF header, in Hz; 0 before there was one. */
    public synchronized int sampleRate() {
        return sampleRate;
    }

    /** Bytes of samples heard. */
    public synchronized long bytes() {
        return bytes;
    }

    /** The samples heard, the first {@value #MAX_KEPT} bytes of them. */
    public synchronized byte[] audio() {
        return kept.toByteArray();
    }

    /** Phrases that were told. */
    public synchronized List<String> texts() {
        return List.copyOf(texts);
    }

    /** Whether the client has told the end of its sound. */
    public synchronized boolean ended() {
        return ended;
    }

    synchronized void format(int rate) {
        sampleRate = rate;
    }

    synchronized void heard(byte[] samples, int offset) {
        int length = samples.length - offset;
        bytes += length;
        kept.write(samples, offset, Math.min(length, MAX_KEPT - kept.size()));
    }

    synchronized void told(String text) {
        texts.add(text);
    }

    synchronized void end() {
        ended = true;
    }
}
